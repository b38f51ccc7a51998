"""A foreign sheet and the header a person chose into what each column and each name may mean, to be confirmed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etl.layouts.heads import BETWEEN, Head, head_of
from etl.layouts.model import NO_HEADER, ChosenName, HeadColumn, Layout, LayoutColumn
from etl.layouts.offers import is_row_number, names_column, numbers
from etl.layouts.suggestions import Suggester, one_each
from etl.matching.grid import Grid, shown_value, text_key
from etl.matching.places import LONGEST_NAME, Places
from etl.matching.rows import Rows, is_section, is_total, row_name
from etl.matching.words import is_note, is_previous
from etl.reading import CellKind, RawCell
from etl.register import Unit

SAMPLES = 12
SHOWN_SAMPLES = 4
MOST_NAMES = 400
MOST_ASKED = 60
MOST_OFFERED = 120
NEAR_UNITS = 4


@dataclass(frozen=True, slots=True)
class ColumnOffer:
    """A column and the items it may hold.

    `item` is the one to begin with (`sure` when it can be no other), `near` are the likest ones. `samples` are a
    few of its cells as people see them, `filled` is how many of the rows below have something in it.
    """

    head: HeadColumn
    item: str | None
    sure: bool
    near: tuple[str, ...]
    filled: int
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameOffer:
    """A name with figures beside it that is not exactly one commune's, and the communes it may mean.

    `before` says what a saved layout already knew: a unit key, or "" for no commune.
    """

    row: int
    name: str
    key: str
    near: tuple[Unit, ...]
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for one sheet. `names` is the column of names, `found` the communes told by name alone."""

    sheet: str
    head: Head
    names: int | None
    columns: tuple[ColumnOffer, ...]
    asked: tuple[NameOffer, ...]
    found: tuple[Unit, ...]

    @property
    def names_key(self) -> str:
        """The key of the column of names, as a layout keeps it."""
        return next((c.key for c in self.head.columns if c.column == self.names), NO_HEADER)


def propose(
    grid: Grid,
    suggester: Suggester,
    places: Places,
    rows: tuple[int, int],
    *,
    names: int | None = None,
    like: Sequence[Layout] = (),
) -> Proposal:
    """What the columns and names below the header in these rows (first, last) may mean.

    `names` is the column of names if a person has chosen it; `like` are saved layouts, the likest shape helps.
    """
    top, bottom = rows
    head = head_of(grid, top, bottom, places.round)
    column = names if names is not None else names_column(grid, bottom, places)
    before = likest(head, like)
    body = body_below(grid, places, column, bottom)
    return Proposal(
        sheet=grid.name,
        head=head,
        names=column,
        columns=tuple(column_offers(grid, suggester, head, column, body, before)),
        asked=tuple(name_offers(grid, places, column, body, before)),
        found=tuple(found_units(grid, places, column, body)),
    )


def layout_from(
    proposal: Proposal, *, name: str, plan: str, items: Mapping[str, str | None], units: Mapping[str, str | None]
) -> Layout:
    """The layout a person has confirmed: an item code (or None) by column key, a unit key (or None) by name key.

    A name that is in neither is asked about again whenever it turns up.
    """
    return Layout(
        name=name,
        plan=plan,
        head_rows=proposal.head.rows,
        names=proposal.names_key,
        columns=tuple(
            LayoutColumn(c.key, c.header, items.get(c.key) if c.column != proposal.names else None)
            for c in proposal.head.columns
        ),
        chosen=tuple(
            ChosenName(offer.key, offer.name, units[offer.key])
            for offer in {offer.key: offer for offer in proposal.asked}.values()
            if offer.key in units
        ),
    )


def likest(head: Head, layouts: Sequence[Layout]) -> Layout | None:
    """The saved layout that has the most headers of this one, None when it has less than half."""
    keys = {column.key for column in head.columns}
    shared = {n: len(keys & {c.key for c in layout.columns}) for n, layout in enumerate(layouts)}
    best = max(shared, key=lambda n: shared[n], default=None)
    return layouts[best] if best is not None and 2 * shared[best] >= len(keys) > 0 else None


