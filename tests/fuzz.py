"""One number into one spoilt workbook, checked, and what is wrong with the answer: crash, no reason, strange fact."""

import random
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from etl.checking import CheckedReturn, check_workbook
from tests.foreign import UNITS
from tests.fuzz_mutations import mutated
from tests.fuzz_oracle import strange_facts
from tests.fuzz_seeds import Seed, seeds

SLOWEST_S = 15.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one spoilt workbook. `faults` are what must never be."""

    number: int
    seed: str
    kind: str
    became: str
    code: str
    facts: int
    took_s: float
    faults: tuple[str, ...]


@dataclass(slots=True)
class Sum:
    """Outcomes added up."""

    became: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    accepted_facts: int = 0
    slowest_s: float = 0.0
    faults: list[tuple[int, str]] = field(default_factory=list)

    def add(self, one: Outcome) -> None:
        """Count one more."""
        self.became[one.became] += 1
        self.kinds[one.kind] += 1
        self.codes[one.code] += bool(one.code)
        self.accepted_facts += one.facts if one.became == "accepted" else 0
        self.slowest_s = max(self.slowest_s, one.took_s)
        self.faults += [(one.number, fault) for fault in one.faults]


def spoilt(number: int, *, run: int = 1) -> tuple[Seed, bytes, str]:
    """The workbook of a number, the same in every run of that seed: what it was, its bytes, what was done to it."""
    chance = random.Random(f"{run}/{number}")
    weighted = [seed for seed in seeds() for _ in range(seed.weight)]
    seed = chance.choice(weighted)
    data, kind = mutated(seed.data, chance, kinds=seed.kinds)
    return seed, data, kind


def tried(number: int, *, run: int = 1) -> Outcome:
    """Spoil, check, and judge the answer."""
    seed, data, kind = spoilt(number, run=run)
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        path = Path(folder) / f"bao-cao.{seed.ending}"
        path.write_bytes(data)
        started = time.perf_counter()
        try:
            result = check_workbook(path, seed.against)
        except Exception:  # noqa: BLE001 (a crash of any kind is what is looked for)
            crash = traceback.format_exc(limit=-6)
            return Outcome(number, seed.name, kind, "crashed", "", 0, 0.0, (f"crash: {crash}",))
        took_s = time.perf_counter() - started
    faults = [*no_reason(result), *strange(data, seed, result)]
    if took_s > SLOWEST_S:
        faults.append(f"took {took_s:.1f} s")
    became = "accepted" if result.accepted_possible else "asked" if result.sheet_names else "refused unread"
    code = result.errors[0].code if result.errors else ""
    return Outcome(number, seed.name, kind, became, code, len(result.facts), took_s, tuple(faults))


def no_reason(result: CheckedReturn) -> list[str]:
    """Refusals without a reason, reasons without words, acceptance of nothing."""
    faults = [
        f"{found.code} says {found.message!r} / {found.fix!r}"
        for found in result.issues
        if not found.message.strip() or not found.fix.strip()
    ]
    if result.accepted_possible and not result.facts:
        faults.append("accepted with nothing in it")
    places = [(fact.unit_key, fact.item_code) for fact in result.facts]
    return faults + (["two facts of one place"] if len(places) != len(set(places)) else [])


def strange(data: bytes, seed: Seed, result: CheckedReturn) -> list[str]:
    """Facts that are not in the file, or cannot be looked up there."""
    names = {name: key for name, key in UNITS.items() if key}
    try:
        return [f"not in the file: {line}" for line in strange_facts(data, seed.ending, result, names)[:3]]
    except Exception:  # noqa: BLE001 (the other reader gives up where ours did not: to be looked at)
        return [f"the other reader fails: {traceback.format_exc(limit=-2)}"]
