"""The meeting's screens over the sample's real figures: they open for every role, say what the views say, and act."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from accounts.model import Account, Actor, Role
from etl.store import Store
from indicators.formatting import percent_vi
from indicators.status import Status
from pages.ui import look, meeting_words, navigation, words
from pages.ui.slide_parts import slides
from pages.ui.table_parts import table_html, whole_table
from reports.documents.deck import deck_of
from reports.explaining import ask_behind, threads_of
from reports.leader import leader_view
from reports.saved_tables import selections_of
from reports.source import judge_of
from reports.tables import tables_of
from reports.tables.about import subject_of
from returns.explanations import Step, explanations_for
from tests.pages.conftest import seen

Opened = Callable[..., AppTest]
SignIn = Callable[[Account], None]
PLAN, DAY = "th862", date(2026, 6, 30)
OFFICER = Account("tinh", "Chuyên viên", Role.OFFICER, "38@0")
LEADER = Account("lanhdao", "Lãnh đạo", Role.LEADER, "38@0")
FILER = Account("huyen", "Cán bộ huyện", Role.FILER, "399@0")
HOANG_HOA = "399@0"


@pytest.fixture
def store(own_sample_store: Store, monkeypatch: pytest.MonkeyPatch, viewer: SignIn) -> Store:
    """The sample as the program's store, and a leader signed in."""
    st.cache_resource.clear()
    monkeypatch.setattr(Store, "default", classmethod(lambda cls: own_sample_store))
    return own_sample_store


def behind_code(store: Store) -> str:
    """An indicator that Hoằng Hóa is behind on."""
    judge = judge_of(store, PLAN, DAY)
    district = next(d for d in judge.picture.districts if d.key == HOANG_HOA)
    bad = (Status.MISSED, Status.FALLEN, Status.SLOW, Status.SPEED_UP)
    codes = (i.code for i in judge.picture.plan.indicator if judge.of_district(i, district).judgement.status in bad)
    return next(codes)


def asked(store: Store, code: str) -> int:
    (number,) = ask_behind(
        store, plan_code=PLAN, day=DAY, indicator_code=code, unit_keys=(HOANG_HOA,), words="Vì sao?",
        due=date(2099, 1, 1), by=Actor(account=OFFICER),
    )  # fmt: skip
    return number


@pytest.mark.parametrize("module", ["lanh_dao", "bieu_tong_hop", "trinh_chieu", "giai_trinh"])
@pytest.mark.parametrize("account", [LEADER, OFFICER, FILER], ids=lambda one: one.role.value)
def test_every_screen_opens_for_every_role(
    store: Store, viewer: SignIn, opened: Opened, module: str, account: Account
) -> None:
    viewer(account)
    app = opened(module)
    assert not app.exception
    assert 'class="title"' in seen(app)
    assert f">{words.SAMPLE}<" in seen(app)


def test_the_leaders_page_names_indicators_districts_and_communes(store: Store, opened: Opened) -> None:
    view = leader_view(store, LEADER, plan_code=PLAN, day=DAY)
    shown = unescape(seen(opened("lanh_dao")))
    assert meeting_words.GROUPS_HINT in shown
    for ask in view.asks:
        assert ask.standing.indicator.short_name in shown
        assert percent_vi(ask.standing.judgement.value_pct) in shown
        for one in ask.districts:
            assert one.district.full_name in shown
            assert one.communes[0].full_name in shown
    assert f"{view.heading.filed}/{view.heading.expected}" in shown
    assert all(f"bieu={number}" in shown for number in range(1, 7))
    assert "trinh-chieu" in shown
    told = shown.split('class="lead"')[1].split("</p>")[0]
    counted = [int(number) for number in re.findall(r"<b>(\d+) ", told)]
    assert sum(counted) == sum(view.counts.values())


def test_before_the_first_round_the_leaders_page_says_so(store: Store, opened: Opened) -> None:
    with store.writing() as cursor:
        cursor.execute("delete from round").fetchall()
    app = opened("lanh_dao")
    assert not app.exception
    assert "Chưa có kỳ báo cáo nào" in seen(app)


