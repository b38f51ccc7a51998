from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from accounts.permissions import Forbidden
from etl.store import StoreBusy
from pages.ui import cache, words
from tests.pages import fixtures as made
from tests.pages.conftest import CLERK, seen

Opened = Callable[..., AppTest]
pytestmark = pytest.mark.usefixtures("house")


@pytest.mark.parametrize("module", ["tong_quan", "theo_chi_tieu", "theo_huyen", "khung_chi_tieu"])
def test_a_screen_opens_without_a_fault(opened: Opened, module: str):
    app = opened(module)
    assert not app.exception
    assert 'class="title"' in seen(app)
    assert "Kết luận 862-KL/TU" in seen(app) or module == "khung_chi_tieu"


@pytest.mark.parametrize("module", ["tong_quan", "theo_chi_tieu", "theo_huyen"])
def test_sample_figures_are_called_so_plainly(opened: Opened, module: str):
    assert f">{words.SAMPLE}<" in seen(opened(module))


def test_importing_a_screen_draws_nothing():
    app = AppTest.from_function(lambda: __import__("pages.tong_quan")).run()
    assert not app.exception
    assert len(app.main) == 0


def test_the_last_round_is_shown_unless_another_is_asked_for(opened: Opened):
    assert "đến 30/06/2026" in seen(opened("tong_quan"))
    app = opened("tong_quan", ky="th862-2024")
    assert "đến 31/12/2024" in seen(app)
    assert app.selectbox(key="pick.ky").value == "th862-2024"


def test_choosing_a_round_goes_into_the_address(opened: Opened):
    app = opened("tong_quan")
    app.selectbox(key="pick.ky").select("th862-2025").run()
    assert app.query_params["ky"] == "th862-2025"
    assert "đến 31/12/2025" in seen(app)


def test_an_unknown_code_in_the_address_shows_the_default(opened: Opened):
    app = opened("theo_chi_tieu", chi_tieu="TH-9.9z", ky="khong-co")
    assert not app.exception
    assert app.selectbox(key="pick.chi_tieu").value == "TH-1.1a"
    assert app.selectbox(key="pick.ky").value == "th862-2026-6t"


def test_a_deep_link_opens_the_indicator_with_both_charts_and_tables(opened: Opened):
    app = opened("theo_chi_tieu", chi_tieu="TH-3.4")
    assert not app.exception
    assert len(app.get("plotly_chart")) == 2
    assert seen(app).count("<table") == 3
    assert "✗ 2025 · → 2030" in seen(app)


def test_a_deep_link_opens_the_district_with_the_indicator_first(opened: Opened):
    app = opened("theo_huyen", huyen="392@0", chi_tieu="TH-3.4")
    assert app.selectbox(key="pick.huyen").value == "392@0"
    assert "Bỏ chọn chỉ tiêu" in seen(app)


def test_a_clerk_is_offered_only_the_own_district(opened: Opened, viewer: Callable[..., None]):
    viewer(CLERK)
    app = opened("theo_huyen", huyen="386@0")
    assert app.selectbox(key="pick.huyen").options == ["Huyện Hà Trung"]
    assert "Huyện Hà Trung" in seen(app)
    assert "Huyện Bá Thước" not in seen(app)


def test_what_was_made_for_one_scope_is_not_shown_to_another(opened: Opened, viewer: Callable[..., None], house):
    asked: list[tuple[str, str, str]] = []

    def overview(store, account, *, plan_code, day):
        asked.append((account.login, account.role.value, account.scope_key))
        return made.overview()

    house.setattr(cache, "overview", overview)
    opened("tong_quan")
    opened("tong_quan")
    viewer(CLERK)
    opened("tong_quan")
    assert asked == [("", "leader", "38@0"), ("", "filer", CLERK.scope_key)]


def test_a_new_version_of_the_figures_is_asked_for_again(opened: Opened, house):
    asked: list[date] = []

    def overview(store, account, *, plan_code, day):
        asked.append(day)
        return made.overview()

    house.setattr(cache, "overview", overview)
    opened("tong_quan")
    house.setattr(cache, "marks", lambda store: made.marks("2"))
    opened("tong_quan")
    assert len(asked) == 2


def test_a_commune_is_opened_by_link_only(opened: Opened, house):
    app = opened("xa")
    assert not app.exception
    assert words.NO_COMMUNE in seen(app)
    unknown = opened("xa", xa="99999@0")
    assert not unknown.exception
    assert "99999@0" in seen(unknown)


def test_a_commune_of_another_time_says_so(opened: Opened, house):
    def commune_view(store, account, *, plan_code, day, unit_key):
        raise LookupError(unit_key)

    house.setattr(cache, "commune_view", commune_view)
    assert words.COMMUNE_NOT_THEN in seen(opened("xa", xa="15058@2025-07-01", ky="th862-2022"))


@pytest.mark.parametrize("fault", [Forbidden("Không được xem số liệu này."), StoreBusy("Kho số liệu đang bận.")])
def test_a_fault_that_people_can_mend_is_a_sentence(opened: Opened, house, fault: Exception):
    def overview(store, account, *, plan_code, day):
        raise fault

    house.setattr(cache, "overview", overview)
    app = opened("tong_quan")
    assert not app.exception
    assert str(fault) in seen(app)


def test_a_bug_is_not_hidden(opened: Opened, house):
    def overview(store, account, *, plan_code, day):
        raise ZeroDivisionError

    house.setattr(cache, "overview", overview)
    assert opened("tong_quan").exception


def test_a_plan_without_rounds_says_what_comes_next(opened: Opened, house):
    house.setattr(cache, "rounds", lambda path, version, plan_code: ())
    house.setattr(
        cache, "overview", lambda store, account, *, plan_code, day: __import__("dataclasses").replace(
            made.overview(), heading=__import__("dataclasses").replace(made.heading(), round=None)
        )
    )  # fmt: skip
    app = opened("tong_quan")
    assert not app.exception
    assert "Chưa có kỳ báo cáo nào" in seen(app)


def test_definitions_are_all_there_and_the_empty_group_says_why(opened: Opened):
    app = opened("khung_chi_tieu", chi_tieu="TH-3.4")
    assert all(f'id="ct-{i.code.replace(".", "-").lower()}"' in seen(app) for i in made.the_plan().indicator)
    assert "610-KL/TU" in seen(app)
