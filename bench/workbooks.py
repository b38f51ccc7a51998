"""Sample filings into workbooks that differ in content, for benchmarks that load many: `workbooks(folder, ...)`."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from etl.register import Register, Unit
from etl.rounds import Round
from etl.template.workbook import write_template
from indicators.catalogue import plan as plan_of
from returns.sample.schedule import schedule
from returns.sample.writer import SAMPLE_PLAN, sample_rounds, values_of


def rounds() -> tuple[Round, ...]:
    """The rounds of the sample plan."""
    return sample_rounds(plan_of(SAMPLE_PLAN))


def workbooks(folder: Path, register: Register, *, units: int, variants: int) -> Iterator[tuple[Unit, int, Path]]:
    """For the last round: `variants` workbooks of each of the first `units` filing units, smallest first."""
    plan, round_ = plan_of(SAMPLE_PLAN), rounds()[-1]
    filings = [f for f in schedule(rounds(), register) if f.round.code == round_.code and f.revision == 1]
    by_size = sorted(filings, key=lambda f: (len(register.communes_of(f.unit.key, round_.data_to)), f.unit.code))
    for filing in by_size[:units]:
        communes = register.communes_of(filing.unit.key, round_.data_to)
        figures = values_of(filing, plan, register)
        wholes = {n.denominator for n in plan.indicator if n.denominator}
        cell, whole = next((k, v) for k, v in sorted(figures.items()) if k[1] in wholes and isinstance(v, float))
        for variant in range(variants):
            path = folder / f"{filing.unit.code}_{variant:04}.xlsx"
            values = {**figures, cell: whole + variant}
            write_template(
                path,
                plan=plan,
                round_=round_,
                filing_unit=filing.unit,
                communes=communes,
                issued_on=round_.data_to - timedelta(days=20),
                values=values,
            )
            yield filing.unit, variant, path
