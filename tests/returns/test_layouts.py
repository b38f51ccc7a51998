"""A unit's own table: mapped once under its name, by whom it may be, and read without a question ever after."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO

import openpyxl
import pytest

from accounts.model import Actor
from accounts.permissions import Forbidden
from etl.layouts.saved import ChosenName, Layout, Proposal, head_offers, layout_from, propose
from etl.register import default_register
from etl.store import Store
from returns.filing import accept, file_upload
from returns.intake import check_upload
from returns.layouts import (
    ForeignFile,
    LayoutFault,
    drop_layout,
    open_foreign,
    save_layout,
    saved_layouts,
    tried,
)
from tests.returns.conftest import (
    BIM_SON,
    FILER,
    IN_TIME,
    LEADER,
    MUONG_LAT,
    OFFICER,
    OTHER_FILER,
    ROUND,
    STRANGER,
    VIEWER,
)

PLAN = "th862"
TITLE = "TỔNG HỢP 6 THÁNG ĐẦU NĂM 2026"


def own_book(
    *, first: int = 12, unit: str = BIM_SON, header: str = "Mô hình DVK mới trong năm", title: str = TITLE
) -> bytes:
    """The table of a district of its own: header in row 3, its communes below."""
    communes = default_register().communes_of(unit, datetime(2026, 6, 30).date())
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Biểu 1"
    sheet.append([title])
    sheet.append([])
    sheet.append(["TT", "Đảng bộ", "QC công tác dân vận của HTCT", header, "Ghi chú"])
    for number, commune in enumerate(communes, start=1):
        sheet.append([number, commune.name, "x", first + number, "tốt"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def proposed(file: ForeignFile) -> Proposal:
    grid = file.sheets[0]
    head = head_offers(grid, file.places)[0]
    return propose(grid, file.suggester, file.places, (head.top, head.bottom))


def mapped(file: ForeignFile, *, name: str = "Biểu 1 của thị xã") -> Layout:
    proposal = proposed(file)
    items = {offer.head.key: offer.item for offer in proposal.columns}
    assert [items[o.head.key] for o in proposal.columns if o.item] == ["TH-1.2a", "TH-2.5"]
    return layout_from(proposal, name=name, plan=PLAN, items=items, units={})


def opened(store: Store, data: bytes | None = None, *, unit: str = BIM_SON, by: Actor = FILER) -> ForeignFile:
    return open_foreign(store, data or own_book(), "bieu-1.xlsx", round_code=ROUND, unit_key=unit, by=by)


def audit_of(store: Store) -> list[str]:
    with store.reading() as cursor:
        return [row[0] for row in cursor.execute("select action from audit order by seq").fetchall()]


def test_mapped_once_the_next_file_needs_no_question(seeded_store: Store) -> None:
    file = opened(seeded_store)
    before = check_upload(seeded_store, file.data, "a.xlsx", by=FILER, round_code=ROUND, unit=BIM_SON)
    assert "layout_used" not in {found.code for found in before.issues}
    saved = save_layout(seeded_store, mapped(file), BIM_SON, by=FILER, now=IN_TIME)
    assert (saved.unit_key, saved.saved_by, saved.layout.name) == (BIM_SON, "bimson", "Biểu 1 của thị xã")
    assert audit_of(seeded_store)[-1] == "layout.saved"

    again = check_upload(seeded_store, own_book(first=40), "b.xlsx", by=FILER, round_code=ROUND, unit=BIM_SON)
    assert again.accepted_possible
    told = next(found for found in again.issues if found.code == "layout_used")
    assert "Biểu 1 của thị xã" in told.message and told.sheet == "Biểu 1"
    found = {(f.item_code, f.value) for f in again.facts}
    assert ("TH-2.5", 41.0) in found and ("TH-1.2a", 1.0) in found


def test_the_title_and_the_names_say_round_and_unit_without_a_choice(seeded_store: Store) -> None:
    save_layout(seeded_store, mapped(opened(seeded_store)), BIM_SON, by=FILER)
    answer = file_upload(seeded_store, own_book(first=3), "c.xlsx", by=FILER, now=IN_TIME)
    assert answer.accepted, answer.checked.issues
    assert answer.checked.filing_unit is not None and answer.checked.filing_unit.key == BIM_SON
    assert {"layout_used", "round_from_title", "unit_from_content"} <= {f.code for f in answer.checked.issues}


def test_what_is_tried_is_what_is_read_later(seeded_store: Store) -> None:
    file = opened(seeded_store)
    layout = mapped(file)
    first = tried(seeded_store, file, layout)
    save_layout(seeded_store, layout, BIM_SON, by=FILER)
    later = check_upload(seeded_store, file.data, file.file_name, by=FILER, round_code=ROUND, unit=BIM_SON)
    assert first.facts == later.facts and first.issues == later.issues
    assert accept(seeded_store, later, file.data, by=FILER, now=IN_TIME).accepted


def test_a_layout_is_used_for_its_own_unit_only(seeded_store: Store) -> None:
    save_layout(seeded_store, mapped(opened(seeded_store)), BIM_SON, by=FILER)
    data = own_book(unit=MUONG_LAT)
    other = check_upload(seeded_store, data, "d.xlsx", by=OTHER_FILER, round_code=ROUND, unit=MUONG_LAT)
    assert "layout_used" not in {found.code for found in other.issues}


def test_saving_the_same_shape_again_replaces_it(seeded_store: Store) -> None:
    file = opened(seeded_store)
    first = save_layout(seeded_store, mapped(file), BIM_SON, by=FILER)
    second = save_layout(seeded_store, mapped(file, name=" Tên  mới "), BIM_SON, by=OFFICER)
    kept = saved_layouts(seeded_store, BIM_SON, PLAN, by=OFFICER)
    assert [one.number for one in kept] == [second.number] and second.number != first.number
    assert kept[0].layout.name == "Tên mới"
    assert opened(seeded_store).saved == kept


def test_a_dropped_layout_asks_again(seeded_store: Store) -> None:
    saved = save_layout(seeded_store, mapped(opened(seeded_store)), BIM_SON, by=FILER)
    drop_layout(seeded_store, BIM_SON, PLAN, saved.number, by=OFFICER)
    assert audit_of(seeded_store)[-1] == "layout.dropped"
    assert saved_layouts(seeded_store, BIM_SON, PLAN, by=FILER) == ()
    checked = check_upload(seeded_store, own_book(), "e.xlsx", by=FILER, round_code=ROUND, unit=BIM_SON)
    assert "layout_used" not in {found.code for found in checked.issues}
    with pytest.raises(LayoutFault, match="đã được bỏ"):
        drop_layout(seeded_store, BIM_SON, PLAN, saved.number, by=OFFICER)


@pytest.mark.parametrize("by", [OTHER_FILER, LEADER, VIEWER, STRANGER], ids=lambda actor: actor.login)
def test_only_the_officer_and_the_units_filer_may(by: Actor, seeded_store: Store) -> None:
    file = opened(seeded_store)
    saved = save_layout(seeded_store, mapped(file), BIM_SON, by=FILER)
    trail = audit_of(seeded_store)
    with pytest.raises(Forbidden):
        opened(seeded_store, file.data, by=by)
    with pytest.raises(Forbidden):
        save_layout(seeded_store, mapped(file, name="Khác"), BIM_SON, by=by)
    with pytest.raises(Forbidden):
        saved_layouts(seeded_store, BIM_SON, PLAN, by=by)
    with pytest.raises(Forbidden):
        drop_layout(seeded_store, BIM_SON, PLAN, saved.number, by=by)
    assert audit_of(seeded_store) == trail


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": "  "}, "Chưa đặt tên"),
        ({"name": "x" * 81}, "dài quá 80"),
        ({"columns": ()}, "Chưa ghép cột nào"),
        ({"names": ""}, "Chưa chọn cột tên"),
    ],
)
def test_a_layout_that_cannot_be_kept_is_told_why(change: dict[str, object], told: str, seeded_store: Store) -> None:
    layout = replace(mapped(opened(seeded_store)), **change)  # type: ignore[arg-type]
    with pytest.raises(LayoutFault, match=told):
        save_layout(seeded_store, layout, BIM_SON, by=FILER)
    assert saved_layouts(seeded_store, BIM_SON, PLAN, by=FILER) == ()


def test_one_item_cannot_be_in_two_columns_nor_a_name_of_another_unit(seeded_store: Store) -> None:
    layout = mapped(opened(seeded_store))
    twice = replace(layout, columns=tuple(replace(c, item="TH-2.5") if c.item else c for c in layout.columns))
    with pytest.raises(LayoutFault, match="Hai cột"):
        save_layout(seeded_store, twice, BIM_SON, by=FILER)
    strange = replace(layout, columns=(*layout.columns[:-1], replace(layout.columns[-1], item="TH-99")))
    with pytest.raises(LayoutFault, match="TH-99"):
        save_layout(seeded_store, strange, BIM_SON, by=FILER)
    foreign = default_register().communes_of(MUONG_LAT, datetime(2026, 6, 30).date())[0]
    for key in (foreign.key, "không có"):
        named = replace(layout, chosen=(ChosenName("xã lạ", "Xã Lạ", key),))
        with pytest.raises(LayoutFault, match="Xã Lạ"):
            save_layout(seeded_store, named, BIM_SON, by=FILER)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"%PDF-1.4"])
def test_a_file_that_cannot_be_read_is_told_why(data: bytes, seeded_store: Store) -> None:
    with pytest.raises(LayoutFault):
        open_foreign(seeded_store, data, "a.xlsx", round_code=ROUND, unit_key=BIM_SON, by=FILER)


def test_a_spoilt_row_is_left_out_not_fatal(seeded_store: Store) -> None:
    saved = save_layout(seeded_store, mapped(opened(seeded_store)), BIM_SON, by=FILER)
    seeded_store.transact(
        lambda cursor: cursor.execute(
            "update workbook_layout set body = 'x' where number = ?", [saved.number]
        ).fetchall()
    )
    assert saved_layouts(seeded_store, BIM_SON, PLAN, by=FILER) == ()
    assert check_upload(seeded_store, own_book(), "f.xlsx", by=FILER, round_code=ROUND, unit=BIM_SON).sha256
