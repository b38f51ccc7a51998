"""The report in words: filled from the template, which an officer may change and which is refused if faulty."""

from io import BytesIO
from xml.etree import ElementTree

import pytest
from docx import Document

from reports.documents.layouts import LayoutName, LayoutSettings, frame_of
from reports.documents.words_check import TemplateFault
from reports.documents.words_report import TEMPLATES, Voice, Voices, default_template, write_report
from reports.documents.words_template import template
from tests.reports.documents.made_up import DAY, subject
from tests.reports.documents.reading import docx_words, xml_of

SOME = ("TH-1.1a", "TH-1.2a", "TH-3.4")
PARTY = frame_of(LayoutName.PARTY, LayoutSettings(issuing_body="Ban Dân vận Tỉnh ủy"), DAY)


def own(*paragraphs: str) -> bytes:
    document = Document()
    for words in paragraphs:
        document.add_paragraph(words)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("layout", list(LayoutName))
def test_the_report_opens_every_group_and_ends_no_line_open(layout: LayoutName) -> None:
    words = docx_words(write_report(subject(chosen=SOME), frame_of(layout, None, DAY)))
    for group in subject().plan.group:
        assert f"{group.code}. {group.name}" in words
    assert "Đến ngày 30/6/2026, trong 2 chỉ tiêu của nhóm" in words
    assert "{{" not in words and "{%" not in words
    assert "Các đơn vị không nêu khó khăn, vướng mắc." in words


def test_what_the_districts_wrote_is_attributed_and_stays_words() -> None:
    voices = Voices(
        difficulties=(Voice(unit_name="Huyện Bá Thước", words="thiếu <b>kinh phí</b> & {{ nguoi_ky }}"),),
        models=(Voice(unit_name="Huyện Yên Định", words="mô hình “3 cùng”"),),
    )
    words = docx_words(write_report(subject(chosen=SOME), PARTY, voices=voices))
    assert "- Huyện Bá Thước: thiếu <b>kinh phí</b> & {{ nguoi_ky }}" in words
    assert "- Huyện Yên Định: mô hình “3 cùng”" in words


def test_the_body_and_the_scope_stand_in_the_sentence() -> None:
    words = docx_words(write_report(subject(chosen=SOME), PARTY))
    assert "Ban Dân vận Tỉnh ủy báo cáo kết quả trên địa bàn tỉnh Thanh Hóa như sau:" in words


def test_samples_say_so_in_the_header_of_any_template() -> None:
    made = write_report(subject(chosen=SOME), PARTY, template=own("{{ ten_van_ban }}"))
    (section,) = Document(BytesIO(made)).sections
    assert "Số liệu minh họa" in section.header.paragraphs[0].text
    real = write_report(subject(chosen=SOME, sample=False), PARTY, template=own("{{ ten_van_ban }}"))
    assert "minh họa" not in " ".join(p.text for p in Document(BytesIO(real)).sections[0].header.paragraphs)


@pytest.mark.parametrize("layout", list(LayoutName))
def test_samples_say_so_on_every_page_of_the_kept_templates(layout: LayoutName) -> None:
    made = write_report(subject(chosen=SOME), frame_of(layout, None, DAY))
    for section in Document(BytesIO(made)).sections:
        for header in (section.header, section.first_page_header):
            assert "Số liệu minh họa" in " ".join(p.text for p in header.paragraphs)


def test_the_office_writes_its_own_template() -> None:
    mine = own("Nhóm: {%p for n in cac_nhom %}".removeprefix("Nhóm: "), "{{ n.ten }}: {{ n.mo_dau }}", "{%p endfor %}")
    words = docx_words(write_report(subject(chosen=SOME), PARTY, template=mine))
    assert words.count("Nhóm chỉ tiêu đối với") == 4


@pytest.mark.parametrize(
    ("paragraphs", "place", "why"),
    [
        (("ổn", "{{ khong_co }}"), "đoạn 2", "không có mục “khong_co”"),
        (("{{ pham_vi",), "đoạn 1", "không đủ cặp"),
        (("{%p for n in cac_nhom %}", "{{ n.ten }}"), "đoạn 1", "chưa được đóng"),
        (("a", "b", "{%p endfor %}"), "đoạn 3", "không có thẻ mở"),
        (("{{ pham_vi + }}",), "đoạn 1", "viết sai"),
        (("{%p include 'x' %}",), "đoạn 1", "không dùng được thẻ “include”"),
        (("{{ cycler.__init__ }}",), "đoạn 1", "không có mục “cycler”"),
        (("{{ pham_vi.upper() }}",), "đoạn 1", "gọi hàm"),
        (("{{ pham_vi|khong_co }}",), "đoạn 1", "không có phép"),
        (("{%p for cac_nhom %}", "{%p endfor %}"), "đoạn 1", "viết thẻ lặp"),
        (("{%p else %}",), "đoạn 1", "không nằm trong"),
    ],
)
def test_a_faulty_template_is_refused_at_its_place(paragraphs: tuple[str, ...], place: str, why: str) -> None:
    with pytest.raises(TemplateFault) as caught:
        write_report(subject(chosen=SOME), PARTY, template=own(*paragraphs))
    assert caught.value.place.startswith(place)
    assert why in caught.value.why


def test_a_field_that_no_item_has_is_refused_too() -> None:
    with pytest.raises(TemplateFault):
        write_report(subject(chosen=SOME), PARTY, template=own("{{ pham_vi.khong_co }}"))


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(TemplateFault, match="không phải tệp Word"):
        write_report(subject(chosen=SOME), PARTY, template=b"%PDF-1.7")


@pytest.mark.parametrize("layout", list(LayoutName))
def test_the_templates_kept_are_those_that_the_script_builds(layout: LayoutName) -> None:
    assert TEMPLATES[layout].endswith(".docx")
    built, kept = (
        ElementTree.tostring(xml_of(made, "word/document.xml"))
        for made in (
            template(layout),
            default_template(layout),
        )
    )
    assert built == kept
