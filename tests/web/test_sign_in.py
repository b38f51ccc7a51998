"""Signing in and out, the account page and the first set-up, through every layer, as a browser without script."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from accounts import demo, directory, throttle
from accounts.model import CONSOLE, Role
from accounts.throttle import FREE_FAILURES
from etl.store import Store
from tests.accounts.people import GOOD, added
from tests.web.gated import client_of, house_of, sign_in, token_in
from web import sign_in as sign_in_module
from web.house import House
from web.next_path import next_path

NEW = "bốn-từ-không-liên-quan"


@pytest.fixture
def house(store: Store) -> House:
    """A house over a real store with one district filer."""
    added(store, "hoanghoa")
    return house_of(store)


def cookies_of(answer: object) -> dict[str, str]:
    """The cookies an answer sets, by name, with their attributes."""
    lines = answer.headers.get_list("set-cookie")  # type: ignore[attr-defined]
    return {line.split("=", 1)[0]: line for line in lines}


def actions(store: Store) -> list[str]:
    """What the trail tells, without what made the people."""
    with store.reading() as cursor:
        rows = cursor.execute("select action from audit where action <> 'account.added' order by seq").fetchall()
    return [str(row[0]) for row in rows]


def test_the_right_password_leads_to_the_page_wanted_with_a_cookie_no_script_can_read(house: House) -> None:
    client = client_of(house)
    answer = sign_in(client, "hoanghoa", GOOD, wanted="/theo-huyen?huyen=399@0")
    assert (answer.status_code, answer.headers["location"]) == (303, "/theo-huyen?huyen=399@0")
    cookie = cookies_of(answer)["danvan"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Max-Age" not in cookie
    assert client.get("/", headers={"accept": "text/html"}).status_code == 200
    assert client.get("/component/x").text == "streamlit /component/x hoanghoa"
    assert actions(house.store) == ["session.began"]


def test_behind_tls_cookies_are_secure_and_bound_to_the_host(house: House) -> None:
    client = client_of(house, base_url="https://so.test")
    answer = sign_in(client, "hoanghoa", GOOD)
    assert set(cookies_of(answer)) == {"__Host-danvan", "__Host-danvan_may", "__Host-danvan_form"}
    assert all("Secure" in cookie and "Path=/" in cookie for cookie in cookies_of(answer).values())
    assert "strict-transport-security" in answer.headers
    token = re.match(r"__Host-danvan=([^;]+)", cookies_of(answer)["__Host-danvan"])
    planted = client_of(house, base_url="https://so.test")
    planted.cookies.set("danvan", token.group(1) if token else "")
    assert planted.get("/component/x").status_code == 401


def test_a_wrong_password_says_so_in_words_and_keeps_what_was_typed(house: House) -> None:
    answer = sign_in(client_of(house), "hoanghoa", "sai", wanted="/theo-huyen")
    assert answer.status_code == 403
    assert '<p class="fault" role="alert">Tên đăng nhập hoặc mật khẩu chưa đúng.</p>' in answer.text
    assert 'value="hoanghoa"' in answer.text
    assert 'name="next" value="/theo-huyen"' in answer.text
    assert "danvan" not in cookies_of(answer)


def test_what_was_typed_is_shown_as_text_only(house: House) -> None:
    answer = sign_in(client_of(house), '"><script>alert(1)</script>', "x", wanted='/"><img src=x>')
    assert "<script" not in answer.text
    assert "<img" not in answer.text


@pytest.mark.parametrize(
    "wanted",
    ["//evil.test", "https://evil.test", "/\\evil.test", "javascript:alert(1)", "", "/a\r\nset-cookie: x", "/ x",
     "/dang-xuat?phieu=1", "/dang-nhap", "/\tx", "/" + "a" * 2000],
)  # fmt: skip
def test_after_signing_in_nobody_is_sent_elsewhere(house: House, wanted: str) -> None:
    assert next_path(wanted) == "/"
    assert sign_in(client_of(house), "hoanghoa", GOOD, wanted=wanted).headers["location"] == "/"


def test_the_form_must_come_from_our_page(house: House) -> None:
    fields = {"login": "hoanghoa", "password": GOOD}
    client = client_of(house)
    assert client.post("/dang-nhap", data=fields).status_code == 403
    token = token_in(client.get("/dang-nhap").text)
    other = client_of(house)
    assert other.post("/dang-nhap", data={**fields, "phieu": token}).status_code == 403
    assert client.post("/dang-nhap", data={**fields, "phieu": token + "x"}).status_code == 403
    assert client.post("/dang-nhap", json={**fields, "phieu": token}).status_code == 403
    assert client.post("/dang-nhap", data={**fields, "phieu": token, "x": "y" * 20_000}).status_code == 403
    assert actions(house.store) == []


def test_a_guesser_waits_and_is_told_how_long(house: House) -> None:
    guesser, owner = client_of(house), client_of(house)
    sign_in(owner, "hoanghoa", GOOD)
    for _ in range(FREE_FAILURES):
        assert sign_in(guesser, "hoanghoa", "sai").status_code == 403
    answer = sign_in(guesser, "hoanghoa", GOOD)
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["retry-after"]) <= 5
    assert re.search(r"Hãy thử lại sau \d giây\.", answer.text)
    owner.cookies.delete("danvan")
    assert sign_in(owner, "hoanghoa", GOOD).status_code == 303  # same office, but a device known to be the owner's
    assert sign_in(client_of(house, address="10.0.0.2"), "hoanghoa", GOOD).status_code == 303


def test_somebody_signed_in_is_not_asked_again(house: House) -> None:
    client = client_of(house)
    sign_in(client, "hoanghoa", GOOD)
    assert client.get("/dang-nhap?next=/theo-huyen").headers["location"] == "/theo-huyen"


def test_the_page_left_behind_by_an_expired_session_is_come_back_to(house: House) -> None:
    client = client_of(house)
    page = client.get("/dang-nhap?het-han=1", headers={"referer": "http://so.test/theo-huyen?huyen=399@0"})
    assert "Phiên làm việc đã kết thúc" in page.text
    assert 'name="next" value="/theo-huyen?huyen=399@0"' in page.text
    foreign = client.get("/dang-nhap?het-han=1", headers={"referer": "http://evil.test/theo-huyen"})
    assert 'name="next" value="/"' in foreign.text


def sign_out_link(client: object) -> str:
    """The proof the shell's link carries, as the page that asks has it."""
    return token_in(client.get("/dang-xuat").text)  # type: ignore[attr-defined]