def test_every_word_of_a_table_stands_on_the_screen(store: Store) -> None:
    tables = tables_of(store, OFFICER, plan_code=PLAN, day=DAY, unit_keys=(HOANG_HOA,))
    for table in tables:
        shown = unescape(whole_table(table).text)
        cells = {cell.words for row in table.rows for cell in row.cells}
        assert [words_ for words_ in cells if words_ not in shown] == []
        assert all(note in shown for note in table.notes)
        assert table.title in shown and table.subtitle in shown


def test_a_wide_table_comes_in_panels_that_each_begin_with_the_leading_columns(store: Store) -> None:
    (table,) = tables_of(store, OFFICER, plan_code=PLAN, day=DAY, numbers=(2,))
    panels = whole_table(table).text.split("<table")[1:]
    assert len(panels) > 1
    assert all("STT" in panel for panel in panels)
    assert table_html(table).text.count("<table") == 1


def test_every_slide_of_the_deck_is_shown_with_its_words(store: Store, opened: Opened) -> None:
    deck = deck_of(subject_of(store, LEADER, plan_code=PLAN, day=DAY))
    made = slides(deck)
    for number, slide in enumerate(deck.slides, 1):
        shown = unescape(seen(opened("trinh_chieu", trang=str(number))))
        assert slide.title in shown
        assert unescape(made[number - 1].text) in shown
    assert deck.slides[-1].title in unescape(seen(opened("trinh_chieu", trang="999")))
    assert deck.slides[0].title in unescape(seen(opened("trinh_chieu", trang="x")))


def test_the_keys_turn_the_slides_and_the_address_follows(store: Store, opened: Opened) -> None:
    app = opened("trinh_chieu")
    app.button(key="slide.right").click().run()
    assert app.query_params["trang"] in ("2", ["2"])
    app.button(key="slide.end").click().run()
    last = app.query_params["trang"]
    app.button(key="slide.pagedown").click().run()
    assert app.query_params["trang"] == last
    app.button(key="slide.home").click().run()
    assert app.query_params["trang"] in ("1", ["1"])


def test_the_tables_asked_for_in_the_address_are_shown_and_offered(
    store: Store, viewer: SignIn, opened: Opened
) -> None:
    viewer(OFFICER)
    app = opened("bieu_tong_hop", bieu="3,6", cac_chi_tieu="TH-3.4,TH-9.9", cac_huyen=HOANG_HOA, the_thuc="state")
    assert not app.exception
    assert seen(app).count('class="paper"') == 2
    assert "Phiếu giao việc – Huyện Hoằng Hóa (cũ)" in unescape(seen(app))
    assert app.selectbox(key="pick.the_thuc").value == "state"
    assert app.multiselect(key="several.cac_chi_tieu").value == ["TH-3.4"]
    labels = [button.label for button in app.get("download_button")] if app.get("download_button") else []
    assert not labels or {"Excel", "Word", "PDF", "PowerPoint"} <= set(labels)
    assert meeting_words.BASIS_NOW in [box.value for box in app.selectbox]


def test_a_district_cannot_see_another_ones_sheet(store: Store, viewer: SignIn, opened: Opened) -> None:
    viewer(FILER)
    app = opened("bieu_tong_hop", bieu="6", cac_huyen="384@0")
    assert not app.exception
    assert "Mường Lát" not in seen(app)


def test_a_selection_is_saved_under_its_name_and_opens_by_its_link(
    store: Store, viewer: SignIn, opened: Opened
) -> None:
    viewer(OFFICER)
    app = opened("bieu_tong_hop", bieu="1,4")
    app.text_input(key="selection.name").set_value("Giao ban")
    next(button for button in app.button if button.label == meeting_words.SAVE).click()
    app.run()
    with store.reading() as cursor:
        (kept,) = selections_of(cursor, "tinh")
    assert (kept.name, kept.numbers) == ("Giao ban", (1, 4))
    assert "bieu=1%2C4" in seen(opened("bieu_tong_hop"))


