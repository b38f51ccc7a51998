"""A filed version into its receipt: what was filed, for whom, when, as which revision, under which hash."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from accounts import audit
from accounts.model import Actor
from accounts.permissions import Action, require_of
from etl.register import Unit, default_register
from etl.rounds import Round
from etl.store import Cursor, Store
from etl.store.schema import meta
from etl.template.layout import sheet_frames
from indicators.catalogue import plan as plan_of
from indicators.model import Item, Plan
from returns.completeness import TIMELINESS_NAMES, VIETNAM, completeness, day_in_vietnam
from returns.events import ReceiptTaken
from returns.figure_texts import shown
from returns.rounds import round_of
from returns.stored import ReturnHead, cells_of, head_of, heads_of
from returns.words import ReturnText, texts_of


@dataclass(frozen=True, slots=True)
class GroupCount:
    """How many figures one group of the form holds, of how many cells."""

    name: str
    filled: int
    cells: int


@dataclass(frozen=True, slots=True)
class CommuneCount:
    """How many figures one commune has, of how many items."""

    unit: Unit
    filled: int
    items: int


@dataclass(frozen=True, slots=True)
class FiledFigure:
    """One figure as it was filed, in words for reading."""

    unit: Unit
    item: Item
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Everything a receipt says. Times are UTC; `filed_at_local` and `first_filed_on` are of Vietnam."""

    head: ReturnHead
    plan: Plan
    round: Round
    unit: Unit
    first_filed_on: date
    due: date | None
    timeliness_name: str
    warnings: int
    groups: tuple[GroupCount, ...]
    communes: tuple[CommuneCount, ...]
    figures: tuple[FiledFigure, ...]
    texts: tuple[ReturnText, ...]
    evidence: int
    sample: bool

    @property
    def filed_at_local(self) -> datetime:
        """When it was filed, as the clock shows in Vietnam."""
        return self.head.submitted_at + VIETNAM

    @property
    def number_words(self) -> str:
        """The number under which the return is found again: "BN-000012/th862-2025"."""
        return f"BN-{self.head.number:06d}/{self.round.code}"


def receipt(store: Store, number: int, *, by: Actor) -> Receipt:
    """The receipt of one version, of an older one too; that somebody took it is kept.

    Raises Forbidden, UnknownReturn.
    """
    with store.reading() as cursor:
        head = head_of(cursor, number)
        require_of(by, Action.SEE_RETURNS, head.unit_key, default_register())
        made = _receipt(cursor, head)
    event = ReceiptTaken(
        by=by, unit_key=head.unit_key, round=head.round_code, return_number=number, file_sha256=head.sha256
    )
    store.transact(lambda cursor: audit.write(cursor, event))
    return made


def _receipt(cursor: Cursor, head: ReturnHead) -> Receipt:
    register = default_register()
    round_ = round_of(cursor, head.round_code)
    plan = plan_of(round_.plan)
    communes = register.communes_of(head.unit_key, round_.data_to)
    figures = _figures(cursor, head, plan, communes)
    first = min(one.submitted_at for one in heads_of(cursor, head.round_code, head.unit_key))
    first_on = day_in_vietnam(first)
    filing = next(
        (u for u in completeness(cursor, register, round_, first_on).units if u.unit.key == head.unit_key), None
    )
    by_unit = Counter(figure.unit.key for figure in figures)
    by_item = Counter(figure.item.code for figure in figures)
    return Receipt(
        head=head,
        plan=plan,
        round=round_,
        unit=register.get(head.unit_key),
        first_filed_on=first_on,
        due=filing.due if filing else None,
        timeliness_name=TIMELINESS_NAMES[filing.timeliness] if filing else "Xã tự nộp",
        warnings=_count(cursor, "return_issue where severity = 'warning' and return_number = ?", [head.number]),
        groups=tuple(
            GroupCount(
                name=frame.name,
                filled=sum(by_item[item.code] for _, item, _ in frame.columns),
                cells=len(frame.columns) * len(communes),
            )
            for frame in sheet_frames(plan)
        ),
        communes=tuple(CommuneCount(unit, by_unit[unit.key], len(plan.items)) for unit in communes),
        figures=figures,
        texts=texts_of(cursor, head.number),
        evidence=_count(
            cursor,
            "evidence where removed_at is null and round = ? and list_contains(?, unit_key)",
            [round_.code, [unit.key for unit in communes]],
        ),
        sample=meta(cursor, "sample") == "true",
    )


def _figures(cursor: Cursor, head: ReturnHead, plan: Plan, communes: tuple[Unit, ...]) -> tuple[FiledFigure, ...]:
    """The figures in the order of the form: commune by commune, item by item."""
    cells = cells_of(cursor, head.number)
    return tuple(
        FiledFigure(unit, item, shown(item, cells[unit.key, item.code].figure))
        for unit in communes
        for item in plan.items
        if (unit.key, item.code) in cells
    )


def _count(cursor: Cursor, source: str, values: list[object]) -> int:
    return int(cursor.execute(f"select count(*) from {source}", values).fetchall()[0][0])
