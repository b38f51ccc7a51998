"""What a table's judge, heading and scope are: opened with the permission, and said in the table's notes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from accounts.model import Account
from accounts.permissions import Action, allowed, require
from etl.register import Unit, default_register
from etl.store import Store
from indicators.formatting import date_vi, percent_vi
from indicators.judgement import TargetVerdict
from indicators.model import Indicator, Kind, Plan, Window
from indicators.status import Status
from reports.access import seen_scope
from reports.explaining import Remarks, remarks_of, threads_of
from reports.heading import district_name, filings_of, heading_of
from reports.picture import PROVINCE
from reports.source import judge_of
from reports.standing import Judge
from reports.tables.cells import DASH, NO_TARGET, integer, percent
from reports.tables.model import Cell
from reports.views import Heading, Standing
from returns.completeness import Completeness

PROVINCE_NAME = "Tỉnh Thanh Hóa"


@dataclass(frozen=True)
class Subject:
    """What tables are about: one plan on one day, as far as one account may see it.

    `scope` is PROVINCE or the key of a district; `remarks` are sentences for the notes, by indicator code;
    `explained` is what districts said of an indicator, by scope and indicator code.
    """

    judge: Judge
    heading: Heading
    filings: Completeness | None
    scope: str = PROVINCE
    chosen: tuple[str, ...] = ()
    remarks: Mapping[str, str] = field(default_factory=dict)
    explained: Remarks = field(default_factory=dict)

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.judge.picture.plan

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators asked for, in the plan's order: all when none was chosen."""
        return tuple(i for i in self.plan.indicator if not self.chosen or i.code in self.chosen)

    @property
    def districts(self) -> tuple[Unit, ...]:
        """The districts in scope, in name order."""
        return tuple(d for d in self.judge.picture.districts if self.scope in (PROVINCE, d.key))

    @property
    def scope_name(self) -> str:
        """The scope in words, for titles."""
        if self.scope == PROVINCE:
            return PROVINCE_NAME
        own = next((d for d in self.judge.picture.districts if d.key == self.scope), None)
        return district_name(self.judge.picture, own) if own else default_register().get(self.scope).full_name

    @property
    def day_words(self) -> str:
        """Up to which day the figures go: the round's, at most the day asked for."""
        current = self.judge.picture.current
        return date_vi(min(current.data_to, self.heading.day) if current else self.heading.day)


def subject_of(
    store: Store,
    account: Account,
    *,
    plan_code: str,
    day: date,
    chosen: tuple[str, ...] = (),
    remarks: Mapping[str, str] | None = None,
) -> Subject:
    """What the account may take home. Raises Forbidden, UnknownPlan, and LookupError for an unknown indicator."""
    require(account, Action.EXPORT, account.scope_key, default_register())
    judge = judge_of(store, plan_code, day)
    scope = seen_scope(account, judge.picture)
    for code in chosen:
        if judge.picture.plan.find(code) is None:
            raise LookupError(code)
    filings = filings_of(store, judge.picture)
    return Subject(
        judge=judge,
        heading=heading_of(judge.picture, filings, scope),
        filings=_seen_filings(filings, account),
        scope=scope,
        chosen=chosen,
        remarks=remarks or {},
        explained=remarks_of(threads_of(store, judge.picture)),
    )


def _seen_filings(filings: Completeness | None, account: Account) -> Completeness | None:
    """How the round came in from the units that the account may see: who is late is told to nobody else."""
    if filings is None:
        return None
    register = default_register()
    units = (u for u in filings.units if allowed(account, Action.SEE_FIGURES, u.unit.key, register))
    return replace(filings, units=tuple(units))


def subtitle_of(subject: Subject) -> str:
    """ "(Số liệu đến ngày 30/06/2026; đã nộp 25/26 huyện cũ)"."""
    return f"(Số liệu đến ngày {subject.day_words}; {subject.heading.coverage})"


def notes_of(subject: Subject, *own: str) -> tuple[str, ...]:
    """The table's own notes, then basis, coverage and what the heading says."""
    heading = subject.heading
    round_words = f"kỳ báo cáo {heading.round.name}" if heading.round else "chưa có kỳ báo cáo nào"
    return (
        *own,
        f"Nguồn: {subject.plan.document}; {round_words}; {heading.coverage}.",
        f"{heading.basis_name}.",
        *heading.notes,
    )


