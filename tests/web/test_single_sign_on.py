"""Signing in by the office's own provider: only whom the store already knows, only on a word that holds."""

import socket
import time
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from httpx import Response
from starlette.testclient import TestClient

from accounts import audit, demo, directory
from accounts.model import CONSOLE, Role
from etl.store import Store
from tests.accounts.people import GOOD, added
from tests.web.gated import client_of, house_of, sign_in, token_in
from tests.web.provider import CLIENT, SECRET, IdentityProvider, other_keys, provider
from web.gatekeeper import FRESH_S, LATE_S
from web.oidc import OidcFault, OidcSettings, Provider, fetched

SET_OUT, BACK = "/dang-nhap/sso", "/dang-nhap/sso/ve"


@pytest.fixture(scope="module")
def running() -> Iterator[IdentityProvider]:
    with provider() as made:
        yield made


@pytest.fixture
def idp(running: IdentityProvider, monkeypatch: pytest.MonkeyPatch) -> IdentityProvider:
    """The provider, honest again, and the program told of it."""
    fresh = IdentityProvider(issuer=running.issuer, key=running.key)
    running.__dict__.update(fresh.__dict__)
    for name, value in (("ISSUER", running.issuer), ("CLIENT_ID", CLIENT), ("CLIENT_SECRET", SECRET)):
        monkeypatch.setenv(f"DANVAN_OIDC_{name}", value)
    return running


def there_and_back(client: TestClient, idp: IdentityProvider, login: str, wanted: str = "/theo-huyen?ky=1") -> Response:
    away = client.get(SET_OUT, params={"next": wanted})
    assert away.status_code == 303 and away.headers["location"].startswith(f"{idp.issuer}/authorize?")
    return client.get(f"{BACK}?{idp.answer(away.headers['location'], login)}")


def actions(store: Store) -> list[tuple[str, str, str]]:
    with store.reading() as cursor:
        assert audit.verify(cursor).broken is None
        rows = cursor.execute("select action, login, details from audit order by seq").fetchall()
    return [row for row in rows if row[0].startswith("session.")]


def test_a_known_account_comes_in_with_a_session_like_any_other(store: Store, idp: IdentityProvider) -> None:
    added(store, "hoanghoa")
    client = client_of(house_of(store))
    assert f'href="{SET_OUT}"' in client.get("/dang-nhap").text
    answer = there_and_back(client, idp, "HoangHoa")
    assert (answer.status_code, answer.headers["location"]) == (303, "/theo-huyen?ky=1")
    cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("danvan="))
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie
    assert client.get("/media/x").status_code == 404
    assert actions(store) == [("session.began", "hoanghoa", '{"way":"sso"}')]
    directory.disable(store, CONSOLE, "hoanghoa")
    deadline = time.monotonic() + FRESH_S + LATE_S + 1
    while client.get("/media/x").status_code != 401 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert client.get("/media/x").status_code == 401


@pytest.mark.parametrize("who", ["nobody", "disabled", "demo", "odd"])
def test_who_has_no_account_gets_none(sample_store: Store, idp: IdentityProvider, who: str) -> None:
    demo.ensure(sample_store)
    added(sample_store, "hoanghoa")
    directory.disable(sample_store, CONSOLE, "hoanghoa")
    login = {"nobody": "la.mat", "disabled": "hoanghoa", "demo": "quantri", "odd": "#may-chu"}[who]
    with sample_store.reading() as cursor:
        before = directory.everyone(cursor)
    client = client_of(house_of(sample_store))
    answer = there_and_back(client, idp, login)
    assert answer.status_code == 403 and "chưa được cấp quyền" in answer.text
    assert "danvan" not in client.cookies
    assert actions(sample_store)[-1] == ("session.refused", "#khach", '{"account":"","reason":"sso","times":1}')
    with sample_store.reading() as cursor:
        assert directory.everyone(cursor) == before


def test_who_must_change_the_password_does_so_first(store: Store, idp: IdentityProvider) -> None:
    added(store, "moi", fresh=True)
    assert there_and_back(client_of(house_of(store)), idp, "moi").headers["location"].startswith("/tai-khoan?next=")


LIES: list[dict[str, Any]] = [
    {"iss": "https://khac.test"},
    {"iss": None},
    {"aud": "ung-dung-khac"},
    {"aud": None},
    {"aud": [CLIENT, "ung-dung-khac"]},
    {"aud": [CLIENT, "ung-dung-khac"], "azp": "ung-dung-khac"},
    {"azp": "ung-dung-khac"},
    {"exp": int(time.time()) - 3600},
    {"exp": None},
    {"iat": int(time.time()) + 3600},
    {"iat": None},
    {"nonce": "khac"},
    {"nonce": None},
    {"preferred_username": None},
    {"preferred_username": ["hoanghoa"]},
]


