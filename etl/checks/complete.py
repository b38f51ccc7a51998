"""What a return leaves out: sheets, columns, rows, cells. Each is said once, with its count."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from etl.issues import Issue, issue
from etl.matching.grid import Grid
from etl.matching.places import Places
from etl.matching.tables import Table
from etl.matching.words import Vocabulary
from etl.reading import CellKind, Visibility
from etl.template.layout import sheet_frames

NAMED = 5
FEWEST_NUMBERS = 5


def check_complete(tables: Sequence[Table], words: Vocabulary, places: Places) -> Iterator[Issue]:
    """Groups without a sheet, items without a column, communes without a row."""
    for frame in sheet_frames(words.plan):
        codes = [item.code for _, item, _ in frame.columns]
        holding = [t for t in tables if any(p.item.code in codes for p in t.placed_columns)]
        if not holding:
            yield issue("sheet_missing", sheet=frame.name, group=frame.name, count=len(codes))
            continue
        main = max(holding, key=lambda t: sum(p.item.code in codes for p in t.placed_columns))
        yield from missing_columns(main, holding, codes, words)
        yield from missing_rows(main, holding, places)


def missing_columns(main: Table, holding: Sequence[Table], codes: Sequence[str], words: Vocabulary) -> Iterator[Issue]:
    """Items of a group that have a column on no sheet and are not asked about already."""
    placed = {p.item.code for table in holding for p in table.placed_columns}
    asked = {found.item for table in holding for found in table.columns.issues}
    missing = [code for code in codes if code not in placed and code not in asked]
    if missing:
        names = named(words.items[code].header for code in missing)
        yield issue("columns_missing", sheet=main.grid.name, count=len(missing), names=names)


def missing_rows(main: Table, holding: Sequence[Table], places: Places) -> Iterator[Issue]:
    """Owed communes that have a row on no sheet of a group and are not asked about already."""
    placed = {p.unit.key for table in holding for p in table.placed_rows}
    asked = {found.unit for table in holding for found in table.rows.issues}
    missing = [unit for unit in places.communes if unit.key not in placed and unit.key not in asked]
    if missing:
        names = named(unit.full_name for unit in missing)
        yield issue("rows_missing", sheet=main.grid.name, count=len(missing), names=names)


def blank_cells(tables: Sequence[Table], blanks: Mapping[str, int]) -> Iterator[Issue]:
    """How many required cells of each sheet are blank; `blanks` counts them by sheet."""
    totals: Counter[str] = Counter()
    for table in tables:
        required = sum(p.item.required for p in table.placed_columns)
        totals[table.grid.name] += required * len(table.placed_rows)
    for sheet, total in totals.items():
        if count := blanks[sheet]:
            yield issue("blank_cells", sheet=sheet, value=str(count), count=count, total=total)


def ignored_sheets(grids: Iterable[Grid]) -> Iterator[Issue]:
    """Visible sheets with figures in which no table was recognised."""
    for grid in grids:
        if grid.sheet.visibility is not Visibility.VISIBLE or grid.name.startswith("_"):
            continue
        count = sum(cell.kind is CellKind.NUMBER for cell in grid.sheet.cells)
        if count >= FEWEST_NUMBERS:
            yield issue("sheet_ignored", sheet=grid.name, count=count)


def named(names: Iterable[str]) -> str:
    """The first few names, and how many more."""
    listed = list(names)
    more = f" và {len(listed) - NAMED} mục nữa" if len(listed) > NAMED else ""
    return "; ".join(listed[:NAMED]) + more