def test_signing_out_needs_the_session_s_own_proof(house: House) -> None:
    client, other = client_of(house), client_of(house)
    sign_in(client, "hoanghoa", GOOD)
    sign_in(other, "hoanghoa", GOOD)
    for forged in ("/dang-xuat", "/dang-xuat?phieu=x", f"/dang-xuat?phieu={sign_out_link(other)}"):
        assert "Đăng xuất?" in client.get(forged).text
    assert client.get("/component/x").status_code == 200
    answer = client.get(f"/dang-xuat?phieu={sign_out_link(client)}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/dang-nhap?da-ra=1")
    assert client.get("/component/x").status_code == 401
    assert other.get("/component/x").status_code == 200
    assert actions(house.store)[-1] == "session.ended"


def test_an_old_cookie_is_worth_nothing_after_signing_out(house: House) -> None:
    client = client_of(house)
    sign_in(client, "hoanghoa", GOOD)
    kept = client.cookies["danvan"]
    client.get(f"/dang-xuat?phieu={sign_out_link(client)}")
    client.cookies.set("danvan", kept)
    assert client.get("/component/x").status_code == 401


def change(client: object, *, old: str = GOOD, new: str = NEW, again: str = NEW, token: str = "") -> object:
    """Send the password form."""
    known = token or token_in(client.get("/tai-khoan").text)  # type: ignore[attr-defined]
    fields = {"phieu": known, "old": old, "new": new, "again": again}
    return client.post("/tai-khoan/mat-khau", data=fields)  # type: ignore[attr-defined]


