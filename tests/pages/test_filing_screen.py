from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

import pytest
from streamlit.testing.v1 import AppTest

from accounts.permissions import Forbidden
from etl.checking import CheckedReturn
from etl.issues import Issue, Severity
from etl.register import default_register
from pages.ui import cache, drafts, entry_drafts, entry_units, evidence_desk, filing_desk, filing_words
from returns.completeness import UnitFiling
from returns.filing import FilingAnswer
from tests.pages import fixtures as made
from tests.pages.conftest import CLERK, seen
from tests.pages.test_review_screen import press

Opened = Callable[..., AppTest]
XLSX = b"PK\x03\x04 one"
HOSTILE = "<img src=x onerror=alert(1)>"


def fault(severity: Severity = Severity.ERROR, cell: str = "D9") -> Issue:
    return Issue(
        code="number_expected", severity=severity, message=f"Ô này cần số, đang ghi {HOSTILE}", fix="Gõ lại số.",
        sheet="Nhóm 1", cell=cell, unit="15274@2025-07-01", value=HOSTILE,
    )  # fmt: skip


def checked(*issues: Issue, data: bytes = XLSX) -> CheckedReturn:
    return CheckedReturn(
        file="ha-trung.xlsx", sha256=sha256(data).hexdigest(), content_hash="c", plan=made.the_plan(),
        round=made.last_round(), filing_unit=default_register().get("392@0"), matched_sheets=(), units=5, values=303,
        blanks=2, facts=(), issues=issues, sheet_names=("Nhóm 1",), template_version="1",
    )  # fmt: skip


@pytest.fixture
def desk(house: pytest.MonkeyPatch, viewer: Callable[..., None]) -> pytest.MonkeyPatch:
    """A clerk's desk: the own district, nothing filed yet, every file good."""
    viewer(CLERK)
    filing = UnitFiling(
        unit=default_register().get("392@0"), state="not_filed", due=made.last_round().due,
        first_submitted_at=None, revision=0, days_late=3,
    )  # fmt: skip
    house.setattr(cache, "filing_of", lambda *asked: filing)
    house.setattr(entry_units, "of", lambda store, round_, account, way: (filing.unit,))
    house.setattr(entry_drafts, "hint", lambda asked: None)
    house.setattr(evidence_desk, "show", lambda asked, round_, unit: None)
    house.setattr(filing_desk, "closed", lambda asked, round_, unit, way: None)
    house.setattr(filing_desk, "versions", lambda store, round_code, unit_key, *, by: ())
    house.setattr(filing_desk, "blanks", lambda asked, round_, unit: None)
    house.setattr(drafts, "check_upload", lambda store, data, name, *, by: checked(data=data))
    house.setattr(
        drafts,
        "accept",
        lambda store, found, data, *, by, now, confirmed: FilingAnswer(
            checked=found, accepted=True, duplicate=False, revision=2, number=131
        ),
    )
    return house


def uploaded(app: AppTest, name: str = "ha-trung.xlsx", data: bytes = XLSX) -> AppTest:
    app.file_uploader[0].upload(name, data)
    return app.run()


def test_three_steps_and_what_comes_next(opened: Opened, desk):
    app = opened("nop_bao_cao")
    assert not app.exception
    shown = seen(app)
    for part in (
        filing_words.STEP_BLANK,
        filing_words.STEP_UPLOAD,
        filing_words.STEP_CHECK,
        filing_words.STEP_CHECK_WAIT,
    ):
        assert part in shown
    assert "Huyện Hà Trung" in shown
    assert "Chưa nộp." in shown
    assert "quá hạn 3 ngày" in shown
    assert app.get("download_button")
    assert not app.selectbox(key="pick.ky").disabled


def test_a_clerk_has_nothing_to_choose_but_the_round(opened: Opened, desk):
    assert [box.key for box in opened("nop_bao_cao").selectbox] == ["pick.ky"]


def test_a_good_file_shows_what_will_be_recorded_and_waits(opened: Opened, desk):
    app = uploaded(opened("nop_bao_cao"))
    shown = seen(app)
    assert "Không có lỗi nào." in shown
    assert "303" in shown
    assert "2 (tính là chưa báo cáo, không phải 0)" in shown
    assert filing_words.CONFIRM_BUTTON in [button.label for button in app.button]
    assert "Đã nhận" not in shown


