"""The sample rounds as a list of filings: who files what, when, how often, and what is left out on purpose."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from hashlib import blake2b

from etl.register import Register, Unit
from etl.rounds import Round

MISSING = frozenset(
    {
        ("th862-2023", "387"),
        ("th862-2024", "402"),
        ("th862-2025-6t", "385"),
        ("th862-2025-6t", "401"),
    }
)
CORRECTED = frozenset(
    {
        ("th862-2022", "399"),
        ("th862-2023", "404"),
        ("th862-2024", "380"),
        ("th862-2025", "406"),
        ("th862-2026-6t", "395"),
    }
)
BLANK_GROUPS = {("th862-2026-6t", "384"): "2", ("th862-2022", "386"): "3", ("th862-2024", "391"): "2"}
LATE_SHARE = 0.12


@dataclass(frozen=True, slots=True)
class SampleFiling:
    """One workbook of the sample. `draft` marks a first version that is corrected later."""

    round: Round
    unit: Unit
    revision: int
    submitted_at: datetime
    draft: bool
    blank_group: str


def schedule(rounds: Sequence[Round], register: Register) -> Iterator[SampleFiling]:
    """Every filing of the sample, round by round, in the order in which they arrive."""
    for round_ in rounds:
        filings: list[SampleFiling] = []
        for unit in register.filing_units(round_.tier, round_.data_to):
            key = (round_.code, unit.code)
            if key in MISSING:
                continue
            arrived = _arrival(round_, unit)
            corrected = key in CORRECTED
            blank = BLANK_GROUPS.get(key, "")
            filings.append(SampleFiling(round_, unit, 1, arrived, corrected, blank))
            if corrected:
                filings.append(SampleFiling(round_, unit, 2, arrived + timedelta(days=6, hours=2), False, blank))
        yield from sorted(filings, key=lambda f: (f.submitted_at, f.unit.code))


def _arrival(round_: Round, unit: Unit) -> datetime:
    """UTC; office hours in Vietnam. Late ones arrive one to nine days after the due date."""
    draw = _draw(round_.code, unit.code)
    minutes = timedelta(minutes=int(_draw(unit.code, round_.code, "minute") * 480))
    days = 1 + int(draw / LATE_SHARE * 9) if draw < LATE_SHARE else -int(_draw(round_.code, unit.code, "early") * 9)
    return datetime.combine(round_.due + timedelta(days=days), time(1, 0)) + minutes


def _draw(*parts: str) -> float:
    digest = blake2b("|".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64