def test_a_first_password_must_be_changed_before_anything_else(store: Store) -> None:
    added(store, "moi", fresh=True)
    house = house_of(store)
    client = client_of(house)
    assert sign_in(client, "moi", GOOD, wanted="/theo-huyen").headers["location"] == "/tai-khoan?next=%2Ftheo-huyen"
    assert client.get("/", headers={"accept": "text/html"}).headers["location"] == "/tai-khoan"
    page = client.get("/tai-khoan").text
    assert "Hãy đổi mật khẩu được cấp trước khi làm việc." in page
    assert "mọi thiết bị" not in page
    assert change(client).headers["location"] == "/"  # type: ignore[attr-defined]
    assert client.get("/", headers={"accept": "text/html"}).status_code == 200
    assert sign_in(client_of(house), "moi", GOOD).status_code == 403
    assert sign_in(client_of(house), "moi", NEW).status_code == 303


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"old": "sai"}, "Mật khẩu hiện tại chưa đúng."),
        ({"again": "khác"}, "Hai lần gõ mật khẩu mới chưa giống nhau."),
        ({"new": "123456789012", "again": "123456789012"}, "dễ đoán"),
        ({"new": "ngắn", "again": "ngắn"}, "ít nhất 12 ký tự"),
        ({"token": "x"}, "Trang đã mở quá lâu"),
    ],
)
def test_a_change_that_cannot_be_made_says_why(house: House, fields: dict[str, str], words: str) -> None:
    client = client_of(house)
    sign_in(client, "hoanghoa", GOOD)
    answer = change(client, **fields)
    assert answer.status_code == 403  # type: ignore[attr-defined]
    assert words in answer.text  # type: ignore[attr-defined]
    assert sign_in(client_of(house), "hoanghoa", GOOD).status_code == 303


def test_the_old_password_cannot_be_guessed_at_an_open_screen(house: House) -> None:
    client = client_of(house)
    sign_in(client, "hoanghoa", GOOD)
    answers = [change(client, old=f"thử-{n}").text for n in range(FREE_FAILURES + 1)]  # type: ignore[attr-defined]
    assert "Đã thử nhiều lần" in answers[-1]
    assert "Đã thử nhiều lần" in change(client).text  # type: ignore[attr-defined]


def test_one_address_that_always_fails_has_only_so_many_tries_under_way(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "CROWD_FAILURES", 0)
    monkeypatch.setattr(throttle, "CROWD_DELAY_S", 0.4)
    monkeypatch.setattr(sign_in_module, "CROWD_WAITING", 1)
    with client_of(house) as browser, ThreadPoolExecutor(3) as threads:
        token = token_in(browser.get("/dang-nhap").text)
        sent = [{"phieu": token, "login": f"nguoi{n}", "password": "x"} for n in range(3)]
        answers = list(threads.map(lambda fields: browser.post("/dang-nhap", data=fields).status_code, sent))
        assert sorted(answers) == [403, 429, 429]


def test_changing_the_password_ends_the_other_devices_and_not_this_one(house: House) -> None:
    here, elsewhere = client_of(house), client_of(house)
    sign_in(here, "hoanghoa", GOOD)
    sign_in(elsewhere, "hoanghoa", GOOD)
    assert elsewhere.get("/component/x").status_code == 200
    change(here)
    assert here.get("/component/x").status_code == 200
    assert elsewhere.get("/component/x").status_code == 401


def test_signing_out_everywhere_ends_every_device(house: House) -> None:
    clients = [client_of(house) for _ in range(3)]
    for client in clients:
        sign_in(client, "hoanghoa", GOOD)
        assert client.get("/component/x").status_code == 200
    token = token_in(clients[0].get("/tai-khoan").text)
    assert clients[0].post("/tai-khoan/dang-xuat-moi-noi", data={"phieu": "x"}).status_code == 403
    assert clients[0].post("/tai-khoan/dang-xuat-moi-noi", data={"phieu": token}).status_code == 303
    assert [client.get("/component/x").status_code for client in clients] == [401, 401, 401]


def test_a_session_survives_a_restart_of_the_program(house: House) -> None:
    client = client_of(house)
    sign_in(client, "hoanghoa", GOOD)
    again = client_of(house_of(house.store))
    again.cookies.update(client.cookies)
    assert again.get("/component/x").status_code == 200


