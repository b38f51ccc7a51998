"""A case and its status into the reason in one Vietnamese line."""

from indicators.aims import Aim, Measure
from indicators.bounds import value_of
from indicators.case import Case
from indicators.exact import exact
from indicators.formatting import date_vi, number_vi, percent_of_vi, percent_vi
from indicators.live import Live
from indicators.milestones import Milestone
from indicators.model import Mode
from indicators.pace import Segment
from indicators.shortfall import in_last_year, requirement
from indicators.status import Status
from indicators.tally import Observation
from indicators.verdict import Verdict, judged_name

_REACHED = frozenset({Status.MET, Status.FINAL_MET})


def why(case: Case, status: Status, live: Live | None, pace_per_year: int | None) -> str:
    """The stored figures behind a status: "54/166 xã (32,53%); mốc 2025 cần 83, thiếu 29; không đạt"."""
    current = case.current
    if current is None:
        parts = [f"chưa có kỳ báo cáo nào đến ngày {date_vi(case.day)}"]
    elif status is Status.NO_RETURN:
        parts = ["chưa có số liệu báo cáo", *_past(case), *_silent(case, current)]
    elif status is Status.NOTHING_AROSE:
        parts = [_nothing(case, current), *_past(case)]
    elif not case.milestones:
        parts = [_figure(case, current, with_pct=True), *_no_target(case), *_silent(case, current)]
    else:
        parts = [
            _figure(case, current, with_pct=status not in _REACHED),
            *_reason(case, current, status, live, pace_per_year),
            *_silent(case, current),
        ]
    return "; ".join(part for part in parts if part)


def _reason(
    case: Case, current: Observation, status: Status, live: Live | None, pace_per_year: int | None
) -> list[str]:
    """What the status follows from, beside the figure itself."""
    if status is Status.FINAL_MET and case.last is not None:
        keep = f", cần giữ đến {date_vi(case.last.due)}" if case.last.due > case.day else ""
        return [_asks(case, case.last, current), f"đạt mục tiêu cuối{keep}", *_missed_before(case)]
    if status is Status.MET and case.in_force is not None:
        return [_asks(case, case.in_force, current), "đạt", *_missed_before(case)]
    if status is Status.NOT_ENOUGH:
        return [*_past(case), *_range(case), "chưa đủ để kết luận"]
    parts = _past(case)
    if case.live is None:
        return [*parts, "đã đạt mốc nhưng nay giảm"] if status is Status.FALLEN else parts
    if case.live.judged_on is None:
        parts.append(_asks(case, case.live.aim, current))
    return [*parts, *_path(case, current, live), *_needed(case, pace_per_year)]


def _path(case: Case, current: Observation, live: Live | None) -> list[str]:
    """Where the value stands on its way to the live target."""
    if live is None or case.live is None:
        return []
    parts = []
    segment = live.segment
    if segment is not None and segment.start_on < current.as_of:
        parts.append(f"đến {date_vi(current.as_of)} theo tiến độ là {percent_vi(segment.expected_pct(current.as_of))}")
    if live.status is Status.FALLEN:
        parts.append(_fall(case, current, segment))
    elif live.status is Status.NO_BASELINE:
        parts.append(_not_judged(case))
    if live.provisional:
        parts.append("tạm tính vì còn thiếu báo cáo")
    return parts


def _fall(case: Case, current: Observation, segment: Segment | None) -> str:
    """From what it fell: the previous observation, the start of the path, or a milestone once met."""
    if case.one_yes_or_no:
        return "kỳ trước đạt, nay không còn đạt"
    before = case.previous()
    was = value_of(case.rule.measure, before[0].tally) if before else None
    now = value_of(case.rule.measure, current.tally)
    if before and was and now and was[0] * now[1] != now[0] * was[1]:
        rose = was[0] * now[1] < now[0] * was[1]
        if rose == (case.live is not None and case.live.aim.op == "<="):
            moved = "tăng" if rose else "giảm"
            return f"{moved}, kỳ trước ({date_vi(before[0].as_of)}) {percent_of_vi(*was)}"
    if segment is not None:
        return f"thấp hơn điểm xuất phát {percent_vi(segment.start_pct)} ({date_vi(segment.start_on)})"
    return "trước đã đạt, nay không còn đạt"


def _not_judged(case: Case) -> str:
    """Why there is no class of pace."""
    assert case.live is not None
    mode = case.live.aim.mode
    if mode is Mode.EACH_YEAR:
        return f"năm {case.day.year} chưa đến ngày đánh giá"
    if mode in (Mode.PER_TERM, Mode.ONCE) or case.one_yes_or_no:
        return "chưa đến hạn"
    return "chưa đến hạn" if case.previous() else "mới có một kỳ số liệu"


def _needed(case: Case, pace_per_year: int | None) -> list[str]:
    """How many more a year, or before the due day within the last year."""
    if pace_per_year is None or case.live is None:
        return []
    amount = f"cần thêm {number_vi(pace_per_year)} {case.rule.counted_in}".rstrip()
    due = case.live.aim.due
    return [f"{amount} trước {date_vi(due)}" if in_last_year(day=case.day, due=due) else f"{amount}/năm"]


