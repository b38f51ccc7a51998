"""One golden run end to end: template → workbook → check → load → tallies → verdicts, over all sample rounds."""

from collections import Counter
from datetime import date

from etl.store import Store
from reports.picture import PROVINCE
from reports.source import judge_of
from reports.standing import standings
from tests.golden.make import GOLDEN, golden_text


def test_the_verdicts_of_the_sample_rounds(sample_rounds_store: Store) -> None:
    told = golden_text(sample_rounds_store).splitlines()
    kept = GOLDEN.read_text(encoding="utf-8").splitlines()
    changed = [(was, now) for was, now in zip(kept, told, strict=False) if was != now]
    assert (len(told), changed[:5]) == (len(kept), [])


def test_districts_add_up_to_the_province_on_every_day(sample_rounds_store: Store) -> None:
    for day in (date(2024, 12, 31), date(2025, 6, 30), date(2026, 6, 30)):
        picture = judge_of(sample_rounds_store, "th862", day).picture
        for indicator in picture.plan.indicator:
            parts = [picture.tally(d.key, indicator.code) for d in picture.districts]
            assert sum(t.met for t in parts) == picture.tally(PROVINCE, indicator.code).met
            assert sum(t.units for t in parts) == picture.tally(PROVINCE, indicator.code).units == len(picture.communes)


def test_communes_add_up_to_their_district(sample_rounds_store: Store) -> None:
    judge = judge_of(sample_rounds_store, "th862", date(2025, 12, 31), unit_history=True)
    rows = standings(judge, by="commune")
    met = Counter((judge.picture.district_of[r.scope_key], r.indicator.code) for r in rows if r.tally.met)
    for row in standings(judge, by="district"):
        assert met[row.scope_key, row.indicator.code] == row.tally.met


def test_a_missing_return_leaves_its_communes_in_the_denominator(sample_rounds_store: Store) -> None:
    judge = judge_of(sample_rounds_store, "th862", date(2023, 12, 31))
    quan_son = next(d for d in judge.picture.districts if d.code == "387")
    row = next(r for r in standings(judge, by="district", within=quan_son.key) if r.indicator.code == "TH-1.2a")
    assert row.tally.reported == 0 and row.tally.total == len(judge.picture.communes_by_district[quan_son.key]) > 0
    assert row.judgement.status.value == "no_return" and row.judgement.value_pct is None


def test_the_friendly_government_model_stays_near_what_was_published(sample_rounds_store: Store) -> None:
    with sample_rounds_store.reading() as cursor:
        rows = cursor.execute(
            """
            select item.code, cast(sum(fact.value) as integer)
            from fact
            join effective_return on effective_return.number = fact.return_number
            join item on item.number = fact.item_number
            where effective_return.round = 'th862-2024' and item.code in ('TH-3.4', 'TH-3.4.running') and fact.state < 3
            group by item.code
            """
        ).fetchall()
    counts = dict(rows)
    assert 400 < counts["TH-3.4.running"] < 470
    assert counts["TH-3.4"] < counts["TH-3.4.running"] / 1.5


def test_the_sample_says_that_it_is_one(sample_rounds_store: Store) -> None:
    with sample_rounds_store.reading() as cursor:
        assert cursor.execute("select value from meta where key = 'sample'").fetchall() == [("true",)]
    assert judge_of(sample_rounds_store, "th862", date(2025, 12, 31)).picture.sample is True


def test_the_sample_has_late_missing_and_corrected_returns(sample_rounds_store: Store) -> None:
    with sample_rounds_store.reading() as cursor:
        corrected = cursor.execute("select count(*) from return_ where revision = 2").fetchall()[0][0]
        filed = cursor.execute("select round, count(distinct unit_key) from return_ group by round").fetchall()
        late = cursor.execute(
            "select count(*) from return_ join round on round.code = return_.round"
            " where revision = 1 and submitted_at > due + 1"
        ).fetchall()[0][0]
    assert corrected == 5
    assert dict(filed)["th862-2023"] == 26 and dict(filed)["th862-2025-6t"] == 24 and dict(filed)["th862-2026-6t"] == 26
    assert late >= 5
