"""The store on one day into a picture: the rounds that count, who belongs where, and every tally."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial

from etl.register import Level, Register, Unit
from etl.rounds import Round
from etl.rules import rules_for
from etl.seeding import item_numbers
from etl.store import Cursor
from etl.store.tallies import Membership, TallyKey, read_tallies
from indicators.model import Plan
from indicators.tally import Observation, Tally
from returns.rounds import all_rounds, current_round

PROVINCE = "province"
KEPT_ROUNDS = 8
Tallies = Mapping[TallyKey, Tally]
Keeping = Callable[[str, str, Callable[[], Tallies]], Tallies]
"""A kind of tallies and a round, and how to count them, into the tallies: counted now, or kept from before."""


@dataclass(frozen=True)
class ByRound(Mapping[TallyKey, Tally]):
    """Tallies of several rounds as one, without copying them."""

    rounds: Mapping[str, Tallies] = field(default_factory=dict)

    def __getitem__(self, key: TallyKey) -> Tally:
        return self.rounds[key[0]][key]

    def __iter__(self) -> Iterator[TallyKey]:
        return (key for tallies in self.rounds.values() for key in tallies)

    def __len__(self) -> int:
        return sum(map(len, self.rounds.values()))

    def get(self, key: TallyKey, default: Tally | None = None) -> Tally | None:  # type: ignore[override]
        """As in every mapping, without an exception on the way."""
        found = self.rounds.get(key[0])
        return default if found is None else found.get(key, default)


@dataclass(frozen=True)
class Picture:
    """Every tally that a day's verdicts need. Districts are former districts after 2025-06-30 (DESIGN §7)."""

    plan: Plan
    day: date
    rounds: tuple[Round, ...]
    current: Round | None
    districts: tuple[Unit, ...]
    communes: tuple[Unit, ...]
    district_of: Mapping[str, str]
    tallies: Mapping[TallyKey, Tally]
    unit_tallies: Mapping[TallyKey, Tally]
    sample: bool

    @cached_property
    def communes_by_district(self) -> Mapping[str, tuple[Unit, ...]]:
        """The communes of the current round below each district, in Vietnamese name order."""
        found: dict[str, list[Unit]] = {district.key: [] for district in self.districts}
        for commune in self.communes:
            found.setdefault(self.district_of[commune.key], []).append(commune)
        return {key: tuple(units) for key, units in found.items()}

    def tally(self, scope: str, indicator: str, round_code: str | None = None) -> Tally | None:
        """The tally of a scope (PROVINCE or a district's key) in a round, the current one by default."""
        code = round_code or (self.current.code if self.current else "")
        return self.tallies.get((code, scope, indicator))

    def unit_tally(self, unit_key: str, indicator: str) -> Tally | None:
        """One commune's tally in the current round."""
        return self.unit_tallies.get((self.current.code if self.current else "", unit_key, indicator))

    def unit_observations(self, unit_key: str, indicator: str) -> tuple[Observation, ...]:
        """One commune's tallies, oldest first: those of earlier rounds only in a picture drawn with them."""
        found = ((r, self.unit_tallies.get((r.code, unit_key, indicator))) for r in self.rounds)
        return tuple(Observation(as_of=r.data_to, tally=t) for r, t in found if t is not None)

    def observations(self, scope: str, indicator: str) -> tuple[Observation, ...]:
        """The scope's tallies of all rounds up to and including the current one, oldest first."""
        found = ((r, self.tallies.get((r.code, scope, indicator))) for r in self.rounds)
        return tuple(Observation(as_of=r.data_to, tally=t) for r, t in found if t is not None)


def counted_now(_kind: str, _round: str, count: Callable[[], Tallies]) -> Tallies:
    """Keep nothing: count the tallies."""
    return count()


def draw(
    cursor: Cursor,
    register: Register,
    plan: Plan,
    day: date,
    *,
    sample: bool = False,
    unit_history: bool = False,
    keeping: Keeping = counted_now,
) -> Picture:
    """Read the picture of one plan on one day in one consistent snapshot.

    With `unit_history` each commune's own tallies are read for the earlier rounds too: judging single
    communes needs them (a milestone is judged with the figures of its day), naming them does not. `keeping` may
    have the tallies of a round from before.
    """
    known = all_rounds(cursor, plan.code)
    current = current_round(known, day)
    rounds = needed_rounds(known, plan, current)
    day_of_units = current.data_to if current else day
    communes = register.on(day_of_units, Level.COMMUNE)
    numbers = item_numbers(cursor, plan.code)

    def scopes(round_: Round) -> Tallies:
        found = dict(read_tallies(cursor, rules_for(plan, [round_], numbers), _district_members(register, round_)))
        return found | _province(found)

    def units(round_: Round) -> Tallies:
        members = (Membership(round_.code, c.number, c.key) for c in communes if c.in_force(round_.data_to))
        return read_tallies(cursor, rules_for(plan, [round_], numbers), members)

    unit_rounds = rounds if unit_history else tuple(r for r in rounds if r == current)
    kind = f"units {day_of_units}"
    return Picture(
        plan=plan,
        day=day,
        rounds=rounds,
        current=current,
        districts=register.districts_on(day_of_units),
        communes=communes,
        district_of={c.key: _district_key(register, c, day_of_units) for c in communes},
        tallies=ByRound({r.code: keeping("scopes", r.code, partial(scopes, r)) for r in rounds}),
        unit_tallies=ByRound({r.code: keeping(kind, r.code, partial(units, r)) for r in unit_rounds}),
        sample=sample,
    )


def needed_rounds(known: tuple[Round, ...], plan: Plan, current: Round | None) -> tuple[Round, ...]:
    """The rounds that verdicts look at: the first, each year's end before a target, the last ones."""
    if current is None:
        return ()
    upto = tuple(r for r in known if (r.data_to, r.data_from) <= (current.data_to, current.data_from))
    if len(upto) <= KEPT_ROUNDS:
        return upto
    dues = {target.due for indicator in plan.indicator for target in indicator.target}
    at_dues = {current_round(upto, due) for due in dues}
    kept = {upto[0], *upto[-3:], *at_dues}
    return tuple(r for r in upto if r in kept)


def _district_members(register: Register, round_: Round) -> Iterable[Membership]:
    for commune in register.on(round_.data_to, Level.COMMUNE):
        yield Membership(round_.code, commune.number, _district_key(register, commune, round_.data_to))


def _district_key(register: Register, commune: Unit, day: date) -> str:
    district = register.district_of(commune, day)
    if district is None:
        raise ValueError(f"{commune.key} lies in no district on {day}")
    return district.key


def _province(tallies: Mapping[TallyKey, Tally]) -> dict[TallyKey, Tally]:
    parts: dict[TallyKey, list[Tally]] = {}
    for (round_code, _, indicator), tally in tallies.items():
        parts.setdefault((round_code, PROVINCE, indicator), []).append(tally)
    return {key: _added(found) for key, found in parts.items()}


def _added(parts: list[Tally]) -> Tally:
    """One tally of scopes that share no unit; all are of one indicator, so all have sums or none."""
    has_sums = parts[0].numerator is not None
    return Tally(
        units=sum(part.units for part in parts),
        not_applicable=sum(part.not_applicable for part in parts),
        missing=sum(part.missing for part in parts),
        nothing=sum(part.nothing for part in parts),
        met=sum(part.met for part in parts),
        numerator=sum(part.numerator or 0 for part in parts) if has_sums else None,
        denominator=sum(part.denominator or 0 for part in parts) if has_sums else None,
    )
