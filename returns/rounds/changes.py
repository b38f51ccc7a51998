"""What an officer does with rounds: open, edit, extend; each with its permission and audit row in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from accounts import audit
from accounts.audit import Change
from accounts.clock import utc_now
from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl.register import default_register
from etl.rounds import Round
from etl.seeding import add_round
from etl.store import Cursor, Store
from indicators.catalogue import plan as plan_of
from indicators.model import Tier
from returns.due_words import due_from_words
from returns.events import RoundEdited, RoundExtended, RoundOpened
from returns.faults import RoundFault
from returns.rounds import RoundState, Way, all_rounds, round_of, settings_of
from returns.rounds.plans import RoundPlan, checked_round, from_calendar, reason_of
from returns.rounds.tables import has_returns, owing_unit, refuse_to_drop, rewrite_round, write_ways

__all__ = [
    "Extension",
    "RoundPlan",
    "due_from_words",
    "edit_round",
    "extend",
    "extensions",
    "from_calendar",
    "open_round",
]


@dataclass(frozen=True, slots=True)
class Extension:
    """A due date that was moved: for one unit, or for all (`unit_key` None). Times are UTC."""

    unit_key: str | None
    due_before: date
    due_after: date
    reason: str
    granted_by: str
    granted_at: datetime


def open_round(store: Store, wanted: RoundPlan, *, by: Actor, now: datetime | None = None) -> Round:
    """Make a round and the list of those who owe a return. Raises Forbidden, UnknownPlan, RoundFault."""
    plan_of(wanted.plan)
    ways = dict(wanted.ways) or {wanted.tier: Way.BOTH}

    def work(cursor: Cursor) -> Round:
        require_of(by, Action.MANAGE_ROUNDS)
        known = all_rounds(cursor)
        asked = Round(
            code=wanted.code.strip(),
            plan=wanted.plan,
            name=" ".join(wanted.name.split()),
            data_from=wanted.data_from,
            data_to=wanted.data_to,
            due=wanted.due,
            tier=wanted.tier,
            number=1 + max((r.number for r in known), default=0),
        )
        round_ = checked_round(default_register(), asked, ways, known, fresh=True)
        add_round(cursor, default_register(), round_)
        write_ways(cursor, round_.code, ways)
        audit.write(cursor, _opened(round_, ways, by), at=now)
        return round_

    return store.transact(work)


def edit_round(
    store: Store,
    round_code: str,
    *,
    by: Actor,
    name: str | None = None,
    data_from: date | None = None,
    data_to: date | None = None,
    due: date | None = None,
    tier: Tier | None = None,
    ways: Mapping[Tier, Way] | None = None,
    now: datetime | None = None,
) -> Round:
    """Change what is given. Dates and tier only while no return has come in: afterwards `extend` moves the due date.

    Raises Forbidden, UnknownRound, RoundFault.
    """

    def work(cursor: Cursor) -> Round:
        require_of(by, Action.MANAGE_ROUNDS)
        before = round_of(cursor, round_code)
        settings = settings_of(cursor, before)
        after = replace(
            before,
            name=before.name if name is None else " ".join(name.split()),
            data_from=data_from or before.data_from,
            data_to=data_to or before.data_to,
            due=due or before.due,
            tier=tier or before.tier,
        )
        wanted = _ways_after(before, after, settings.ways) if ways is None else dict(ways)
        changes = (*_changes(before, after), *_way_changes(settings.ways, wanted))
        if not changes:
            return before
        if settings.state is RoundState.LOCKED:
            raise RoundFault(f"Kỳ {before.name} đã khóa; mở khóa trước khi sửa.")
        checked_round(default_register(), after, wanted, all_rounds(cursor), fresh=False)
        refuse_to_drop(cursor, default_register(), before, set(settings.ways) - set(wanted))
        if replace(after, name=before.name) != before:
            if has_returns(cursor, before.code):
                raise RoundFault(
                    f"Kỳ {before.name} đã có báo cáo nên không đổi được thời gian, hạn nộp và cấp nộp. "
                    "Cần thêm thời gian thì dùng Gia hạn."
                )
            rewrite_round(cursor, default_register(), after)
        cursor.execute("update round set name = ? where code = ?", [after.name, after.code]).fetchall()
        write_ways(cursor, after.code, wanted)
        audit.write(cursor, RoundEdited(by=by, round=after.code, changes=changes), at=now)
        return after

    return store.transact(work)


def extend(
    store: Store,
    round_code: str,
    *,
    due: date,
    reason: str,
    by: Actor,
    unit: str | None = None,
    now: datetime | None = None,
) -> None:
    """Move the due date to a later day: of `unit` (key, code or name) alone, or of every unit not given more already.

    Timeliness is judged by the new date. Raises Forbidden, UnknownRound, UnknownUnit, RoundFault.
    """

    def work(cursor: Cursor) -> None:
        require_of(by, Action.MANAGE_ROUNDS)
        why = reason_of(reason, "gia hạn")
        round_ = round_of(cursor, round_code)
        if settings_of(cursor, round_).state is RoundState.LOCKED:
            raise RoundFault(f"Kỳ {round_.name} đã khóa; mở khóa trước khi gia hạn.")
        key = owing_unit(default_register(), round_, unit).key if unit else None
        before = _due_of(cursor, round_, key)
        if due <= before:
            raise RoundFault(f"Hạn mới {due:%d/%m/%Y} phải sau hạn đang có {before:%d/%m/%Y}.")
        moved = "update round_unit set due = ? where round = ? and due < ? and (unit_key = ? or ? is null)"
        cursor.execute(moved, [due, round_.code, due, key, key]).fetchall()
        if key is None:
            cursor.execute("update round set due = ? where code = ?", [due, round_.code]).fetchall()
        at = now or utc_now()
        cursor.execute(
            "insert into round_extension values (?, ?, ?, ?, ?, ?, ?)",
            [round_.code, key, before, due, why, by.login, at],
        ).fetchall()
        change = Change(field="due", before=before.isoformat(), after=due.isoformat())
        event = RoundExtended(by=by, round=round_.code, unit_key=key, reason=why, changes=(change,))
        audit.write(cursor, event, at=at)

    store.transact(work)


def extensions(cursor: Cursor, round_code: str) -> tuple[Extension, ...]:
    """Every extension of a round, the first granted first."""
    rows = cursor.execute(
        """
        select unit_key, due_before, due_after, reason, granted_by, granted_at
        from round_extension
        where round = ?
        order by granted_at
        """,
        [round_code],
    ).fetchall()
    return tuple(Extension(*row) for row in rows)


def _due_of(cursor: Cursor, round_: Round, unit_key: str | None) -> date:
    if unit_key is None:
        return round_.due
    sql = "select due from round_unit where round = ? and unit_key = ?"
    due: date = cursor.execute(sql, [round_.code, unit_key]).fetchall()[0][0]
    return due


def _ways_after(before: Round, after: Round, ways: Mapping[Tier, Way]) -> dict[Tier, Way]:
    """The ways kept when only the tier changes: the new tier takes over the way of the old one."""
    if before.tier is after.tier:
        return dict(ways)
    others = {tier: way for tier, way in ways.items() if tier not in (before.tier, after.tier)}
    return {after.tier: ways[before.tier], **others}


def _opened(round_: Round, ways: Mapping[Tier, Way], by: Actor) -> RoundOpened:
    return RoundOpened(
        by=by,
        round=round_.code,
        name=round_.name,
        data_from=round_.data_from.isoformat(),
        data_to=round_.data_to.isoformat(),
        due=round_.due.isoformat(),
        tier=round_.tier.value,
        ways=tuple(f"{tier}:{way}" for tier, way in ways.items()),
    )


def _changes(before: Round, after: Round) -> tuple[Change, ...]:
    fields = ("name", "data_from", "data_to", "due", "tier")
    pairs = [(field, str(getattr(before, field)), str(getattr(after, field))) for field in fields]
    return tuple(Change(field=field, before=old, after=new) for field, old, new in pairs if old != new)


def _way_changes(before: Mapping[Tier, Way], after: Mapping[Tier, Way]) -> tuple[Change, ...]:
    tiers = [tier for tier in Tier if before.get(tier) is not after.get(tier)]
    return tuple(Change(field=f"way.{t}", before=_way(before.get(t)), after=_way(after.get(t))) for t in tiers)


def _way(way: Way | None) -> str | None:
    return None if way is None else way.value