def test_a_disabled_person_is_out_within_the_gate_s_freshness(house: House) -> None:
    client = client_of(house)
    sign_in(client, "hoanghoa", GOOD)
    directory.disable(house.store, CONSOLE, "hoanghoa")
    restarted = client_of(house_of(house.store))
    restarted.cookies.update(client.cookies)
    assert restarted.get("/component/x").status_code == 401


def test_the_sample_store_offers_its_accounts_by_one_click_and_a_real_one_none(
    house: House, sample_store: Store
) -> None:
    demo.ensure(sample_store)
    sample = house_of(sample_store)
    page = client_of(sample).get("/dang-nhap").text
    assert "Số liệu minh họa" in page
    assert len(re.findall(r'<button type="submit" name="demo"', page)) == len(demo.DEMO)
    for one in demo.DEMO:
        client = client_of(sample)
        assert sign_in(client, "", "", demo=one.account.login).status_code == 303
        assert client.get("/component/x").text.endswith(one.account.login)
    real = client_of(house).get("/dang-nhap").text
    assert "demo" not in real
    assert "minh họa" not in real
    assert sign_in(client_of(house), "", "", demo="tinh").status_code == 403


def set_up(house: House, **given: str) -> object:
    """Send the set-up form."""
    client = client_of(house)
    token = token_in(client.get("/thiet-lap").text)
    fields = {"phieu": token, "code": house.preparation.set_up_code, "name": "Lê A", "login": "quan.tri", "new": GOOD}
    return client.post("/thiet-lap", data={**fields, "again": fields["new"], **given})


def test_an_empty_real_store_makes_its_first_administrator_with_the_code_of_the_terminal(store: Store) -> None:
    told: list[str] = []
    house = house_of(store, ready=False)
    house.preparation._tell = told.append
    house.preparation._people()
    house = house_with(house)
    assert house.preparation.set_up_code in told[0]
    assert client_of(house).get("/dang-nhap").headers["location"] == "/thiet-lap"
    for wrong in ({"code": "ABCD-ABCD-ABCD-ABCD"}, {"again": "khác"}, {"new": "123456789012", "again": "123456789012"}):
        answer = set_up(house, **wrong)
        assert answer.status_code == 403  # type: ignore[attr-defined]
        assert GOOD not in answer.text  # type: ignore[attr-defined]
    assert set_up(house).headers["location"] == "/dang-nhap"  # type: ignore[attr-defined]
    assert house.preparation.set_up_code == ""
    assert client_of(house).get("/thiet-lap").headers["location"] == "/dang-nhap"
    assert sign_in(client_of(house), "quan.tri", GOOD).status_code == 303
    with store.reading() as cursor:
        assert directory.existing(cursor, "quan.tri").role is Role.ADMIN


def house_with(house: House) -> House:
    """The same house, ready."""
    code = house.preparation.set_up_code
    ready = house_of(house.store)
    ready.preparation.set_up_code = code
    return ready


def test_the_code_cannot_be_guessed_in_bulk(store: Store) -> None:
    house = house_of(store)
    house.preparation.set_up_code = "ABCD-EFGH-JKLM-NPQR"
    answers = [set_up(house, code=f"AAAA-AAAA-AAAA-{n:04d}").text for n in range(FREE_FAILURES + 2)]  # type: ignore[attr-defined]
    assert "Đã thử nhiều lần" in answers[-1]


def test_no_page_of_the_gate_loads_anything_but_its_own_files(house: House) -> None:
    client = client_of(house)
    pages = [client.get("/dang-nhap"), client.get("/khong-co", headers={"accept": "text/html"})]
    sign_in(client, "hoanghoa", GOOD)
    pages += [client.get("/tai-khoan"), client.get("/dang-xuat"), client.get("/khong-co")]
    for page in pages:
        for address in re.findall(r'(?:src|href|action)="([^"]*)"', page.text):
            assert address.startswith("/"), address
            assert not address.startswith("//")
        assert "<script" not in page.text
        assert page.headers["cache-control"] == "no-store"


def test_every_field_has_a_label_and_every_error_a_place(house: House) -> None:
    client = client_of(house)
    for text in (client.get("/dang-nhap").text, sign_in(client, "x", "y").text):
        fields = re.findall(r'<input id="(\w+)"', text)
        assert fields == ["login", "password"]
        assert all(f'<label for="{name}">' in text for name in fields)