@pytest.mark.parametrize("lies", LIES, ids=[f"{place}-{'-'.join(lie)}" for place, lie in enumerate(LIES)])
def test_a_word_that_does_not_hold_opens_nothing(store: Store, idp: IdentityProvider, lies: dict[str, Any]) -> None:
    added(store, "hoanghoa")
    idp.lies = lies
    client = client_of(house_of(store))
    answer = there_and_back(client, idp, "hoanghoa")
    assert answer.status_code == 403 and "danvan" not in client.cookies
    assert actions(store) == []


def test_several_audiences_with_this_client_as_the_one_meant_are_believed(store: Store, idp: IdentityProvider) -> None:
    added(store, "hoanghoa")
    idp.lies = {"aud": [CLIENT, "ung-dung-khac"], "azp": CLIENT}
    assert there_and_back(client_of(house_of(store)), idp, "hoanghoa").status_code == 303


@pytest.mark.parametrize(("algorithm", "let_in"), [("ES256", True), ("HS256", False), ("RS512", False)])
def test_only_listed_algorithms_are_believed(store: Store, idp: IdentityProvider, algorithm: str, let_in: bool) -> None:
    added(store, "hoanghoa")
    idp.algorithm, idp.signing_key = algorithm, other_keys().get(algorithm)
    if idp.signing_key is not None:
        idp.shown_keys = [idp.signing_key]
    answer = there_and_back(client_of(house_of(store)), idp, "hoanghoa")
    assert (answer.status_code == 303) is let_in


def test_a_key_that_is_not_the_provider_s_opens_nothing(store: Store, idp: IdentityProvider) -> None:
    added(store, "hoanghoa")
    idp.signing_key = type(idp.key).generate_key(2048, {"kid": "k1"})
    assert there_and_back(client_of(house_of(store)), idp, "hoanghoa").status_code == 403


