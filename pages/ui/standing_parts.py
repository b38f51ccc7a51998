"""A standing into the pieces that several screens show: value, target, milestones, who is missing."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from etl.register import Unit
from indicators.aims import Measure, rule_of
from indicators.formatting import number_vi, percent_vi
from indicators.model import Indicator
from indicators.status import Status
from indicators.verdict import Verdict
from pages.ui import links, words
from pages.ui.markup import NOTHING, Html, join, link, tag
from reports.views import Standing

SHOWN_NAMES = 6


def indicator_name(indicator: Indicator, href: str) -> Html:
    """Code and short name, leading to a page."""
    return tag("span", indicator.code, cls="code") + link(indicator.short_name, href, cls="name")


def status_label(row: Standing) -> Html:
    """Every milestone at a glance, "✗ 2025 · → 2030", on the colour of the status."""
    title = row.judgement.status.word
    return tag("span", row.label, cls=f"chip s-{row.judgement.status.value}", title=title)


def value_text(pct: Fraction | None) -> str:
    """A percentage, or the words for a missing one."""
    return words.NO_FIGURE if pct is None else percent_vi(pct)


def points_text(before: Fraction | None, after: Fraction | None) -> str:
    """How many percentage points a value moved: "+2,99"; "–" where one of them is missing."""
    if before is None or after is None:
        return "–"
    points = after - before
    return ("+" if points > 0 else "") + percent_vi(points).rstrip("%")


def amount_text(row: Standing) -> str:
    """What the percentage is made of: "69/166 xã", or the two sums of a ratio."""
    rule, tally = rule_of(row.indicator), row.tally
    if rule.measure is Measure.RATIO:
        return f"{number_vi(tally.numerator)}/{number_vi(tally.denominator)} {rule.counted_in}".strip()
    if rule.measure is Measure.NONE:
        return f"{number_vi(tally.reported)}/{number_vi(tally.total)} xã đã báo cáo"
    return f"{number_vi(tally.met)}/{number_vi(tally.counted)} xã"


def value_cell(row: Standing) -> Html:
    """The value with what it is made of below; the bounds where they decide."""
    bounds = bounds_text(row) if row.judgement.status is Status.NOT_ENOUGH else ""
    below = amount_text(row) + (f" · có thể {bounds}" if bounds else "")
    nothing = row.judgement.status is Status.NOTHING_AROSE and row.judgement.value_pct is None
    value = words.NOTHING_AROSE if nothing else value_text(row.judgement.value_pct)
    return tag("span", value, cls="name") + tag("span", below, cls="why")


def bounds_text(row: Standing) -> str:
    """The least and most the value can be once every return is in: "95,78% – 100%"; "" when it is certain."""
    seen = row.judgement.targets[-1] if row.judgement.targets else None
    if seen is None or seen.lower_pct is None or seen.upper_pct is None or seen.lower_pct == seen.upper_pct:
        return ""
    return f"{percent_vi(seen.lower_pct, trim=True)} – {percent_vi(seen.upper_pct, trim=True)}"


def targets_text(indicator: Indicator) -> str:
    """The dated targets in one line: "50% (2025) · 100% (2030)", "100% (2025, 2030)"."""
    signs = {">=": "", "<=": words.AT_MOST, "=": words.EXACTLY}
    named: dict[str, list[str]] = {}
    for aim in rule_of(indicator).aims:
        named.setdefault(f"{signs[aim.op]}{percent_vi(aim.value_pct, trim=True)}", []).append(aim.name)
    return " · ".join(f"{asked} ({', '.join(names)})" for asked, names in named.items()) or words.NOT_SET


def shortfall_text(row: Standing) -> str:
    """How many whole units the nearest open target still needs; "" when none is open or known."""
    open_ = [t for t in row.judgement.targets if t.verdict is Verdict.PENDING and t.short_by]
    missed = [t for t in row.judgement.targets if t.verdict in (Verdict.MISSED, Verdict.NOT_ENOUGH) and t.short_by]
    first = next(iter(open_ or missed), None)
    return f"{number_vi(first.short_by)} {rule_of(row.indicator).counted_in}" if first else ""


def behind(row: Standing) -> tuple[Unit, ...]:
    """The communes that reported and are not met."""
    silent = {unit.key for unit in row.not_reported}
    return tuple(unit for unit in row.unmet if unit.key not in silent)


def unit_names(
    units: Sequence[Unit],
    *,
    round_code: str | None,
    districts: Mapping[str, str] | None = None,
    most: int = SHOWN_NAMES,
    more_href: str | None = None,
) -> Html:
    """Communes by name, each a link; with their district where `districts` names it; the rest counted."""
    shown = [
        link(unit.full_name, links.commune(unit.key, round_code), title=_district_of(unit, districts))
        for unit in units[:most]
    ]
    rest = len(units) - most
    if rest > 0:
        text = f"và {number_vi(rest)} xã khác"
        shown.append(link(text, more_href) if more_href else tag("span", text))
    return join(shown, ", ")


def missing_cell(row: Standing, names: Callable[[Sequence[Unit]], Html]) -> Html:
    """Who stands between this scope and its target: the communes not met, then those that did not report."""
    lagging = behind(row)
    parts = []
    if lagging:
        parts.append(tag("div", tag("span", f"Chưa đạt ({number_vi(len(lagging))}): ", cls="small"), names(lagging)))
    if row.not_reported:
        told = f"Chưa báo cáo ({number_vi(len(row.not_reported))}): "
        parts.append(tag("div", tag("span", told, cls="small"), names(row.not_reported)))
    return join(parts) if parts else NOTHING


def _district_of(unit: Unit, districts: Mapping[str, str] | None) -> str | None:
    key = unit.former_district_key or unit.parent_key
    return districts.get(key) if districts and key else None
