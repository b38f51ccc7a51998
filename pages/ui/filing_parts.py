"""A checked return into what its sender reads: what was found in the file, every fault with its cell, the receipt."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from etl.checking import CheckedReturn
from etl.issues import Issue, Severity
from etl.register import Unit, UnknownUnit, default_register
from etl.rounds import Round
from indicators.formatting import date_vi, number_vi
from indicators.model import Plan
from pages.ui import filing_words, words
from pages.ui.markup import NOTHING, Child, Html, facts, join, note, tag
from pages.ui.tables import Column, Row, Section, table
from returns.completeness import VIETNAM, UnitFiling
from returns.filing import FilingAnswer
from returns.versions import Version

RECOGNISED = {"keys": filing_words.BY_KEYS, "headers": filing_words.BY_HEADERS}


def step(number: int, title: str, said: Child = "") -> Html:
    """The heading of one of the three steps."""
    head = tag("h3", tag("span", str(number), cls="step"), title, cls="head")
    return head + (tag("p", said, cls="say") if said else NOTHING)


def heading(plan: Plan, round_: Round, unit: Unit, *, sample: bool) -> Html:
    """The line below the title: which plan, round and unit the file is for."""
    mark = tag("span", words.SAMPLE, cls="sample", title=words.SAMPLE_WHY) if sample else NOTHING
    said: list[Child] = [
        tag("b", plan.short_name),
        f"{round_.name}, số liệu từ {date_vi(round_.data_from)} đến {date_vi(round_.data_to)}",
        join([filing_words.FILED_BY, tag("b", unit.full_name)]),
    ]
    return tag("div", mark, *(tag("span", part, cls="kicker") for part in said), cls="topline")


def standing(round_: Round, filing: UnitFiling | None, known: Sequence[Version] = ()) -> Html:
    """The due day of the round and how the unit stands with it; `filing` None: it files here without owing it."""
    due = filing.due if filing else round_.due
    said: list[Child] = [filing_words.DUE, tag("b", date_vi(due)), "."]
    if filing is None and known:
        last = known[0].head
        told = f" Đã nộp lần {number_vi(last.revision)}, lúc {moment(last.submitted_at)}."
        return tag("p", *said, told, filing_words.FILE_AGAIN, cls="body")
    if filing is None or filing.first_submitted_at is None:
        late = f" Đã quá hạn {number_vi(filing.days_late)} ngày." if filing and filing.days_late else ""
        return tag("p", *said, " ", tag("b", filing_words.NOT_FILED), late, cls="body")
    first = moment(filing.first_submitted_at)
    told = f" {filing.state_name}, lần đầu {first}; đang dùng lần nộp {number_vi(filing.revision)}."
    return tag("p", *said, told, filing_words.FILE_AGAIN, cls="body")


def lost() -> Html:
    """What stands there when the connection dropped and took the chosen file with it."""
    return note(filing_words.UPLOAD_LOST, "warn")


def verdict(checked: CheckedReturn) -> Html:
    """Whether the file can be filed and what to do next, in two lines."""
    errors, warnings = len(checked.errors), len(checked.warnings)
    if errors:
        also = f" và {number_vi(warnings)} chỗ cần xem lại" if warnings else ""
        said = f"Chưa nộp được: có {number_vi(errors)} lỗi phải sửa{also}."
        return _told(said, filing_words.FIX_AND_RETURN, "error")
    if warnings:
        return _told(f"Nộp được, nhưng có {number_vi(warnings)} chỗ cần xem lại.", filing_words.LOOK_AGAIN, "warn")
    return _told(filing_words.NO_FAULT, filing_words.CONFIRM_BELOW, "done")


def contents(checked: CheckedReturn) -> Html:
    """What will be recorded: for which round and unit, how many figures, how many blanks."""
    if checked.round is None or checked.filing_unit is None:
        return NOTHING
    pairs: list[tuple[str, Child]] = [
        (filing_words.FILE, checked.file),
        (words.ROUND, f"{checked.round.name}, số liệu đến {date_vi(checked.round.data_to)}"),
        (filing_words.FILING_UNIT, checked.filing_unit.full_name),
        (filing_words.COMMUNE_COUNT, number_vi(checked.units)),
        (filing_words.WILL_RECORD, number_vi(checked.values)),
        (filing_words.BLANKS, f"{number_vi(checked.blanks)} (tính là chưa báo cáo, không phải 0)"),
    ]
    pairs += [(filing_words.MARKED_AS, tag("b", words.SAMPLE))] if checked.sample else []
    return facts(pairs) + sheets(checked)


def sheets(checked: CheckedReturn) -> Html:
    """The sheets that were read, and by what they were recognised."""
    if not checked.matched_sheets:
        return NOTHING
    written = Counter(fact.sheet for fact in checked.facts)
    columns = [
        Column(title=filing_words.SHEET, cls="lead-cell"),
        Column(title=filing_words.COMMUNE_COUNT, align="right"),
        Column(title=filing_words.COLUMN_COUNT, align="right"),
        Column(title=filing_words.FIGURE_COUNT, align="right"),
        Column(title=filing_words.RECOGNISED),
    ]
    rows = [
        Row(
            cells=[
                one.sheet,
                number_vi(len({row.unit_key for row in one.rows})),
                number_vi(len(one.columns)),
                number_vi(written[one.sheet]),
                RECOGNISED[one.by],
            ]
        )
        for one in checked.matched_sheets
    ]
    return tag("div", table(columns, rows, caption=filing_words.SHEETS_CAPTION, stack=True), cls="spaced")


def issues(found: Sequence[Issue], answers: Mapping[int, str] | None = None) -> Html:
    """Faults with sheet and cell, errors before warnings, as they stand in the workbook.

    `answers`: what the sender said to each, by its position in `found` from 1; None leaves that column out.
    """
    columns = [
        Column(title=filing_words.SHEET, cls="nowrap"),
        Column(title=filing_words.CELL, cls="nowrap"),
        Column(title=filing_words.FOUND, cls="found", hint=filing_words.FOUND_HINT),
        Column(title=filing_words.PROBLEM, cls="wide"),
        Column(title=filing_words.FIX if answers is None else filing_words.ANSWER, cls="wide"),
    ]
    rows: list[Row | Section] = []
    placed = list(enumerate(found, 1))
    for severity in Severity:
        own = [(place, one) for place, one in placed if one.severity is severity]
        if own:
            sign = tag("span", filing_words.SEVERITY_SIGNS[severity], cls=f"sq v-{severity.value}")
            rows.append(Section(join([sign, f"{filing_words.SEVERITY_WORDS[severity]} ({number_vi(len(own))})"], " ")))
        rows += [_issue_row(one, one.fix if answers is None else answers.get(place, "")) for place, one in own]
    return table(columns, rows, caption=filing_words.FAULTS_CAPTION, stack=True)


def receipt(answer: FilingAnswer, at: datetime) -> Html:
    """What became of the file, in a line that can be kept."""
    checked = answer.checked
    if answer.duplicate:
        told = next((one.message for one in reversed(checked.issues)), filing_words.FILED_BEFORE)
        if answer.words_changed:
            return _told(filing_words.WORDS_CHANGED, told, "done")
        return _told(filing_words.NO_CHANGE, told, "warn")
    if not answer.accepted or checked.round is None or checked.filing_unit is None:
        return _told(filing_words.NOT_ACCEPTED, filing_words.FIX_AND_RETURN, "error")
    said = (
        f"Đã nhận báo cáo lần {answer.revision} của {checked.filing_unit.full_name}, kỳ {checked.round.name}, "
        f"lúc {moment(at)}."
    )
    kept = (
        f"Biên nhận số {answer.number}: {number_vi(checked.values)} số liệu của {number_vi(checked.units)} xã "
        f"từ tệp {checked.file} (mã tệp {checked.sha256[:12]}). Kết quả đã cập nhật ở các trang Tổng quan, Theo huyện. "
        f"{filing_words.EVIDENCE_NEXT}"
    )
    return _told(said, kept, "done")


def moment(at: datetime) -> str:
    """A time of the store, in UTC, as people in Vietnam read it: "14:05 ngày 09/07/2026"."""
    local = at + VIETNAM
    return f"{local:%H:%M} ngày {date_vi(local.date())}"


def _issue_row(one: Issue, last: str) -> Row:
    return Row(
        cells=[
            one.sheet or filing_words.WHOLE_FILE,
            _place(one),
            (one.value or "") if one.cell else "",
            one.message,
            last,
        ]
    )


def _place(one: Issue) -> Html:
    """The cell, and below it the commune whose row it stands in."""
    cell = tag("b", one.cell) if one.cell else NOTHING
    if one.unit is None:
        return cell
    try:
        unit = default_register().get(one.unit)
    except UnknownUnit:
        return cell
    return cell + tag("span", unit.full_name, cls="why")


def _told(said: str, then: str, kind: Literal["warn", "error", "done"]) -> Html:
    return note(join([tag("strong", said), tag("br"), then]), kind)
