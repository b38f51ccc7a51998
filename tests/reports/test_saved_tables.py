"""What an account keeps: its own selections and heads, nobody else's, with a trace of every change."""

from dataclasses import replace
from datetime import date

import pytest

from accounts.model import CONSOLE, Account, Actor, Role
from accounts.permissions import Forbidden
from etl.store import Store
from reports.documents.layouts import PARTY_DEFAULTS, LayoutName
from reports.saved_tables import (
    MOST_SAVED,
    Selection,
    SelectionFault,
    forget_selection,
    keep_settings,
    save_selection,
    selections_of,
    settings_of,
)

OFFICER = Actor(account=Account("tinh", "Chuyên viên", Role.OFFICER, "38@0"))
VIEWER = Actor(account=Account("xem", "Người xem", Role.VIEWER, "38@0"))
CLOSED = Actor(account=Account("cu", "Đã nghỉ", Role.OFFICER, "38@0", active=False))
MINE = Selection(
    name="  Họp   giao ban ",
    plan="th862",
    layout=LayoutName.PARTY,
    numbers=(1, 4),
    indicators=("TH-1.2a", "TH-3.4"),
    unit_keys=("399@0",),
)
FILLED = replace(
    PARTY_DEFAULTS,
    number="127",
    issued_on=date(2026, 7, 5),
    signatory="Lê Văn A",
    recipients=("- Thường trực Tỉnh ủy;", "- Lưu VP."),
)


def kept(store: Store, login: str = "tinh") -> tuple[Selection, ...]:
    with store.reading() as cursor:
        return selections_of(cursor, login)


def actions(store: Store) -> list[str]:
    with store.reading() as cursor:
        rows = cursor.execute("select action from audit where action like 'tables.%' order by seq").fetchall()
        return [row[0] for row in rows]


def test_a_selection_comes_back_as_it_was_kept(seeded_store: Store) -> None:
    saved = save_selection(seeded_store, MINE, by=OFFICER)
    assert saved.name == "Họp giao ban"
    assert kept(seeded_store) == (saved,)
    assert replace(saved, name=MINE.name) == MINE
    assert actions(seeded_store) == ["tables.selection"]


def test_the_same_name_is_replaced_and_another_account_sees_nothing(seeded_store: Store) -> None:
    save_selection(seeded_store, MINE, by=OFFICER)
    save_selection(seeded_store, replace(MINE, numbers=(5,)), by=OFFICER)
    save_selection(seeded_store, replace(MINE, numbers=(2,)), by=VIEWER)
    assert [one.numbers for one in kept(seeded_store)] == [(5,)]
    assert [one.numbers for one in kept(seeded_store, "xem")] == [(2,)]


def test_one_forgets_only_ones_own(seeded_store: Store) -> None:
    save_selection(seeded_store, MINE, by=OFFICER)
    with pytest.raises(SelectionFault):
        forget_selection(seeded_store, "Họp giao ban", by=VIEWER)
    forget_selection(seeded_store, "Họp giao ban", by=OFFICER)
    assert kept(seeded_store) == ()


@pytest.mark.parametrize("wrong", [{"name": " "}, {"name": "x" * 81}, {"numbers": ()}])
def test_a_selection_without_name_or_tables_is_refused(seeded_store: Store, wrong: dict[str, object]) -> None:
    with pytest.raises(SelectionFault):
        save_selection(seeded_store, replace(MINE, **wrong), by=OFFICER)  # type: ignore[arg-type]
    assert kept(seeded_store) == ()


def test_too_many_selections_are_refused(seeded_store: Store) -> None:
    for number in range(MOST_SAVED):
        save_selection(seeded_store, replace(MINE, name=f"Mẫu {number}"), by=OFFICER)
    with pytest.raises(SelectionFault, match=str(MOST_SAVED)):
        save_selection(seeded_store, replace(MINE, name="Một mẫu nữa"), by=OFFICER)
    save_selection(seeded_store, replace(MINE, name="Mẫu 0", numbers=(3,)), by=OFFICER)
    assert len(kept(seeded_store)) == MOST_SAVED


@pytest.mark.parametrize("by", [CLOSED, CONSOLE, Actor(account=None)])
def test_nothing_is_kept_for_who_may_not_export(seeded_store: Store, by: Actor) -> None:
    with pytest.raises((Forbidden, SelectionFault)):
        save_selection(seeded_store, MINE, by=by)
    with pytest.raises((Forbidden, SelectionFault)):
        keep_settings(seeded_store, LayoutName.PARTY, FILLED, by=by)


def test_settings_are_remembered_per_account_and_layout(seeded_store: Store) -> None:
    keep_settings(seeded_store, LayoutName.PARTY, FILLED, by=OFFICER)
    with seeded_store.reading() as cursor:
        assert settings_of(cursor, "tinh", LayoutName.PARTY) == FILLED
        assert settings_of(cursor, "xem", LayoutName.PARTY) == PARTY_DEFAULTS
        assert settings_of(cursor, "tinh", LayoutName.STATE).signatory == ""


def test_only_a_change_of_settings_leaves_a_trace(seeded_store: Store) -> None:
    keep_settings(seeded_store, LayoutName.PARTY, FILLED, by=OFFICER)
    keep_settings(seeded_store, LayoutName.PARTY, FILLED, by=OFFICER)
    keep_settings(seeded_store, LayoutName.PARTY, replace(FILLED, number="128", issued_on=None), by=OFFICER)
    with seeded_store.reading() as cursor:
        assert settings_of(cursor, "tinh", LayoutName.PARTY).issued_on is None
        rows = cursor.execute("select details from audit where action = 'tables.layout' order by seq").fetchall()
    assert len(rows) == 2
    assert '["number","127","128"]' in rows[1][0]


def test_a_value_too_long_is_refused(seeded_store: Store) -> None:
    with pytest.raises(SelectionFault, match="signatory"):
        keep_settings(seeded_store, LayoutName.PARTY, replace(FILLED, signatory="x" * 1001), by=OFFICER)
