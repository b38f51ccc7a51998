"""Heads, numbers, dates, annexes and signatures by the rules of party and administrative documents."""

import re
from datetime import date

import pytest

from reports.documents.docx import write_docx
from reports.documents.docx_xml import text_width_mm
from reports.documents.layouts import LayoutName, LayoutSettings, capitals, day_words, frame_of, roman
from reports.documents.parts import parts_of
from reports.documents.pdf import write_pdf
from reports.documents.settings import read_settings
from reports.documents.xlsx import write_xlsx
from reports.tables import tables_about
from reports.tables.model import Table
from tests.reports.documents.made_up import DAY, subject
from tests.reports.documents.reading import W, docx_words, pdf_pages, xml_of

PARTY, STATE = LayoutName.PARTY, LayoutName.STATE
FILLED = LayoutSettings(
    superior_body="Tỉnh ủy Thanh Hóa", issuing_body="Ban Tuyên giáo và Dân vận", number="127", sign_code="BTGDVTU",
    issued_on=date(2026, 7, 5), authority="K/T Trưởng Ban", signing_title="Phó Trưởng Ban",
    signatory="Nguyễn Thị Hòa", prepared_by="Lê Văn Ước", recipients=("- Thường trực Tỉnh ủy;", "- Lưu: VT."),
)  # fmt: skip


@pytest.fixture(scope="module")
def one() -> tuple[Table, ...]:
    return tables_about(subject(chosen=("TH-3.4",)), numbers=(3,))


@pytest.fixture(scope="module")
def several() -> tuple[Table, ...]:
    return tables_about(subject(chosen=("TH-3.4",)), numbers=(1, 3, 5))


def test_party_head(one: tuple[Table, ...]) -> None:
    words = docx_words(write_docx(one, frame_of(PARTY, FILLED, DAY)))
    for line in ("ĐẢNG CỘNG SẢN VIỆT NAM", "TỈNH ỦY THANH HÓA", "BAN TUYÊN GIÁO VÀ DÂN VẬN", "*",
                 "Số 127-BC/BTGDVTU", "Thanh Hóa, ngày 05 tháng 7 năm 2026", "K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN",
                 "Nguyễn Thị Hòa", "Lê Văn Ước", "NGƯỜI LẬP BIỂU", "Nơi nhận:", "- Lưu: VT."):  # fmt: skip
        assert line in words.split("\n"), line
    assert "CỘNG HÒA" not in words


def test_state_head(one: tuple[Table, ...]) -> None:
    settings = LayoutSettings(superior_body="UBND tỉnh Thanh Hóa", issuing_body="Sở Nội vụ", number="15",
                              sign_code="SNV", issued_on=date(2026, 2, 3))  # fmt: skip
    words = docx_words(write_docx(one, frame_of(STATE, settings, DAY)))
    for line in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "UBND TỈNH THANH HÓA",
                 "SỞ NỘI VỤ", "Số: 15/BC-SNV", "Thanh Hóa, ngày 03 tháng 02 năm 2026"):  # fmt: skip
        assert line in words.split("\n"), line


@pytest.mark.parametrize(("layout", "sizes"), [(PARTY, [15, 14]), (STATE, [12, 13, 13])])
def test_sizes_of_the_right_head(layout: LayoutName, sizes: list[float]) -> None:
    assert [line.size_pt for line in frame_of(layout, None, DAY).right] == sizes


def test_what_is_not_filled_in_stays_visibly_blank() -> None:
    for layout in LayoutName:
        frame = frame_of(layout, LayoutSettings(), DAY)
        words = [line.words for line in (*frame.left, *frame.right, *frame.signer)]
        assert sum("……" in line for line in words) >= 4
        assert (frame.signatory, frame.preparer) == ("……", "……")
        assert not any("None" in line for line in words)


def test_annexes_are_numbered_by_the_layout(several: tuple[Table, ...]) -> None:
    party, state = frame_of(PARTY, None, DAY), frame_of(STATE, None, DAY)
    assert [part.annex for part in parts_of(several, party)] == ["Phụ lục 1", "Phụ lục 2", "Phụ lục 3"]
    assert [part.annex for part in parts_of(several, state)] == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]
    assert [part.annex for part in parts_of(several[:1], party)] == [""]
    assert "(Kèm theo Báo cáo số ……/BC-…… ngày" in docx_words(write_docx(several, state))


def test_wide_tables_lie_across_and_narrow_ones_stand(several: tuple[Table, ...]) -> None:
    lying = [part.landscape for part in parts_of(several, frame_of(PARTY, None, DAY))]
    assert lying == [True, True, False]


@pytest.mark.parametrize("layout", list(LayoutName))
def test_page_and_margins_in_word(layout: LayoutName, several: tuple[Table, ...]) -> None:
    frame = frame_of(layout, None, DAY)
    root = xml_of(write_docx(several, frame), "word/document.xml")
    for section, landscape in zip(root.iter(f"{W}sectPr"), [False, True, True, False], strict=True):
        size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        assert size is not None and margin is not None
        sides = [round(int(size.get(f"{W}{side}", 0)) / 56.69) for side in ("w", "h")]
        assert sides == ([297, 210] if landscape else [210, 297])
        found = [round(int(margin.get(f"{W}{side}", 0)) / 56.69) for side in ("top", "bottom", "left", "right")]
        assert found == [20, 20, 30, 15 if layout is PARTY else 20]
        assert (section.find(f"{W}pgNumType") is not None) == (layout is STATE)


