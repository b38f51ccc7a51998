"""The bytes of an .xlsx into sheets of typed cells (runs in the limited child only)."""

import zipfile
from dataclasses import replace
from io import BytesIO

from etl.reading.counting import Tally
from etl.reading.limits import Limits
from etl.reading.package import Package, open_package
from etl.reading.raw import RawSheet
from etl.reading.strings import Text, read_strings
from etl.reading.styles import Style, is_legacy, read_styles
from etl.reading.tables import Tables
from etl.reading.values import Setting
from etl.reading.worksheet import read_worksheet


def read_xlsx(data: bytes, *, limits: Limits) -> Tables:
    """Every worksheet, hidden ones too. Raises Unreadable, Malformed and what zipfile raises."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        package = open_package(archive, limits=limits)
        styles = _styles(archive, package, limits)
        strings = _strings(archive, package, limits)
        if not _has_legacy_fonts(styles, strings):
            styles = tuple(replace(style, font=None) for style in styles)
        setting = Setting(
            strings=strings,
            styles=styles,
            since_1904=package.since_1904,
            stale=package.stale,
            limits=limits,
        )
        tally = Tally(limits)
        sheets = []
        for sheet in package.sheets:
            with archive.open(sheet.part) as source:
                content = read_worksheet(source, name=sheet.name, setting=setting, tally=tally)
            sheets.append(RawSheet(sheet.name, sheet.visibility, content.cells, sheet.defined_names, content.merged))
    return Tables(tuple(sheets), package.defined_names)


def _styles(archive: zipfile.ZipFile, package: Package, limits: Limits) -> tuple[Style, ...]:
    if package.styles is None:
        return ()
    with archive.open(package.styles) as source:
        return read_styles(source, limits=limits)


def _strings(archive: zipfile.ZipFile, package: Package, limits: Limits) -> list[Text]:
    if package.shared_strings is None:
        return []
    with archive.open(package.shared_strings) as source:
        return read_strings(source, limits=limits)


def _has_legacy_fonts(styles: tuple[Style, ...], strings: list[Text]) -> bool:
    return any(is_legacy(style.font) for style in styles) or any(text.font is not None for text in strings)
