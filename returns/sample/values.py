"""A commune, an item and a round into one illustrative figure: deterministic, plausible, never real.

Every commune has a fixed rank per indicator; it has reached the indicator once the province's level of
that round passes the rank. Levels follow a path per indicator, so that trends rise, a few indicators
miss the 2025 mark and one falls afterwards. Only the friendly-government model leans on something
published: more than 400 communes ran it in August 2024; fewer were recognised.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

from etl.register import Unit
from etl.rounds import Round
from etl.rules import periods_due
from indicators.model import Indicator, Item, ItemType, Kind, Plan

UPLAND_CODES = frozenset(["384", "385", "386", "387", "388", "389", "390", "391", "396", "402", "403"])
ROUND_NAMES = ("2022", "2023", "2024", "2025-6t", "2025", "2026-6t")
USUAL_PATH = (0.62, 0.79, 0.91, 0.96, 1.0, 1.0)
PATHS: Mapping[str, tuple[float, ...]] = {
    "TH-3.4": (0.07, 0.19, 0.36, 0.43, 0.54, 0.58),
    "TH-3.4.running": (0.48, 0.67, 0.83, 0.86, 0.91, 0.94),
    "TH-1.1c": (0.52, 0.63, 0.74, 0.80, 0.92, 0.94),
    "TH-1.3c": (0.41, 0.55, 0.68, 0.74, 0.86, 0.90),
    "TH-2.3d": (0.44, 0.55, 0.66, 0.70, 0.83, 0.81),
    "TH-2.4b": (0.30, 0.44, 0.58, 0.63, 0.74, 0.80),
    "TH-2.5": (0.48, 0.63, 0.77, 0.30, 0.90, 0.42),
    "TH-3.3a": (0.58, 0.70, 0.82, 0.85, 0.93, 0.95),
    "TH-3.3d": (0.71, 0.83, 0.90, 0.94, 0.97, 0.98),
    "TH-3.6d": (0.38, 0.47, 0.59, 0.66, 0.76, 0.78),
    "TH-1.4a": (0.66, 0.83, 0.94, 0.97, 1.0, 0.93),
    "TH-2.1c": (0.58, 0.71, 0.86, 0.90, 1.0, 0.97),
}
STEADY = ("TH-2.3b", "TH-2.4", "TH-3.5")
RUNS_BEFORE = {"TH-3.4": "TH-3.4.running"}


@dataclass(frozen=True, slots=True)
class SampleCommune:
    """A commune with the code of the district (or former district) it is counted in."""

    unit: Unit
    district_code: str


def sample_figures(plan: Plan, round_: Round, commune: SampleCommune) -> dict[str, str | float]:
    """The figures of one commune by item code: `Có`/`Không`/`Không áp dụng` or numbers. Blank items are absent."""
    figures: dict[str, str | float] = {}
    for indicator in plan.indicator:
        for code, value in _of_indicator(plan, indicator, round_, commune).items():
            figures.setdefault(code, value)
    return figures


def _of_indicator(plan: Plan, indicator: Indicator, round_: Round, commune: SampleCommune) -> dict[str, str | float]:
    if indicator.conditional and not _applies(indicator, round_, commune):
        return {item.code: "Không áp dụng" for item in indicator.item}
    if indicator.kind is Kind.RATIO:
        return _pair(indicator, round_, commune)
    return {item.code: _single(indicator, item, round_, commune) for item in indicator.item}


def _single(indicator: Indicator, item: Item, round_: Round, commune: SampleCommune) -> str | float:
    reached = _reached(item.code, round_, commune)
    draw = _draw(commune.unit.key, item.code, round_.code)
    match item.type:
        case ItemType.YES_NO:
            return "Có" if reached else "Không"
        case ItemType.COUNT if indicator.kind is Kind.CADENCE:
            due = periods_due(indicator, round_.months)
            return float(due if reached else max(0, due - 1 - int(draw * 3)))
        case ItemType.COUNT if indicator.at_least is not None:
            enough = int(indicator.at_least)
            return float(enough + int(draw * 3) if reached else max(0, enough - 1 - int(draw * enough)))
        case _:
            return float(int(draw * 20))


def _pair(indicator: Indicator, round_: Round, commune: SampleCommune) -> dict[str, str | float]:
    denominator_code = indicator.denominator or ""
    numerator_code = indicator.numerator or ""
    whole = _denominator(denominator_code, round_, commune)
    reached = _reached(indicator.code, round_, commune)
    lag = 0.03 + 0.2 * _draw(commune.unit.key, indicator.code, round_.code)
    part = whole if reached else max(0, min(whole - 1, round(whole * (1 - lag))))
    return {denominator_code: float(whole), numerator_code: float(max(0, part))}


def _denominator(code: str, round_: Round, commune: SampleCommune) -> int:
    steady = code.startswith(STEADY)
    draw = _draw(commune.unit.key, code, "fixed" if steady else round_.code)
    size = 3 if commune.unit.key.endswith("@2025-07-01") else 1
    if code == "TH-2.3d.den":
        return int(_denominator("TH-2.3b.den", round_, commune) * max(0.0, draw - 0.2))
    if code.startswith("TH-3.3"):
        return int(draw * 9 * size) if draw > 0.3 else 0
    if code.startswith(("TH-2.3", "TH-3.6")):
        return 4 + int(draw * 8 * size)
    if code.startswith("TH-2.4b"):
        return 20 + int(draw * 50 * size)
    if code.startswith("TH-2.4a"):
        return 9 + int(draw * 3)
    if code.startswith("TH-3.5"):
        return 17 + int(draw * 12 * size)
    return 6 + int(draw * 18)


def _reached(code: str, round_: Round, commune: SampleCommune) -> bool:
    level = _level(code, round_)
    rank = _rank(RUNS_BEFORE.get(code, code), commune)
    return rank < level


def _level(code: str, round_: Round) -> float:
    path = PATHS.get(code, USUAL_PATH)
    position = next(n for n, name in enumerate(ROUND_NAMES) if round_.code.endswith(name))
    shift = 0.0 if code in PATHS else 0.08 * (_draw(code, "path") - 0.5)
    level = path[position]
    return level if level >= 1.0 else min(0.99, level + shift)


def _rank(code: str, commune: SampleCommune) -> float:
    own = _draw(commune.unit.key, code)
    district = _draw(commune.district_code, "district")
    return _even(0.75 * own + 0.25 * district)


def _even(mixed: float) -> float:
    """The share of communes whose mixed draw is smaller: ranks are spread evenly over [0, 1)."""
    if mixed < 0.25:
        return mixed**2 / 0.375
    if mixed <= 0.75:
        return (mixed - 0.125) / 0.75
    return 1 - (1 - mixed) ** 2 / 0.375


def _applies(indicator: Indicator, round_: Round, commune: SampleCommune) -> bool:
    match indicator.code:
        case "TH-2.6a":
            return commune.district_code in UPLAND_CODES
        case "TH-2.6b":
            return _draw(commune.unit.key, "religion") < 0.4
        case _:
            return _draw(commune.unit.key, indicator.code, round_.code, "arose") < 0.7


def _draw(*parts: str) -> float:
    """A number in [0, 1) fixed by its parts."""
    digest = blake2b("|".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64
