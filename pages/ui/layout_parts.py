"""A foreign table and its mapping into what Ghép mẫu biểu shows: columns, names, the first rows as read."""

from collections.abc import Mapping, Sequence

from etl.checking import CheckedReturn
from etl.issues import Issue, Severity, cell_name, column_name
from etl.layouts.saved import ColumnOffer, Head, NameOffer, Proposal
from etl.matching.grid import Grid
from etl.register import default_register
from indicators.formatting import number_vi
from indicators.model import Item, Plan
from pages.ui import layout_words as words
from pages.ui.filing_parts import moment
from pages.ui.markup import NOTHING, Child, Html, empty, join, note, tag
from pages.ui.tables import Column, Row, table
from returns.figure_texts import shown
from returns.layouts import SavedLayout

PREVIEW_ROWS = 8
LONGEST_SAMPLE = 24
LONGEST_HEADER = 90
LONGEST_VALUE = 40
RAW_ROWS, RAW_COLUMNS = 16, 14


def step(number: int, title: str, said: Child = "") -> Html:
    """The heading of one of the five steps."""
    head = tag("h3", tag("span", str(number), cls="step"), title, cls="head")
    return head + (tag("p", said, cls="say") if said else NOTHING)


def raw(grid: Grid, head: Head) -> Html:
    """The top of a sheet as it is, the rows of its header marked."""
    numbers = sorted({cell.column for cell in grid.sheet.cells})[:RAW_COLUMNS]
    columns = [Column(title=""), *(Column(title=column_letter(number)) for number in numbers)]
    rows = [
        Row(
            cells=[str(row), *(short(grid.shown(row, number), LONGEST_SAMPLE) for number in numbers)],
            strong=head.top <= row <= head.bottom,
        )
        for row in sorted(grid.rows)[:RAW_ROWS]
    ]
    return table(columns, rows, caption=words.RAW_CAPTION, cls="raw")


def column(offer: ColumnOffer) -> Html:
    """One column: its letter, what stands over it, some of its cells, and how it came to its item."""
    letter = column_letter(offer.head.column)
    samples = [short(text, LONGEST_SAMPLE) for text in dict.fromkeys(offer.samples)]
    below = words.SAMPLES + "; ".join(samples) if samples else words.NOTHING_BELOW
    return tag(
        "div",
        tag("b", short(offer.head.header, LONGEST_HEADER)),
        tag("span", f"{words.COLUMN} {letter} · {below}", told(offer), cls="why"),
        cls="match",
    )


def told(offer: ColumnOffer) -> Html:
    """Whether the item was plain, a suggestion, or one of several."""
    said = words.SURE if offer.sure else words.SUGGESTED if offer.item else words.NEAR if offer.near else ""
    return join([" · ", tag("i", said)]) if said else NOTHING


def name(offer: NameOffer) -> Html:
    """One name that is no commune's: where it stands and what it says."""
    near = f" · gần giống: {', '.join(unit.full_name for unit in offer.near)}" if offer.near else ""
    return tag("div", tag("b", offer.name), tag("span", f"Dòng {offer.row}{near}", cls="why"), cls="match")


def found_names(proposal: Proposal, owed: int) -> Html:
    """How many of the communes their names alone tell."""
    found = number_vi(len(proposal.found))
    return tag("p", f"Nhận ra {found} trong {number_vi(owed)} xã, phường theo đúng tên.", cls="body")


def matched(proposal: Proposal, items: Mapping[str, str | None]) -> Html:
    """How many columns have an item now."""
    count = sum(code is not None for code in items.values())
    return tag("p", f"Đã ghép {number_vi(count)} trong {number_vi(len(proposal.columns))} cột.", cls="body")


def faults(sentences: Sequence[str]) -> Html:
    """Why it cannot be saved yet."""
    return note(join([tag("span", sentence, cls="body-line") for sentence in sentences]), "warn")


