"""A workbook into its plan, its round and its filing unit, by its hidden sheet or by its words."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from etl.checking_model import IntakeContext
from etl.issues import Issue, issue
from etl.matching_grid import Grid
from etl.matching_words import Vocabulary
from etl.reading import RawBook
from etl.register import Unit
from etl.rounds import Round
from etl.template_layout import META_SHEET
from indicators.model import Plan


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
    meta = identity.meta
    identity.plan = next((p for p in context.plans if p.code == meta.get("plan")), None)
    identity.round = next((r for r in context.rounds if r.code == meta.get("round")), None)
    if identity.round:
        units = context.register.filing_units(identity.round.tier, identity.round.data_to)
        identity.filing = next((u for u in units if u.key == meta.get("unit")), None)
    if identity.plan:
        identity.words = Vocabulary(identity.plan)
    if not (identity.plan and identity.round and identity.filing):
        identity.issues.append(issue("unit_missing", example=""))
    return identity


def meta_of(book: RawBook) -> dict[str, str]:
    """The keys and values of the hidden sheet, {} when it is lost."""
    sheet = book.sheet(META_SHEET)
    if sheet is None:
        return {}
    grid = Grid(sheet)
    return {key: grid.shown(row, 2) for row in grid.rows if (key := grid.text(row, 1))}
