"""Scopes that a judgement cannot tell apart into one class each: a country is judged by a few hundred cases.

How a status follows from its figures is said in `indicators` alone. Here stands only what judging looks at: which
comparisons between figures, aims and the path to the live aim can come out differently. Scopes for which every one
of them comes out the same have the same status and the same verdict per target; a test holds that.
"""

from dataclasses import dataclass
from datetime import date
from math import isqrt

import numpy as np

from indicators.aims import Aim, Measure, Rule, rule_of
from indicators.live import PACED
from indicators.milestones import Series, milestones_of
from indicators.model import Indicator
from indicators.tally import Observation, Tally
from reports.mass.bounds import MISSED, NO_VERDICT, PACES, VERDICTS, Bounds, Flags, Ints, Path, ahead, ratio_bounds
from reports.mass.figures import Tallies

ROOM = 1 << 62


@dataclass(frozen=True, slots=True)
class Classes:
    """`examples[c]` is a scope of class c, `of_scope[s]` the class of scope s."""

    examples: Ints
    of_scope: Ints


def classes(indicator: Indicator, tallies: Tallies, *, day: date, single_unit: bool) -> Classes:
    """The classes of these scopes under the indicator's rule on a day. What is not whole is a class by itself."""
    rule = rule_of(indicator)
    present = tallies.counts[0] > 0
    able = _able(rule, tallies, day)
    examples, of_scope, known = [np.flatnonzero(~able)], np.zeros(len(able), np.int64), int((~able).sum())
    of_scope[~able] = np.arange(known)
    masks = np.where(able, (present * (1 << np.arange(len(present)))[:, None]).sum(axis=0), -1)
    for mask in np.unique(masks[able]).tolist():
        scopes = np.flatnonzero(masks == mask)
        rounds = [place for place in range(len(present)) if mask >> place & 1]
        signs = np.zeros(len(scopes), np.int64)
        if rounds:
            signs = _Sight(rule, tallies.of(rounds, scopes), day, single_unit).signs()
        _, first, place = np.unique(signs, return_index=True, return_inverse=True)
        examples.append(scopes[first])
        of_scope[scopes] = place + known
        known += len(first)
    return Classes(np.concatenate(examples), of_scope)


