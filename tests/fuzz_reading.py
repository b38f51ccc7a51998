"""The cells of an .xlsx or .ods by `zipfile` and ElementTree: not the way the program reads them."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from openpyxl.utils import column_index_from_string

PLACE = re.compile(r"([A-Z]+)(\d+)")
WIDEST = 400
Place = tuple[int, int]
Value = str | float | bool | None


@dataclass
class Cells:
    """The cells of one sheet by (row, column), texts as they are."""

    at: dict[Place, Value] = field(default_factory=dict)

    def row(self, row: int) -> Iterator[str]:
        """The texts of a row."""
        return (value for (r, _), value in self.at.items() if r == row and isinstance(value, str))

    def column(self, column: int) -> Iterator[str]:
        """The texts of a column."""
        return (value for (_, c), value in self.at.items() if c == column and isinstance(value, str))


def xlsx_cells(data: bytes) -> dict[str, Cells]:
    """The cells of every sheet of an .xlsx."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name.lstrip("/").replace("\\", "/").lower(): name for name in archive.namelist()}

        def part(name: str) -> ElementTree.Element | None:
            real = parts.get(name.lstrip("/").lower())
            return None if real is None else ElementTree.fromstring(archive.read(real))

        home = target_of(part("_rels/.rels"), "officeDocument") or "xl/workbook.xml"
        folder = home.lstrip("/").rpartition("/")[0]
        relations = part(f"{folder}/_rels/{home.rpartition('/')[2]}.rels")
        strings = target_of(relations, "sharedStrings")
        shared = shared_texts(part(joined(folder, strings))) if strings else []
        book = part(home)
        assert book is not None
        found = {}
        for sheet in (e for e in book.iter() if local(e.tag) == "sheet"):
            wanted = next((v for k, v in sheet.attrib.items() if k.endswith("}id")), "")
            target = next((r.get("Target", "") for r in relations or () if r.get("Id") == wanted), "")
            root = part(joined(folder, target)) if target else None
            if root is not None:
                found[sheet.get("name", "")] = sheet_cells(root, shared)
        return found


def target_of(relations: ElementTree.Element | None, kind: str) -> str | None:
    return next((r.get("Target") for r in relations or () if r.get("Type", "").endswith(f"/{kind}")), None)


def joined(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    steps: list[str] = []
    for step in f"{folder}/{target}".split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def shared_texts(root: ElementTree.Element | None) -> list[str]:
    return [rich_text(item) for item in root or () if local(item.tag) == "si"]


def rich_text(element: ElementTree.Element) -> str:
    """The text of an item, without what tells how to read it aloud."""
    texts = []
    for child in element:
        if local(child.tag) == "t":
            texts.append(child.text or "")
        elif local(child.tag) == "r":
            texts += [t.text or "" for t in child if local(t.tag) == "t"]
    return "".join(texts)


def sheet_cells(root: ElementTree.Element, shared: list[str]) -> Cells:
    cells, row_number = Cells(), 0
    for row in (e for e in root.iter() if local(e.tag) == "row"):
        row_number = int(row.get("r") or row_number + 1)
        column = 0
        for cell in (e for e in row if local(e.tag) == "c"):
            named = PLACE.fullmatch(cell.get("r") or "")
            column = column_index_from_string(named[1]) if named else column + 1
            value = cell_value(cell, shared)
            if value is not None:
                cells.at[int(named[2]) if named else row_number, column] = value
    return cells


def cell_value(cell: ElementTree.Element, shared: list[str]) -> Value:
    inside = {local(child.tag): child for child in cell}
    kind = cell.get("t", "n")
    if kind == "inlineStr" or ("is" in inside and "v" not in inside):
        return rich_text(inside["is"]) if "is" in inside else None
    text = inside["v"].text if "v" in inside else None
    if text is None or kind == "e":
        return None
    if kind == "s":
        return shared[int(text)]
    if kind == "b":
        return text.strip() in ("1", "true")
    try:
        return text if kind in ("str", "d") else float(text)
    except ValueError:
        return text


def ods_cells(data: bytes) -> dict[str, Cells]:
    """The cells of every sheet of an .ods; what is repeated beyond a readable table is left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("content.xml"))
    found = {}
    for sheet in (e for e in root.iter() if local(e.tag) == "table"):
        cells, row_number = Cells(), 0
        for row in (e for e in sheet.iter() if local(e.tag) == "table-row"):
            again = min(number(row, "number-rows-repeated"), WIDEST)
            column = 0
            for cell in (e for e in row if local(e.tag) in ("table-cell", "covered-table-cell")):
                wide = number(cell, "number-columns-repeated")
                value = ods_value(cell)
                if value is not None:
                    for r in range(row_number + 1, row_number + again + 1):
                        for c in range(column + 1, column + min(wide, WIDEST) + 1):
                            cells.at[r, c] = value
                column += wide
            row_number += number(row, "number-rows-repeated")
        found[attribute(sheet, "name") or ""] = cells
    return found


def ods_value(cell: ElementTree.Element) -> Value:
    kind = attribute(cell, "value-type")
    if kind in ("float", "percentage", "currency") and is_number(attribute(cell, "value") or ""):
        return float(attribute(cell, "value") or "nan")
    if kind == "boolean":
        return attribute(cell, "boolean-value") == "true"
    if kind == "date":
        return attribute(cell, "date-value")
    stated = attribute(cell, "string-value")
    texts = ["".join(p.itertext()) for p in cell if local(p.tag) == "p"]
    return stated if stated is not None else "\n".join(texts) or None


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def attribute(element: ElementTree.Element, name: str) -> str | None:
    return next((v for k, v in element.attrib.items() if local(k) == name), None)


def number(element: ElementTree.Element, name: str) -> int:
    return int(attribute(element, name) or 1)


def local(tag: str) -> str:
    return tag.rpartition("}")[2]