def test_confirming_files_once_and_gives_a_receipt(opened: Opened, desk):
    filed: list[bytes] = []

    def accept(store, found, data, *, by, now, confirmed):
        filed.append(data)
        return FilingAnswer(checked=found, accepted=True, duplicate=False, revision=2, number=131)

    desk.setattr(drafts, "accept", accept)
    app = uploaded(opened("nop_bao_cao"))
    press(app, filing_words.CONFIRM_BUTTON)
    assert filed == [XLSX]
    assert "Đã nhận báo cáo lần 2 của Huyện Hà Trung" in seen(app)
    assert "Biên nhận số 131" in seen(app)
    assert filing_words.CONFIRM_BUTTON not in [button.label for button in app.button]
    app.run()
    assert filed == [XLSX]
    assert "Đã nhận báo cáo lần 2" in seen(app)


def test_errors_come_first_with_their_cells_and_block(opened: Opened, desk):
    desk.setattr(
        drafts,
        "check_upload",
        lambda store, data, name, *, by: checked(fault(), fault(Severity.WARNING, "E9"), data=data),
    )
    app = uploaded(opened("nop_bao_cao"))
    shown = seen(app)
    assert "Chưa nộp được: có 1 lỗi phải sửa và 1 chỗ cần xem lại." in shown
    assert shown.index(">D9<") < shown.index(">E9<")
    assert "Xã Hà Long" in shown
    assert not app.button
    assert "<img" not in shown


def test_warnings_let_the_file_pass(opened: Opened, desk):
    desk.setattr(drafts, "check_upload", lambda store, data, name, *, by: checked(fault(Severity.WARNING), data=data))
    app = uploaded(opened("nop_bao_cao"))
    assert "Nộp được, nhưng có 1 chỗ cần xem lại." in seen(app)
    assert filing_words.CONFIRM_BUTTON in [button.label for button in app.button]


def test_many_faults_are_shown_in_pages(opened: Opened, desk):
    many = tuple(fault(cell=f"D{row}") for row in range(9, 209))
    desk.setattr(drafts, "check_upload", lambda store, data, name, *, by: checked(*many, data=data))
    shown = seen(uploaded(opened("nop_bao_cao")))
    assert "có 200 lỗi" in shown
    assert ">D68<" in shown
    assert ">D69<" not in shown


def test_the_same_file_is_checked_once(opened: Opened, desk):
    seen_names: list[str] = []

    def check(store, data, name, *, by):
        seen_names.append(name)
        return checked(data=data)

    desk.setattr(drafts, "check_upload", check)
    app = uploaded(opened("nop_bao_cao"))
    app.run()
    assert seen_names == ["ha-trung.xlsx"]


def test_a_file_filed_before_changes_nothing_and_says_so(opened: Opened, desk):
    told = Issue(code="already_filed", severity=Severity.WARNING, message="Đúng tệp này đã được nhận.", fix="")
    desk.setattr(
        drafts,
        "accept",
        lambda store, found, data, *, by, now, confirmed: FilingAnswer(
            checked=replace(found, issues=(told,)), accepted=False, duplicate=True, revision=1, number=7
        ),
    )
    app = uploaded(opened("nop_bao_cao"))
    press(app, filing_words.CONFIRM_BUTTON)
    assert "Không có gì thay đổi." in seen(app)
    assert "Đúng tệp này đã được nhận." in seen(app)


def test_a_file_lost_with_the_connection_is_told(opened: Opened, desk):
    app = opened("nop_bao_cao", tep="0123456789ab")
    assert "không còn trên máy chủ" in seen(app)
    assert "Chưa có gì được nộp." in seen(app)


def test_a_file_of_another_round_is_told(opened: Opened, desk):
    app = uploaded(opened("nop_bao_cao", ky="th862-2025"))
    assert filing_words.OTHER_RETURN in seen(app)


def test_a_file_of_another_district_is_refused_in_a_sentence(opened: Opened, desk):
    def check(store, data, name, *, by):
        raise Forbidden("chỉ được kiểm tra báo cáo trong phạm vi đơn vị của mình.")

    desk.setattr(drafts, "check_upload", check)
    app = uploaded(opened("nop_bao_cao"))
    assert not app.exception
    assert "trong phạm vi đơn vị của mình" in seen(app)


def test_who_may_not_file_is_told_why(opened: Opened, house):
    house.setattr(entry_units, "of", lambda store, round_, account, way: ())
    app = opened("nop_bao_cao")
    assert not app.exception
    assert filing_words.NO_UNIT_TO_FILE in seen(app)
    assert not app.file_uploader


def test_the_marked_file_has_a_name_without_a_path():
    draft = drafts.Draft("0" * 64, "C:\\x\\..\\..\\báo cáo.xlsx", b"", checked())
    assert drafts.marked_name(draft) == "Đã đánh dấu lỗi - báo cáo.xlsx"


def test_times_of_a_receipt_are_vietnamese():
    from pages.ui.filing_parts import moment

    assert moment(datetime(2026, 7, 9, 18, 30)) == "01:30 ngày 10/07/2026"
