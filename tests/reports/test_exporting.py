"""A file leaves only to who may take it and with a line in the trail; a template is kept only when it fills."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document

from accounts import directory
from accounts.demo import DEMO, DemoAccount
from accounts.model import CONSOLE, Account, Actor, Role
from accounts.permissions import Forbidden
from etl.store import Store
from reports.documents.export import FileFormat, Order
from reports.documents.layouts import LayoutName
from reports.documents.words_check import TemplateFault
from reports.documents.words_report import default_template
from reports.exporting import Wanted, file_name, media_type, taken_file
from reports.saved_tables import SelectionFault
from reports.saved_templates import drop_template, keep_template, template_of
from returns.safety.trail import words_of

DAY = date(2026, 6, 30)
OFFICER = Actor(account=Account("tinh", "Chuyên viên", Role.OFFICER, "38@0"))
FILER = Actor(account=Account("huyen", "Cán bộ huyện", Role.FILER, "399@0"))
WANTED = Wanted(plan="th862", day=DAY, indicators=("TH-2.5", "TH-3.4"))


def order(kind: FileFormat, *numbers: int, **other: object) -> Order:
    return Order(format=kind, layout=LayoutName.PARTY, numbers=numbers, **other)  # type: ignore[arg-type]


def trail(store: Store) -> list[tuple[str, str | None, str]]:
    with store.reading() as cursor:
        sql = "select login, unit_key, details from audit where action = 'tables.taken' order by seq"
        return cursor.execute(sql).fetchall()


def faulty_template() -> bytes:
    document = Document(BytesIO(default_template(LayoutName.PARTY)))
    document.add_paragraph("Kính gửi {{ khong_co_muc_nay }}")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("kind", list(FileFormat))
def test_every_format_is_made_and_written_down(own_sample_store: Store, kind: FileFormat) -> None:
    content = taken_file(own_sample_store, WANTED, order(kind, 1), by=OFFICER)
    assert content
    ((login, unit, details),) = trail(own_sample_store)
    assert (login, unit) == ("tinh", "38@0")
    assert f'"format":"{kind.value}"' in details
    assert f'"size_bytes":{len(content)}' in details
    assert '"indicators":["TH-2.5","TH-3.4"]' in details


@pytest.mark.parametrize("by", [CONSOLE, Actor(account=None), Actor(account=Account("ai", "Ai", Role.VIEWER, ""))])
def test_who_may_not_take_gets_nothing(own_sample_store: Store, by: Actor) -> None:
    with pytest.raises(Forbidden):
        taken_file(own_sample_store, WANTED, order(FileFormat.CSV, 1), by=by)
    assert trail(own_sample_store) == []


def test_a_district_takes_only_its_own_sheet(own_sample_store: Store) -> None:
    with pytest.raises(LookupError):
        taken_file(own_sample_store, WANTED, order(FileFormat.CSV, 6, unit_keys=("384@0",)), by=FILER)
    content = taken_file(own_sample_store, WANTED, order(FileFormat.CSV, 6), by=FILER)
    with ZipFile(BytesIO(content)) as packed:
        assert len(packed.namelist()) == 1
    assert [row[:2] for row in trail(own_sample_store)] == [("huyen", "399@0")]


def test_a_button_of_an_account_that_was_closed_meanwhile_gives_nothing(own_sample_store: Store) -> None:
    directory.add(
        own_sample_store, CONSOLE, login="nghi", name="Sắp nghỉ", role=Role.OFFICER, scope_key="38@0",
        password="trâu-vàng-qua-cầu-7",
    )  # fmt: skip
    stale = Actor(account=Account("nghi", "Sắp nghỉ", Role.OFFICER, "38@0"))
    with own_sample_store.writing() as cursor:
        cursor.execute("update account set active = false, must_change = false where login = 'nghi'").fetchall()
    with pytest.raises(Forbidden, match="khóa"):
        taken_file(own_sample_store, WANTED, order(FileFormat.CSV, 1), by=stale)
    assert trail(own_sample_store) == []


def test_csv_of_several_tables_comes_in_one_archive(own_sample_store: Store) -> None:
    several = order(FileFormat.CSV, 1, 5)
    with ZipFile(BytesIO(taken_file(own_sample_store, WANTED, several, by=OFFICER))) as packed:
        assert packed.namelist() == ["Biểu 1.csv", "Biểu 5.csv"]
    assert file_name(several, "Kết luận 862-KL/TU", DAY) == "Biểu 1, 5 - Kết luận 862-KL-TU - 30.06.2026.zip"
    assert media_type(several) == "application/zip"
    assert file_name(order(FileFormat.CSV, 1), "K", DAY).endswith(".csv")
    assert file_name(order(FileFormat.REPORT, 1), "K", DAY) == "Báo cáo - K - 30.06.2026.docx"


def test_ones_own_template_is_used_until_it_is_dropped(own_sample_store: Store) -> None:
    content = default_template(LayoutName.PARTY)
    keep_template(
        own_sample_store, LayoutName.PARTY, r"C:\Mau\mẫu.docx", content, plan_code="th862", day=DAY, by=OFFICER
    )
    with own_sample_store.reading() as cursor:
        own = template_of(cursor, "tinh", LayoutName.PARTY)
        assert own is not None
        assert (own.file_name, own.content) == ("mẫu.docx", content)
        assert template_of(cursor, "tinh", LayoutName.STATE) is None
        assert template_of(cursor, "huyen", LayoutName.PARTY) is None
    drop_template(own_sample_store, LayoutName.PARTY, by=OFFICER)
    with own_sample_store.reading() as cursor:
        assert template_of(cursor, "tinh", LayoutName.PARTY) is None
        rows = cursor.execute("select count(*) from audit where action = 'report.template'").fetchall()
    assert rows == [(2,)]


@pytest.mark.parametrize("demo", DEMO, ids=lambda one: one.account.login)
def test_who_reads_tables_may_have_a_template_and_an_administrator_not(
    own_sample_store: Store, demo: DemoAccount
) -> None:
    content, by = default_template(LayoutName.PARTY), Actor(account=demo.account)

    def keep() -> None:
        keep_template(own_sample_store, LayoutName.PARTY, "m.docx", content, plan_code="th862", day=DAY, by=by)

    if demo.account.role is Role.ADMIN:
        with pytest.raises(Forbidden, match="mẫu báo cáo Word riêng"):
            keep()
        return
    keep()
    with own_sample_store.reading() as cursor:
        assert template_of(cursor, demo.account.login, LayoutName.PARTY) is not None


def test_a_faulty_template_is_refused_with_its_place_and_not_kept(own_sample_store: Store) -> None:
    with pytest.raises(TemplateFault, match="khong_co_muc_nay"):
        keep_template(
            own_sample_store, LayoutName.PARTY, "x.docx", faulty_template(), plan_code="th862", day=DAY, by=OFFICER
        )
    with pytest.raises(SelectionFault):
        keep_template(own_sample_store, LayoutName.PARTY, "x.docx", b"", plan_code="th862", day=DAY, by=CONSOLE)
    with own_sample_store.reading() as cursor:
        assert template_of(cursor, "tinh", LayoutName.PARTY) is None


def test_the_trail_has_words_for_the_meetings_events() -> None:
    for code in ("tables.taken", "tables.selection", "tables.layout", "report.template", "explanation.asked"):
        assert words_of(code) != code
