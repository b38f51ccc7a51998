"""The sample's workbooks, one after another, in a process of its own: `python -m returns.sample.writer FOLDER`.

Each finished file is named on standard output, so that another process can load it while the next is made.
"""

from datetime import timedelta
from pathlib import Path

from etl.figures import CellEntry
from etl.register import Register
from etl.rounds import Round, round_of_calendar
from etl.template.workbook import write_template
from indicators.model import ItemType, Plan
from returns.sample.schedule import SampleFiling
from returns.sample.values import SampleCommune, sample_figures
from returns.sample.words import sample_texts

SAMPLE_PLAN = "th862"


def sample_rounds(plan: Plan) -> tuple[Round, ...]:
    """The rounds of the plan's calendar, numbered in its order."""
    return tuple(round_of_calendar(plan, entry, number=n) for n, entry in enumerate(plan.calendar, start=1))


def file_name(filing: SampleFiling) -> str:
    """What a sender would call it."""
    return f"{filing.round.code}_{filing.unit.code}_lan-{filing.revision}.xlsx"


def write_sample(folder: Path, filing: SampleFiling, plan: Plan, register: Register) -> Path:
    """One workbook of the sample, filled."""
    path = folder / file_name(filing)
    communes = register.communes_of(filing.unit.key, filing.round.data_to)
    write_template(
        path,
        plan=plan,
        round_=filing.round,
        filing_unit=filing.unit,
        communes=communes,
        issued_on=filing.round.data_to - timedelta(days=20),
        values=values_of(filing, plan, register),
        texts=sample_texts(filing, communes),
        sample=True,
    )
    return path


def values_of(filing: SampleFiling, plan: Plan, register: Register) -> dict[tuple[str, str], CellEntry]:
    """Every figure of one filing; a draft has three counts too low and two answers still open."""
    blank = {i.code for n in plan.in_group(filing.blank_group) for i in n.item} if filing.blank_group else set()
    communes = register.communes_of(filing.unit.key, filing.round.data_to)
    values: dict[tuple[str, str], CellEntry] = {}
    for place, commune in enumerate(communes):
        figures = sample_figures(plan, filing.round, SampleCommune(commune, filing.unit.code))
        left_out = blank if place < 3 else set()
        values.update({(commune.key, code): v for code, v in figures.items() if code not in left_out})
    return _as_draft(values, plan) if filing.draft else values


def _as_draft(values: dict[tuple[str, str], CellEntry], plan: Plan) -> dict[tuple[str, str], CellEntry]:
    answers = {item.code for item in plan.items if item.type is ItemType.YES_NO}
    numerators = {indicator.numerator for indicator in plan.indicator if indicator.numerator}
    keys = sorted(values)
    lowered = [k for k in keys if k[1] in numerators and isinstance(values[k], float) and values[k] != 0][:3]
    opened = [k for k in keys if k[1] in answers][:2]
    draft = {key: value for key, value in values.items() if key not in opened}
    for key in lowered:
        draft[key] = 0.0
    return draft
