"""Figures into Vietnamese sentences that stay right for zero, one, all and unknown."""

from collections import Counter
from datetime import date

from etl.register import Unit
from indicators.formatting import number_vi, percent_vi
from indicators.judgement import TargetVerdict
from indicators.model import Group, Kind, Plan
from indicators.status import Status
from indicators.verdict import Verdict, judged_name
from reports.tables.about import counted_in, figures_of, target_ahead
from reports.views import Standing

NAMED = 5
"""Up to so many communes are named in a sentence."""
GOOD = (Status.FINAL_MET, Status.MET)
PACED = (Status.ON_TRACK,)
BEHIND = (Status.SPEED_UP, Status.SLOW, Status.FALLEN, Status.MISSED)


def day_in_words(on: date) -> str:
    """ "30/6/2026", "05/02/2026": a zero only before days under 10 and months 1 and 2."""
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return f"{on.day:02d}/{month}/{on.year}"


def group_opening(group: Group, rows: tuple[Standing, ...], on: date) -> str:
    """The paragraph that opens a group: how many of its indicators stand where."""
    if not rows:
        return f"Nhóm này chưa có chỉ tiêu. {group.empty_reason}".strip()
    counts = Counter(row.judgement.status for row in rows)
    total = len(rows)
    known = total - counts[Status.NO_RETURN]
    start = f"Đến ngày {day_in_words(on)}, "
    if not known:
        whole = "chỉ tiêu duy nhất" if total == 1 else f"cả {total} chỉ tiêu"
        return f"{start}{whole} của nhóm chưa có số liệu báo cáo."
    good = _sum(counts, GOOD)
    if good == total:
        whole = "chỉ tiêu duy nhất" if total == 1 else f"cả {total} chỉ tiêu"
        return f"{start}{whole} của nhóm {'đã' if total == 1 else 'đều đã'} đạt."
    parts = [
        _some(good, "đạt mục tiêu"),
        _some(_sum(counts, PACED), "đúng tiến độ"),
        _some(_sum(counts, BEHIND), "chậm hoặc không đạt mốc"),
        _some(counts[Status.NOT_ENOUGH] + counts[Status.NO_BASELINE], "chưa đủ cơ sở để kết luận"),
        _some(counts[Status.NOTHING_AROSE], "không phát sinh"),
        _some(counts[Status.NO_RETURN], "chưa có số liệu"),
    ]
    lead = "" if good else "chưa có chỉ tiêu nào đạt mục tiêu; "
    listed = _listed([part for part in parts if part])
    if not good and total == 1:
        return f"{start}chỉ tiêu duy nhất của nhóm {listed.removeprefix('1 chỉ tiêu ')}."
    return f"{start}trong {total} chỉ tiêu của nhóm, {lead}{'có ' if good else ''}{listed}."


def _sum(counts: Counter[Status], of: tuple[Status, ...]) -> int:
    return sum(counts[status] for status in of)


def _some(count: int, words: str) -> str:
    return f"{count} chỉ tiêu {words}" if count else ""


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} và {parts[-1]}"


def sentence(row: Standing, plan: Plan, *, day: date, on: date | None = None) -> str:
    """One indicator: what is reached, what is left and by whom, and what its targets say on `day`.

    `on` is the day of the figures; without it the sentence does not name it, because the one before did.
    """
    body = _ratio(row, plan) if row.indicator.kind is Kind.RATIO else _share(row)
    start = f"Đến ngày {day_in_words(on)}, {body}" if on else f"{body[:1].upper()}{body[1:]}"
    return f"{start}{_targets(row, plan, day)}."


def _quoted(words: str) -> str:
    """A name in quotation marks; those inside it become single ones."""
    return f"“{words.translate({ord('“'): '‘', ord('”'): '’'})}”"


def _share(row: Standing) -> str:
    tally, name = row.tally, _quoted(row.indicator.short_name)
    whole = tally.counted
    if not tally.total:
        return f"không có xã nào thuộc diện áp dụng chỉ tiêu {name}"
    if not tally.reported:
        subject = "xã duy nhất thuộc diện" if tally.total == 1 else f"cả {number_vi(tally.total)} xã"
        return f"{subject} chưa có số liệu về chỉ tiêu {name}"
    if not whole:
        return f"chỉ tiêu {name} không phát sinh ở xã nào"
    if tally.met == whole:
        if whole == 1:
            return f"xã duy nhất thuộc diện đã đạt chỉ tiêu {name} (100%)"
        return f"tất cả {number_vi(whole)} xã đều đạt chỉ tiêu {name} (100%)"
    if not tally.met:
        one = "xã duy nhất thuộc diện chưa đạt" if whole == 1 else f"chưa có xã nào trong {number_vi(whole)} xã đạt"
        return f"{one} chỉ tiêu {name}{_silent(tally.missing, row.not_reported)}"
    share = f"{number_vi(tally.met)}/{number_vi(whole)} xã ({percent_vi(row.judgement.value_pct)})"
    return f"{share} đạt chỉ tiêu {name}; {_left(row)}"


