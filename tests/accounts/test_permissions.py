"""The table of permissions, cell by cell, and the scope of units on both maps."""

import pytest

from accounts.model import CONSOLE, Account, Actor, Role
from accounts.permissions import TABLE, Action, Forbidden, allowed, is_within, require, require_of
from etl.register import default_register

PROVINCE, HOANG_HOA, MUONG_LAT = "38@0", "399@0", "384@0"

# One row per action: a(dmin) o(fficer) l(eader) f(iler) v(iewer), "." where it may not.
EXPECTED = {
    Action.SEE_DEFINITIONS: "aolfv",
    Action.SEE_FIGURES: "aolfv",
    Action.SEE_RETURNS: "aolf.",
    Action.EXPORT: "aolfv",
    Action.OWN_TEMPLATE: ".olfv",
    Action.TAKE_TEMPLATE: ".o.f.",
    Action.CHECK_RETURN: ".o.f.",
    Action.FILE_RETURN: ".o.f.",
    Action.REVIEW_RETURN: ".o...",
    Action.LOCK_RETURN: ".o...",
    Action.MANAGE_ROUNDS: ".o...",
    Action.MANAGE_DEFINITIONS: ".o...",
    Action.MANAGE_TASKS: ".o...",
    Action.ASK_EXPLANATION: ".o...",
    Action.ANSWER_EXPLANATION: "...f.",
    Action.SIGN_VERDICTS: "..l..",
    Action.MANAGE_ACCOUNTS: "a....",
    Action.READ_AUDIT: "a....",
    Action.KEEP_BACKUPS: "a....",
    Action.SEE_METRICS: "a....",
}


def person(role: Role, scope_key: str = PROVINCE, **more: bool) -> Account:
    """An account of this role."""
    return Account("nguoi", "Người thử", role, scope_key, **more)


def commune_of(district_key: str, *, now: bool) -> str:
    """A commune of a former district on today's map, or of the district on its own."""
    units = default_register().units
    if now:
        return next(u.key for u in units if u.former_district_key == district_key)
    return next(u.key for u in units if u.parent_key == district_key)


def test_every_action_has_one_row_here_and_in_the_table() -> None:
    assert set(EXPECTED) == set(TABLE) == set(Action)


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("role", list(Role))
def test_table_cell(action: Action, role: Role) -> None:
    expected = EXPECTED[action][list(Role).index(role)] != "."
    assert allowed(person(role), action, PROVINCE, default_register()) is expected


@pytest.mark.parametrize("action", [action for action in Action if TABLE[action].of_unit])
def test_nothing_chosen_means_nothing_seen(action: Action) -> None:
    assert not any(allowed(person(role, ""), action, HOANG_HOA, default_register()) for role in Role)


@pytest.mark.parametrize("now", [False, True])
def test_a_district_reaches_its_communes_on_both_maps_and_no_others(now: bool) -> None:
    filer = person(Role.FILER, HOANG_HOA)
    assert allowed(filer, Action.FILE_RETURN, commune_of(HOANG_HOA, now=now), default_register())
    assert not allowed(filer, Action.FILE_RETURN, commune_of(MUONG_LAT, now=now), default_register())
    assert not allowed(filer, Action.SEE_FIGURES, PROVINCE, default_register())


def test_the_province_holds_every_unit_of_the_register() -> None:
    register = default_register()
    assert all(is_within(register, unit.key, PROVINCE) for unit in register.units)


def test_a_unit_left_out_or_unknown_is_refused() -> None:
    officer = person(Role.OFFICER)
    assert not allowed(officer, Action.FILE_RETURN, None, default_register())
    assert not allowed(officer, Action.FILE_RETURN, HOANG_HOA, None)
    assert not allowed(officer, Action.FILE_RETURN, "99999@0", default_register())


def test_a_disabled_account_or_one_that_must_change_its_password_may_nothing() -> None:
    for account in (person(Role.ADMIN, active=False), person(Role.ADMIN, must_change=True)):
        with pytest.raises(Forbidden):
            require(account, Action.SEE_DEFINITIONS)


def test_a_stranger_may_nothing_and_the_console_everything() -> None:
    for action in Action:
        require_of(CONSOLE, action, PROVINCE, default_register())
        with pytest.raises(Forbidden):
            require_of(Actor(account=None, address="10.0.0.1"), action, PROVINCE, default_register())


def test_a_refusal_names_the_person_and_the_action() -> None:
    with pytest.raises(Forbidden, match="“Người thử”.*Người xem.*nộp báo cáo"):
        require(person(Role.VIEWER), Action.FILE_RETURN, PROVINCE, default_register())
