"""A layout, its settings and a day into a frame: the head, annex headings, signatures and page of a document.

Party bodies follow HD 05-HD/VPTW (2026-05-27), administrative bodies NĐ 30/2020/NĐ-CP, phụ lục I. What the settings
leave empty stays visibly blank ("……"): it is filled in by hand, never made up.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reports.tables.cells import clean

BLANK = "……"
SAMPLE_WORDS = "Số liệu minh họa"
A4_MM = (210.0, 297.0)
PORTRAIT_MM = 200.0
"""Columns that ask for more than this lie landscape; up to it they are drawn closer."""


class LayoutName(StrEnum):
    """Whose rules a document follows."""

    PARTY = "party"
    STATE = "state"


LAYOUT_NAMES = {LayoutName.PARTY: "Văn bản của Đảng", LayoutName.STATE: "Văn bản hành chính"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutSettings:
    """What an office writes into its documents. Empty: left to be filled in.

    `number` and `kind` make "Số 127-BC/BDVTU" or "Số: 15/BC-UBND" with `sign_code`. `attached_to` is the document an
    annex goes with. `authority` is T/M, K/T, T/L (party) or TM., KT., TL., TUQ. (state), with whose authority it is.
    """

    superior_body: str = ""
    issuing_body: str = ""
    number: str = ""
    kind: str = "BC"
    sign_code: str = ""
    place: str = "Thanh Hóa"
    issued_on: date | None = None
    attached_to: str = "Báo cáo"
    authority: str = ""
    signing_title: str = ""
    signatory: str = ""
    prepared_by: str = ""
    recipients: tuple[str, ...] = ()
    document_title: str = ""


PARTY_DEFAULTS = LayoutSettings(
    superior_body="Tỉnh ủy Thanh Hóa",
    issuing_body="Ban Dân vận",
    sign_code="BDVTU",
    signing_title="Trưởng Ban",
)
STATE_DEFAULTS = LayoutSettings(superior_body="Ủy ban nhân dân tỉnh Thanh Hóa")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a head. `rule` is a line below it as long as this share of the words, 0 for none."""

    words: str
    size_pt: float
    bold: bool = False
    italic: bool = False
    rule: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """Millimetres of a page standing upright."""

    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Everything around the tables, ready to be set. `left` and `right` are the two columns of the head.

    `body` is the issuing body as it stands in a sentence.
    """

    layout: LayoutName
    body: str
    margins: Margins
    left: tuple[Line, ...]
    right: tuple[Line, ...]
    title: str
    signer: tuple[Line, ...]
    signatory: str
    preparer: str
    recipients: tuple[str, ...]
    recipients_head: Line
    page_number_pt: float
    restart_pages: bool
    attached_words: str

    def annex_number(self, place: int) -> str:
        """ "Phụ lục 2" for a party body, "Phụ lục II" for an administrative one; from 1."""
        return f"Phụ lục {place if self.layout is LayoutName.PARTY else roman(place)}"


def frame_of(layout: LayoutName, settings: LayoutSettings | None, day: date) -> Frame:
    """The frame of a document about the figures of a day. The year of the date comes from the day."""
    party = layout is LayoutName.PARTY
    chosen = settings or (PARTY_DEFAULTS if party else STATE_DEFAULTS)
    return Frame(
        layout=layout,
        body=_filled(chosen.issuing_body),
        margins=Margins(top=20, bottom=20, left=30, right=15)
        if party
        else Margins(top=20, bottom=20, left=30, right=20),
        left=_left(party, chosen),
        right=_right(party, chosen, day),
        title=clean(chosen.document_title).upper() or "BIỂU TỔNG HỢP",
        signer=_signer(party, chosen),
        signatory=_filled(chosen.signatory),
        preparer=_filled(chosen.prepared_by),
        recipients=tuple(map(clean, chosen.recipients)) or (f"- {BLANK};", "- Lưu: VT."),
        recipients_head=Line(
            words="Nơi nhận:", size_pt=14 if party else 12, bold=not party, italic=not party, rule=party
        ),
        page_number_pt=14,
        restart_pages=not party,
        attached_words=_attached(party, chosen, day),
    )


def _left(party: bool, chosen: LayoutSettings) -> tuple[Line, ...]:
    superior, issuing = _filled(chosen.superior_body).upper(), _filled(chosen.issuing_body).upper()
    number, code = _filled(chosen.number), _filled(chosen.sign_code)
    if party:
        return (
            Line(words=superior, size_pt=14),
            Line(words=issuing, size_pt=14, bold=True),
            Line(words="*", size_pt=14),
            Line(words=f"Số {number}-{clean(chosen.kind)}/{code}", size_pt=14),
        )
    return (
        Line(words=superior, size_pt=13),
        Line(words=issuing, size_pt=13, bold=True, rule=0.4),
        Line(words=f"Số: {number}/{clean(chosen.kind)}-{code}", size_pt=13),
    )


def _right(party: bool, chosen: LayoutSettings, day: date) -> tuple[Line, ...]:
    dated = f"{_filled(chosen.place)}, {day_words(chosen.issued_on, day.year, party=party)}"
    if party:
        return (
            Line(words="ĐẢNG CỘNG SẢN VIỆT NAM", size_pt=15, bold=True, rule=1.0),
            Line(words=dated, size_pt=14, italic=True),
        )
    return (
        Line(words="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size_pt=12, bold=True),
        Line(words="Độc lập - Tự do - Hạnh phúc", size_pt=13, bold=True, rule=1.0),
        Line(words=dated, size_pt=13, italic=True),
    )


def day_words(on: date | None, year: int, *, party: bool) -> str:
    """ "ngày 03 tháng 02 năm 2026"; a 0 before days under 10 and months 1 and 2; dots where it is left open."""
    if on is None:
        return f"ngày {BLANK} tháng {BLANK} năm {year}"
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return f"ngày {on.day:02d} tháng {month} năm {on.year}"


def _signer(party: bool, chosen: LayoutSettings) -> tuple[Line, ...]:
    """With whose authority (T/M, K/T …), then the title; under an authority a party's title is not bold."""
    title = Line(words=clean(chosen.signing_title).upper() or BLANK, size_pt=14, bold=not (party and chosen.authority))
    if not chosen.authority:
        return (title,)
    return (Line(words=clean(chosen.authority).upper(), size_pt=14, bold=True), title)


def _attached(party: bool, chosen: LayoutSettings, day: date) -> str:
    number, code = _filled(chosen.number), _filled(chosen.sign_code)
    kind = clean(chosen.kind)
    mark = f"số {number}-{kind}/{code}" if party else f"số {number}/{kind}-{code}"
    on = day_words(chosen.issued_on, day.year, party=party)
    return f"(Kèm theo {_filled(chosen.attached_to)} {mark} {on} của {_filled(chosen.issuing_body)})"


def _filled(words: str) -> str:
    return clean(words).strip() or BLANK


def capitals(words: str) -> str:
    """Words in capitals, but the codes of indicators as they are: TH-1.4b."""
    return "".join(part if _CODE.fullmatch(part) else part.upper() for part in _CODE.split(words))


_CODE = re.compile(r"([A-Z]{1,5}-[0-9][0-9A-Za-z.]*)")


def roman(number: int) -> str:
    """1 as I, 4 as IV."""
    found = ""
    for value, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        found += letters * (number // value)
        number %= value
    return found