def test_an_officer_asks_on_screen_and_the_district_answers(store: Store, viewer: SignIn, opened: Opened) -> None:
    code = behind_code(store)
    viewer(OFFICER)
    app = opened("giai_trinh", chi_tieu=code, huyen=HOANG_HOA)
    assert not app.exception
    next(button for button in app.button if button.label == meeting_words.SEND).click()
    app.run()
    assert not app.exception
    with store.reading() as cursor:
        (thread,) = explanations_for(cursor, PLAN)
    assert (thread.unit_key, thread.indicator) == (HOANG_HOA, code)

    viewer(FILER)
    app = opened("giai_trinh", phieu=str(thread.number))
    app.text_area(key=f"answer.reason.{thread.number}").set_value("Thiếu cán bộ")
    app.text_area(key=f"answer.measure.{thread.number}").set_value("Bổ sung cán bộ")
    app.text_input(key=f"answer.who.{thread.number}").set_value("Bà B")
    app.date_input(key=f"answer.day.{thread.number}").set_value(date(2026, 9, 30))
    next(button for button in app.button if button.label == meeting_words.SEND_ANSWER).click()
    app.run()
    assert not app.exception
    with store.reading() as cursor:
        (thread,) = explanations_for(cursor, PLAN)
    assert thread.state is Step.ANSWERED
    for module, query in (("theo_chi_tieu", {"chi_tieu": code}), ("theo_huyen", {"huyen": HOANG_HOA})):
        assert "Thiếu cán bộ. Biện pháp: Bổ sung cán bộ" in unescape(seen(opened(module, **query)))


def test_an_answer_without_a_reason_is_refused_in_words(store: Store, viewer: SignIn, opened: Opened) -> None:
    number = asked(store, behind_code(store))
    viewer(FILER)
    app = opened("giai_trinh", phieu=str(number))
    app.date_input(key=f"answer.day.{number}").set_value(date(2026, 9, 30))
    next(button for button in app.button if button.label == meeting_words.SEND_ANSWER).click()
    app.run()
    assert not app.exception
    assert "Cần ghi nguyên nhân" in seen(app)
    with store.reading() as cursor:
        assert explanations_for(cursor, PLAN)[0].state is Step.ASKED


def test_forms_are_only_for_who_may_use_them(store: Store, viewer: SignIn, opened: Opened) -> None:
    number = asked(store, behind_code(store))
    expected = {
        OFFICER: {meeting_words.WITHDRAW},
        FILER: {meeting_words.SEND_ANSWER},
        LEADER: set(),
    }
    for account, labels in expected.items():
        viewer(account)
        app = opened("giai_trinh", phieu=str(number))
        assert {button.label for button in app.button} == labels
        assert "Vì sao?" in seen(app)


def test_what_people_wrote_is_never_markup(store: Store, viewer: SignIn, opened: Opened) -> None:
    ask_behind(
        store, plan_code=PLAN, day=DAY, indicator_code=behind_code(store), unit_keys=(HOANG_HOA,),
        words="<img src=x onerror=alert(1)> ![](https://evil.example/x.png)", due=date(2099, 1, 1),
        by=Actor(account=OFFICER),
    )  # fmt: skip
    number = threads_of(store, judge_of(store, PLAN, DAY).picture)[0].number
    viewer(LEADER)
    shown = seen(opened("giai_trinh", phieu=str(number)))
    assert "<img" not in shown
    assert "&lt;img src=x" in shown


def test_the_screens_are_in_the_menu_and_the_slides_are_not() -> None:
    by_module = {screen.module: screen for screen in navigation.SCREENS}
    assert by_module["lanh_dao"] is navigation.SCREENS[1]
    assert by_module["trinh_chieu"].hidden
    assert not by_module["bieu_tong_hop"].hidden and not by_module["giai_trinh"].hidden


def test_paper_rules_come_last() -> None:
    sheet = look.sheet()
    assert sheet.rindex("@media print {") > sheet.index("table.data.ruled {") > sheet.index("table.data {")