def _left(row: Standing) -> str:
    """ "còn 24 xã, trong đó 21 xã chưa đạt và 3 xã chưa báo cáo"; few are named."""
    silent = row.not_reported
    hidden = {unit.key for unit in silent}
    unmet = tuple(unit for unit in row.unmet if unit.key not in hidden)
    left = row.tally.counted - row.tally.met
    behind = left - row.tally.missing
    if not row.tally.missing:
        return f"còn {number_vi(left)} xã chưa đạt{_named(unmet, left)}"
    if not behind:
        return f"còn {number_vi(left)} xã chưa báo cáo{_named(silent, left)}"
    return (
        f"còn {number_vi(left)} xã, trong đó {number_vi(behind)} xã chưa đạt{_named(unmet, behind)} "
        f"và {number_vi(row.tally.missing)} xã chưa báo cáo{_named(silent, row.tally.missing)}"
    )


def _silent(count: int, units: tuple[Unit, ...]) -> str:
    return f"; {number_vi(count)} xã chưa báo cáo{_named(units, count)}" if count else ""


def _named(units: tuple[Unit, ...], count: int) -> str:
    """ " (Xã A, Xã B)": the names of a few, nothing where there are many or they are not all known."""
    if not 0 < count <= NAMED or len(units) != count:
        return ""
    return f" ({', '.join(unit.full_name for unit in units)})"


def _ratio(row: Standing, plan: Plan) -> str:
    name = _quoted(row.indicator.short_name)
    whole, part = figures_of(row)
    word = counted_in(row.indicator, plan)
    if whole is None or part is None:
        return f"chưa có số liệu về chỉ tiêu {name}"
    silent = _silent(row.tally.missing, row.not_reported)
    if not whole:
        return f"chỉ tiêu {name} không phát sinh{silent}"
    if part == whole:
        body = f"toàn bộ {number_vi(whole)} {word} đạt chỉ tiêu {name} (100%)"
    elif not part:
        body = f"chưa có {word} nào trong {number_vi(whole)} {word} đạt chỉ tiêu {name}"
    else:
        pct = percent_vi(row.judgement.value_pct)
        left = f"còn {number_vi(whole - part)} {word} chưa đạt"
        body = f"{number_vi(part)}/{number_vi(whole)} {word} ({pct}) đạt chỉ tiêu {name}; {left}"
    return f"{body}{silent}"


def _targets(row: Standing, plan: Plan, day: date) -> str:
    """What the latest milestone was, and what the next one still needs."""
    parts = []
    past = [t for t in row.judgement.targets if t.judged_on is not None and t.due <= day]
    if past:
        parts.append(_verdict(past[-1]))
    ahead = target_ahead(row, day)
    if ahead is not None and ahead.due > day and row.tally.reported:
        goal = f"mục tiêu {percent_vi(ahead.required_pct, trim=True)} đến ngày {day_in_words(ahead.due)}"
        if ahead.short_by:
            more = "phải giảm" if ahead.op == "<=" else "cần thêm"
            parts.append(f"{goal} {more} {number_vi(ahead.short_by)} {counted_in(row.indicator, plan)}".rstrip())
        elif ahead.short_by == 0:
            parts.append(f"{goal} hiện đã đủ" + (", chờ báo cáo còn lại" if row.tally.missing else ""))
    return "".join(f"; {part}" for part in parts)


def _verdict(of: TargetVerdict) -> str:
    assert of.judged_on is not None
    name = judged_name(of.mode, of.name, of.judged_on)
    words = {
        Verdict.MET: "đã đạt",
        Verdict.MISSED: "không đạt",
        Verdict.NOT_ENOUGH: "chưa đủ dữ liệu để kết luận",
        Verdict.NOT_BINDING: "không xét",
        Verdict.PENDING: "chưa đến hạn",
    }
    return f"mốc {name} {words[of.verdict]}"


def filing_sentence(expected: int, received: int, late: int, silent: tuple[str, ...], word: str) -> str:
    """How the round came in."""
    if not expected:
        return "Chưa có kỳ báo cáo nào."
    if not received:
        return f"Chưa có {word} nào trong {expected} {word} nộp báo cáo."
    if received == expected:
        first = f"{'Đơn vị duy nhất' if expected == 1 else f'Cả {expected} {word}'} đã nộp báo cáo"
    else:
        names = ", ".join(silent)
        first = f"{received}/{expected} {word} đã nộp báo cáo, còn {expected - received} {word} chưa nộp: {names}"
    return f"{first}; {f'{late} {word} nộp muộn' if late else 'không có đơn vị nộp muộn'}."
