"""A workbook into its plan, its round and its filing unit, by its hidden sheet or by its words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from etl.checking_model import IntakeContext
from etl.issues import Issue, issue, near_words
from etl.matching.grid import Grid
from etl.matching.titles import Titles, named_rounds, named_units, other_round, other_unit
from etl.matching.units import Evidence, unit_by_keys, unit_by_names
from etl.matching.words import Vocabulary
from etl.reading import RawBook
from etl.register import Unit
from etl.rounds import Round
from etl.template.layout import META_SHEET, README_SHEET, TEMPLATE_VERSION, checksum
from indicators.model import Plan

OFFERED = 4


@dataclass(slots=True)
class Identity:
    """What a workbook is; None where that is not known for certain, and the issues that say so."""

    meta: dict[str, str] = field(default_factory=dict)
    plan: Plan | None = None
    round: Round | None = None
    filing: Unit | None = None
    words: Vocabulary | None = None
    issues: list[Issue] = field(default_factory=list)


def identify(book: RawBook, grids: Sequence[Grid], context: IntakeContext) -> Identity:
    """Read the hidden sheet; where it is lost, what the titles, keys and names say for certain."""
    identity = Identity(meta=meta_of(book))
    readme = book.sheet(README_SHEET)
    titles = Titles.of([*([Grid(readme)] if readme else []), *grids])
    version = identity.meta.get("template_version")
    if version is not None and version != str(TEMPLATE_VERSION):
        identity.issues.append(issue("template_version_wrong", value=version, expected=str(TEMPLATE_VERSION)))
    find_plan(identity, grids, context)
    if identity.plan is not None:
        find_round(identity, titles, context)
    if identity.round is not None:
        find_unit(identity, titles, grids, context)
    compare_checksum(identity, context)
    return identity


def meta_of(book: RawBook) -> dict[str, str]:
    """The keys and values of the hidden sheet, {} when it is lost."""
    sheet = book.sheet(META_SHEET)
    if sheet is None:
        return {}
    grid = Grid(sheet)
    return {key: grid.shown(row, 2) for row in grid.rows if (key := grid.text(row, 1))}


def find_plan(identity: Identity, grids: Sequence[Grid], context: IntakeContext) -> None:
    """The plan the workbook names, else that of the chosen round, else the one its headers are of."""
    code = identity.meta.get("plan")
    known = {plan.code: plan for plan in context.plans}
    if code is not None:
        identity.plan = known.get(code)
        if identity.plan is None:
            near = [known[c].short_name for c in get_close_matches(code, known, cutoff=0.4)]
            near = near or [plan.short_name for plan in context.plans][:OFFERED]
            identity.issues.append(issue("plan_unknown", value=code, near=near_words(near)))
    elif context.chosen_round is not None:
        identity.plan = known.get(context.chosen_round.plan)
    else:
        identity.plan = plan_by_content(grids, context.plans)
        if identity.plan is None:
            identity.issues.append(issue("no_table"))
    if identity.plan is not None:
        identity.words = Vocabulary(identity.plan)


def plan_by_content(grids: Sequence[Grid], plans: Sequence[Plan]) -> Plan | None:
    """The one plan whose item codes or headers stand in the workbook more often than any other's."""
    if len(plans) == 1:
        return plans[0]
    texts = {grid.text(row, column) for grid in grids for row, cells in grid.rows.items() for column in cells}
    scores = {}
    for plan in plans:
        words = Vocabulary(plan)
        headers = {item.header for item in plan.items} | {i.short_name for i in plan.indicator}
        scores[plan.code] = sum(text in words.items or text in headers for text in texts)
    best = max(scores.values(), default=0)
    top = [plan for plan in plans if best and scores[plan.code] == best]
    return top[0] if len(top) == 1 else None


def find_round(identity: Identity, titles: Titles, context: IntakeContext) -> None:
    """The round the workbook names; a title or a choice on screen that says another contradicts it."""
    assert identity.plan is not None
    rounds = [r for r in context.rounds if r.plan == identity.plan.code]
    code, chosen = identity.meta.get("round"), context.chosen_round
    said = named_rounds(titles, rounds)
    if code is not None:
        identity.round = next((r for r in rounds if r.code == code), None)
        if identity.round is None:
            near = close_rounds(code, rounds)
            identity.issues.append(issue("round_unknown", value=code, near=near_words(near)))
            return
        if chosen is not None and chosen.code != code:
            identity.issues.append(round_wrong(identity.round, chosen, "kỳ đang nộp"))
        other = other_round(titles, rounds, identity.round)
        if other is not None:
            identity.issues.append(round_wrong(identity.round, other, "dòng tiêu đề ghi"))
    elif chosen is not None:
        identity.round = chosen
        if len(said) == 1 and said[0].code != chosen.code:
            identity.issues.append(round_wrong(said[0], chosen, "kỳ đang nộp"))
    elif len(said) == 1:
        identity.round = said[0]
        identity.issues.append(issue("round_from_title", value=said[0].name))
    else:
        near = [r.name for r in (said or rounds[-OFFERED:])]
        example = near[-1] if near else "Năm 2025"
        identity.issues.append(issue("round_missing", near=near_words(near), example=example))