def milestone_years(plan: Plan, day: date) -> tuple[int, ...]:
    """The years of the milestones a table shows: the last one that is past (or the first), and the final one."""
    years = sorted({t.due.year for i in plan.indicator for t in i.target})
    if len(years) < 2:
        return tuple(years)
    past = [year for year in years[:-1] if date(year, 12, 31) <= day]
    return (past[-1] if past else years[0], years[-1])


def target_of(row: Standing, year: int) -> TargetVerdict | None:
    """The row's target of a year, the last one in it."""
    found = [t for t in row.judgement.targets if t.due.year == year]
    return found[-1] if found else None


def target_ahead(row: Standing, day: date) -> TargetVerdict | None:
    """The target that is worked for now: the first due on the day or later, else the last one."""
    ordered = row.judgement.targets
    return next((t for t in ordered if t.due >= day), ordered[-1] if ordered else None)


def figures_of(row: Standing) -> tuple[int | float | None, int | float | None]:
    """(whole, part) that give the row's percentage; None where nothing was reported."""
    tally = row.tally
    if not tally.reported:
        return (None if row.indicator.kind is Kind.RATIO else tally.counted), None
    if row.indicator.kind is Kind.RATIO:
        return tally.denominator, tally.numerator
    return tally.counted, tally.met


def change_of(row: Standing, subject: Subject) -> Fraction | None:
    """Percentage points since the round before; None where there is none, or where the two cannot be compared.

    A count that starts afresh each year is half-way in June: it is no fall that it was more in December.
    """
    now, before = row.judgement.value_pct, row.previous_pct
    rounds = subject.judge.picture.rounds
    if now is None or before is None or len(rounds) < 2:
        return None
    afresh = row.indicator.kind is Kind.COUNT_MIN and row.indicator.window is Window.YEAR
    if afresh and rounds[-1].months != rounds[-2].months:
        return None
    return now - before


def value_cell(row: Standing) -> Cell:
    """The row's percentage; a dash where nothing arose, which is not the same as no figure."""
    if row.judgement.status is Status.NOTHING_AROSE:
        return DASH
    return percent(row.judgement.value_pct)


def short_cell(row: Standing, ahead: TargetVerdict | None) -> Cell:
    """What is still missing for a target."""
    if row.judgement.status is Status.NOTHING_AROSE:
        return DASH
    return integer(ahead.short_by) if ahead else NO_TARGET


def counted_in(indicator: Indicator, plan: Plan) -> str:
    """The word for what the figures of an indicator count."""
    if indicator.kind is not Kind.RATIO:
        return "xã"
    roles = (indicator.denominator, indicator.numerator)
    by_code = {item.code: item.unit for item in plan.items}
    return next((by_code[code] for code in roles if code and by_code.get(code)), "")


def remark_of(row: Standing, subject: Subject) -> str:
    """What a reader must know beside the figure: who is not in it, and whether it can still change."""
    tally = row.tally
    parts = []
    if tally.missing and tally.reported:
        parts.append(f"{tally.missing} xã chưa báo cáo")
    if tally.not_applicable:
        parts.append(f"{tally.not_applicable} xã không thuộc diện")
    if tally.nothing and tally.nothing < tally.reported:
        parts.append(f"{tally.nothing} xã không phát sinh")
    if row.judgement.provisional:
        parts.append("tạm tính")
    own = (subject.remarks.get(row.indicator.code), subject.explained.get((row.scope_key, row.indicator.code)))
    return "; ".join([*parts, *filter(None, own)])


def explained_in(subject: Subject, scope_key: str) -> tuple[str, ...]:
    """Everything one district said of the subject's indicators, a note each: "TH-1.2a: giải trình: …"."""
    codes = (indicator.code for indicator in subject.indicators)
    told = ((code, subject.explained.get((scope_key, code))) for code in codes)
    return tuple(f"{code}: {words}." for code, words in told if words)


def target_words(of: TargetVerdict) -> str:
    """ "100% đến 31/12/2030"."""
    sign = {"<=": "không quá ", "=": "đúng "}.get(of.op, "")
    return f"{sign}{percent_vi(of.required_pct, trim=True)} đến {date_vi(of.due)}"
