"""A unit's own table into a saved layout: opened, tried out, kept with its permission and its audit row."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from accounts import audit
from accounts.clock import utc_now
from accounts.model import Actor
from accounts.permissions import Action, is_within, require_of
from etl.checking import CheckedReturn, IntakeContext
from etl.layouts.saved import Layout, Suggester, foreign_sheets, read_with_layout
from etl.matching.grid import Grid
from etl.matching.places import Places
from etl.matching.words import Vocabulary
from etl.reading import RawBook, Unreadable, read_bytes
from etl.register import Unit, default_register
from etl.rounds import Round
from etl.store import Cursor, Store
from indicators.catalogue import plan as plan_of
from returns.events import LayoutDropped, LayoutSaved
from returns.faults import ReturnsFault
from returns.intake import chosen_context, context_of, looked_at_again, suffix_of
from returns.layouts_kept import SavedLayout, append, drop, kept
from returns.rounds import Way

__all__ = [
    "ForeignFile",
    "LayoutFault",
    "SavedLayout",
    "drop_layout",
    "faults_of",
    "open_foreign",
    "save_layout",
    "saved_layouts",
    "tried",
]

LONGEST_NAME = 80
MOST_LAYOUTS = 40
LONGEST_BODY = 200_000


class LayoutFault(ReturnsFault):
    """A mapping that cannot be kept, or a file that has nothing to map."""


@dataclass(frozen=True)
class ForeignFile:
    """A workbook of a shape of its own, read and ready to be mapped, for one round and filing unit."""

    file_name: str
    data: bytes
    book: RawBook
    round: Round
    unit: Unit
    context: IntakeContext
    saved: tuple[SavedLayout, ...]

    @cached_property
    def sheets(self) -> tuple[Grid, ...]:
        """The sheets that may hold a table."""
        return foreign_sheets(self.book)

    @cached_property
    def places(self) -> Places:
        """The communes the unit files for."""
        return Places(self.context.register, self.round, self.unit)

    @cached_property
    def suggester(self) -> Suggester:
        """What compares headers with the items of the round's plan."""
        return Suggester(Vocabulary(plan_of(self.round.plan)))


def open_foreign(
    store: Store, data: bytes, file_name: str, *, round_code: str, unit_key: str, by: Actor
) -> ForeignFile:
    """Read a workbook that is to be mapped for this round and unit; nothing is changed.

    Raises Forbidden, UnknownRound, UnknownUnit, LayoutFault (the file cannot be read or holds no table).
    """
    context = chosen_context(store, context_of(store), round_code, unit_key, by=by)
    round_, unit = context.chosen_round, context.chosen_unit
    assert round_ is not None and unit is not None
    require_of(by, Action.FILE_RETURN, unit.key, context.register)
    try:
        book = read_bytes(data, name=f"incoming{suffix_of(file_name)}")
    except Unreadable as refused:
        raise LayoutFault(f"{refused.message} {refused.fix}") from refused
    with store.reading() as cursor:
        saved = kept(cursor, unit.key, round_.plan)
    found = ForeignFile(file_name, data, book, round_, unit, context, saved)
    if not found.sheets:
        raise LayoutFault("Tệp không có trang nào có số liệu.")
    return found


def tried(store: Store, file: ForeignFile, layout: Layout) -> CheckedReturn:
    """The file as it will be read once this layout is saved, beside those saved for its other sheets."""
    others = [one.layout for one in file.saved if one.layout.fingerprint != layout.fingerprint]
    checked = read_with_layout(file.book, (layout, *others), file.context, file_name=file.file_name)
    return looked_at_again(store, checked, Way.WORKBOOK)


def saved_layouts(store: Store, unit_key: str, plan_code: str, *, by: Actor) -> tuple[SavedLayout, ...]:
    """What a unit has saved for a plan, the latest first. Raises Forbidden."""
    require_of(by, Action.FILE_RETURN, unit_key, default_register())
    with store.reading() as cursor:
        return kept(cursor, unit_key, plan_code)


