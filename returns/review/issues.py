"""What a reviewer said of a return into issues at its cells, and into the sender's own workbook marked with them."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl.checking import check_workbook
from etl.issues import Issue, cell_name, issue
from etl.marking.workbook import write_marked
from etl.register import default_register
from etl.store import Cursor, Store
from indicators.catalogue import plan as plan_of
from indicators.model import Item
from returns.faults import ReviewFault
from returns.figure_texts import shown
from returns.intake import context_of, suffix_of
from returns.remarks import Remark, remarks_of
from returns.rounds import round_of
from returns.stored import Cells, ReturnState, StoredCell, cells_of, head_of, issues_of
from returns.versions import ENTRY_TYPE, original_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands in the sender's workbook; None where the workbook gives no sure answer."""

    sheet: str | None
    cell: str | None


def review_issues(store: Store, number: int, *, by: Actor) -> tuple[Issue, ...]:
    """The reason for which a version was sent back, and every remark at its cell. Raises Forbidden, UnknownReturn."""
    with store.reading() as cursor:
        head = head_of(cursor, number)
        require_of(by, Action.SEE_RETURNS, head.unit_key, default_register())
        return _issues(cursor, number)


def marked_after_review(store: Store, number: int, *, by: Actor) -> bytes:
    """The sender's workbook with the reviewer's reason and remarks at their cells; corrected it can be filed as it is.

    Raises Forbidden, UnknownReturn, ReviewFault (entered on screen: there is no workbook).
    """
    original = original_of(store, number, by=by)
    if original.content_type == ENTRY_TYPE:
        raise ReviewFault("Báo cáo này nhập trên màn hình nên không có tệp để đánh dấu.")
    with store.reading() as cursor:
        issues = (*_issues(cursor, number), *issues_of(cursor, number))
    with tempfile.TemporaryDirectory(prefix="danvan-") as folder:
        source = Path(folder) / f"original{suffix_of(original.file_name)}"
        out = Path(folder) / "marked.xlsx"
        source.write_bytes(original.data)
        checked = check_workbook(source, context_of(store), file_name=original.file_name)
        write_marked(source, replace(checked, issues=issues), out)
        return out.read_bytes()


def _issues(cursor: Cursor, number: int) -> tuple[Issue, ...]:
    head = head_of(cursor, number)
    cells = cells_of(cursor, number)
    reasons = cursor.execute(
        "select reason from review where return_number = ? and decision = ? order by decided_at desc limit 1",
        [number, ReturnState.RETURNED.value],
    ).fetchall()
    told = []
    if head.state is ReturnState.RETURNED and reasons and reasons[0][0]:
        told.append(issue("sent_back", unit=head.unit_key, reason=str(reasons[0][0])))
    items = {item.code: item for item in plan_of(round_of(cursor, head.round_code).plan).items}
    return (*told, *(_of_remark(remark, cells, items) for remark in remarks_of(cursor, number)))


def _of_remark(remark: Remark, cells: Cells, items: Mapping[str, Item]) -> Issue:
    place = place_of(cells, remark.unit_key, remark.item_code)
    known, item = cells.get((remark.unit_key, remark.item_code)), items.get(remark.item_code)
    words = remark.words
    if place.cell is None:
        unit = default_register().get(remark.unit_key).full_name
        words = f"{unit}, “{item.header if item else remark.item_code}”: {words}"
    return issue(
        "remarked",
        sheet=place.sheet,
        cell=place.cell,
        unit=remark.unit_key,
        item=remark.item_code,
        value=shown(item, known.figure) if item and known else None,
        remark=words,
    )


def place_of(cells: Cells, unit_key: str, item_code: str) -> Place:
    """The place of a cell: its own, or for a blank one where its commune's row and its item's column cross."""
    own = cells.get((unit_key, item_code))
    if own is not None:
        return _named(own, own)
    rows = [cell for cell in cells.values() if cell.unit_key == unit_key]
    columns = [cell for cell in cells.values() if cell.item_code == item_code]
    for column in columns:
        row = next((cell for cell in rows if cell.sheet == column.sheet), None)
        if row is not None:
            return _named(row, column)
    return Place(None, None)


def _named(row: StoredCell, column: StoredCell) -> Place:
    if not row.row or not column.column:
        return Place(row.sheet or None, None)
    return Place(column.sheet, cell_name(row.row, column.column))
