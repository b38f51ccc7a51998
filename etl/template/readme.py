"""What the workbook asks for into its first sheet: whose it is, when it is due, how to fill it."""

from collections.abc import Sequence

import xlsxwriter

from etl.rounds import Round
from etl.template.layout import README_SHEET, SAMPLE_WORDS, SheetFrame
from etl.template.sheet import put
from etl.template.style import Styles, lines_needed
from etl.words.layout import WORDS_SHEET
from indicators.model import Plan

WIDTH = 92.0
LINE_CHARACTERS = WIDTH * 1.15  # Times New Roman runs narrower than the digit a width is counted in
WORDS_SAID = "Người lập báo cáo; khó khăn, đề xuất, mô hình hay của đơn vị và của từng xã: không bắt buộc"
RULES = (
    "Mỗi trang là một nhóm chỉ tiêu, mỗi dòng là một xã, phường, thị trấn. Chỉ điền vào ô nền vàng nhạt.",
    "Ô Có / Không: bấm mũi tên bên phải ô để chọn Có, Không hoặc Không áp dụng.",
    "Ô số: gõ liền chữ số, không dấu chấm hàng nghìn, không kèm chữ; số đạt và tổng số ở hai cột riêng.",
    "Không phát sinh thì ghi 0. Chưa có số liệu thì để trống: ô trống tính là chưa báo cáo, không tính là 0.",
    "Không áp dụng: chỉ dùng khi xã không thuộc đối tượng của chỉ tiêu (ví dụ không có đồng bào tôn giáo).",
    "Cột “Kỳ trước” màu xám là số đã được chấp nhận ở kỳ trước, chỉ để đối chiếu.",
    "Để con trỏ lên ô tiêu đề sẽ hiện điều khoản của văn bản và cách ghi.",
    "Không xóa dòng 1 và cột A đang ẩn; khi sắp xếp phải chọn cả bảng. Không thêm cột số liệu riêng.",
    "Điền xong, lưu lại dạng .xlsx rồi nộp ở trang Nộp báo cáo; chương trình chỉ ra từng ô cần sửa.",
)


def write_readme(
    book: xlsxwriter.Workbook,
    *,
    plan: Plan,
    round_: Round,
    filing_name: str,
    rows: int,
    frames: Sequence[SheetFrame],
    styles: Styles,
    sample: bool,
) -> None:
    """Add the read-me sheet."""
    sheet = book.add_worksheet(README_SHEET)
    sheet.set_column(0, 0, 2)
    sheet.set_column(1, 1, 27)
    sheet.set_column(2, 2, WIDTH)
    row = 2
    put(sheet, row, 2, "BIỂU BÁO CÁO CHỈ TIÊU CÔNG TÁC DÂN VẬN", styles.title)
    sheet.set_row(row - 1, 26)
    if sample:
        row += 1
        put(sheet, row, 2, SAMPLE_WORDS, styles.sample)
    facts = (
        ("Văn bản", plan.document),
        ("Đơn vị nộp", filing_name),
        ("Kỳ báo cáo", round_.name),
        ("Số liệu", f"từ {round_.data_from:%d/%m/%Y} đến hết {round_.data_to:%d/%m/%Y}"),
        ("Hạn nộp", f"hết ngày {round_.due:%d/%m/%Y}"),
        ("Số xã, phường", f"{rows}"),
    )
    row += 2
    for label, words in facts:
        put(sheet, row, 2, label, styles.label)
        put(sheet, row, 3, words, styles.text)
        sheet.set_row(row - 1, 17 * lines_needed(words, LINE_CHARACTERS))
        row += 1
    row += 1
    put(sheet, row, 2, "Các trang", styles.heading)
    row += 1
    for frame in frames:
        sheet.write_url(row - 1, 1, f"internal:'{frame.name}'!A1", styles.link, frame.name)
        put(sheet, row, 3, f"{frame.group.name}: {len(frame.columns)} cột cần điền", styles.text)
        row += 1
    if plan.text:
        sheet.write_url(row - 1, 1, f"internal:'{WORDS_SHEET}'!A1", styles.link, WORDS_SHEET)
        put(sheet, row, 3, WORDS_SAID, styles.text)
        row += 1
    for group in plan.group:
        if group.empty_reason and all(frame.group.code != group.code for frame in frames):
            words = f"{group.name}: chưa có chỉ tiêu. {group.empty_reason}"
            put(sheet, row, 2, f"{group.code}. (chưa có)", styles.text)
            put(sheet, row, 3, words, styles.text)
            sheet.set_row(row - 1, 17 * lines_needed(words, LINE_CHARACTERS))
            row += 1
    row += 1
    put(sheet, row, 2, "Cách điền", styles.heading)
    for place, words in enumerate(RULES, start=1):
        row += 1
        put(sheet, row, 2, f"{place}.", styles.label)
        put(sheet, row, 3, words, styles.text)
        sheet.set_row(row - 1, 17 * lines_needed(words, LINE_CHARACTERS))
    sheet.hide_gridlines(2)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
