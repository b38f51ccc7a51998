"""What the gate refuses to somebody signed in is written into the trail by the running server."""

import pytest

from accounts import refusals
from accounts.model import Role
from accounts.refusals import Refusals
from etl.store import Store
from tests.accounts.people import GOOD, added
from tests.web.gated import client_of, house_of, sign_in
from web import refused
from web.refused import RefusedTries

MEDIA = "/media/" + "0123456789abcdef" * 4 + ".xlsx"


@pytest.fixture
def book(monkeypatch: pytest.MonkeyPatch) -> Refusals:
    """An empty book in the place of the process's own."""
    mine = Refusals()
    monkeypatch.setattr(refusals, "BOOK", mine)
    monkeypatch.setattr(refused, "BOOK", mine)
    return mine


def kept(store: Store) -> list[tuple[str, str, str]]:
    with store.reading() as cursor:
        sql = "select login, address, details from audit where action = 'access.refused' order by seq"
        return [(str(who), str(where), str(what)) for who, where, what in cursor.execute(sql).fetchall()]


def test_shut_doors_are_counted_for_whoever_tries_them(store: Store, book: Refusals) -> None:
    added(store, "xem", Role.VIEWER)
    client = client_of(house_of(store), address="10.0.0.7")
    sign_in(client, "xem", GOOD)
    answers = [client.get("/_stcore/metrics"), client.get(MEDIA), client.put("/_stcore/upload_file/a/b", content=b"x")]
    assert [answer.status_code for answer in answers] == [403, 404, 403]
    assert kept(store) == []
    RefusedTries(store).keep()
    assert kept(store) == [
        ("xem", "10.0.0.7", f'{{"refused":"{door}","times":1}}') for door in ("metrics", "media", "upload")
    ]


def test_what_waits_is_written_when_the_server_stops(store: Store, book: Refusals) -> None:
    added(store, "xem", Role.VIEWER)
    client = client_of(house_of(store))
    sign_in(client, "xem", GOOD)
    tries = RefusedTries(store)
    for _ in range(9):
        client.get("/_stcore/metrics")
        tries.keep()
    assert len(kept(store)) == 5
    tries.stop()
    assert kept(store)[-1][2] == '{"refused":"metrics","times":4}'
