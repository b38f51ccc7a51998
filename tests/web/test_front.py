"""Files, the page, headers, the time until the store is ready, health and faults."""

import base64
import gzip
import hashlib
import re
import threading

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from etl.store import Store, StoreBusy, StoreDamaged
from returns import sample
from tests.accounts.people import GOOD, added
from tests.web.gated import STATIC, client_of, house_of, sign_in
from web import faults, preparing
from web.house import House
from web.preparing import Preparation, Stage


@pytest.fixture
def house(store: Store) -> House:
    """A house over a real store with one district filer."""
    added(store, "hoanghoa")
    return house_of(store)


@pytest.fixture
def client(house: House) -> TestClient:
    """Somebody signed in."""
    made = client_of(house)
    sign_in(made, "hoanghoa", GOOD)
    return made


def test_streamlit_s_files_go_out_compressed_and_are_kept_for_good(house: House) -> None:
    path = next(path for path in house.files.by_path if "PlotlyChart" in path)
    answer = client_of(house).get(path, headers={"accept-encoding": "gzip"})
    plain = house.files.by_path[path].read_bytes()
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < len(plain) / 2.5
    assert answer.content == plain
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert gzip.decompress(house.files.gzipped(path)) == plain


def test_a_browser_without_gzip_gets_the_file_as_it_is(house: House) -> None:
    answer = client_of(house).get("/app/static/vi.js", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert answer.content == (STATIC / "vi.js").read_bytes()


@pytest.mark.parametrize(
    "path",
    ["/static/nope.js", "/static/", "/static/js/", "/app/static/%2e%2e/shell.py",
     "/app/static/..%2fshell.py", "/static/..%2findex.html", "/app/static//etc/passwd", "/app/static/fonts",
     "/static/index.html"],
)  # fmt: skip
def test_only_listed_files_are_served(house: House, path: str) -> None:
    browser = client_of(house)
    sent = browser.build_request("GET", "http://so.test/")
    sent.url = sent.url.copy_with(raw_path=path.encode())
    assert browser.send(sent).status_code == 404


def test_every_font_and_style_the_settings_and_the_sheets_name_is_there() -> None:
    config = (STATIC.parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    named = re.findall(r'url = "app/static/([^"]+)"', config)
    named += re.findall(r'url\("([^"]+)"\)', (STATIC / "gate.css").read_text(encoding="utf-8"))
    assert len(named) >= 24
    assert [name for name in named if not (STATIC / name).is_file()] == []


def test_the_page_is_ours(house: House, client: TestClient) -> None:
    text = client.get("/theo-huyen", headers={"accept": "text/html"}).text
    assert '<html lang="vi">' in text
    assert "<title>Sổ chỉ tiêu Dân vận</title>" in text
    assert re.search(r'<title>.*?<script src="/app/static/vi\.js\?v=\w+"></script>.*<script type="module"', text, re.S)
    assert "agent" not in text
    assert "Streamlit</title>" not in text
    for address in re.findall(r'(?:src|href)="(?:\./|/)([^"?]+)', text):
        assert f"/{address}" in house.files.by_path, address


def test_the_policy_allows_the_page_s_inline_script_by_its_hash_and_no_eval(client: TestClient) -> None:
    page = client.get("/", headers={"accept": "text/html"})
    policy = page.headers["content-security-policy"]
    inline = re.findall(r"<script>(.*?)</script>", page.text, re.S)
    assert inline
    for script in inline:
        assert "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() in policy
    assert "eval" not in policy
    script_rule = next(rule for rule in policy.split(";") if rule.strip().startswith("script-src"))
    assert "unsafe" not in script_rule
    assert "http" not in policy


def test_an_address_that_is_no_screen_says_so(client: TestClient) -> None:
    for path in ("/quan-tri-bi-mat", "/theo-huyen/x", "/manifest.json", "/index.html", "/tong_quan"):
        answer = client.get(path, headers={"accept": "text/html"})
        assert answer.status_code == 404
        assert "Không có trang này" in answer.text


def test_another_name_of_a_screen_leads_to_it_with_its_query(client: TestClient) -> None:
    assert client.get("/theo-huyen/?ky=a").headers["location"] == "/theo-huyen?ky=a"
    assert client.get("/tong-quan?ky=a").headers["location"] == "/?ky=a"
    assert client.get("/tong-quan/").headers["location"] == "/"


@pytest.mark.parametrize(
    "path", ["/dang-nhap", "/healthz", "/", "/app/static/vi.js", "/khong-co", "/media/x", "/static/x"]
)
def test_every_answer_carries_the_security_headers(house: House, path: str) -> None:
    headers = client_of(house).get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["cache-control"]


def test_until_the_store_is_ready_the_browser_sees_how_far_it_is(store: Store) -> None:
    house = house_of(store, ready=False)
    house.preparation._tell = lambda _: None
    browser = client_of(house)
    house.preparation._progress(0.431, "Năm 2024: Huyện Hoằng Hóa")
    page = browser.get("/theo-huyen")
    assert page.status_code == 503
    assert "Đang chuẩn bị số liệu minh họa… 43%" in page.text
    assert 'http-equiv="refresh" content="2"' in page.text
    assert browser.get("/healthz").json() == {"state": "preparing", "share": 0.431}
    assert browser.get("/app/static/gate.css").status_code == 200
    with (
        pytest.raises(WebSocketDisconnect) as closed,
        browser.websocket_connect("ws://so.test/_stcore/stream"),
    ):
        pass
    assert closed.value.code == 1013
    house.preparation.stage = Stage(ready=True)
    assert browser.get("/healthz").json() == {"state": "ready", "store": "ok"}


def test_a_store_that_cannot_be_made_ready_says_why_and_is_tried_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults_left = [StoreBusy("Kho đang được chương trình khác giữ.")]
    seen: list[Stage] = []
    preparation = Preparation(store, tell=lambda _: None)

    def ensure(_progress: object, _store: object) -> None:
        if faults_left:
            raise faults_left.pop()

    monkeypatch.setattr(sample, "ensure_store", ensure)
    monkeypatch.setattr(preparing.time, "sleep", lambda _: seen.append(preparation.stage))
    preparation.run()
    assert seen[0].fault == "Kho đang được chương trình khác giữ."
    assert len(seen[0].code) == 8
    assert preparation.stage.ready


def test_a_bug_while_preparing_does_not_leave_people_waiting(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def ensure(_progress: object, _store: object) -> None:
        raise KeyError("bug")

    monkeypatch.setattr(sample, "ensure_store", ensure)
    preparation = Preparation(store, tell=lambda _: None)
    with pytest.raises(KeyError):
        preparation.run()
    house = house_of(store, ready=False)
    house.preparation.stage = preparation.stage
    page = client_of(house).get("/")
    assert (page.status_code, "Lỗi ngoài dự kiến" in page.text) == (503, True)


def test_health_names_the_kind_of_fault_and_nothing_else(house: House) -> None:
    house.store = Store(house.store.path.with_name("khong-co.duckdb"))
    browser = client_of(house)
    answer = browser.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"state": "failed", "store": "StoreMissing"}


def test_a_store_fault_is_a_page_that_tries_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = client_of(house)

    def reading(_store: Store) -> None:
        raise StoreDamaged("Kho không đọc được.")

    monkeypatch.setattr(Store, "reading", reading)
    page = browser.get("/dang-nhap")
    assert page.status_code == 503
    assert "Kho không đọc được." in page.text


def test_a_bug_in_a_route_shows_an_id_that_is_in_the_log_and_no_trace(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    browser = client_of(house)
    browser.raise_server_exceptions = False  # type: ignore[attr-defined]
    browser._transport.raise_server_exceptions = False  # type: ignore[attr-defined]

    def reading(_store: Store) -> None:
        raise ZeroDivisionError("bí mật")

    monkeypatch.setattr(Store, "reading", reading)
    monkeypatch.setattr(faults.LOG, "propagate", True)
    monkeypatch.setattr(faults.LOG.parent, "propagate", True)
    page = browser.get("/dang-nhap")
    code = re.search(r"Mã lỗi: <strong>(\w+)", page.text)
    assert page.status_code == 500
    assert code
    assert "bí mật" not in page.text
    assert "Traceback" not in page.text
    assert [record.error_id for record in caplog.records if hasattr(record, "error_id")] == [code.group(1)]  # type: ignore[attr-defined]


def test_two_visitors_at_once_compress_a_file_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    path = "/app/static/vi.js"
    counted: list[int] = []
    monkeypatch.setattr("web.front.gzip.compress", lambda data, *_, **__: counted.append(len(data)) or b"x")
    threads = [threading.Thread(target=house.files.gzipped, args=(path,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(counted) == 1
