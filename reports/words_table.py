"""What units wrote, as found by a search, into a workbook for the one who asked: permission asked, taking recorded."""

import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter

from accounts import audit, directory
from accounts.model import Actor
from accounts.permissions import Action, Forbidden, require_of
from etl.register import default_register
from etl.store import Store
from etl.store.schema import meta
from etl.template.layout import SAMPLE_WORDS
from indicators.formatting import date_vi
from indicators.texts import TEXT_KIND_NAMES
from returns.completeness import day_in_vietnam
from returns.events.tables import WordsTaken
from returns.words import FoundText
from returns.words.search import Sought, district_key_of, search_words

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
TITLE, SHEET = "Ý kiến cơ sở", "Ý kiến"
COLUMNS = (
    ("STT", 6),
    ("Huyện, thị xã, thành phố", 28),
    ("Đơn vị nêu ý kiến", 28),
    ("Kỳ báo cáo", 22),
    ("Loại", 24),
    ("Nội dung", 90),
    ("Ngày nộp", 13),
)
MOST_TAKEN = 10_000
HEAD_ROW, LINE_POINTS, LONGEST_SAID = 3, 15.5, 80


def taken_words(store: Store, sought: Sought, *, by: Actor, now: datetime | None = None) -> bytes:
    """The workbook, made now. It leaves only after the audit trail says who took what.

    Raises Forbidden, UnknownRound.
    """
    if by.account is None:
        raise Forbidden("Cần đăng nhập để tải ý kiến cơ sở.")
    with store.reading() as cursor:
        account = directory.find(cursor, by.login) or by.account
        sample = meta(cursor, "sample") == "true"
    actor = Actor(account=account, address=by.address)
    require_of(actor, Action.EXPORT, account.scope_key, default_register())
    found = search_words(store, sought, by=actor, most=MOST_TAKEN)
    content = workbook_of(found, sought, sample=sample)
    event = WordsTaken(
        by=actor,
        unit_key=account.scope_key,
        round=sought.round_code,
        query=sought.query[:LONGEST_SAID],
        kinds=tuple(kind.value for kind in sought.kinds),
        district=sought.district_key or "",
        texts=len(found),
        size_bytes=len(content),
    )
    store.transact(lambda cursor: audit.write(cursor, event, at=now))
    return content


def workbook_of(found: Sequence[FoundText], sought: Sought, *, sample: bool) -> bytes:
    """One line per text, filtered and frozen; text stays text, whatever it begins with."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    font = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
    title = book.add_format({**font, "bold": True, "font_size": 14})
    said = book.add_format({**font, "italic": True})
    header = book.add_format({**font, "bold": True, "border": 1, "align": "center", "bg_color": "#EFEFEF"})
    cell = book.add_format({**font, "border": 1, "text_wrap": True})
    sheet = book.add_worksheet(SHEET)
    sheet.write_string(0, 0, f"{TITLE}. {SAMPLE_WORDS}" if sample else TITLE, title)
    sheet.write_string(1, 0, said_of(found, sought), said)
    for column, (name, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(HEAD_ROW, column, name, header)
    for row, one in enumerate(found, start=HEAD_ROW + 1):
        sheet.write_number(row, 0, row - HEAD_ROW, cell)
        for column, words in enumerate(line_of(one), start=1):
            sheet.write_string(row, column, words, cell)
        lines = sum(1 + len(part) // 85 for part in one.text.text.split("\n"))
        sheet.set_row(row, min(LINE_POINTS * lines + 4, 400))
    last = HEAD_ROW + max(len(found), 1)
    sheet.autofilter(HEAD_ROW, 0, last, len(COLUMNS) - 1)
    sheet.freeze_panes(HEAD_ROW + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(HEAD_ROW)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer('&L&"Times New Roman"&9&A&R&"Times New Roman"&9Trang &P/&N')
    book.close()
    return out.getvalue()


def line_of(one: FoundText) -> tuple[str, ...]:
    """A text as the cells of its line, from the district on."""
    return (
        default_register().get(district_key_of(one)).full_name,
        one.unit.full_name,
        one.round.name,
        TEXT_KIND_NAMES[one.text.kind],
        one.text.text,
        date_vi(day_in_vietnam(one.submitted_at)),
    )


def said_of(found: Sequence[FoundText], sought: Sought) -> str:
    """What was looked for and how much there is."""
    asked = f"; tìm “{sought.query.strip()}”" if sought.query.strip() else ""
    kinds = ", ".join(TEXT_KIND_NAMES[kind].lower() for kind in sought.kinds)
    return f"{len(found)} ý kiến ({kinds}){asked}"