def save_layout(store: Store, layout: Layout, unit_key: str, *, by: Actor, now: datetime | None = None) -> SavedLayout:
    """Keep a layout under the unit's name. One of the same shape is replaced.

    Raises Forbidden, LayoutFault.
    """
    tidy = replace(layout, name=" ".join(layout.name.split()))
    faults = faults_of(tidy, unit_key)
    if faults:
        raise LayoutFault(" ".join(faults))

    def work(cursor: Cursor) -> int:
        require_of(by, Action.FILE_RETURN, unit_key, default_register())
        at = now or utc_now()
        before = kept(cursor, unit_key, tidy.plan)
        replaced = [one for one in before if one.layout.fingerprint == tidy.fingerprint]
        if len(before) - len(replaced) >= MOST_LAYOUTS:
            raise LayoutFault(f"Đơn vị đã lưu {len(before)} mẫu biểu riêng; hãy bỏ bớt mẫu không còn dùng.")
        for old in replaced:
            drop(cursor, old.number, at=at)
        number = append(cursor, unit_key, tidy, by=by.login, at=at)
        event = LayoutSaved(
            by=by,
            unit_key=unit_key,
            layout=number,
            name=tidy.name,
            plan=tidy.plan,
            fingerprint=tidy.fingerprint,
            columns=tuple(f"{column.header}|{column.item}" for column in tidy.columns if column.item),
            names=tuple(f"{one.name}|{one.unit_key or ''}" for one in tidy.chosen),
            replaced=tuple(old.number for old in replaced),
        )
        audit.write(cursor, event, at=at)
        return number

    number = store.transact(work)
    with store.reading() as cursor:
        return next(one for one in kept(cursor, unit_key, tidy.plan) if one.number == number)


def drop_layout(
    store: Store, unit_key: str, plan_code: str, number: int, *, by: Actor, now: datetime | None = None
) -> None:
    """Use a layout of the unit no more: its files are asked about again. Raises Forbidden, LayoutFault."""

    def work(cursor: Cursor) -> None:
        require_of(by, Action.FILE_RETURN, unit_key, default_register())
        found = next((one for one in kept(cursor, unit_key, plan_code) if one.number == number), None)
        if found is None:
            raise LayoutFault(f"Không có mẫu biểu riêng số {number}, hoặc đã được bỏ.")
        at = now or utc_now()
        drop(cursor, number, at=at)
        audit.write(cursor, LayoutDropped(by=by, unit_key=unit_key, layout=number, name=found.layout.name), at=at)

    store.transact(work)


def faults_of(layout: Layout, unit_key: str) -> list[str]:
    """Why a layout cannot be kept, a sentence each; [] when it can."""
    items = {item.code: item for item in plan_of(layout.plan).items}
    twice = [code for code, count in Counter(c.item for c in layout.columns if c.item).items() if count > 1]
    keys = [column.key for column in layout.columns]
    register = default_register()
    known = {unit.key for unit in register.units}
    strange = [
        one.name
        for one in layout.chosen
        if one.unit_key and not (one.unit_key in known and is_within(register, one.unit_key, unit_key))
    ]
    told = {
        "Chưa đặt tên cho mẫu biểu.": not layout.name.strip(),
        f"Tên mẫu biểu dài quá {LONGEST_NAME} ký tự.": len(layout.name) > LONGEST_NAME,
        "Chưa ghép cột nào với chỉ tiêu.": not layout.items,
        "Chưa chọn cột tên xã, phường.": not layout.names,
        f"Có cột ghép với chỉ tiêu lạ: {', '.join(sorted(set(layout.items.values()) - set(items)))}.": bool(
            set(layout.items.values()) - set(items)
        ),
        f"Hai cột cùng ghép với “{'”, “'.join(items[c].header for c in twice if c in items)}”.": bool(twice),
        f"Tên ghép với xã ngoài đơn vị: {', '.join(strange[:5])}.": bool(strange),
        "Biểu quá rộng hoặc tiêu đề quá dài, không lưu được.": len(layout.as_json()) > LONGEST_BODY
        or len(keys) != len(set(keys)),
    }
    return [sentence for sentence, wrong in told.items() if wrong]
