"""A file of definitions becomes a plan, found by its code; a wrong code names the near ones."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from indicators.catalogue import UnknownPlan, check_plan, check_plans, load_plan, plan, plans
from indicators.definition_faults import DefinitionFault, FaultCode, FaultyPlan
from indicators.model import Indicator, ItemType, Kind, Mode, Tier, Window

ALL_KINDS = Path(__file__).parent / "plans" / "all_kinds.toml"

ITEM = '{ code = "A", type = "yes_no", header = "Đã làm" }'
DEMO = f"""
code = "demo"
name = "Kế hoạch"
short_name = "KH"
document = "Kế hoạch số 1"
issued_on = 2024-01-01
issuer = "Ban"
starts_on = 2024-01-01

[[group]]
code = "1"
name = "Nhóm 1"
short_name = "N1"

[[indicator]]
code = "A"
group = "1"
short_name = "Chỉ tiêu"
clause = "Mục 1"
quote = "đã làm"
kind = "share"
window = "point"
item = [{ITEM}]
target = [{{ due = 2025-12-31, value = 100, mode = "reach_by" }}]

[[calendar]]
code = "y"
name = "Năm 2025"
data_from = 2025-01-01
data_to = 2025-12-31
due = 2026-01-15
tier = "commune"
"""


def written(tmp_path: Path, text: str, *, name: str = "demo.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def places(faults: tuple[DefinitionFault, ...]) -> list[tuple[str, FaultCode]]:
    return [(fault.key, fault.code) for fault in faults]


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    latin = tmp_path / "latin.toml"
    latin.write_bytes('name = "Kế hoạch"'.encode("utf-16"))
    for path in (tmp_path / "absent.toml", tmp_path, latin):
        assert places(check_plan(path)) == [("", FaultCode.UNREADABLE_FILE)]


def test_a_byte_order_mark_and_split_accents_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "demo.toml"
    path.write_bytes(unicodedata.normalize("NFD", DEMO).encode("utf-8-sig"))
    assert load_plan(path).name == "Kế hoạch"


def test_the_value_of_an_indicator_is_its_own_item_unless_it_says_otherwise(tmp_path: Path) -> None:
    other = ITEM.replace('"A"', '"A.x"').replace("Đã làm", "Đang làm")
    both, only = f"{other}, {ITEM}", other

    def value(item: str, more: str = "") -> str | None:
        text = DEMO.replace(f"[{ITEM}]", f"[{item}]\n{more}")
        return load_plan(written(tmp_path, text)).indicator[0].value

    assert value(both) == "A"
    assert value(only) == "A.x"
    assert value(both, 'value = "A.x"') == "A.x"


def test_a_denominator_may_be_another_indicators_figure() -> None:
    late = load_plan(ALL_KINDS).find("K-ratio-late")
    assert late is not None
    assert late.item_codes == ("K-ratio-late.num", "K-ratio.den")


def test_the_example_uses_everything_a_plan_can_say() -> None:
    example = load_plan(ALL_KINDS)
    assert {i.kind for i in example.indicator} == set(Kind)
    assert {t.mode for i in example.indicator for t in i.target} == set(Mode)
    assert {i.window for i in example.indicator} == set(Window)
    assert {item.type for item in example.items} == set(ItemType)
    assert {entry.tier for entry in example.calendar} == set(Tier) - {Tier.OFFICE}


def test_the_law_is_the_one_of_the_day() -> None:
    ratio = load_plan(ALL_KINDS).find("K-ratio")
    assert isinstance(ratio, Indicator)
    days = (date(2009, 12, 31), date(2024, 6, 30), date(2024, 7, 1))
    assert [law.name if (law := ratio.law_on(day)) else None for day in days] == [None, "Luật cũ", "Luật mới"]


def test_a_plan_is_found_by_its_code_and_a_wrong_code_names_the_near_ones(tmp_path: Path) -> None:
    written(tmp_path, DEMO)
    written(tmp_path, DEMO.replace('"demo"', '"other"').replace('"y"', '"z"'), name="other.toml")
    assert [p.code for p in plans(tmp_path)] == ["demo", "other"]
    assert plan("other", folder=tmp_path).code == "other"
    with pytest.raises(UnknownPlan, match=r"“Dem0”.*Có phải: demo\?") as unknown:
        plan("Dem0", folder=tmp_path)
    assert unknown.value.near == ("demo",)
    with pytest.raises(UnknownPlan, match="Các bộ hiện có: demo, other"):
        plan("zzz", folder=tmp_path)


def test_two_files_may_not_share_a_plan_code_or_a_round_code(tmp_path: Path) -> None:
    written(tmp_path, DEMO)
    written(tmp_path, DEMO, name="second.toml")
    assert places(check_plans(tmp_path)) == [
        ("code", FaultCode.DUPLICATE_CODE),
        ("calendar[0] y › code", FaultCode.DUPLICATE_CODE),
    ]
    with pytest.raises(FaultyPlan):
        plans(tmp_path)


def test_the_plans_of_the_house_have_no_fault() -> None:
    assert check_plans() == ()
    assert "th862" in {p.code for p in plans()}
