"""A receipt into the paper the filer keeps: a workbook with every figure filed, and a page to print."""

import io
import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import typst
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from etl.register import default_register
from etl.template.layout import SAMPLE_WORDS
from indicators.formatting import date_vi, number_vi
from returns.entry import ENTRY_FILE, ENTRY_SHEET
from returns.receipt import Receipt
from returns.words import FILLER, TEXT_KIND_NAMES, ReturnText

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
TEMPLATE = Path(__file__).with_name("receipt.typ")
TITLE = "Giấy biên nhận báo cáo"
FOOT = (
    "Giấy này do chương trình lập khi nhận báo cáo. Mã SHA-256 được tính từ đúng tệp đã nộp: tệp chỉ khác một ký tự "
    "sẽ cho mã khác, nên có thể dùng mã để đối chiếu."
)
LINE_POINTS = 15.5
SHEETS = ("Biên nhận", "Số liệu đã nộp", "Lời kèm theo")


def receipt_lines(receipt: Receipt) -> tuple[tuple[str, str], ...]:
    """What the receipt says, label and words, in the order in which it is read."""
    head = receipt.head
    entered = head.file_name == ENTRY_FILE
    size = f"{number_vi(round(head.size_bytes / 1024, 1))} KB"
    told = [t for t in receipt.texts if t.kind not in FILLER]
    filler = ", ".join(t.text for t in receipt.texts if t.kind in FILLER)
    lines = (
        ("Số biên nhận", receipt.number_words),
        ("Đơn vị nộp", receipt.unit.full_name),
        ("Kỳ báo cáo", f"{receipt.round.name} ({date_vi(receipt.round.data_from)} – {date_vi(receipt.round.data_to)})"),
        ("Khung chỉ tiêu", receipt.plan.short_name),
        ("Lần nộp", f"Lần {head.revision}"),
        (
            "Thời điểm nhận",
            f"{receipt.filed_at_local:%H:%M:%S} ngày {date_vi(receipt.filed_at_local.date())} (giờ Việt Nam)",
        ),
        ("Hạn nộp", _due_words(receipt)),
        ("Tài khoản nộp", _sender_words(receipt)),
        ("Người lập báo cáo", filler),
        ("Cách nộp", f"Nhập trên màn hình ({ENTRY_SHEET})" if entered else f"Tệp {head.file_name} ({size})"),
        (
            "Số liệu",
            f"{number_vi(head.values)} số liệu của {head.units} xã, phường; {number_vi(head.blanks)} ô để trống",
        ),
        ("Cảnh báo khi kiểm tra", number_vi(receipt.warnings)),
        ("Lời kèm theo", f"{len(told)} mục" if told else ""),
        ("Tài liệu minh chứng", f"{receipt.evidence} tệp" if receipt.evidence else ""),
        ("Mã SHA-256 của bản nộp", head.sha256),
    )
    return tuple((label, words) for label, words in lines if words)


def receipt_xlsx(receipt: Receipt) -> bytes:
    """The receipt as a workbook: its words and counts, every figure filed, the words beside them."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.set_properties({"title": f"{TITLE} {receipt.number_words}", "subject": receipt.unit.full_name})
    looks = _Looks(book)
    about, figures, words = (book.add_worksheet(name) for name in SHEETS)
    _write_about(about, receipt, looks)
    filed = [(f.unit.full_name, f.item.code, f.item.header, f.text) for f in receipt.figures]
    _set_up(figures, (28, 14, 62, 16))
    _table(figures, 0, ("Xã, phường", "Mã", "Chỉ tiêu", "Đã nộp"), filed, looks)
    told = [(told_by(receipt, t), TEXT_KIND_NAMES[t.kind], t.text) for t in receipt.texts]
    _set_up(words, (28, 28, 84))
    _table(words, 0, ("Đơn vị", "Mục", "Nội dung"), told or [("Không có lời kèm theo", "", "")], looks)
    for sheet in (figures, words):
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
    book.close()
    return out.getvalue()


def told_by(receipt: Receipt, text: ReturnText) -> str:
    """The full name of the unit that a text speaks of: the filer's own, or one of its communes."""
    return default_register().get(text.unit_key or receipt.unit.key).full_name


