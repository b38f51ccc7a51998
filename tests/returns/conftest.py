"""Who acts on returns in these tests, and workbooks of two small filing units."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import pytest

from accounts.model import CONSOLE, Account, Actor, Role
from etl.figures import CellEntry
from etl.register import Unit, default_register
from etl.rounds import Round
from etl.store import Store
from etl.template.workbook import write_template
from etl.told import ReturnText
from indicators.catalogue import plan as plan_of
from indicators.model import ItemType
from returns.filing import FilingAnswer, file_upload
from returns.rounds import round_of

ROUND = "th862-2026-6t"
BIM_SON = "381@0"
MUONG_LAT = "384@0"
IN_TIME = datetime(2026, 7, 1, 3, 0)
LATE_DAY = datetime(2026, 7, 20, 3, 0)

OFFICER = Actor(Account("tinh", "Chuyên viên Ban", Role.OFFICER, "38@0"))
LEADER = Actor(Account("lanhdao", "Lãnh đạo Ban", Role.LEADER, "38@0"))
VIEWER = Actor(Account("xem", "Người xem", Role.VIEWER, "38@0"))
FILER = Actor(Account("bimson", "Cán bộ Bỉm Sơn", Role.FILER, BIM_SON))
OTHER_FILER = Actor(Account("muonglat", "Cán bộ Mường Lát", Role.FILER, MUONG_LAT))
STRANGER = Actor(None)

Values = Mapping[tuple[str, str], CellEntry]


@dataclass(frozen=True)
class Filing:
    """A unit of the round with its communes, and one plain figure for every cell."""

    store: Store
    round: Round
    unit: Unit
    communes: tuple[Unit, ...]

    def values(self, changed: Mapping[str, CellEntry] | None = None) -> dict[tuple[str, str], CellEntry]:
        """Có for every yes/no item of every commune; `changed` holds the first commune's other items by code."""
        yes_no = [i.code for i in plan_of(self.round.plan).items if i.type is ItemType.YES_NO]
        found: dict[tuple[str, str], CellEntry] = {(c.key, i): "Có" for c in self.communes for i in yes_no}
        return found | {(self.communes[0].key, code): value for code, value in (changed or {}).items()}

    def workbook(self, values: Values, texts: Sequence[ReturnText] = ()) -> bytes:
        """The template of the unit with these values and words typed in."""
        out = BytesIO()
        write_template(
            out,
            plan=plan_of(self.round.plan),
            round_=self.round,
            filing_unit=self.unit,
            communes=self.communes,
            issued_on=self.round.data_to,
            values=values,
            texts=texts,
        )
        return out.getvalue()

    def file(self, values: Values, *, by: Actor = CONSOLE, now: datetime = IN_TIME) -> FilingAnswer:
        """File such a workbook."""
        return file_upload(self.store, self.workbook(values), "bao-cao.xlsx", by=by, now=now)


@pytest.fixture
def filing(seeded_store: Store) -> Callable[..., Filing]:
    """A unit of a round, ready to file."""

    def made(unit_key: str = BIM_SON, round_code: str = ROUND) -> Filing:
        register = default_register()
        with seeded_store.reading() as cursor:
            round_ = round_of(cursor, round_code)
        return Filing(seeded_store, round_, register.get(unit_key), register.communes_of(unit_key, round_.data_to))

    return made


@pytest.fixture
def bim_son(filing: Callable[..., Filing]) -> Filing:
    """The smallest former district: few communes."""
    return filing()
