"""Every file and every reading behind a button: who asks for a unit's papers gets what the table says, no more."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from accounts import audit, listing
from accounts.events import SignedOut
from accounts.model import Account, Actor
from accounts.permissions import Action, Forbidden, allowed
from etl.register import default_register
from etl.store import Store
from reports import district, indicator
from reports.commune import commune_view
from reports.district import district_view
from reports.documents.deck import deck_of
from reports.documents.export import FileFormat, Order
from reports.documents.layouts import LayoutName, frame_of
from reports.documents.words_report import values_of
from reports.exporting import Wanted, taken_file
from reports.tables import ALL_TABLES, tables_of
from reports.tables import district as tables_district
from reports.tables import districts as tables_districts
from reports.tables.about import subject_of
from reports.voices import voices_of
from returns.backups import last_backup
from returns.blank import blank_workbook
from returns.evidence import evidence_of
from returns.receipt import receipt
from returns.remarks import remarks
from returns.review.issues import marked_after_review, review_issues
from returns.review.queue import waiting_returns
from returns.safety import inspect
from returns.safety.trail import Asked, note_taken, read_trail
from returns.versions import opened, original_of, versions
from returns.words import words_of
from tests.doors.houses import COMMUNE, OTHER, OWN, ROLES_AND_SCOPES, Houses

LOGINS = [login for login, _, _ in ROLES_AND_SCOPES]
PLAN = "th862"


@pytest.fixture(autouse=True)
def _without_ranks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for module in (district, indicator, tables_district, tables_districts):
        monkeypatch.setattr(module, "ranks", lambda rows: {})
    yield


def newest(store: Store) -> tuple[str, date]:
    with store.reading() as cursor:
        code, day = cursor.execute(
            "select round.code, data_to from round join return_ on return_.round = round.code order by data_to desc"
        ).fetchall()[0]
        return str(code), day


def number_of(store: Store, unit_key: str) -> int:
    with store.reading() as cursor:
        rows = cursor.execute("select max(number) from return_ where unit_key = ?", [unit_key]).fetchall()
        return int(rows[0][0])


def trail(store: Store, by: Actor) -> object:
    with store.reading() as cursor:
        return read_trail(cursor, Asked(), by=by)


Door = Callable[[Store, str, Actor, Account], object]
OF_UNIT: dict[str, tuple[Action, Door]] = {
    "original": (Action.SEE_RETURNS, lambda s, u, by, a: original_of(s, number_of(s, u), by=by)),
    "versions": (Action.SEE_RETURNS, lambda s, u, by, a: versions(s, newest(s)[0], u, by=by)),
    "opened": (Action.SEE_RETURNS, lambda s, u, by, a: opened(s, number_of(s, u), by=by)),
    "receipt": (Action.SEE_RETURNS, lambda s, u, by, a: receipt(s, number_of(s, u), by=by)),
    "issues": (Action.SEE_RETURNS, lambda s, u, by, a: review_issues(s, number_of(s, u), by=by)),
    "marked": (Action.SEE_RETURNS, lambda s, u, by, a: marked_after_review(s, number_of(s, u), by=by)),
    "remarks": (Action.SEE_RETURNS, lambda s, u, by, a: remarks(s, number_of(s, u), by=by)),
    "words": (Action.SEE_RETURNS, lambda s, u, by, a: words_of(s, number_of(s, u), by=by)),
    "evidence": (Action.SEE_RETURNS, lambda s, u, by, a: evidence_of(s, newest(s)[0], u, by=by)),
    "blank": (
        Action.TAKE_TEMPLATE,
        lambda s, u, by, a: blank_workbook(s, newest(s)[0], u, by=by, today=date(2026, 7, 1)),
    ),
    "filled": (
        Action.TAKE_TEMPLATE,
        lambda s, u, by, a: blank_workbook(s, newest(s)[0], u, by=by, today=date(2026, 7, 1), with_values=True),
    ),
    "district": (
        Action.SEE_FIGURES,
        lambda s, u, by, a: district_view(s, a, plan_code=PLAN, day=newest(s)[1], district_key=u),
    ),
    "commune": (
        Action.SEE_FIGURES,
        lambda s, u, by, a: commune_view(
            s, a, plan_code=PLAN, day=newest(s)[1], unit_key=default_register().communes_of(u, newest(s)[1])[-1].key
        ),
    ),
    "table": (
        Action.EXPORT,
        lambda s, u, by, a: tables_of(s, a, plan_code=PLAN, day=newest(s)[1], numbers=(6,), unit_keys=(u,)),
    ),
    "file": (Action.EXPORT, lambda s, u, by, a: sheet_file(s, u, by)),
}
OF_HOUSE: dict[str, tuple[Action, Door]] = {
    "accounts": (Action.MANAGE_ACCOUNTS, lambda s, u, by, a: listing.accounts(s, by=by)),
    "limits": (Action.MANAGE_ACCOUNTS, lambda s, u, by, a: listing.session_limits(s, by=by)),
    "trail": (Action.READ_AUDIT, lambda s, u, by, a: trail(s, by)),
    "backup": (Action.KEEP_BACKUPS, lambda s, u, by, a: last_backup(s, by=by)),
    "inspection": (Action.KEEP_BACKUPS, lambda s, u, by, a: inspect(s, by=by, deep=False)),
}


def sheet_file(store: Store, unit_key: str, by: Actor) -> bytes:
    wanted = Wanted(plan=PLAN, day=newest(store)[1])
    order = Order(format=FileFormat.CSV, layout=LayoutName.PARTY, settings=None, numbers=(6,), unit_keys=(unit_key,))
    return taken_file(store, wanted, order, by=by)


def passes(door: Door, store: Store, unit_key: str, account: Account | None) -> bool:
    """Whether somebody gets anything; a refusal of any kind is none."""
    nobody = Account(login="khach", name="Khách", role=ROLES_AND_SCOPES[1][1], scope_key="", active=False)
    try:
        door(store, unit_key, Actor(account=account), account or nobody)
    except (Forbidden, LookupError):
        return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize("name", OF_UNIT)
def test_papers_of_a_unit_go_to_whom_the_table_names(houses: Houses, name: str) -> None:
    action, door = OF_UNIT[name]
    for login in [*LOGINS, None]:
        account = houses.accounts[login] if login else None
        for unit in (OWN, OTHER):
            may = account is not None and allowed(account, action, unit, default_register())
            assert passes(door, houses.base, unit, account) is may, (login, unit)


@pytest.mark.slow
@pytest.mark.parametrize("name", OF_HOUSE)
def test_the_house_s_own_papers_go_to_whom_the_table_names(houses: Houses, name: str) -> None:
    action, door = OF_HOUSE[name]
    for login in [*LOGINS, None]:
        account = houses.accounts[login] if login else None
        assert passes(door, houses.base, OWN, account) is (account is not None and allowed(account, action)), login


@pytest.mark.slow
@pytest.mark.parametrize("login", ["filer.own", "viewer.own", "officer.own", "filer.commune", "viewer.commune"])
def test_tables_slides_and_queues_of_a_district_hold_nothing_of_the_others(houses: Houses, login: str) -> None:
    account = houses.accounts[login]

    def made(store: Store) -> str:
        day = newest(store)[1]
        tables = tables_of(store, account, plan_code=PLAN, day=day, numbers=ALL_TABLES)
        subject = subject_of(store, account, plan_code=PLAN, day=day)
        deck = deck_of(subject)
        voices = voices_of(store, account, subject.heading.round)
        report = values_of(subject, frame_of(LayoutName.PARTY, None, day), voices)
        queue: object = ()
        if login == "officer.own":
            queue = waiting_returns(store, by=Actor(account=account))
        return repr((tables, deck, report, queue))

    hidden = houses.around if account.scope_key == COMMUNE else houses.outside
    assert made(houses.base) == made(hidden)
    assert made(houses.base) != made(houses.everywhere)


def newest_actions(store: Store, login: str, count: int) -> list[str]:
    with store.reading() as cursor:
        sql = "select action from audit where login = ? order by seq desc limit ?"
        return [str(row[0]) for row in cursor.execute(sql, [login, count]).fetchall()]


LEAVING: dict[str, tuple[str, ...]] = {
    "file": ("tables.taken",),
    "original": ("return.original",),
    "marked": ("return.original",),
    "receipt": ("return.receipt",),
    "blank": (),
    "filled": (),
    "district": (),
}
"""What a file that leaves puts into the trail. A form to be filled in tells nobody anything; the other papers do."""


@pytest.mark.slow
@pytest.mark.parametrize("name", LEAVING)
def test_what_leaves_is_written_down_and_a_form_is_not(houses: Houses, name: str) -> None:
    account = houses.accounts["officer.all"]
    before = Actor(account=account, address="mốc")
    houses.base.transact(lambda cursor: audit.write(cursor, SignedOut(by=before)))
    OF_UNIT[name][1](houses.base, OTHER, Actor(account=account), account)
    found = newest_actions(houses.base, "officer.all", len(LEAVING[name]) + 1)
    assert found == [*LEAVING[name], "session.ended"]


def test_taking_the_trail_is_written_into_the_trail(houses: Houses) -> None:
    by = Actor(account=houses.accounts["admin.all"])
    with houses.base.reading() as cursor:
        rows = read_trail(cursor, Asked(limit=3), by=by)
    note_taken(houses.base, rows, by=by)
    with houses.base.reading() as cursor:
        last = read_trail(cursor, Asked(limit=1), by=by)[0]
    assert (last.login, last.action) == ("admin.all", "audit.taken")
    assert f'"newest":{rows[0].seq}' in last.details
    with pytest.raises(Forbidden):
        note_taken(houses.base, rows, by=Actor(account=houses.accounts["officer.all"]))
