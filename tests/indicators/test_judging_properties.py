"""What must hold for any figures."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.judgement import Judgement
from indicators.model import Indicator, Kind, Mode, Target
from indicators.status import Status
from indicators.tally import Observation, Tally
from indicators.verdict import Verdict
from tests.indicators.builders import END_2025, END_2030, indicator, judged

DAYS = [date(y, m, 14) for y in range(2022, 2032) for m in (6, 12)]
CERTAIN = {Status.FINAL_MET, Status.MET, Status.MISSED}
PACED = {Status.ON_TRACK, Status.SPEED_UP, Status.SLOW}


@st.composite
def indicators(draw: st.DrawFn) -> Indicator:
    def one(due: date) -> Target:
        mode, op = draw(st.sampled_from(Mode)), draw(st.sampled_from([">=", ">=", "<=", "="]))
        return Target.model_validate({"due": due, "value": draw(st.integers(0, 100)), "mode": mode, "op": op})

    kind = draw(st.sampled_from([Kind.SHARE, Kind.RATIO, Kind.COUNT_MIN, Kind.SURVEY]))
    spans = [(), (END_2025,), (END_2030,), (END_2025, END_2030)]
    dues = () if kind is Kind.SURVEY else draw(st.sampled_from(spans))
    return indicator(*(one(due) for due in dues), kind=kind)


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    met, missing, nothing, not_applicable, unmet = (draw(st.integers(0, 6)) for _ in range(5))
    denominator = draw(st.integers(0, 40)) if met + unmet else 0
    return Tally(
        units=met + missing + nothing + not_applicable + unmet,
        not_applicable=not_applicable,
        missing=missing,
        nothing=nothing,
        met=met,
        numerator=draw(st.integers(0, denominator)),
        denominator=denominator,
    )


@st.composite
def series(draw: st.DrawFn) -> list[Observation]:
    days = sorted(draw(st.sets(st.sampled_from(DAYS), min_size=1, max_size=6)))
    return [Observation(day, draw(tallies())) for day in days]


def said(found: Judgement) -> tuple[object, ...]:
    """All of a judgement but the figures it was made from."""
    return found.status, found.value_pct, found.targets, found.provisional, found.pace_per_year, found.label


@given(indicators(), series(), st.booleans())
@settings(max_examples=300)
def test_every_judgement_is_whole(of: Indicator, observations: list[Observation], single_unit: bool) -> None:
    found = judged(of, *observations, single_unit=single_unit)
    assert len(found.targets) == len(of.target)
    assert found.why
    for t in found.targets:
        if t.lower_pct is not None and t.upper_pct is not None:
            assert t.lower_pct <= t.upper_pct
        if t.verdict is Verdict.MET and t.judged_on:
            assert t.short_by == 0
        if t.due > observations[-1].as_of and t.mode not in (Mode.EACH_YEAR, Mode.EACH_PERIOD):
            assert t.verdict in (Verdict.PENDING, Verdict.MET, Verdict.NOT_BINDING)


@given(indicators(), series(), st.lists(st.integers(0, 9), min_size=6, max_size=6))
@settings(max_examples=300)
def test_units_the_indicator_does_not_apply_to_never_change_a_status(
    of: Indicator, observations: list[Observation], extra: list[int]
) -> None:
    padded = [
        Observation(o.as_of, o.tally + Tally(more, more, 0, 0, 0)) for o, more in zip(observations, extra, strict=False)
    ]
    assert said(judged(of, *padded)) == said(judged(of, *observations))


@given(indicators(), series(), tallies(), tallies())
def test_the_figures_of_other_scopes_never_change_a_status(
    of: Indicator, observations: list[Observation], one: Tally, other: Tally
) -> None:
    before = said(judged(of, *observations))
    judged(of, *[Observation(o.as_of, o.tally + one + other) for o in observations])
    assert said(judged(of, *observations)) == before


@given(indicators(), series())
@settings(max_examples=300)
def test_a_certain_status_holds_whatever_the_missing_of_today_turn_out_to_be(
    of: Indicator, observations: list[Observation]
) -> None:
    *earlier, current = observations
    if of.kind is Kind.RATIO or current.tally.reported == 0:
        return
    found = judged(of, *observations)
    if found.status not in CERTAIN and not (found.status in PACED and not found.provisional):
        return
    t = current.tally
    finals = set()
    for met in range(t.missing + 1):
        complete = Tally(t.units, t.not_applicable, 0, t.nothing, t.met + met)
        finals.add(judged(of, *earlier, Observation(current.as_of, complete)).status)
    if found.status is Status.FINAL_MET:
        assert finals == {Status.FINAL_MET}
    elif found.status is Status.MET:
        assert finals <= {Status.MET, Status.FINAL_MET}
    elif found.status is Status.MISSED:
        assert finals <= {Status.MISSED, Status.MET, Status.FINAL_MET}
    else:
        assert finals == {found.status}


@given(indicators(), series())
def test_later_rounds_never_rewrite_a_milestone(of: Indicator, observations: list[Observation]) -> None:
    for upto in range(1, len(observations)):
        day = observations[upto].as_of
        then = judged(of, *observations[:upto], day=observations[upto - 1].as_of)
        now = judged(of, *observations[: upto + 1], day=day)
        for was, is_ in zip(then.targets, now.targets, strict=True):
            if was.judged_on == was.due:
                assert is_.verdict is was.verdict
                assert (is_.required, is_.short_by, is_.lower_pct) == (was.required, was.short_by, was.lower_pct)