def _able(rule: Rule, tallies: Tallies, day: date) -> Flags:
    """Scopes whose figures are whole and small enough for the products below."""
    if tallies.sums is None:
        return np.ones(tallies.counts.shape[2], np.bool_)
    ends = [day, *tallies.days, *(aim.due for aim in rule.aims)]
    widest = max((aim.whole for aim in rule.aims), default=1) * ((max(ends) - min(ends)).days + 1)
    limit = isqrt(ROOM // (20_000 * widest))
    whole = (tallies.sums == np.floor(tallies.sums)) & (np.abs(tallies.sums) <= limit)
    return np.asarray(whole.all(axis=(0, 1)))


@dataclass(frozen=True, slots=True)
class _Mark:
    """A binding aim and the round whose figures it is judged by, None where there are none; ahead: the current."""

    aim: Aim
    judged: bool
    place: int | None


class _Sight:
    """What judging sees of scopes that all have an observation in every one of these rounds."""

    def __init__(self, rule: Rule, tallies: Tallies, day: date, single_unit: bool) -> None:
        self._rule, self._day, self._days = rule, day, tallies.days
        self._aims = rule.binding(single_unit=single_unit)
        self._yes_or_no = single_unit and rule.measure is Measure.SHARE
        units, not_applicable, missing, nothing, met = tallies.counts.astype(np.int64)
        self._total = units - not_applicable
        self._reported = self._total - missing
        if rule.measure is Measure.RATIO and tallies.sums is not None:
            self._part, self._whole = tallies.sums.astype(np.int64)
            self._valued = self._whole != 0
            self._bounds = ratio_bounds(self._part, self._whole, self._valued, missing == 0)
        else:
            self._part, self._whole = met, self._total - nothing
            asked = rule.measure is Measure.SHARE
            self._valued = (self._whole != 0) & (self._reported != 0) & asked
            known = (self._whole != 0) & asked
            self._bounds = Bounds(met, met + missing, self._whole, np.zeros_like(known), known)

    def signs(self) -> Ints:
        """Equal for two scopes only where every comparison comes out the same."""
        now, sign = self._bounds.at(-1), _Sign(self._total.shape[1])
        sign.add(self._total[-1] == 0)
        sign.add(self._reported[-1] == 0)
        sign.add(self._valued[-1])
        sign.add(now.known)
        for aim in self._aims:
            sign.add(now.verdict(aim), VERDICTS)
        marks = self._marks()
        for mark in marks:
            if mark.judged and mark.place is not None:
                sign.add(self._bounds.at(mark.place).verdict(mark.aim), VERDICTS)
        last, before = self._previous()
        sign.add(last + 1, len(self._days))
        for aim in self._aims:
            sign.add(np.where(last >= 0, before.verdict(aim), NO_VERDICT), VERDICTS)
        live = next((mark for mark in marks if mark.aim.due > self._day), None)
        if live is not None and live.aim.mode in PACED and not self._yes_or_no:
            past = [mark for mark in marks if mark.aim.due <= self._day]
            self._add_pace(sign, live.aim, self._path(live.aim, past[-1] if past else None), last, before)
        return sign.value

    def _marks(self) -> list[_Mark]:
        """Which round each aim is judged by: that hangs on the days alone, so it is asked with empty figures."""
        seen = [Observation(day, Tally(1, 0, 1, 0, 0)) for day in self._days]
        series = Series(self._rule.measure, seen, self._days)
        found = milestones_of(self._aims, series, day=self._day, current=seen[-1], bounds=None)
        places = {id(observation): place for place, observation in enumerate(seen)}
        return [_Mark(m.aim, m.judged_on is not None, places.get(id(m.observation))) for m in found]

    def _previous(self) -> tuple[Ints, Bounds]:
        """The last round before the current one in which anything was reported, -1 without any; its bounds."""
        last = np.full(self._total.shape[1], -1, np.int64)
        for place in range(len(self._days) - 1):
            last[(self._reported[place] != 0) & self._bounds.known[place]] = place
        return last, self._bounds.at((last, np.arange(len(last))))

    def _path(self, aim: Aim, before: _Mark | None) -> Path:
        """From the aim before, from the value it was missed with where it asked as much already, or the first value."""
        if before is None:
            return self._first_path()
        path = self._fixed(before.aim.part, before.aim.whole, before.aim.due)
        if before.place is None or ahead(path.rise(aim), aim).any():
            return path
        place = before.place
        missed = self._bounds.at(place).verdict(before.aim) == MISSED
        return Path(
            np.where(missed, 100 * self._part[place], path.part),
            np.where(missed, self._whole[place], path.whole),
            path.on,
            ~missed | self._valued[place],
        )

    def _first_path(self) -> Path:
        start = self._rule.baseline
        if start is not None:
            path = self._fixed(start.part, start.whole, start.on)
            return Path(path.part, path.whole, path.on, path.on < self._days[-1].toordinal())
        path = self._fixed(0, 1, self._days[-1])
        part, whole, on, known = path.part, path.whole, path.on, np.zeros_like(self._valued[-1])
        for place in reversed(range(len(self._days) - 1)):
            valued = self._valued[place]
            part = np.where(valued, 100 * self._part[place], part)
            whole = np.where(valued, self._whole[place], whole)
            on = np.where(valued, self._days[place].toordinal(), on)
            known = known | valued
        return Path(part, whole, on, known & (on < self._days[-1].toordinal()))

    def _fixed(self, part: int, whole: int, on: date) -> Path:
        size = self._total.shape[1]
        return Path(np.full(size, part), np.full(size, whole), np.full(size, on.toordinal()), np.ones(size, np.bool_))

    def _add_pace(self, sign: "_Sign", aim: Aim, path: Path, last: Ints, before: Bounds) -> None:
        now, on = self._bounds.at(-1), self._days[-1].toordinal()
        rise = path.rise(aim)
        worst, best = np.where(rise > 0, now.low, now.high), np.where(rise > 0, now.high, now.low)
        part, whole = (self._part[-1], self._whole[-1]) if self._rule.measure is Measure.RATIO else (worst, now.whole)
        fell = np.where(
            rise > 0, now.high * before.whole < before.low * now.whole, now.low * before.whole > before.high * now.whole
        )
        sign.add(path.known)
        sign.add(np.where(path.known, np.sign(rise) + 1, 0), 3)
        sign.add(np.where(path.known, path.pace(aim, part, whole, on), 0), PACES)
        sign.add(np.where(path.known, path.pace(aim, best, now.whole, on), 0), PACES)
        sign.add(fell & (last >= 0))


class _Sign:
    """Small numbers per scope, packed into one."""

    def __init__(self, size: int) -> None:
        self.value: Ints = np.zeros(size, np.int64)
        self._used = 1

    def add(self, part: Ints | Flags, base: int = 2) -> None:
        """Add a number below `base`."""
        if self._used * base > ROOM:
            known, self.value = np.unique(self.value, return_inverse=True)
            self._used = len(known)
        self.value = self.value * base + part
        self._used *= base
