"""The results of a workbook's formulas, carried over into a copy saved by openpyxl, which drops them."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.utils.datetime import to_excel

Result = str | float | int | bool
Results = dict[str, dict[str, Result]]
FORMULA_CELL = re.compile(
    rb'<c r="(?P<address>[A-Z]+\d+)"(?P<rest>[^>]*)>(?P<formula><f[^>]*>[^<]*</f>|<f[^>]*/>)(?:<v ?/>|<v></v>)?</c>'
)


def formula_results(path: Path) -> Results:
    """The stored result of every formula, by sheet and address; formulas without a result are left out."""
    if not has_formulas(path):
        return {}
    formulas = openpyxl.load_workbook(path)
    places = {
        sheet.title: [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        for sheet in formulas.worksheets
    }
    values = openpyxl.load_workbook(path, data_only=True)
    return {
        name: {address: result for address in addresses if (result := stored(values[name][address].value)) is not None}
        for name, addresses in places.items()
        if addresses
    }


def has_formulas(path: Path) -> bool:
    """Whether any sheet holds a formula."""
    with zipfile.ZipFile(path) as archive:
        parts = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(b"<f>" in part or b"<f " in part for part in map(archive.read, parts))


def stored(value: object) -> Result | None:
    """A result as the file stores it; None when there is none."""
    if isinstance(value, datetime):
        serial: float = to_excel(value)  # type: ignore[no-untyped-call]
        return serial
    return value if isinstance(value, (str, float, int, bool)) else None


def with_results(data: bytes, sheet_names: Sequence[str], results: Mapping[str, Mapping[str, Result]]) -> bytes:
    """The workbook's bytes as openpyxl saved them, with the results put beside their formulas.

    `sheet_names` are its sheets in order: openpyxl numbers their parts so.
    """
    if not results:
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {f"xl/worksheets/sheet{n}.xml": name for n, name in enumerate(sheet_names, start=1)}
        for info in old.infolist():
            content = old.read(info)
            found = results.get(parts.get(info.filename, ""))
            new.writestr(info, filled(content, found) if found else content)
    return out.getvalue()


def filled(content: bytes, found: Mapping[str, Result]) -> bytes:
    """One sheet's XML with its results."""

    def one(match: re.Match[bytes]) -> bytes:
        address = match["address"].decode()
        if address not in found:
            return match[0]
        kind, text = typed(found[address])
        rest = re.sub(rb' t="[^"]*"', b"", match["rest"])
        return b'<c r="%s"%s t="%s">%s<v>%s</v></c>' % (match["address"], rest, kind, match["formula"], text)

    return FORMULA_CELL.sub(one, content)


def typed(value: Result) -> tuple[bytes, bytes]:
    """The type and text of a result in a cell's XML."""
    if isinstance(value, bool):
        return b"b", b"1" if value else b"0"
    if isinstance(value, str):
        return (b"e" if value.startswith("#") else b"str"), escape(value).encode()
    return b"n", repr(value).encode()
