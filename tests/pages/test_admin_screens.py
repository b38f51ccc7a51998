"""The administrator's screens: for administrators only, and what they do is really done."""

from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from accounts import directory, sessions
from accounts.audit import Event
from accounts.identity import USER_KEY
from accounts.model import Actor, Role
from etl.store import Store
from pages.ui import admin_words as words
from pages.ui import trail_words
from returns.safety.trail import words_of

ROOT = Path(__file__).resolve().parents[2]


def screen(name: str, store: Store, login: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("DANVAN_STORE", str(store.path))
    test = AppTest.from_string(f"from pages import {name}\n{name}.render()", default_timeout=30)
    test.user = {USER_KEY: login, "is_logged_in": True}  # type: ignore[attr-defined]
    return test.run()


@pytest.mark.parametrize("name", ["tai_khoan", "nhat_ky", "sao_luu"])
@pytest.mark.parametrize("login", ["tinh", "huyen", "lanhdao", "xem"])
def test_other_roles_are_told_that_it_is_not_theirs(
    name: str, login: str, own_sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = screen(name, own_sample_store, login, monkeypatch)
    told = "".join(part.proto.body for part in test.get("html"))
    assert "không được phép" in told
    assert not test.exception and not test.button


def test_an_account_is_added_with_a_password_shown_once(
    own_sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = screen("tai_khoan", own_sample_store, "quantri", monkeypatch)
    test.text_input(key="add.login").set_value("canbo.moi")
    test.text_input(key="add.name").set_value("Cán bộ mới")
    test.selectbox(key="add.role").set_value("filer")
    test.selectbox(key="add.scope").set_value("399@0")
    next(b for b in test.button if b.label == words.ADD_BUTTON).click()
    test.run()
    assert not test.exception
    with own_sample_store.reading() as cursor:
        added = directory.find(cursor, "canbo.moi")
    assert added is not None and added.must_change and added.scope_key == "399@0"
    assert "Mật khẩu lần đầu" in "".join(part.proto.body for part in test.get("html"))
    test.run()
    assert "Mật khẩu lần đầu" not in "".join(part.proto.body for part in test.get("html"))


def test_the_trail_shows_and_proves_itself(own_sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = screen("nhat_ky", own_sample_store, "quantri", monkeypatch)
    next(b for b in test.button if b.label == words.VERIFY_BUTTON).click()
    test.run()
    told = "".join(part.proto.body for part in test.get("html"))
    with own_sample_store.reading() as cursor:
        action = str(cursor.execute("select action from audit order by seq desc limit 1").fetchall()[0][0])
    assert "nguyên vẹn" in told and words_of(action) in told


def test_a_backup_is_made_from_the_screen(own_sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    test = screen("sao_luu", own_sample_store, "quantri", monkeypatch)
    next(b for b in test.button if b.label == words.BACKUP_BUTTON).click()
    test.run()
    assert not test.exception
    assert len(list((own_sample_store.path.parent / "sao-luu").glob("*.zip"))) == 1


def test_how_long_sessions_live_is_set_on_screen_and_written_down(
    own_sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = screen("tai_khoan", own_sample_store, "quantri", monkeypatch)
    test.number_input(key="limits.idle").set_value(15)
    next(b for b in test.button if b.label == words.LIMITS_BUTTON).click()
    test.run()
    assert not test.exception
    with own_sample_store.reading() as cursor:
        assert sessions.limits(cursor).idle == timedelta(minutes=15)
        told = cursor.execute("select login, details from audit where action = 'session.limits'").fetchall()
    assert told == [("quantri", '{"changes":[["idle_min",30,15]]}')]


def kinds_of_event() -> list[type[Event]]:
    words_of("")  # every module that names events is read
    found, waiting = [], [Event]
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if "code" in vars(one) and not one.__module__.startswith("tests."):
            found.append(one)
    return found


def test_everything_the_trail_tells_has_a_name_and_a_kind_in_vietnamese() -> None:
    common = {field.name for field in fields(Event)}
    for one in kinds_of_event():
        assert {field.name for field in fields(one)} - common <= set(trail_words.DETAILS), one
        assert any(start and one.code.startswith(start) for start in trail_words.KINDS), one
    starts = {start for start in trail_words.KINDS if start}
    assert all(any(one.code.startswith(start) for one in kinds_of_event()) for start in starts)


def test_a_row_of_the_trail_is_told_without_codes(own_sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with own_sample_store.reading() as cursor:
        by = Actor(account=directory.find(cursor, "quantri"))
    directory.change(own_sample_store, by, "xem", role=Role.LEADER, scope_key="399@0")
    test = screen("nhat_ky", own_sample_store, "quantri", monkeypatch)
    told = "".join(part.proto.body for part in test.get("html"))
    assert "vai trò: Người xem → Lãnh đạo Ban; phạm vi: Toàn tỉnh → Huyện Hoằng Hóa" in told
    assert "quyết định: chấp nhận" in told
    assert "approved" not in told and "#may-chu" not in told and "@0" not in told
