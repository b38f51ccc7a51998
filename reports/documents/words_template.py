"""The two report templates that come with the program: `python -m reports.documents.words_template` builds them.

They are ordinary Word files: the office opens one, changes its sentences, and gives it back. Names in double braces
are filled in; a line with {%p for … %} repeats what follows it until {%p endfor %}.
"""

from datetime import date

from reports.documents.docx import Body, blank_document, headers_of, page_of
from reports.documents.docx_xml import columns_of, lines, paragraph, run
from reports.documents.layouts import A4_MM, Frame, LayoutName, Line, frame_of
from reports.documents.words_report import FOLDER, TEMPLATES


def build() -> None:
    """Write both templates."""
    for layout, name in TEMPLATES.items():
        (FOLDER / name).write_bytes(template(layout))


def template(layout: LayoutName) -> bytes:
    """One template as bytes."""
    frame = frame_of(layout, None, date(2026, 6, 30))
    document = blank_document(frame, title="Báo cáo")
    page_of(document.sections[0], frame, landscape=False, first=True)
    headers_of(document.sections[0], frame, sample=False)
    body = Body(document)
    body.append(_head(frame) + _title() + _content() + _foot(frame))
    return body.finish()


def _head(frame: Frame) -> str:
    width = A4_MM[0] - frame.margins.left - frame.margins.right
    left, right = width * 5 / 12, width * 7 / 12
    names = {0: "co_quan_cap_tren", 1: "co_quan_ban_hanh", len(frame.left) - 1: "so_ky_hieu"}
    own = tuple(_named(line, names.get(place)) for place, line in enumerate(frame.left))
    other = (*frame.right[:-1], _named(frame.right[-1], "dia_danh_ngay_thang"))
    return columns_of((left, right), lines(own, left), lines(other, right)) + paragraph("")


def _named(line: Line, name: str | None) -> Line:
    if name is None:
        return line
    return Line(words=f"{{{{ {name} }}}}", size_pt=line.size_pt, bold=line.bold, italic=line.italic, rule=line.rule)


def _title() -> str:
    return (
        paragraph(run("BÁO CÁO", size_pt=14, bold=True), align="center")
        + paragraph(run("Kết quả thực hiện {{ ten_van_ban }}", size_pt=14, bold=True), align="center")
        + paragraph(run("(Số liệu đến ngày {{ ngay_so_lieu }})", size_pt=14, italic=True), align="center", after_pt=8)
        + _text("Thực hiện {{ can_cu }}, {{ ten_co_quan }} báo cáo kết quả trên địa bàn {{ pham_vi }} như sau:")
    )


def _content() -> str:
    return (
        _heading("I. TÌNH HÌNH NỘP BÁO CÁO")
        + _text("{{ tinh_hinh_bao_cao }}")
        + _heading("II. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU")
        + _plain("{%p for nhom in cac_nhom %}")
        + _heading("{{ nhom.so }}. {{ nhom.ten }}")
        + _text("{{ nhom.mo_dau }}")
        + _plain("{%p for cau in nhom.cac_cau %}")
        + _text("- {{ cau }}")
        + _plain("{%p endfor %}")
        + _plain("{%p endfor %}")
        + _heading("III. CÁC CHỈ TIÊU CẦN TẬP TRUNG CHỈ ĐẠO")
        + _loop("can_tap_trung", "{{ dong }}", "Không có chỉ tiêu nào chậm.")
        + _heading("IV. KHÓ KHĂN, VƯỚNG MẮC")
        + _loop("kho_khan", "{{ dong.don_vi }}: {{ dong.noi_dung }}", "Các đơn vị không nêu khó khăn, vướng mắc.")
        + _heading("V. ĐỀ XUẤT, KIẾN NGHỊ")
        + _loop("de_xuat", "{{ dong.don_vi }}: {{ dong.noi_dung }}", "Các đơn vị không có đề xuất, kiến nghị.")
        + _heading("VI. MÔ HÌNH, CÁCH LÀM HAY")
        + _loop("mo_hinh", "{{ dong.don_vi }}: {{ dong.noi_dung }}", "Các đơn vị không giới thiệu mô hình.")
        + _heading("VII. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI")
        + _text("……")
        + _plain("{%p for dong in ghi_chu %}")
        + paragraph(run("({{ dong }})", size_pt=12, italic=True), align="both", first_line_mm=10)
        + _plain("{%p endfor %}")
    )


def _loop(name: str, each: str, none: str) -> str:
    return (
        _plain(f"{{%p if {name} %}}")
        + _plain(f"{{%p for dong in {name} %}}")
        + _text(f"- {each}")
        + _plain("{%p endfor %}")
        + _plain("{%p else %}")
        + _text(none)
        + _plain("{%p endif %}")
    )


def _foot(frame: Frame) -> str:
    half = (A4_MM[0] - frame.margins.left - frame.margins.right) / 2
    line = frame.recipients_head
    small = 11 if frame.restart_pages else 12
    left = (
        paragraph(run(line.words, size_pt=line.size_pt, bold=line.bold, italic=line.italic, underline=bool(line.rule)))
        + _plain("{%p for dong in noi_nhan %}")
        + paragraph(run("{{ dong }}", size_pt=small))
        + _plain("{%p endfor %}")
    )
    right = (
        _plain("{%p for dong in nguoi_ky_chuc_vu %}")
        + paragraph(run("{{ dong }}", size_pt=14, bold=True), align="center")
        + _plain("{%p endfor %}")
        + "".join(paragraph("") for _ in range(4))
        + paragraph(run("{{ nguoi_ky }}", size_pt=14, bold=True), align="center")
    )
    return paragraph("") + columns_of((half, half), left, right) + paragraph("")


def _heading(words: str) -> str:
    return paragraph(run(words, size_pt=14, bold=True), before_pt=6, after_pt=3, keep=True, first_line_mm=10)


def _text(words: str) -> str:
    return paragraph(run(words, size_pt=14), align="both", after_pt=4, first_line_mm=10)


def _plain(words: str) -> str:
    return paragraph(run(words, size_pt=14))


if __name__ == "__main__":
    build()
