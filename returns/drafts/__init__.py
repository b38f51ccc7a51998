"""An entry on screen kept at every step as typed, until it is filed like any other return or thrown away.

A draft belongs to one account, one round and one unit. It begins with what counts in this round already, for a
correction; the last round's figures are only offered, never filed unless their step was saved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts import audit
from accounts.clock import utc_now
from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl.checking import CheckedReturn
from etl.register import Unit, default_register
from etl.rounds import Round
from etl.store import Cursor, Store
from etl.template.layout import SheetFrame, sheet_frames
from indicators.catalogue import plan as plan_of
from indicators.model import Plan
from returns.access import may
from returns.drafts import tables as tables
from returns.entry import Entry, Typed, check_entry
from returns.events import DraftDropped, DraftSaved
from returns.faults import DraftFault, FilingRefused
from returns.figure_texts import typed as typed_of
from returns.filing import Confirmation, FilingAnswer, accept
from returns.intake import Previous, as_tier, context_of, looked_at_again, values_before
from returns.rounds import Way, all_rounds, find_round, settings_of, tier_of
from returns.rounds.tables import unit_among
from returns.stored import cells_of, heads_of
from returns.words import ReturnText, checked_words, texts_of

LONGEST_TYPED = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryForm:
    """The form of one unit: a group per step, a row per commune. Texts are by (unit key, item code).

    `typed` is what the draft holds; `last` what the round before held, offered where `typed` has nothing; `saved_at`
    None means that nothing has been saved yet.
    """

    round: Round
    plan: Plan
    unit: Unit
    communes: tuple[Unit, ...]
    groups: tuple[SheetFrame, ...]
    typed: Typed
    last: Typed
    texts: tuple[ReturnText, ...]
    replaces: int
    saved_at: datetime | None

    def shown(self, unit_key: str, item_code: str) -> str:
        """What the input field begins with: what was typed (also a cleared field), else the last round's value."""
        key = (unit_key, item_code)
        return self.typed[key] if key in self.typed else self.last.get(key, "")


def entry_form(store: Store, round_code: str, unit: str, *, by: Actor) -> EntryForm:
    """The form with what is saved. `unit` is a key, a code or a full name; nothing is changed.

    Raises Forbidden, UnknownRound, UnknownUnit, FilingRefused (the round's tier files by workbook only).
    """
    with store.reading() as cursor:
        return _form(cursor, round_code, unit, by)


def save_step(
    store: Store,
    round_code: str,
    unit: str,
    cells: Typed,
    *,
    by: Actor,
    texts: Sequence[ReturnText] | None = None,
    now: datetime | None = None,
) -> datetime:
    """Keep these cells as typed ("" is a cleared field), and the words if given; when it was saved (UTC).

    Raises Forbidden, UnknownRound, UnknownUnit, FilingRefused, DraftFault, ReturnsFault (words).
    """

    def work(cursor: Cursor) -> datetime:
        form = _form(cursor, round_code, unit, by)
        _check_cells(form, cells)
        checked_words(texts or (), form.unit.key)
        at = now or utc_now()
        key = tables.DraftKey(form.round.code, form.unit.key, by.login)
        begun = form.typed if form.saved_at is None else {}
        tables.touch(cursor, key, at)
        tables.write_cells(cursor, key, {**begun, **cells})
        if texts is not None or form.saved_at is None:
            tables.write_texts(cursor, key, form.texts if texts is None else texts)
        event = DraftSaved(
            by=by, unit_key=form.unit.key, round=form.round.code, cells=len(cells), texts=len(texts or ())
        )
        audit.write(cursor, event, at=at)
        return at

    return store.transact(work)


def check_draft(store: Store, round_code: str, unit: str, *, by: Actor) -> CheckedReturn:
    """What is saved, checked as a return. Raises as `entry_form`."""
    return _checked(store, entry_form(store, round_code, unit, by=by))[1]


def submit_draft(
    store: Store,
    round_code: str,
    unit: str,
    *,
    by: Actor,
    answers: Mapping[int, str] | None = None,
    now: datetime | None = None,
) -> FilingAnswer:
    """File what is saved as the next revision; the draft goes when it is accepted.

    Raises as `entry_form`, and DraftFault (nothing saved).
    """
    form = entry_form(store, round_code, unit, by=by)
    if form.saved_at is None:
        raise DraftFault("Chưa có gì được lưu để nộp.")
    entry, checked = _checked(store, form)
    confirmed = Confirmation(texts=form.texts, answers=answers, way=Way.SCREEN)
    answer = accept(store, checked, entry.content(), by=by, now=now, confirmed=confirmed)
    if answer.accepted:
        key = tables.DraftKey(form.round.code, form.unit.key, by.login)
        store.transact(lambda cursor: tables.drop(cursor, key))
    return answer


