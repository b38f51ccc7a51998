"""The blank workbook: for whom it is made, what stands in it, and who gets none."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from accounts.permissions import Forbidden
from etl.register import UnknownUnit
from indicators.model import Tier
from returns.blank import blank_workbook
from returns.faults import FilingRefused
from returns.filing import file_upload
from returns.rounds import Way
from returns.rounds.changes import edit_round
from tests.returns.conftest import BIM_SON, FILER, LEADER, OFFICER, OTHER_FILER, ROUND, Filing

TODAY = date(2026, 7, 1)


def test_a_workbook_with_what_counts_already_filed_again_changes_nothing(bim_son: Filing) -> None:
    bim_son.file(bim_son.values({"TH-1.2b": 3}))
    data = blank_workbook(bim_son.store, ROUND, BIM_SON, by=FILER, today=TODAY, with_values=True)
    answer = file_upload(bim_son.store, data, "b.xlsx", by=FILER)
    assert answer.duplicate and answer.checked.values == len(bim_son.values()) + 1


@pytest.mark.parametrize("named", [BIM_SON, "381", "Thị xã Bỉm Sơn", "TX Bỉm Sơn", "bỉm sơn"])
def test_the_unit_is_named_by_key_code_or_name(bim_son: Filing, named: str) -> None:
    data = blank_workbook(bim_son.store, ROUND, named, by=FILER, today=TODAY)
    meta = openpyxl.load_workbook(BytesIO(data))["_meta"]
    assert {row[0].value: row[1].value for row in meta.iter_rows()}["unit"] == BIM_SON


def test_a_commune_is_not_taken_for_the_district_of_its_name(bim_son: Filing) -> None:
    with pytest.raises(UnknownUnit, match="Thị xã Bỉm Sơn"):
        blank_workbook(bim_son.store, ROUND, "Phường Bỉm Sơn", by=FILER, today=TODAY)
    edit_round(bim_son.store, ROUND, ways={Tier.FORMER_DISTRICT: Way.SCREEN, Tier.COMMUNE: Way.WORKBOOK}, by=OFFICER)
    data = blank_workbook(bim_son.store, ROUND, "Phường Bỉm Sơn", by=FILER, today=TODAY)
    book = openpyxl.load_workbook(BytesIO(data))
    assert [c.value for c in book.worksheets[1]["A"] if c.value and "@" in str(c.value)] == [
        next(c.key for c in bim_son.communes if c.full_name == "Phường Bỉm Sơn")
    ]
    with pytest.raises(FilingRefused, match="trên màn hình"):
        blank_workbook(bim_son.store, ROUND, BIM_SON, by=FILER, today=TODAY)


def test_nobody_else_takes_it(bim_son: Filing) -> None:
    for by in (OTHER_FILER, LEADER):
        with pytest.raises(Forbidden):
            blank_workbook(bim_son.store, ROUND, BIM_SON, by=by, today=TODAY)
