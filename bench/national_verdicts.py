"""All verdicts of one day in a country of 10,600 communes, against one bare aggregating scan of the same rows.

`python -m bench.national_verdicts [--store FILE] [--communes N] [--districts N] [--rounds N] [--runs N] [--judgements]`

The store is kept where `--store` says and used again; without it a temporary one is made (about half a minute).
"""

import argparse
import tempfile
import time
from pathlib import Path

from bench.measuring import MEGABYTE, PeakMemory, ended, told, told_limit, turn_about
from bench.national_store import Country, build, plan_with_rounds, register_of
from etl.store import Cursor, Store
from reports.mass.verdicts import MassVerdicts, mass_verdicts

ALLOWED_RATIO, ALLOWED_MB = 2.0, 150

FLOOR = "select unit_number, item_number, count(*), sum(value) from fact group by unit_number, item_number"
COARSE = "select item_number, count(*), sum(value) from fact group by item_number"


def main() -> None:
    """Build the country, measure both turn about, print the ratio and the size of the store."""
    options = _options()
    country = Country(options.communes, options.districts, options.rounds)
    with tempfile.TemporaryDirectory(prefix="bench-country-") as folder:
        store = build(Path(options.store or f"{folder}/danvan.duckdb"), country)
        register, plan = register_of(country), plan_with_rounds(country)

        def verdicts() -> MassVerdicts:
            with store.reading() as cursor:
                return mass_verdicts(cursor, register, plan, country.last_day)

        found, rows = verdicts(), scanned(store, "select count(*), count(*) from fact")
        scanned(store, FLOOR)
        pair = turn_about(lambda: scanned(store, FLOOR), verdicts, runs=options.runs)
        coarse = turn_about(lambda: scanned(store, COARSE), lambda: None, runs=options.runs)
        with PeakMemory() as memory:
            verdicts()
        good = told(
            f"{found.of_units.size:,} commune, {found.of_districts.size:,} district and {len(found.whole)} national"
            f" verdicts on {found.day} from {rows:,} facts of {options.rounds} rounds",
            pair,
            allowed=ALLOWED_RATIO if country == Country() else None,
            floor_is="count and sum of all facts by unit and item, drained into Arrow columns",
            subject_is="mass_verdicts: outcomes of every commune and district in columns, the whole in full",
        )
        print(f"  for comparison: count and sum by item alone {min(coarse.floor_s):.3f} s at best")
        small = told_limit("store", store.path.stat().st_size / MEGABYTE, allowed=ALLOWED_MB, unit="MB")
        print(f"  peak memory {memory.peak_bytes / MEGABYTE:.0f} MB, {len(found.outcomes)} different outcomes")
        if options.judgements:
            _tell_judgements(found)
        store.close()
    ended(good, small)


def scanned(store: Store, query: str) -> int:
    """Run a query to its end; its groups, or the figure it gives."""
    with store.reading() as cursor:
        return drained(cursor, query)


def drained(cursor: Cursor, query: str) -> int:
    """Every row of the answer in memory, as columns."""
    answer = cursor.execute(query).to_arrow_table()
    return answer.num_rows if answer.num_rows > 1 else int(answer.column(0)[0].as_py())


def _tell_judgements(found: MassVerdicts) -> None:
    """What the full judgements of all districts cost on top, one after another."""
    started = time.perf_counter()
    for row in range(len(found.indicators)):
        for column in range(len(found.district_keys)):
            found.of_district(row, column)
    print(f"  {found.of_districts.size:,} full district judgements {time.perf_counter() - started:.3f} s on top")


def _options() -> argparse.Namespace:
    country = Country()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", help="where the store is, or is to be made")
    parser.add_argument("--communes", type=int, default=country.communes)
    parser.add_argument("--districts", type=int, default=country.districts)
    parser.add_argument("--rounds", type=int, default=country.rounds)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--judgements", action="store_true", help="also judge every district in full")
    return parser.parse_args()


if __name__ == "__main__":
    main()
