"""The own account page: devices one by one, and what others changed until it is read."""

import re

import pytest
from httpx import Response
from starlette.testclient import TestClient

from accounts import directory
from accounts.model import Actor, Role
from etl.store import Store
from tests.accounts.people import GOOD, added
from tests.web.gated import client_of, house_of, sign_in, token_in
from web.device_names import UNKNOWN, device_name
from web.house import House

EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"
SESSION = re.compile(r'name="phien" value="([0-9a-f]+)"')


@pytest.fixture
def house(store: Store) -> House:
    """A house over a real store with one district filer."""
    added(store, "hoanghoa")
    return house_of(store)


@pytest.fixture
def admin(house: House) -> Actor:
    """Somebody who changes accounts."""
    return added(house.store, "quantri.that", Role.ADMIN, "38@0")


def browser(house: House, agent: str, address: str = "10.0.0.1") -> TestClient:
    client = client_of(house, address=address)
    client.headers["user-agent"] = agent
    assert sign_in(client, "hoanghoa", GOOD).status_code == 303
    return client


def post(client: TestClient, path: str, **fields: str) -> Response:
    token = token_in(client.get("/tai-khoan").text)
    return client.post(f"/tai-khoan/{path}", data={"phieu": token, **fields})


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (EDGE, "Edge trên Windows"),
        (PHONE, "Chrome trên điện thoại Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605 Version/18.0 Mobile Safari/604",
            "Safari trên iPhone",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox trên Linux"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36", "Trình duyệt trên Windows"),
        ("curl/8 <script>", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_a_browser_is_called_by_its_name(agent: str, words: str) -> None:
    assert device_name(agent) == words


def test_every_device_is_listed_in_plain_words_and_this_one_is_marked(house: House) -> None:
    browser(house, PHONE, "10.0.0.2")
    page = browser(house, EDGE).get("/tai-khoan").text
    assert "Edge trên Windows (máy này)" in page
    assert "<strong>Chrome trên điện thoại Android</strong>" in page
    assert "Địa chỉ 10.0.0.2" in page
    assert len(SESSION.findall(page)) == 1  # this browser signs out by the usual way
    assert "Mozilla" not in page
    assert "Chương trình ghi lại những gì" in page


def test_one_other_device_is_ended_and_no_other(house: House) -> None:
    here, phone, third = browser(house, EDGE), browser(house, PHONE), browser(house, EDGE)
    page = here.get("/tai-khoan").text
    name = SESSION.findall(page.split("Android")[1])[0]
    assert post(here, "dang-xuat-thiet-bi", phien=name).headers["location"] == "/tai-khoan?da-ra=1"
    assert [one.get("/component/x").status_code for one in (here, phone, third)] == [200, 401, 200]
    again = post(here, "dang-xuat-thiet-bi", phien=name)
    assert again.status_code == 403
    assert "Thiết bị này đã đăng xuất rồi." in again.text
    with house.store.reading() as cursor:
        assert cursor.execute("select count(*) from audit where action = 'session.revoked'").fetchall() == [(1,)]


def test_nobody_ends_somebody_else_s_device(house: House) -> None:
    added(house.store, "khac")
    theirs = client_of(house)
    sign_in(theirs, "khac", GOOD)
    third = client_of(house)
    sign_in(third, "khac", GOOD)
    name = SESSION.findall(theirs.get("/tai-khoan").text)[0]
    assert post(browser(house, EDGE), "dang-xuat-thiet-bi", phien=name).status_code == 403
    assert third.get("/component/x").status_code == 200


def test_a_device_is_ended_only_with_the_page_s_own_proof(house: House) -> None:
    here, phone = browser(house, EDGE), browser(house, PHONE)
    name = SESSION.findall(here.get("/tai-khoan").text)[0]
    assert here.post("/tai-khoan/dang-xuat-thiet-bi", data={"phien": name, "phieu": "x"}).status_code == 403
    assert phone.get("/component/x").status_code == 200


def test_a_changed_account_is_told_at_every_sign_in_until_it_is_read(house: House, admin: Actor) -> None:
    directory.change(house.store, admin, "hoanghoa", role=Role.VIEWER, scope_key="384@0")
    for _ in range(2):
        client = client_of(house)
        answer = sign_in(client, "hoanghoa", GOOD, wanted="/theo-huyen")
        assert answer.headers["location"] == "/tai-khoan?next=%2Ftheo-huyen"
        page = client.get(answer.headers["location"]).text
        assert "Cán bộ thử: đổi vai trò từ “Đơn vị nộp báo cáo” thành “Người xem”" in page
        assert "phạm vi từ “Huyện Hoằng Hóa” thành “Huyện Mường Lát”" in page
        assert (
            page.count("<li>") - page.count('<li><p class="device">') == 1
        )  # its ended sessions are not told beside it
    fields = dict(re.findall(r'name="(next|den_dong)" value="([^"]*)"', page))
    assert post(client, "da-doc", **fields).headers["location"] == "/theo-huyen"
    assert sign_in(client_of(house), "hoanghoa", GOOD).headers["location"] == "/"


def test_a_reset_password_is_told_to_its_owner_once(house: House, admin: Actor) -> None:
    first = directory.reset_password(house.store, admin, "hoanghoa")
    client = client_of(house)
    sign_in(client, "hoanghoa", first)
    page = client.get("/tai-khoan").text
    assert "đặt lại mật khẩu" in page
    read_up_to = dict(re.findall(r'name="(den_dong)" value="([^"]*)"', page))
    new = "bốn-từ-không-liên-quan"
    post(client, "mat-khau", old=first, new=new, again=new, **read_up_to)
    assert sign_in(client_of(house), "hoanghoa", new).headers["location"] == "/"


def test_what_one_does_oneself_and_what_befalls_others_is_no_notice(house: House, admin: Actor) -> None:
    added(house.store, "hoanghoa.2")
    directory.change(house.store, admin, "hoanghoa.2", role=Role.VIEWER)
    client = browser(house, EDGE)
    new = "bốn-từ-không-liên-quan"
    post(client, "mat-khau", old=GOOD, new=new, again=new)
    assert sign_in(client_of(house), "hoanghoa", new).headers["location"] == "/"


def test_reading_never_goes_back(house: House, admin: Actor) -> None:
    directory.change(house.store, admin, "hoanghoa", name="Tên khác")
    client = browser(house, EDGE)
    post(client, "da-doc", den_dong="999999")
    post(client, "da-doc", den_dong="1")
    assert sign_in(client_of(house), "hoanghoa", GOOD).headers["location"] == "/"
    assert post(client, "da-doc", den_dong="x", next="//xau.test").headers["location"] == "/"
    directory.change(house.store, admin, "hoanghoa", name="Tên khác nữa")
    assert sign_in(client_of(house), "hoanghoa", GOOD).headers["location"] == "/tai-khoan"  # nothing is read in advance
