"""An .xlsx archive into the list of its sheets, its defined names and where its parts are."""

import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from etl.reading.commands import calls_a_program
from etl.reading.limits import Limits
from etl.reading.raw import Visibility
from etl.reading.refusals import RefusalCode, refusal
from etl.reading.xml_stream import SEPARATOR, Attributes, Malformed, stream

ROOT_RELATIONS = "_rels/.rels"
_STATES = {"hidden": Visibility.HIDDEN, "veryHidden": Visibility.VERY_HIDDEN}


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One worksheet of the book: its tab and the part that holds it."""

    name: str
    visibility: Visibility
    part: str
    defined_names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Package:
    """Where things are in an .xlsx. `stale` says that formulas wait to be calculated by the next program."""

    sheets: tuple[SheetPart, ...]
    defined_names: Mapping[str, str]
    shared_strings: str | None
    styles: str | None
    since_1904: bool
    stale: bool


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str
    part: str


def open_package(archive: zipfile.ZipFile, *, limits: Limits) -> Package:
    """Read the relations and the workbook part. Raises Unreadable, Malformed and what zipfile raises.

    Sheets of charts are left out: they have no cells. Sheets of macros or dialogs refuse the book.
    """
    parts = {name.casefold(): name for name in archive.namelist()}
    workbook = _workbook_part(archive, parts)
    relations = _relations(archive, parts, _relations_of(workbook))
    reading = _Workbook(limits)
    with archive.open(workbook) as source:
        stream(source, start=reading.start, end=reading.end, text=reading.text.append)

    sheets = []
    for index, (name, state, relation_id) in enumerate(reading.sheets):
        relation = relations.get(relation_id)
        if relation is None:
            raise Malformed(f"sheet {index} has no part")
        if relation.kind.lower() in ("dialogsheet", "xlmacrosheet", "xlintlmacrosheet"):
            raise refusal(RefusalCode.MACROS)
        if relation.kind == "worksheet":
            visibility = _STATES.get(state, Visibility.VISIBLE)
            sheets.append(SheetPart(name, visibility, relation.part, reading.local_names.get(index, {})))
    if not sheets:
        raise Malformed("no worksheets")
    by_kind = {relation.kind: relation.part for relation in relations.values()}
    return Package(
        sheets=tuple(sheets),
        defined_names=reading.names,
        shared_strings=by_kind.get("sharedStrings"),
        styles=by_kind.get("styles"),
        since_1904=reading.since_1904,
        stale=reading.stale,
    )


def _workbook_part(archive: zipfile.ZipFile, parts: Mapping[str, str]) -> str:
    for relation in _relations(archive, parts, ROOT_RELATIONS).values():
        if relation.kind == "officeDocument":
            return relation.part
    if "xl/workbook.xml" in parts:
        return parts["xl/workbook.xml"]
    raise Malformed("no workbook part")


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relations(archive: zipfile.ZipFile, parts: Mapping[str, str], path: str) -> dict[str, _Relation]:
    """The relations of a part by their id, targets resolved to real names of parts; {} where it has none."""
    found: dict[str, _Relation] = {}
    folder = posixpath.dirname(posixpath.dirname(path))

    def start(tag: str, attributes: Attributes) -> None:
        if _local(tag) != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "").replace("\\", "/")
        resolved = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = attributes.get("Type", "").rpartition("/")[2]
        found[attributes.get("Id", "")] = _Relation(kind, parts.get(resolved.casefold(), resolved))

    real = parts.get(path.casefold())
    if real is not None:
        with archive.open(real) as source:
            stream(source, start=start)
    return found


class _Workbook:
    """Handlers that gather what the workbook part says."""

    def __init__(self, limits: Limits) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.names: dict[str, str] = {}
        self.local_names: dict[int, dict[str, str]] = {}
        self.since_1904 = False
        self.stale = False
        self.text: list[str] = []
        self._name: Attributes = {}
        self._names_left = limits.names

    def start(self, tag: str, attributes: Attributes) -> None:
        local = _local(tag)
        self.text.clear()
        if local == "sheet":
            relation_id = next((attributes[key] for key in attributes if _local(key) == "id"), "")
            self.sheets.append((attributes.get("name", ""), attributes.get("state", ""), relation_id))
        elif local == "definedName":
            self._name = attributes
        elif local == "workbookPr":
            self.since_1904 = attributes.get("date1904") in ("1", "true")
        elif local == "calcPr":
            self.stale = attributes.get("fullCalcOnLoad") in ("1", "true")

    def end(self, tag: str) -> None:
        if _local(tag) != "definedName":
            return
        self._names_left -= 1
        if self._names_left < 0:
            raise refusal(RefusalCode.TOO_MUCH_TEXT)
        refers_to = "".join(self.text)
        if calls_a_program(refers_to):
            raise refusal(RefusalCode.EXTERNAL_COMMAND)
        sheet = self._name.get("localSheetId")
        names = self.names if sheet is None else self.local_names.setdefault(int(sheet), {})
        names[self._name.get("name", "")] = refers_to


def _local(tag: str) -> str:
    return tag.rpartition(SEPARATOR)[2]