def close_rounds(code: str, rounds: Sequence[Round]) -> list[str]:
    """Rounds with a code or name like an unknown one, else the last few."""
    by_code = {r.code: r.name for r in rounds} | {r.name: r.name for r in rounds}
    found = [by_code[c] for c in get_close_matches(code, by_code, n=OFFERED, cutoff=0.5)]
    return list(dict.fromkeys(found)) or [r.name for r in rounds[-OFFERED:]]


def round_wrong(found: Round, expected: Round, against: str) -> Issue:
    """Two places that name two rounds."""
    return issue("round_wrong", value=found.name, expected=expected.name, against=against)


def find_unit(identity: Identity, titles: Titles, grids: Sequence[Grid], context: IntakeContext) -> None:
    """The filing unit the workbook names, else what title, keys or names say for certain."""
    assert identity.round is not None
    filing = context.register.filing_units(identity.round.tier, identity.round.data_to)
    key, chosen = identity.meta.get("unit"), context.chosen_unit
    if key is not None:
        identity.filing = next((unit for unit in filing if unit.key == key), None)
        if identity.filing is None:
            identity.issues.append(unknown_unit(key, identity.round, filing, context))
            return
        other = other_unit(titles, filing, identity.filing)
        if other is not None:
            against = f"dòng tiêu đề ghi “{other.full_name}”"
            identity.issues.append(issue("unit_wrong", value=identity.filing.full_name, against=against))
    else:
        evidence = unit_by_words(identity.round, titles, grids, filing, context)
        identity.filing = chosen or evidence.unit
        if identity.filing is None:
            identity.issues.append(missing_unit(evidence, filing))
        elif chosen is None:
            found = identity.filing.full_name
            identity.issues.append(issue("unit_from_content", value=found, by=evidence.by))
    if chosen is not None and identity.filing is not None and key is not None and identity.filing.key != chosen.key:
        against = f"đơn vị đang nộp là “{chosen.full_name}”"
        identity.issues.append(issue("unit_wrong", value=identity.filing.full_name, against=against))


def unit_by_words(
    round_: Round, titles: Titles, grids: Sequence[Grid], filing: Sequence[Unit], context: IntakeContext
) -> Evidence:
    """The unit the title names, else the one whose keys or names fill the rows."""
    named = named_units(titles, filing) or named_units(titles, filing, only_labelled=False)
    if len(named) == 1:
        return Evidence(unit=named[0], by="dòng tiêu đề")
    keyed = unit_by_keys(grids, round_, context.register)
    if keyed.unit is not None or keyed.candidates:
        return keyed
    return unit_by_names(grids, round_, context.register)


def missing_unit(evidence: Evidence, filing: Sequence[Unit]) -> Issue:
    """No certain unit: several in one book, or none that can be told."""
    names = [unit.full_name for unit in evidence.candidates]
    if evidence.several:
        return issue("several_units", names=", ".join(names))
    example = names[0] if names else (filing[0].full_name if filing else "Huyện …")
    return issue("unit_missing", near=near_words(names[:OFFERED]), example=example)


def unknown_unit(key: str, round_: Round, filing: Sequence[Unit], context: IntakeContext) -> Issue:
    """A unit key that is not a filing unit of the round: another time's, another tier's, or nobody's."""
    versions = context.register.versions(key.partition("@")[0])
    known = next((unit for unit in versions if unit.key == key), None)
    if known is not None:
        against = f"đơn vị này không nộp báo cáo trong kỳ “{round_.name}”"
        return issue("unit_wrong", unit=known.key, value=known.full_name, against=against)
    by_key = {unit.key: unit.full_name for unit in (*filing, *versions)}
    near = [by_key[k] for k in get_close_matches(key, by_key, n=OFFERED, cutoff=0.6)]
    return issue("unit_unknown", value=key, near=near_words(near))


def compare_checksum(identity: Identity, context: IntakeContext) -> None:
    """Whether the hidden sheet still is that of the workbook handed out for this unit and round."""
    plan, round_, filing = identity.plan, identity.round, identity.filing
    if plan is None or round_ is None or filing is None or "round" not in identity.meta:
        return
    communes = context.register.communes_of(filing.key, round_.data_to)
    keys = [unit.key for unit in communes]
    issued_on = identity.meta.get("issued_on", "")
    if identity.meta.get("checksum") != checksum(plan, round_.code, filing.key, issued_on, keys):
        identity.issues.append(issue("checksum_mismatch", unit_name=filing.full_name, round=round_.name))