def body_below(grid: Grid, places: Places, names: int | None, bottom: int) -> list[int]:
    """The rows of figures below a header: no totals, no sections, no lines with nothing beside their name."""
    rows = Rows(name_column=names)
    found = []
    for row in sorted(grid.rows):
        name = row_name(grid, places, rows, row)
        if row <= bottom or (names is not None and not name) or is_total(name) or numbers(grid, row):
            continue
        is_unit = len(places.named(name)) == 1
        if is_unit or (has_values(grid, row, names) and not is_section(grid, rows, row)):
            found.append(row)
        if len(found) == MOST_NAMES:
            break
    return found


def has_values(grid: Grid, row: int, names: int | None) -> bool:
    """Whether a row holds a number, a date or a short word to the right of its name: not a signature, not a note."""
    right = [cell for column, cell in grid.rows[row].items() if names is None or column > names]
    return any(cell.kind is not CellKind.TEXT for cell in right) or len(right) > 1


def column_offers(
    grid: Grid, suggester: Suggester, head: Head, names: int | None, body: Sequence[int], before: Layout | None
) -> list[ColumnOffer]:
    """Every column but that of the names."""
    known = before.items if before else {}
    columns = [column for column in head.columns if column.column != names][:MOST_OFFERED]
    cells = {c.column: [cell for row in body if (cell := grid.at(row, c.column))] for c in columns}
    open_ = [c for c in columns if not is_frame_column(grid, c, body)]
    sure = {c.column: code for c in open_ if (code := known.get(c.key) or suggester.certain(c.header.split(BETWEEN)))}
    once = {column: code for column, code in sure.items() if list(sure.values()).count(code) == 1}
    likely = {c.column: suggester.likely(c.header, spread_out(cells[c.column])) for c in open_}
    left = {column: found for column, found in likely.items() if column not in once}
    first = once | one_each(left, set(once.values()))
    left = {column: suggester.beside(found, set(first.values())) for column, found in left.items()}
    given = once | one_each(left, set(once.values()))
    return [
        ColumnOffer(
            head=c,
            item=given.get(c.column),
            sure=c.column in once,
            near=tuple(one.item for one in likely.get(c.column, ())),
            filled=len(cells[c.column]),
            samples=tuple(shown_value(cell) for cell in cells[c.column][:SHOWN_SAMPLES]),
        )
        for c in columns
    ]


def is_frame_column(grid: Grid, column: HeadColumn, body: Sequence[int]) -> bool:
    """Whether a column is surely no item: row numbers, remarks, an earlier round."""
    last = column.header.split(BETWEEN)[-1]
    return is_row_number(grid, column.column, last, list(body)) or is_note(last) or is_previous(last)


def spread_out(cells: Sequence[RawCell]) -> list[RawCell]:
    """Some cells of a column, from its whole length."""
    return list(cells[:: max(1, len(cells) // SAMPLES)])[:SAMPLES]


def name_offers(
    grid: Grid, places: Places, names: int | None, body: Sequence[int], before: Layout | None
) -> list[NameOffer]:
    """Every different name that needs a choice."""
    rows = Rows(name_column=names)
    found: dict[str, NameOffer] = {}
    for row in body:
        name = row_name(grid, places, rows, row)
        key = text_key(name)
        if not name or len(name) > LONGEST_NAME or key in found or len(places.named(name)) == 1:
            continue
        near = places.named(name) or near_units(places, name)
        known = before.units.get(key, key) if before else key
        told = None if known == key else known or ""
        found[key] = NameOffer(row, name, key, near, told)
        if len(found) == MOST_ASKED:
            break
    return list(found.values())


def near_units(places: Places, name: str) -> tuple[Unit, ...]:
    """The likest communes of the filing unit."""
    return places.register.near(name, within=places.filing.key, day=places.day, limit=NEAR_UNITS)


def found_units(grid: Grid, places: Places, names: int | None, body: Sequence[int]) -> list[Unit]:
    """The communes that their names alone tell."""
    rows = Rows(name_column=names)
    named = [places.named(row_name(grid, places, rows, row)) for row in body]
    return list({units[0].key: units[0] for units in named if len(units) == 1}.values())
