"""Cells left blank on purpose: no warning asks again, the verdicts still miss them."""

import pytest

from accounts.permissions import Forbidden
from etl.checking import CheckedReturn
from indicators.catalogue import plan as plan_of
from returns.faults import ReturnsFault, RoundFault
from returns.intake import check_upload
from returns.left_blank import declare_blank, declared_blanks, withdraw_blank
from tests.returns.conftest import FILER, OFFICER, OTHER_FILER, ROUND, Filing


def test_a_declared_blank_is_no_longer_counted_as_forgotten(bim_son: Filing) -> None:
    commune = bim_son.communes[0].key
    before = _blanks(_checked(bim_son))
    declare_blank(bim_son.store, ROUND, [(commune, "TH-1.2b")], reason="Chưa thống kê", by=FILER)
    after = _blanks(_checked(bim_son))
    assert {sheet: before[sheet] - after[sheet] for sheet in before if before[sheet] != after[sheet]} == {
        next(sheet for sheet in before if sheet.startswith("1.")): 1
    }
    withdraw_blank(bim_son.store, ROUND, [(commune, "TH-1.2b")], by=FILER)
    assert _blanks(_checked(bim_son)) == before


def test_when_all_are_declared_the_warning_is_gone_and_the_cells_still_missing(bim_son: Filing) -> None:
    plan = plan_of("th862")
    filled = set(bim_son.values())
    group = [i.code for n in plan.in_group("1") for i in n.item]
    cells = [(c.key, code) for c in bim_son.communes for code in group if (c.key, code) not in filled]
    declare_blank(bim_son.store, ROUND, cells, reason="Chưa có hướng dẫn", by=FILER)
    checked = _checked(bim_son)
    assert not any(sheet.startswith("1.") for sheet in _blanks(checked))
    assert not {(f.unit_key, f.item_code) for f in checked.facts} & set(cells)
    assert checked.blanks == _checked(bim_son).blanks > 0


def test_a_pair_whose_other_number_is_declared_is_not_asked_about(bim_son: Filing) -> None:
    commune = bim_son.communes[0].key
    asked = [i for i in _checked(bim_son, {"TH-1.1a.den": 5}).issues if i.code == "pair_incomplete"]
    assert len(asked) == 1
    declare_blank(bim_son.store, ROUND, [(commune, "TH-1.1a.num")], reason="Chưa thống kê", by=FILER)
    assert not any(i.code == "pair_incomplete" for i in _checked(bim_son, {"TH-1.1a.den": 5}).issues)


def test_who_may_declare_what(bim_son: Filing) -> None:
    commune = bim_son.communes[0].key
    with pytest.raises(Forbidden):
        declare_blank(bim_son.store, ROUND, [(commune, "TH-1.2b")], reason="Chưa thống kê", by=OTHER_FILER)
    with pytest.raises(RoundFault, match="lý do"):
        declare_blank(bim_son.store, ROUND, [(commune, "TH-1.2b")], reason=" ", by=FILER)
    for cells in ([], [(commune, "TH-9")]):
        with pytest.raises(ReturnsFault, match="Không có ô"):
            declare_blank(bim_son.store, ROUND, cells, reason="Chưa thống kê", by=FILER)
    declare_blank(bim_son.store, ROUND, [(commune, "TH-1.2b")], reason="Chưa thống kê", by=FILER)
    assert [(b.unit_key, b.item_code, b.reason) for b in declared_blanks(bim_son.store, ROUND, by=OFFICER)] == [
        (commune, "TH-1.2b", "Chưa thống kê")
    ]
    assert declared_blanks(bim_son.store, ROUND, by=OTHER_FILER) == ()


def _checked(filing: Filing, changed: dict[str, int] | None = None) -> CheckedReturn:
    return check_upload(filing.store, filing.workbook(filing.values(changed)), "b.xlsx", by=FILER)


def _blanks(checked: CheckedReturn) -> dict[str, int]:
    return {i.sheet or "": int(i.value or 0) for i in checked.issues if i.code == "blank_cells"}