def test_headers_repeat_and_rows_are_not_cut_in_word(several: tuple[Table, ...]) -> None:
    root = xml_of(write_docx(several, frame_of(PARTY, None, DAY)), "word/document.xml")
    bordered = [t for t in root.iter(f"{W}tbl") if t.find(f"{W}tblPr/{W}tblBorders") is not None]
    assert bordered
    for table in bordered:
        rows = list(table.iter(f"{W}tr"))
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


@pytest.mark.parametrize("layout", list(LayoutName))
def test_pages_are_numbered_but_not_the_first(layout: LayoutName, several: tuple[Table, ...]) -> None:
    pages = pdf_pages(write_pdf(several, frame_of(layout, None, DAY)))
    numbers = []
    for page in pages:
        top = re.sub(r"^\s*Số liệu minh họa\s*", "", page)
        found = re.match(r"\s*(\d+)\s*\n", top)
        numbers.append(int(found.group(1)) if found else None)
    assert numbers[0] is None
    if layout is PARTY:
        assert numbers[1:] == list(range(2, len(pages) + 1))
    else:
        assert numbers.count(None) == 4
        assert numbers[2] in (2, None)


@pytest.mark.parametrize("layout", list(LayoutName))
def test_samples_say_so_on_every_page(layout: LayoutName, several: tuple[Table, ...]) -> None:
    assert all("Số liệu minh họa" in page for page in pdf_pages(write_pdf(several, frame_of(layout, None, DAY))))
    real = tables_about(subject(chosen=("TH-3.4",), sample=False), numbers=(1,))
    assert not any("minh họa" in page for page in pdf_pages(write_pdf(real, frame_of(layout, None, DAY))))


def test_header_rows_repeat_on_every_pdf_page() -> None:
    tables = tables_about(subject(), numbers=(1,))
    pages = pdf_pages(write_pdf(tables, frame_of(PARTY, None, DAY)))
    with_rows = [page for page in pages if "TH-" in page]
    assert len(with_rows) > 2
    assert all("Kết luận" in page and "STT" in page for page in with_rows)


def test_times_new_roman_is_named_in_word_and_excel(one: tuple[Table, ...]) -> None:
    frame = frame_of(PARTY, None, DAY)
    styles = xml_of(write_docx(one, frame), "word/styles.xml")
    fonts = next(styles.iter(f"{W}rFonts"))
    normal = [s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == "Normal"][0]
    fonts = normal.find(f"{W}rPr/{W}rFonts")
    assert fonts is not None and {fonts.get(f"{W}{k}") for k in ("ascii", "hAnsi", "cs", "eastAsia")} == {
        "Times New Roman"
    }
    names = [e.get("val") for e in xml_of(write_xlsx(one, frame), "xl/styles.xml").iter() if e.tag.endswith("}name")]
    assert names.count("Times New Roman") > len(names) // 2


def test_excel_freezes_filters_and_repeats_its_head(one: tuple[Table, ...]) -> None:
    sheet = xml_of(write_xlsx(one, frame_of(PARTY, None, DAY)), "xl/worksheets/sheet1.xml")
    tags = {element.tag.rpartition("}")[2] for element in sheet.iter()}
    assert {"autoFilter", "pane", "pageSetup", "drawing"} - tags == {"drawing"}
    names = xml_of(write_xlsx(one, frame_of(PARTY, None, DAY)), "xl/workbook.xml")
    assert any(e.get("name") == "_xlnm.Print_Titles" for e in names.iter())


def test_the_rule_below_a_motto_is_as_long_as_the_motto() -> None:
    motto = frame_of(STATE, None, DAY).right[1]
    assert motto.rule == 1.0
    assert 50 < text_width_mm(motto) < 60


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 1, 9), "ngày 09 tháng 01 năm 2026"),
        (date(2026, 2, 10), "ngày 10 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_days_in_words(on: date, words: str) -> None:
    assert day_words(on, 2026, party=True) == words


def test_roman_numbers_and_capitals() -> None:
    assert [roman(n) for n in (1, 4, 6, 9, 14)] == ["I", "IV", "VI", "IX", "XIV"]
    assert capitals("Kết quả chỉ tiêu TH-1.4b theo huyện") == "KẾT QUẢ CHỈ TIÊU TH-1.4b THEO HUYỆN"


def test_settings_come_from_a_file_and_wrong_keys_are_named() -> None:
    settings = read_settings('issuing_body = "Ban Dân vận"\nissued_on = 2026-07-05\nrecipients = ["- A;"]'.encode())
    assert (settings.issuing_body, settings.issued_on, settings.recipients) == (
        "Ban Dân vận", date(2026, 7, 5), ("- A;",),
    )  # fmt: skip
    for wrong in (b'nguoi = "A"', b"number = 12", b'issued_on = "5/7/2026"', b"recipients = 1", b"= 1", b"\xff\xfe"):
        with pytest.raises(ValueError, match=r"\w"):
            read_settings(wrong)
