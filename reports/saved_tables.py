"""What an account keeps for its tables: named selections ("mẫu biểu của tôi") and what its documents are headed by."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime

from accounts import audit
from accounts.audit import Change
from accounts.clock import utc_now
from accounts.model import Account, AccountFault, Actor
from accounts.permissions import Action, require
from etl.register import default_register
from etl.store import Cursor, Store
from reports.documents.layouts import PARTY_DEFAULTS, STATE_DEFAULTS, LayoutName, LayoutSettings
from returns.events.tables import LayoutKept, SelectionSaved

MOST_SAVED = 40
NAME_LETTERS = 80
VALUE_LETTERS = 1000
DEFAULTS: Mapping[LayoutName, LayoutSettings] = {LayoutName.PARTY: PARTY_DEFAULTS, LayoutName.STATE: STATE_DEFAULTS}


class SelectionFault(AccountFault):
    """A name or a value that cannot be kept; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which tables, of which indicators and districts (none named: all), in which layout. The round is not kept."""

    name: str
    plan: str
    layout: LayoutName
    numbers: tuple[int, ...]
    indicators: tuple[str, ...] = ()
    unit_keys: tuple[str, ...] = ()


def selections_of(cursor: Cursor, login: str) -> tuple[Selection, ...]:
    """What an account has kept, by name."""
    rows = cursor.execute(
        "select name, plan, layout, numbers, indicators, units from saved_table where login = ? order by name",
        [login],
    ).fetchall()
    return tuple(
        Selection(
            name=name,
            plan=plan,
            layout=LayoutName(layout),
            numbers=tuple(map(int, _split(numbers))),
            indicators=_split(indicators),
            unit_keys=_split(units),
        )
        for name, plan, layout, numbers, indicators, units in rows
    )


def save_selection(store: Store, selection: Selection, *, by: Actor, now: datetime | None = None) -> Selection:
    """Keep a selection; one of the same name is replaced. Raises Forbidden and SelectionFault."""
    account = exporter(by)
    kept = replace(selection, name=" ".join(selection.name.split()))
    if not kept.name or len(kept.name) > NAME_LETTERS:
        raise SelectionFault(f"Tên mẫu biểu cần từ 1 đến {NAME_LETTERS} ký tự.")
    if not kept.numbers:
        raise SelectionFault("Cần chọn ít nhất một biểu trước khi lưu.")

    def work(cursor: Cursor) -> None:
        _forget(cursor, account.login, kept.name)
        number, own = cursor.execute(
            "select coalesce(max(number), 0) + 1, count(*) filter (where login = ?) from saved_table",
            [account.login],
        ).fetchall()[0]
        if own >= MOST_SAVED:
            raise SelectionFault(f"Đã lưu {MOST_SAVED} mẫu biểu; hãy bỏ bớt mẫu không dùng nữa.")
        lists = [",".join(map(str, kept.numbers)), ",".join(kept.indicators), ",".join(kept.unit_keys)]
        cursor.execute(
            "insert into saved_table values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [number, account.login, kept.name, kept.plan, kept.layout.value, *lists, now or utc_now()],
        ).fetchall()
        audit.write(cursor, SelectionSaved(by=by, name=kept.name), at=now)

    store.transact(work)
    return kept


def forget_selection(store: Store, name: str, *, by: Actor, now: datetime | None = None) -> None:
    """Drop a selection of one's own. Raises Forbidden and SelectionFault."""
    account = exporter(by)

    def work(cursor: Cursor) -> None:
        if not _forget(cursor, account.login, name):
            raise SelectionFault(f"Không có mẫu biểu “{name}”.")
        audit.write(cursor, SelectionSaved(by=by, name=name, forgotten=True), at=now)

    store.transact(work)


def settings_of(cursor: Cursor, login: str, layout: LayoutName) -> LayoutSettings:
    """What an account's documents in this layout say; the layout's own where nothing was kept."""
    sql = "select field, value from layout_setting where login = ? and layout = ?"
    kept = dict(cursor.execute(sql, [login, layout.value]).fetchall())
    base = DEFAULTS[layout]
    return replace(base, **{f.name: _value(f.name, kept[f.name]) for f in fields(base) if f.name in kept})  # type: ignore[arg-type]


def keep_settings(
    store: Store, layout: LayoutName, settings: LayoutSettings, *, by: Actor, now: datetime | None = None
) -> None:
    """Keep them for one's own next documents. Raises Forbidden and SelectionFault."""
    account = exporter(by)
    words = {f.name: _words(getattr(settings, f.name)) for f in fields(settings)}
    for field, value in words.items():
        if len(value) > VALUE_LETTERS:
            raise SelectionFault(f"Một mục dài {len(value)} ký tự ({field}); tối đa {VALUE_LETTERS}.")

    def work(cursor: Cursor) -> None:
        before = settings_of(cursor, account.login, layout)
        old = {field: _words(getattr(before, field)) for field in words}
        changes = tuple(
            Change(field=field, before=old[field], after=value) for field, value in words.items() if old[field] != value
        )
        if not changes:
            return
        own = [account.login, layout.value]
        cursor.execute("delete from layout_setting where login = ? and layout = ?", own).fetchall()
        for field, value in words.items():
            cursor.execute("insert into layout_setting values (?, ?, ?, ?)", [*own, field, value]).fetchall()
        audit.write(cursor, LayoutKept(by=by, layout=layout.value, changes=changes), at=now)

    store.transact(work)


def exporter(by: Actor) -> Account:
    """Only who may take tables home keeps anything about them, and only for themselves."""
    if by.account is None:
        raise SelectionFault("Cần đăng nhập để lưu mẫu biểu.")
    require(by.account, Action.EXPORT, by.account.scope_key, default_register())
    return by.account


def _forget(cursor: Cursor, login: str, name: str) -> bool:
    known = cursor.execute("select 1 from saved_table where login = ? and name = ?", [login, name]).fetchall()
    cursor.execute("delete from saved_table where login = ? and name = ?", [login, name]).fetchall()
    return bool(known)


def _split(kept: str) -> tuple[str, ...]:
    return tuple(filter(None, kept.split(",")))


def _words(value: str | date | tuple[str, ...] | None) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return "\n".join(value) if isinstance(value, tuple) else value


def _value(field: str, kept: str) -> str | date | tuple[str, ...] | None:
    if field == "issued_on":
        return date.fromisoformat(kept) if kept else None
    return tuple(filter(None, kept.split("\n"))) if field == "recipients" else kept
