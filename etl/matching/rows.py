"""The rows of a sheet into communes: by hidden unit keys, else by names; what is no commune is told apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from etl.issues import Issue, cell_name, issue, near_words
from etl.matching.grid import Grid, text_key
from etl.matching.places import LONGEST_NAME, Places
from etl.names import likeness, name_key
from etl.register import Unit

UNIT_KEY = re.compile(r"[0-9A-Za-z.\-]{2,12}@(?:0|\d{4}-\d{2}-\d{2})")
TOTAL = re.compile(
    r"(?:tổng(?: (?:cộng|số|chung|toàn .*|cả .*|huyện.*))?"
    r"|cộng(?: (?:huyện|toàn|khu|mục|nhóm|phần|[ivx]+\b).*)?"
    r"|toàn (?:huyện|tỉnh|thị xã|thành phố|xã|phường).*)(?: ?\([^)]*\))?[ :.]*"
)
ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})[.)]?")
UNLIKE = 0.55


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row and the commune it speaks of."""

    row: int
    unit: Unit
    by_key: bool


@dataclass(slots=True)
class Rows:
    """What the rows of a sheet are. `others` are rows with content that are no commune, by row number."""

    key_column: int | None = None
    name_column: int | None = None
    placed: list[PlacedRow] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    sections: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    @property
    def first(self) -> int | None:
        """The first row of the body, totals above the communes included."""
        return min((p.row for p in self.placed), default=None)


def place_rows(grid: Grid, places: Places, *, key_row: int | None, item_columns: Sequence[int]) -> Rows:
    """Recognise every row below the keys. `item_columns` are the columns already known to be items."""
    rows = Rows(key_column=key_column_of(grid))
    rows.name_column = name_column_of(grid, places, rows.key_column, set(item_columns))
    for row in grid.rows:
        if row != key_row:
            place_row(grid, places, rows, row)
    return rows


def key_column_of(grid: Grid) -> int | None:
    """The column with the most unit keys, None when there is none."""
    counts: dict[int, int] = {}
    for cell in grid.sheet.cells:
        if isinstance(cell.value, str) and "@" in cell.value and UNIT_KEY.fullmatch(cell.value.strip()):
            counts[cell.column] = counts.get(cell.column, 0) + 1
    return max(counts, key=lambda column: (counts[column], -column), default=None)


def name_column_of(grid: Grid, places: Places, key_column: int | None, taken: set[int]) -> int | None:
    """The column in which the most different communes of the filing unit are named."""
    named: dict[int, set[str]] = {}
    for row, cells in grid.rows.items():
        for column in cells:
            if column == key_column or column in taken:
                continue
            for unit in places.named(grid.text(row, column)) or places.named(grid.column_text(row, column)):
                named.setdefault(column, set()).add(unit.key)
    return max(named, key=lambda column: (len(named[column]), -column), default=None)


def place_row(grid: Grid, places: Places, rows: Rows, row: int) -> None:
    """Recognise one row and file it under what it is."""
    key = grid.text(row, rows.key_column) if rows.key_column else ""
    name = row_name(grid, places, rows, row)
    if UNIT_KEY.fullmatch(key):
        place_keyed(grid, places, rows, row, key, name)
        return
    if is_total(name) or is_total(lead_text(grid, rows, row)):
        rows.totals.append(row)
        return
    found = places.named(name)
    if len(found) == 1:
        rows.placed.append(PlacedRow(row, found[0], by_key=False))
    elif len(found) > 1:
        names = ", ".join(unit.full_name for unit in found)
        rows.issues.append(row_issue("row_ambiguous", grid, rows, row, name, near_names=names))
    elif is_section(grid, rows, row):
        rows.sections.append(row)
    else:
        rows.others.append(row)


def place_keyed(grid: Grid, places: Places, rows: Rows, row: int, key: str, name: str) -> None:
    """A row with a unit key: it must be owed, and the name beside it must not say another commune."""
    unit = places.by_key.get(key)
    if unit is None:
        rows.issues.append(foreign_key_issue(grid, places, rows, row, key))
        return
    if contradicts(name, unit, places.named(name)):
        rows.issues.append(row_issue("row_key_conflict", grid, rows, row, name, expected=unit.full_name, unit=key))
    else:
        rows.placed.append(PlacedRow(row, unit, by_key=True))