def test_an_unsigned_word_opens_nothing(store: Store, idp: IdentityProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    added(store, "hoanghoa")
    house = house_of(store)
    client = client_of(house)
    made = house.provider
    assert made is not None
    real = made._exchanged
    monkeypatch.setattr(made, "_exchanged", lambda *given: "eyJhbGciOiJub25lIn0." + real(*given).split(".")[1] + ".")
    assert there_and_back(client, idp, "hoanghoa").status_code == 403


def test_an_answer_for_another_browser_or_used_twice_opens_nothing(store: Store, idp: IdentityProvider) -> None:
    added(store, "hoanghoa")
    house = house_of(store)
    mine, theirs = client_of(house), client_of(house)
    away = mine.get(SET_OUT)
    back = idp.answer(away.headers["location"], "hoanghoa")
    assert theirs.get(f"{BACK}?{back}").status_code == 403
    theirs.get(SET_OUT)
    assert theirs.get(f"{BACK}?{back}").status_code == 403
    assert mine.get(f"{BACK}?{back}&iss=https://khac.test").status_code == 403
    again = mine.get(SET_OUT)
    back = idp.answer(again.headers["location"], "hoanghoa")
    assert mine.get(f"{BACK}?{back}").status_code == 303
    assert mine.get(f"{BACK}?{back}").status_code == 403


def test_a_code_without_the_verifier_it_was_asked_with_is_worth_nothing(store: Store, idp: IdentityProvider) -> None:
    added(store, "hoanghoa")
    client = client_of(house_of(store))
    away = client.get(SET_OUT).headers["location"]
    back = idp.answer(away, "hoanghoa")
    idp.codes["code-0"]["code_challenge"] = "khac"
    assert client.get(f"{BACK}?{back}").status_code == 403


def test_by_address_only_the_own_domain_s_verified_ones(
    store: Store, idp: IdentityProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(store, "hoanghoa")
    monkeypatch.setenv("DANVAN_OIDC_CLAIM", "email")
    monkeypatch.setenv("DANVAN_OIDC_DOMAIN", "tinh.test")
    for lies, status in (
        ({}, 303),
        ({"email_verified": False}, 403),
        ({"email_verified": None}, 403),
        ({"email_verified": "true"}, 403),
        ({"email": "hoanghoa@khac.test"}, 403),
        ({"email": "hoanghoa@khac.test@tinh.test"}, 403),
    ):
        idp.lies = lies
        assert there_and_back(client_of(house_of(store)), idp, "hoanghoa").status_code == status, lies


def test_where_to_afterwards_is_never_another_site(store: Store, idp: IdentityProvider) -> None:
    added(store, "hoanghoa")
    for wanted in ("https://khac.test", "//khac.test", BACK, "/" + "a" * 600):
        assert there_and_back(client_of(house_of(store)), idp, "hoanghoa", wanted).headers["location"] == "/"


def test_a_provider_that_calls_itself_otherwise_or_is_not_there_is_said(
    store: Store, idp: IdentityProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    idp.said_issuer = "https://khac.test"
    assert client_of(house_of(store)).get(SET_OUT).status_code == 403
    monkeypatch.setenv("DANVAN_OIDC_ISSUER", "http://127.0.0.1:9")
    answer = client_of(house_of(store)).get(SET_OUT)
    assert answer.status_code == 403 and "Hãy thử lại" in answer.text and "Traceback" not in answer.text


def test_without_the_setting_there_is_no_button_no_page_and_no_request(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DANVAN_OIDC_ISSUER", raising=False)
    added(store, "hoanghoa")

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a request left the machine")

    client = client_of(house_of(store))
    monkeypatch.setattr(socket, "create_connection", never)
    assert SET_OUT not in client.get("/dang-nhap").text
    assert client.get(SET_OUT).status_code == 404
    assert client.get(f"{BACK}?code=x&state=y").status_code == 404


@pytest.mark.parametrize(
    "settings",
    [
        {"ISSUER": "http://ngoai.test"},
        {"ISSUER": "ftp://ngoai.test"},
        {"ISSUER": "https://"},
        {"CLIENT_ID": ""},
        {"CLIENT_SECRET": ""},
        {"CLAIM": "sub"},
        {"CLAIM": "email"},
    ],
    ids=str,
)
def test_a_half_made_setting_is_refused(
    settings: dict[str, str], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = {"ISSUER": "https://sso.test", "CLIENT_ID": "a", "CLIENT_SECRET": "b", **settings}
    given = {f"DANVAN_OIDC_{name}": value for name, value in whole.items()}
    with pytest.raises(OidcFault):
        OidcSettings.of(given)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    added(store, "an", Role.ADMIN)
    answer = client_of(house_of(store)).get("/dang-nhap")
    assert answer.status_code == 200 and SET_OUT not in answer.text


def test_a_provider_that_sends_elsewhere_is_not_followed(idp: IdentityProvider) -> None:
    with pytest.raises(OidcFault):
        fetched(urllib.request.Request(f"{idp.issuer}/keys/"))  # answered with a redirect
    assert idp.asked == []


def signed_out(client: TestClient, *, post: bool = False) -> Response:
    """The way out from the signed-in browser's own page."""
    proof = token_in(client.get("/dang-xuat").text)
    return client.post("/dang-xuat", data={"phieu": proof}) if post else client.get(f"/dang-xuat?phieu={proof}")


def test_signing_out_ends_the_session_at_the_provider_too(store: Store, idp: IdentityProvider) -> None:
    added(store, "hoanghoa")
    client = client_of(house_of(store))
    there_and_back(client, idp, "hoanghoa")
    answer = signed_out(client)
    back = quote("http://so.test/dang-nhap?da-ra=1", safe="")
    expected = f"{idp.issuer}/logout?client_id={CLIENT}&post_logout_redirect_uri={back}"
    assert (answer.status_code, answer.headers["location"]) == (303, expected)
    assert client.get("/media/x").status_code == 401
    assert "danvan_sso_vao" not in client.cookies


def test_a_form_s_answer_leads_there_by_a_link(store: Store, idp: IdentityProvider) -> None:
    added(store, "hoanghoa")
    client = client_of(house_of(store))
    there_and_back(client, idp, "hoanghoa")
    answer = signed_out(client, post=True)
    assert answer.status_code == 200
    assert f'href="{idp.issuer}/logout?client_id={CLIENT}&amp;' in answer.text


@pytest.mark.parametrize("why", ["no such page", "shut", "by password"])
def test_without_a_way_out_there_it_ends_here_alone(store: Store, idp: IdentityProvider, why: str) -> None:
    added(store, "hoanghoa")
    idp.ends_sessions = why != "no such page"
    house = house_of(store)
    client = client_of(house)
    there_and_back(client, idp, "hoanghoa")
    if why == "by password":
        signed_out(client)
        sign_in(client, "hoanghoa", GOOD)
    if why == "shut":
        house.__dict__["provider"] = Provider(house.provider.settings, fetch=no_answer)  # type: ignore[union-attr]
    assert signed_out(client).headers["location"] == "/dang-nhap?da-ra=1"
    assert client.get("/media/x").status_code == 401


def no_answer(request: urllib.request.Request) -> dict[str, Any]:
    raise OidcFault("provider not reached")