def drop_draft(store: Store, round_code: str, unit_key: str, *, by: Actor, now: datetime | None = None) -> None:
    """Throw the own draft of a unit (by key) away, also where nothing is entered on screen any more; none is no fault.

    Raises Forbidden, UnknownUnit.
    """
    require_of(by, Action.FILE_RETURN, unit_key, default_register())

    def work(cursor: Cursor) -> None:
        key = tables.DraftKey(round_code, unit_key, by.login)
        head = tables.head(cursor, key)
        if head is None:
            return
        tables.drop(cursor, key)
        audit.write(cursor, DraftDropped(by=by, unit_key=unit_key, round=round_code, cells=head.filled), at=now)

    store.transact(work)


def drafts_of(store: Store, *, by: Actor) -> tuple[tables.DraftHead, ...]:
    """The actor's own drafts of units still in its scope, the one saved last first: to be found again."""
    with store.reading() as cursor:
        found = tables.heads(cursor, by.login)
    return tuple(one for one in found if may(by, Action.FILE_RETURN, one.unit_key))


def _form(cursor: Cursor, round_code: str, unit: str, by: Actor) -> EntryForm:
    register = default_register()
    rounds = all_rounds(cursor)
    round_ = find_round(rounds, round_code)
    settings = settings_of(cursor, round_)
    tiers = (round_.tier, *(t for t in settings.ways if t is not round_.tier))
    filing = unit_among(tuple(u for t in tiers for u in register.filing_units(t, round_.data_to)), unit, round_)
    require_of(by, Action.FILE_RETURN, filing.key, register)
    tier = tier_of(register, settings, filing)
    if tier is None or not settings.ways[tier].takes(Way.SCREEN):
        raise FilingRefused(f"Trong kỳ {round_.name}, {filing.full_name} nộp bằng tệp Excel, không nhập trên màn hình.")
    plan = plan_of(round_.plan)
    filed = heads_of(cursor, round_.code, filing.key)
    key = tables.DraftKey(round_.code, filing.key, by.login)
    head = tables.head(cursor, key)
    if head is not None:
        typed, texts = tables.cells(cursor, key), tables.texts(cursor, key)
    elif filed:
        stored = cells_of(cursor, filed[0].number)
        typed = _as_typed(plan, {at: cell.figure for at, cell in stored.items()})
        texts = texts_of(cursor, filed[0].number)
    else:
        typed, texts = {}, ()
    return EntryForm(
        round=round_,
        plan=plan,
        unit=filing,
        communes=register.communes_of(filing.key, round_.data_to),
        groups=sheet_frames(plan),
        typed=typed,
        last=_as_typed(plan, values_before(cursor, register, rounds, round_, filing)),
        texts=texts,
        replaces=filed[0].revision if filed else 0,
        saved_at=head.saved_at if head else None,
    )


def _checked(store: Store, form: EntryForm) -> tuple[Entry, CheckedReturn]:
    register = default_register()
    with store.reading() as cursor:
        settings = settings_of(cursor, form.round)
    tier = tier_of(register, settings, form.unit) or form.round.tier
    context = as_tier(context_of(store), form.round, tier, form.unit)
    assert context.chosen_round is not None
    entry = Entry(
        plan=form.plan,
        round=context.chosen_round,
        filing_unit=form.unit,
        communes=form.communes,
        typed={key: text for key, text in form.typed.items() if text},
        texts=form.texts,
        after=form.replaces,
    )
    return entry, looked_at_again(store, check_entry(entry, context), Way.SCREEN)


def _as_typed(plan: Plan, figures: Previous) -> dict[tuple[str, str], str]:
    items = {item.code: item for item in plan.items}
    return {key: typed_of(items[key[1]], figure) for key, figure in figures.items() if key[1] in items}


def _check_cells(form: EntryForm, cells: Typed) -> None:
    """Raises DraftFault naming what is no field of the form, or is too long to be kept."""
    units = {unit.key for unit in form.communes}
    items = {item.code for item in form.plan.items}
    strange = [f"{unit} {item}" for unit, item in cells if unit not in units or item not in items]
    if strange:
        raise DraftFault(f"Biểu của {form.unit.full_name} không có ô: {'; '.join(strange[:3])}.")
    if any(len(text) > LONGEST_TYPED for text in cells.values()):
        raise DraftFault(f"Có ô dài quá {LONGEST_TYPED} ký tự; viết gọn lại hoặc đính kèm văn bản.")
