"""A few words into the definitions and observations that the judging tests read."""

from datetime import date
from fractions import Fraction
from typing import Any

from indicators.judgement import Judgement
from indicators.judging import judge
from indicators.model import Baseline, Indicator, Item, ItemType, Kind, Mode, Target, Window
from indicators.tally import Observation, Tally

END_2025 = date(2025, 12, 31)
END_2030 = date(2030, 12, 31)


def target(value: float, due: date = END_2025, mode: Mode = Mode.REACH_BY, op: str = ">=") -> Target:
    return Target.model_validate({"due": due, "value": value, "mode": mode, "op": op})


HALF_THEN_ALL = (target(50), target(100, END_2030))
ALL_THEN_KEEP = (target(100), target(100, END_2030, Mode.MAINTAIN))


def indicator(
    *targets: Target,
    kind: Kind = Kind.SHARE,
    baseline: tuple[date, float] | None = None,
    asked: bool = True,
    **more: Any,
) -> Indicator:
    roles: dict[str, Any] = {"value": "X-1"} if asked else {}
    items = [Item(code="X-1", type=ItemType.YES_NO, header="Đã có")]
    if kind is Kind.RATIO:
        roles = {"numerator": "X-1.num", "denominator": "X-1.den"}
        items = [
            Item(code="X-1.num", type=ItemType.COUNT, header="Đã làm", unit="văn bản"),
            Item(code="X-1.den", type=ItemType.COUNT, header="Phải làm", unit="văn bản"),
        ]
    elif kind is Kind.TASK:
        items = [Item(code="X-1", type=ItemType.STATE, header="Trạng thái", choices=("chưa", "đang", "xong"))]
    return Indicator(
        code="X-1",
        group="1",
        short_name="Chỉ tiêu thử",
        clause="mục 1",
        quote="nguyên văn",
        kind=kind,
        window=Window.POINT,
        item=tuple(items) if asked else (),
        target=targets,
        baseline=Baseline(on=baseline[0], value=baseline[1]) if baseline else None,
        **(roles | more),
    )


def seen(
    as_of: date, met: int, units: int, *, missing: int = 0, not_applicable: int = 0, nothing: int = 0
) -> Observation:
    """A share: `met` of `units`, among them those missing, not applicable or where nothing arose."""
    return Observation(as_of, Tally(units, not_applicable, missing, nothing, met))


def summed(
    as_of: date, numerator: float, denominator: float, *, units: int = 10, missing: int = 0, nothing: int = 0
) -> Observation:
    """A ratio's sums over the units that reported."""
    return Observation(as_of, Tally(units, 0, missing, nothing, 0, numerator, denominator))


def judged(of: Indicator, *observations: Observation, day: date | None = None, single_unit: bool = False) -> Judgement:
    """Judged on a day, or on that of the last observation, which is the current one."""
    current = observations[-1] if observations else None
    if day is None:
        assert current is not None
        day = current.as_of
    return judge(of, day=day, current=current, history=observations[:-1], single_unit=single_unit)


def pct(part: int, whole: int) -> Fraction:
    return Fraction(100 * part, whole)