def preview(checked: CheckedReturn, sheet: str, plan: Plan) -> Html:
    """The first rows of the sheet as they will be read; what cannot be read stands there with its sign."""
    read = next((one for one in checked.matched_sheets if one.sheet == sheet), None)
    if read is None or not read.rows or not read.columns:
        return empty(words.NOTHING_READ, words.NOTHING_READ_THEN)
    items = {item.code: item for item in plan.items}
    facts = {(f.unit_key, f.item_code): shown(items[f.item_code], f.figure) for f in checked.facts if f.sheet == sheet}
    wrong = {one.cell: one for one in checked.errors if one.sheet == sheet and one.cell}
    columns = [Column(title=words.COMMUNE, cls="lead-cell")]
    columns += [title_of(items[column.item_code], column.column) for column in read.columns]
    rows = [
        Row(
            cells=[
                tag("b", row.unit_name) + tag("span", f"dòng {row.row}", cls="why"),
                *(
                    cell(facts.get((row.unit_key, c.item_code)), wrong.get(cell_name(row.row, c.column)))
                    for c in read.columns
                ),
            ]
        )
        for row in read.rows[:PREVIEW_ROWS]
    ]
    more = len(read.rows) - PREVIEW_ROWS
    below = tag("p", f"Còn {number_vi(more)} dòng nữa.", cls="small") if more > 0 else NOTHING
    return table(columns, rows, caption=words.PREVIEW_CAPTION, cls="pinned first-rows") + below


def title_of(item: Item, column: int) -> Column:
    """The head of a column of the preview: the item in short, the whole of it as a hint."""
    return Column(
        title=short(item.header, LONGEST_HEADER), hint=f"{words.COLUMN} {column_letter(column)}", cls="mapped"
    )


def cell(read: str | None, fault: Issue | None) -> Child:
    """One cell as it will be read, its fault, or nothing."""
    if fault is not None:
        found = short(fault.value or "", LONGEST_VALUE)
        return tag("span", tag("span", "✗", cls="sq v-error"), f" {found}", title=fault.message)
    return short(read or "–", LONGEST_VALUE)


def summary(checked: CheckedReturn) -> Html:
    """How the file would fare once the layout is saved."""
    errors = sum(one.severity is Severity.ERROR for one in checked.issues)
    figures, communes = number_vi(checked.values), number_vi(checked.units)
    said = f"Đọc được {figures} số liệu của {communes} xã, phường."
    if errors:
        return note(f"{said} Còn {number_vi(errors)} lỗi phải sửa trong tệp trước khi nộp.", "warn")
    return note(f"{said} Không có lỗi nào chặn việc nộp.", "done")


def mine(saved: Sequence[SavedLayout]) -> Html:
    """What the unit has saved."""
    if not saved:
        return tag("p", words.NONE_SAVED, cls="say")
    columns = [
        Column(title=words.LAYOUT, cls="lead-cell"),
        Column(title=words.COLUMNS_READ, align="right"),
        Column(title=words.NAMES_CHOSEN),
        Column(title=words.SAVED_BY),
        Column(title=words.SAVED_AT),
    ]
    rows = [
        Row(
            cells=[
                tag("b", one.layout.name),
                number_vi(len(one.layout.items)),
                chosen_names(one),
                one.saved_by_name,
                moment(one.saved_at),
            ]
        )
        for one in saved
    ]
    return table(columns, rows, caption=words.MINE_CAPTION, stack=True)


def chosen_names(saved: SavedLayout) -> str:
    """The names a person has said the commune of."""
    register = default_register()
    known = {unit.key: unit.full_name for unit in register.units}
    pairs = [f"{one.name} → {known.get(one.unit_key, '?') if one.unit_key else 'bỏ'}" for one in saved.layout.chosen]
    return "; ".join(pairs)


def column_letter(number: int) -> str:
    """The letter of a column, counted from 1."""
    return column_name(number)


def short(text: str, most: int) -> str:
    """A text short enough for its place."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