def _past(case: Case) -> list[str]:
    """The latest past milestone with its own figures, frozen."""
    return [_milestone(case, case.latest)] if case.latest else []


def _missed_before(case: Case) -> list[str]:
    """A target met now although the milestone before it was not."""
    return _past(case) if case.latest and case.latest.verdict is Verdict.MISSED else []


def _milestone(case: Case, milestone: Milestone) -> str:
    """As "mốc 2025 cần 83, thiếu 29; không đạt", with its own figures where they are not today's."""
    if milestone.judged_on is None:
        return ""
    seen = milestone.observation
    if seen is None:
        return f"{_name(milestone)} {_no_figures(case, milestone)}"
    own = f": {_figure(case, seen, with_pct=True)}, số liệu {date_vi(seen.as_of)}," if seen is not case.current else ""
    words = {Verdict.MET: "đạt", Verdict.MISSED: "không đạt", Verdict.NOT_ENOUGH: "chưa rõ"}
    return f"{_name(milestone)}{own}{_demand(case, milestone.aim, seen)}; {words[milestone.verdict]}"


def _no_figures(case: Case, milestone: Milestone) -> str:
    """A past milestone nobody had figures for."""
    first = next((o for o in case.series.seen if o.tally.reported), None)
    assert milestone.judged_on is not None
    if first is not None and first.as_of > milestone.judged_on:
        return f"chưa có số liệu đến {date_vi(milestone.judged_on)}, số liệu đầu tiên là {date_vi(first.as_of)}"
    return f"không có số liệu đến {date_vi(milestone.judged_on)}"


def _name(milestone: Milestone) -> str:
    aim = milestone.aim
    if milestone.judged_on is None:
        return _aim_name(aim)
    name = judged_name(aim.mode, aim.name, milestone.judged_on)
    return f"{_NOUNS.get(aim.mode, 'mốc')} {name}"


_NOUNS = {Mode.EACH_YEAR: "năm", Mode.EACH_PERIOD: "kỳ"}
_EVERY = {Mode.EACH_YEAR: "mỗi năm", Mode.EACH_PERIOD: "mỗi kỳ"}


def _aim_name(aim: Aim) -> str:
    return _EVERY.get(aim.mode) or f"mốc {aim.name}"


def _asks(case: Case, aim: Aim, seen: Observation) -> str:
    return _aim_name(aim) + _demand(case, aim, seen)


def _demand(case: Case, aim: Aim, seen: Observation) -> str:
    """As " cần 83, thiếu 29", in whole units; for one unit or an unknown denominator the percentage."""
    required, short_by = requirement(case.rule.measure, seen.tally, aim)
    if required is None or case.one_yes_or_no:
        return f" ({_OPS[aim.op]}{percent_vi(aim.value_pct, trim=True)})"
    most = aim.op == "<="
    text = f" tối đa {number_vi(required)}" if most else f" cần {number_vi(required)}"
    if short_by:
        text += f", {'vượt' if most else 'thiếu' if aim.op == '>=' else 'lệch'} {number_vi(short_by)}"
    return text


_OPS = {">=": "", "<=": "≤ ", "=": "= "}


def _figure(case: Case, seen: Observation, *, with_pct: bool) -> str:
    """As "54/166 xã (32,53%)": met of N or the sums of a ratio. Cut off, for a ceiling cut up."""
    tally = seen.tally
    up = case.in_force is not None and case.in_force.op == "<="
    if case.rule.measure is Measure.NONE:
        return f"{number_vi(tally.reported)}/{number_vi(tally.total)} xã đã báo cáo"
    if case.one_yes_or_no:
        if tally.missing:
            return "chưa có báo cáo"
        return "không áp dụng" if not tally.total else "đạt" if tally.met else "chưa đạt"
    value = value_of(case.rule.measure, tally)
    if case.rule.measure is Measure.RATIO:
        amounts = f"{number_vi(exact(tally.numerator))}/{number_vi(exact(tally.denominator))}"
        text = f"{amounts} {case.rule.counted_in}".rstrip()
    else:
        text = f"{number_vi(tally.met)}/{number_vi(tally.counted)} xã"
    return f"{text} ({percent_of_vi(*value, up=up)})" if with_pct and value else text


def _range(case: Case) -> list[str]:
    """What the value can still become."""
    bounds = case.bounds
    if bounds is None or bounds.low == bounds.high or case.one_yes_or_no:
        return []
    top = percent_of_vi(bounds.high, bounds.whole)
    return [f"có thể từ {percent_of_vi(bounds.low, bounds.whole)} đến {'dưới ' if bounds.high_open else ''}{top}"]


def _silent(case: Case, current: Observation) -> list[str]:
    missing = current.tally.missing
    return [f"{number_vi(missing)} xã chưa báo cáo"] if missing and not case.single_unit else []


def _nothing(case: Case, current: Observation) -> str:
    if current.tally.units == 0:
        return "không có xã nào trong phạm vi"
    if current.tally.total == 0:
        return "không áp dụng" if case.single_unit else "không xã nào thuộc diện áp dụng"
    return "không phát sinh trong kỳ"


def _no_target(case: Case) -> list[str]:
    if case.single_unit and case.rule.aims:
        return ["mục tiêu tính chung cho cả địa bàn, không giao từng xã"]
    return ["không đặt mục tiêu"]
