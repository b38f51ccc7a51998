"""Cells left blank on purpose: declared with a reason, so that no warning asks again; in the verdicts still missing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from accounts import audit
from accounts.clock import utc_now
from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl.checking import CheckedReturn
from etl.checking_model import MatchedSheet
from etl.issues import Issue, issue
from etl.register import default_register
from etl.rounds import Round
from etl.store import Cursor, Store
from indicators.catalogue import plan as plan_of
from returns.access import may
from returns.events import BlanksDeclared
from returns.faults import ReturnsFault
from returns.rounds import RoundState, round_of, settings_of
from returns.rounds.plans import reason_of

CellKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class DeclaredBlank:
    """One cell, by unit key and item code, that its filer says has no figure, and why."""

    unit_key: str
    item_code: str
    reason: str
    declared_by: str
    declared_at: datetime


def declare_blank(
    store: Store, round_code: str, cells: Iterable[CellKey], *, reason: str, by: Actor, now: datetime | None = None
) -> None:
    """Say that these cells (unit key, item code) have no figure and why.

    Raises Forbidden, UnknownRound, RoundFault (no reason), ReturnsFault (no such cell, locked round).
    """
    why = reason_of(reason, "để trống")
    _write(store, round_code, tuple(dict.fromkeys(cells)), reason=why, withdrawn=False, by=by, now=now)


def withdraw_blank(
    store: Store, round_code: str, cells: Iterable[CellKey], *, by: Actor, now: datetime | None = None
) -> None:
    """Take a declaration back: the warnings return. Raises Forbidden, UnknownRound, RoundFault, ReturnsFault."""
    _write(store, round_code, tuple(dict.fromkeys(cells)), reason="", withdrawn=True, by=by, now=now)


def declared_blanks(store: Store, round_code: str, *, by: Actor) -> tuple[DeclaredBlank, ...]:
    """Every declared cell of the round whose commune the actor may see."""
    with store.reading() as cursor:
        found = tuple(declared_cells(cursor, round_of(cursor, round_code).code).values())
    return tuple(one for one in found if may(by, Action.SEE_RETURNS, one.unit_key))


def declared_cells(cursor: Cursor, round_code: str) -> Mapping[CellKey, DeclaredBlank]:
    """Every declared cell of the round by (unit key, item code)."""
    rows = cursor.execute(
        """
        select unit_key, item, reason, declared_by, declared_at
        from blank_declared
        where round = ?
        order by unit_key, item
        """,
        [round_code],
    ).fetchall()
    return {(row[0], row[1]): DeclaredBlank(*row) for row in rows}


def without_declared(checked: CheckedReturn, declared: Mapping[CellKey, DeclaredBlank]) -> Iterator[Issue]:
    """The issues of a check without those that only ask about declared cells; counts of blanks are made anew."""
    if not declared:
        yield from checked.issues
        return
    sheets = {sheet.sheet: sheet for sheet in checked.matched_sheets}
    for found in checked.issues:
        if found.code == "blank_cells" and found.sheet in sheets:
            yield from _counted_again(checked, sheets[found.sheet], declared, found)
        elif found.code != "pair_incomplete" or not _partner_declared(checked, found, declared):
            yield found


def _counted_again(
    checked: CheckedReturn, sheet: MatchedSheet, declared: Mapping[CellKey, DeclaredBlank], found: Issue
) -> Iterator[Issue]:
    required = {item.code for item in checked.plan.items if item.required} if checked.plan else set()
    cells = {(row.unit_key, col.item_code) for row in sheet.rows for col in sheet.columns if col.item_code in required}
    filled = {(fact.unit_key, fact.item_code) for fact in checked.facts}
    blank = sum(cell not in filled for cell in cells)
    count = blank - sum(cell in declared and cell not in filled for cell in cells)
    if count == blank:
        yield found
    elif count > 0:
        yield issue("blank_cells", sheet=sheet.sheet, value=str(count), count=count, total=len(cells))


def _partner_declared(checked: CheckedReturn, found: Issue, declared: Mapping[CellKey, DeclaredBlank]) -> bool:
    """Whether the missing number of a pair was declared blank: the pair is known to be incomplete."""
    if checked.plan is None or found.unit is None:
        return False
    pairs = [(i.numerator, i.denominator) for i in checked.plan.indicator if found.item in (i.numerator, i.denominator)]
    others = {code for pair in pairs for code in pair if code and code != found.item}
    filled = {(fact.unit_key, fact.item_code) for fact in checked.facts}
    missing = [code for code in others if (found.unit, code) not in filled]
    return bool(missing) and all((found.unit, code) in declared for code in missing)


def _write(
    store: Store,
    round_code: str,
    cells: tuple[CellKey, ...],
    *,
    reason: str,
    withdrawn: bool,
    by: Actor,
    now: datetime | None,
) -> None:
    register = default_register()

    def work(cursor: Cursor) -> None:
        round_ = round_of(cursor, round_code)
        for unit_key in dict.fromkeys(unit_key for unit_key, _ in cells):
            require_of(by, Action.FILE_RETURN, unit_key, register)
        if settings_of(cursor, round_).state is RoundState.LOCKED:
            raise ReturnsFault(f"Kỳ {round_.name} đã khóa, không khai thêm được ô để trống.")
        _check_cells(round_, cells)
        at = now or utc_now()
        for unit_key, item in cells:
            cursor.execute(
                "delete from blank_declared where round = ? and unit_key = ? and item = ?",
                [round_.code, unit_key, item],
            ).fetchall()
            if not withdrawn:
                cursor.execute(
                    "insert into blank_declared values (?, ?, ?, ?, ?, ?)",
                    [round_.code, unit_key, item, reason, by.login, at],
                ).fetchall()
        event = BlanksDeclared(
            by=by,
            round=round_.code,
            unit_key=cells[0][0],
            cells=tuple(f"{unit_key}|{item}" for unit_key, item in cells),
            reason=reason,
            withdrawn=withdrawn,
        )
        audit.write(cursor, event, at=at)

    store.transact(work)


def _check_cells(round_: Round, cells: tuple[CellKey, ...]) -> None:
    """Raises ReturnsFault naming what is no cell of the round's form."""
    items = {item.code for item in plan_of(round_.plan).items}
    units = {unit.key for unit in default_register().on(round_.data_to)}
    strange = [f"{unit} {item}" for unit, item in cells if unit not in units or item not in items]
    if not cells or strange:
        raise ReturnsFault(
            f"Không có ô này trong biểu của kỳ {round_.name}: {'; '.join(strange[:3]) or 'chưa chọn ô'}."
        )