class _Looks:
    """The few formats of the workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        font = {"font_name": "Times New Roman", "font_size": 11, "valign": "top", "text_wrap": True}
        self.title = book.add_format({**font, "bold": True, "font_size": 14, "text_wrap": False})
        self.label = book.add_format({**font, "font_color": "#444444"})
        self.plain = book.add_format({**font, "align": "left"})
        self.note = book.add_format({**font, "italic": True, "font_size": 10})
        self.header = book.add_format({**font, "bold": True, "border": 1, "align": "center", "bg_color": "#EFEFEF"})
        self.cell = book.add_format({**font, "border": 1})
        self.number = book.add_format({**font, "border": 1, "align": "right", "num_format": "#,##0"})


def _write_about(sheet: Worksheet, receipt: Receipt, looks: _Looks) -> None:
    _set_up(sheet, (26, 42, 20))
    sheet.write_string(0, 0, f"{TITLE}. {SAMPLE_WORDS}" if receipt.sample else TITLE, looks.title)
    row = 2
    for name, text in receipt_lines(receipt):
        sheet.write_string(row, 0, name, looks.label)
        sheet.merge_range(row, 1, row, 2, "", looks.plain)
        sheet.write_string(row, 1, text, looks.plain)
        sheet.set_row(row, LINE_POINTS * (1 + len(text) // 58))
        row += 1
    groups = [(g.name, g.filled, g.cells) for g in receipt.groups]
    communes = [(c.unit.full_name, c.filled, c.items) for c in receipt.communes]
    _table(sheet, row + 1, ("Nhóm chỉ tiêu", "Số liệu đã nộp", "Số ô của biểu"), groups, looks)
    row += len(groups) + 3
    _table(sheet, row, ("Xã, phường", "Số liệu đã nộp", "Số cột của biểu"), communes, looks)
    row += len(communes) + 2
    sheet.merge_range(row, 0, row, 2, "", looks.note)
    sheet.write_string(row, 0, FOOT, looks.note)
    sheet.set_row(row, 3 * LINE_POINTS)


def _set_up(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Columns and page: A4, as many pages down as it takes, one across."""
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_paper(9)
    sheet.set_margins(left=0.8, right=0.5, top=0.7, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer('&L&"Times New Roman"&9&A&R&"Times New Roman"&9Trang &P/&N')


def _table(
    sheet: Worksheet, row: int, heads: Sequence[str], lines: Sequence[Sequence[str | int]], looks: _Looks
) -> None:
    """A header row and its lines; text stays text, numbers stay numbers."""
    for column, head in enumerate(heads):
        sheet.write_string(row, column, head, looks.header)
    for place, line in enumerate(lines, start=row + 1):
        for column, value in enumerate(line):
            if isinstance(value, int):
                sheet.write_number(place, column, value, looks.number)
            else:
                sheet.write_string(place, column, value, looks.cell)


def receipt_pdf(receipt: Receipt) -> bytes:
    """The receipt as a page to print, set by typst with its own font embedded."""
    data = {
        "title": TITLE.upper(),
        "sample": SAMPLE_WORDS if receipt.sample else "",
        "lines": [list(line) for line in receipt_lines(receipt)],
        "groups": [[g.name, number_vi(g.filled), number_vi(g.cells)] for g in receipt.groups],
        "communes": [[c.unit.full_name, number_vi(c.filled), number_vi(c.items)] for c in receipt.communes],
        "told": [
            [TEXT_KIND_NAMES[t.kind] + (f" ({told_by(receipt, t)})" if t.unit_key else ""), t.text]
            for t in receipt.texts
            if t.kind not in FILLER
        ],
        "foot": FOOT,
        "place": f"{receipt.number_words} · {receipt.unit.full_name}",
    }
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    made = typst.compile(TEMPLATE.read_bytes(), format="pdf", font_paths=_fonts(), sys_inputs=inputs)
    assert isinstance(made, bytes)
    return made


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    folder = str(files("fontpkg_be_vietnam_pro") / "files")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def _sender_words(receipt: Receipt) -> str:
    name, login = receipt.head.sender_name, receipt.head.submitted_by
    return login if name == login else f"{name} ({login})"


def _due_words(receipt: Receipt) -> str:
    if receipt.due is None:
        return receipt.timeliness_name
    return (
        f"{date_vi(receipt.due)}; nộp lần đầu ngày {date_vi(receipt.first_filed_on)}: {receipt.timeliness_name.lower()}"
    )