def contradicts(name: str, unit: Unit, named: Sequence[Unit]) -> bool:
    """Whether the name beside a unit's key is another commune's, or nothing like its own."""
    if named:
        return unit not in named
    return bool(name) and likeness(name_key(name), name_key(unit.name)) < UNLIKE


def foreign_key_issue(grid: Grid, places: Places, rows: Rows, row: int, key: str) -> Issue:
    """Why a unit key is not a row of this return: unknown, not in force, or another unit's."""
    known = {unit.key: unit for unit in places.register.versions(key.partition("@")[0])}
    unit = known.get(key)
    if unit is None:
        return row_issue("key_unknown", grid, rows, row, key)
    if not unit.in_force(places.day):
        return not_in_force_issue(grid, places, rows, row, unit)
    return other_unit_issue(grid, places, rows, row, unit)


def not_in_force_issue(grid: Grid, places: Places, rows: Rows, row: int, unit: Unit) -> Issue:
    """A commune of another time."""
    spans = []
    if unit.valid_from:
        spans.append(f"có từ ngày {unit.valid_from:%d/%m/%Y}")
    if unit.valid_to:
        spans.append(f"hết hiệu lực sau ngày {unit.valid_to:%d/%m/%Y}")
    return row_issue(
        "unit_not_in_force",
        grid,
        rows,
        row,
        unit.full_name,
        unit=unit.key,
        day=f"{places.day:%d/%m/%Y}",
        span=", ".join(spans),
    )


def other_unit_issue(grid: Grid, places: Places, rows: Rows, row: int, unit: Unit) -> Issue:
    """A commune that another unit files for."""
    owner = places.register.district_of(unit, places.day)
    return row_issue(
        "unit_of_other",
        grid,
        rows,
        row,
        unit.full_name,
        unit=unit.key,
        owner=owner.full_name if owner else "đơn vị khác",
        unit_name=places.filing.full_name,
    )


def unclear_row_issue(grid: Grid, places: Places, rows: Rows, row: int) -> Issue:
    """A row with figures that no owed commune answers to: whose it may be."""
    name = row_name(grid, places, rows, row)
    if not name:
        return row_issue("row_without_name", grid, rows, row, "")
    past = places.of_other_time(name)
    if past is not None:
        return not_in_force_issue(grid, places, rows, row, past)
    others = places.elsewhere(name)
    if len(others) == 1:
        return other_unit_issue(grid, places, rows, row, others[0])
    return row_issue(
        "row_unclear",
        grid,
        rows,
        row,
        name,
        unit_name=places.filing.full_name,
        near=near_words(places.near(name)),
    )


def row_issue(
    code: str, grid: Grid, rows: Rows, row: int, found: str, *, unit: str | None = None, **words: str
) -> Issue:
    """An issue at the name of a row (at its key when it has no name)."""
    column = rows.name_column or rows.key_column or 1
    return issue(code, sheet=grid.name, cell=cell_name(row, column), unit=unit, value=found, **words)


def row_name(grid: Grid, places: Places, rows: Rows, row: int) -> str:
    """The text in the name's column, decoded by its column's font where only that makes it a commune."""
    if rows.name_column is None:
        return ""
    name = grid.text(row, rows.name_column)
    if name and not places.named(name):
        decoded = grid.column_text(row, rows.name_column)
        if decoded and places.named(decoded):
            return decoded
    return name


def lead_text(grid: Grid, rows: Rows, row: int) -> str:
    """The first text of a row up to its name's column: where "Tổng cộng" stands when cells are merged."""
    last = rows.name_column or 3
    return next((text for column in range(1, last + 1) if (text := grid.text(row, column))), "")


def is_total(text: str) -> bool:
    """Whether a row's name says that it adds others up."""
    return bool(text) and len(text) <= LONGEST_NAME and bool(TOTAL.fullmatch(text_key(text)))


def is_section(grid: Grid, rows: Rows, row: int) -> bool:
    """Whether a row opens a section: a Roman numeral before its name, or a district in place of a commune."""
    last = rows.name_column or 3
    texts = [text for column in range(1, last + 1) if (text := grid.text(row, column))]
    if not texts:
        return False
    if any(ROMAN.fullmatch(text) for text in texts):
        return True
    head, _, rest = texts[-1].partition(" ")
    if rest and ROMAN.fullmatch(head) and head[-1] in ".)":
        return True
    return text_key(texts[-1]).startswith(("huyện ", "thị xã ", "thành phố ", "tỉnh ", "khối ", "cụm ", "khu vực "))
