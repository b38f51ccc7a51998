"""Every fault of a definition is found, at its key, and brings no other with it."""

from pathlib import Path

import pytest

from indicators.catalogue import check_plan, load_plan
from indicators.definition_faults import DefinitionFault, FaultCode, FaultyPlan

HEADER = """
code = "demo"
name = "Kế hoạch"
short_name = "KH"
document = "Kế hoạch số 1"
issued_on = 2024-01-01
issuer = "Ban"
starts_on = 2024-01-01
"""
GROUP = """
[[group]]
code = "1"
name = "Nhóm 1"
short_name = "N1"
"""
YES_NO = '{ code = "A", type = "yes_no", header = "Đã làm" }'
COUNT = '{ code = "A", type = "count", header = "Số lượng" }'
TARGET = '{ due = 2025-12-31, value = 100, mode = "reach_by" }'


def indicator(
    code: str = "A",
    *,
    kind: str = "share",
    group: str = "1",
    item: str = YES_NO,
    target: str = TARGET,
    more: str = "",
) -> str:
    return f"""
[[indicator]]
code = "{code}"
group = "{group}"
short_name = "Chỉ tiêu"
clause = "Mục 1"
quote = "đã làm"
kind = "{kind}"
window = "point"
item = [{item}]
target = [{target}]
{more}
"""


def alone(**keys: str) -> str:
    return HEADER + GROUP + indicator(**keys)


def entry(code: str, data_from: str, data_to: str, due: str, tier: str = "district") -> str:
    return f"""
[[calendar]]
code = "{code}"
name = "Kỳ {code}"
data_from = {data_from}
data_to = {data_to}
due = {due}
tier = "{tier}"
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "demo.toml"
    path.write_text(text, encoding="utf-8")
    return path


def places(faults: tuple[DefinitionFault, ...]) -> list[tuple[str, FaultCode]]:
    return [(fault.key, fault.code) for fault in faults]


GOOD = HEADER + GROUP + indicator()
RATIO_ITEMS = '{ code = "A.num", type = "count", header = "Tử" }, { code = "A.den", type = "count", header = "Mẫu" }'
RATIO = 'numerator = "A.num"\ndenominator = "A.den"'
SECOND = TARGET + ", { due = 2030-12-31, value = 100, mode = 'maintain' }"
STATE = '{ code = "A", type = "state", header = "Tình trạng", choices = ["Chưa", "Xong"] }'
YEAR = entry("y", "2025-01-01", "2025-12-31", "2026-01-15")

FAULTY = {
    "a quote is never closed": (GOOD.replace('"Ban"', '"Ban'), "dòng 7", FaultCode.BAD_SYNTAX),
    "a key is written twice": (HEADER + 'code = "x"\n' + GROUP + indicator(), "dòng 9", FaultCode.BAD_SYNTAX),
    "no issuer": (GOOD.replace('issuer = "Ban"', ""), "issuer", FaultCode.MISSING_KEY),
    "no quote": (GOOD.replace('quote = "đã làm"', ""), "indicator[0] A › quote", FaultCode.MISSING_KEY),
    "no group at all": (HEADER + indicator(), "group", FaultCode.MISSING_KEY),
    "one bracket too few": (HEADER + GROUP.replace("[[group]]", "[group]"), "group", FaultCode.WRONG_VALUE),
    "a key nobody knows": (alone(more='quoted = "x"'), "indicator[0] A › quoted", FaultCode.UNKNOWN_KEY),
    "a key of an item nobody knows": (
        alone(item=YES_NO.replace(" }", ', heading = "Đã làm" }')),
        "indicator[0] A › item[0].heading",
        FaultCode.UNKNOWN_KEY,
    ),
    "a day that is none": (
        alone(target=TARGET.replace("2025-12-31", '"2025-02-30"')),
        "indicator[0] A › target[0].due",
        FaultCode.WRONG_VALUE,
    ),
    "a kind nobody knows": (alone(kind="shares"), "indicator[0] A › kind", FaultCode.WRONG_VALUE),
    "a target over 100%": (
        alone(target=TARGET.replace("100", "120")),
        "indicator[0] A › target[0].value",
        FaultCode.WRONG_VALUE,
    ),
    "two indicators of one code": (
        HEADER + GROUP + indicator() + indicator(item=YES_NO.replace('"A"', '"B"').replace("Đã", "Chưa")),
        "indicator[1] A › code",
        FaultCode.DUPLICATE_CODE,
    ),
    "two items of one code": (
        HEADER + GROUP + indicator() + indicator("B", item=YES_NO.replace("Đã", "Chưa")),
        "indicator[1] B › item[0].code",
        FaultCode.DUPLICATE_CODE,
    ),
    "two groups of one code": (
        HEADER + GROUP + GROUP + indicator(),
        "group[1] 1 › code",
        FaultCode.DUPLICATE_CODE,
    ),
    "two rounds of one code": (
        GOOD + YEAR + entry("Y", "2024-01-01", "2024-12-31", "2025-01-15"),
        "calendar[1] Y › code",
        FaultCode.DUPLICATE_CODE,
    ),
    "one kind of words asked for twice": (
        GOOD + '[[text]]\nkind = "model"\n[[text]]\nkind = "model"\n',
        "text[1].kind",
        FaultCode.DUPLICATE_CODE,
    ),
    "words of an unknown kind": (
        GOOD + '[[text]]\nkind = "song"\n',
        "text[0].kind",
        FaultCode.WRONG_VALUE,
    ),
    "two columns of one title": (
        HEADER + GROUP + indicator() + indicator("B", item=YES_NO.replace('"A"', '"B"')),
        "indicator[1] B › item[0].header",
        FaultCode.SAME_HEADER,
    ),
    "a group that is not there": (
        HEADER + GROUP + indicator() + indicator("B", group="2", item=YES_NO.replace('"A"', '"B"')),
        "indicator[1] B › group",
        FaultCode.UNKNOWN_GROUP,
    ),
    "an empty group without a reason": (
        GOOD + GROUP.replace('"1"', '"2"'),
        "group[1] 2 › empty_reason",
        FaultCode.EMPTY_GROUP,
    ),
    "a role that names nothing": (
        alone(more='value = "Z"'),
        "indicator[0] A › value",
        FaultCode.UNKNOWN_ITEM,
    ),
    "a task that reads another's state": (
        HEADER + GROUP + indicator(kind="task", item=STATE) + indicator("B", kind="task", item="", more='value = "A"'),
        "indicator[1] B › value",
        FaultCode.ITEM_OF_ANOTHER,
    ),
    "a ratio without a denominator": (
        alone(kind="ratio", item=RATIO_ITEMS, more='numerator = "A.num"'),
        "indicator[0] A › denominator",
        FaultCode.ROLE_MISSING,
    ),
    "a share without an item": (alone(item=""), "indicator[0] A › value", FaultCode.ROLE_MISSING),
    "a ratio with a value": (
        alone(kind="ratio", item=RATIO_ITEMS, more=RATIO + '\nvalue = "A.num"'),
        "indicator[0] A › value",
        FaultCode.ROLE_UNUSED,
    ),
    "count_min without at_least": (
        alone(kind="count_min", item=COUNT),
        "indicator[0] A › at_least",
        FaultCode.PARAMETER_MISSING,
    ),
    "score without at_least": (
        alone(kind="score", item=COUNT),
        "indicator[0] A › at_least",
        FaultCode.PARAMETER_MISSING,
    ),
    "range without between": (
        alone(kind="range", item=COUNT),
        "indicator[0] A › between",
        FaultCode.PARAMETER_MISSING,
    ),
    "cadence without times": (
        alone(kind="cadence", item=COUNT),
        "indicator[0] A › times",
        FaultCode.PARAMETER_MISSING,
    ),
    "deadline without done_by": (
        alone(kind="deadline", item=YES_NO.replace("yes_no", "date")),
        "indicator[0] A › done_by",
        FaultCode.PARAMETER_MISSING,
    ),
    "a share with times": (alone(more="times = 12"), "indicator[0] A › times", FaultCode.PARAMETER_UNUSED),
    "a range from high to low": (
        alone(kind="range", item=COUNT, more="between = [11, 9]"),
        "indicator[0] A › between",
        FaultCode.BOUNDS_REVERSED,
    ),
    "an item with minimum over maximum": (
        alone(item=YES_NO.replace(" }", ", minimum = 2, maximum = 1 }")),
        "indicator[0] A › item[0].minimum",
        FaultCode.BOUNDS_REVERSED,
    ),
    "a law that ends before it begins": (
        alone(more='legal_basis = [{ name = "L", valid_from = 2023-07-01, valid_to = 2022-01-01 }]'),
        "indicator[0] A › legal_basis[0].valid_to",
        FaultCode.BOUNDS_REVERSED,
    ),
    "a share that counts": (alone(item=COUNT), "indicator[0] A › value", FaultCode.ITEM_TYPE_UNFIT),
    "a ratio of percentages": (
        alone(
            kind="ratio",
            item=RATIO_ITEMS.replace('"A.den", type = "count"', '"A.den", type = "percent"'),
            more=RATIO,
        ),
        "indicator[0] A › denominator",
        FaultCode.ITEM_TYPE_UNFIT,
    ),
    "a state with one choice": (
        alone(kind="task", item=STATE.replace('"Chưa", ', "")),
        "indicator[0] A › item[0].choices",
        FaultCode.CHOICES_MISSING,
    ),
    "a yes/no with choices": (
        alone(item=YES_NO.replace(" }", ', choices = ["Có", "Không"] }')),
        "indicator[0] A › item[0].choices",
        FaultCode.CHOICES_UNUSED,
    ),
    "a share without a target": (alone(target=""), "indicator[0] A › target", FaultCode.TARGET_MISSING),
    "a survey with a target": (
        alone(kind="survey", item=COUNT),
        "indicator[0] A › target",
        FaultCode.TARGET_UNUSED,
    ),
    "two targets of one day": (
        alone(target=SECOND.replace("2030", "2025")),
        "indicator[0] A › target[1].due",
        FaultCode.TARGETS_OUT_OF_ORDER,
    ),
    "a target that asks for less later": (
        alone(target=SECOND.replace("value = 100, mode = 'maintain'", "value = 99, mode = 'maintain'")),
        "indicator[0] A › target[1].value",
        FaultCode.TARGET_STEPS_BACK,
    ),
    "a ceiling that rises": (
        alone(
            target="{ due = 2025-12-31, value = 5, mode = 'reach_by', op = '<=' },"
            "{ due = 2026-12-31, value = 6, mode = 'reach_by', op = '<=' }"
        ),
        "indicator[0] A › target[1].value",
        FaultCode.TARGET_STEPS_BACK,
    ),
    "a target finer than figures are compared": (
        alone(target=TARGET.replace("100", "33.333")),
        "indicator[0] A › target[0].value",
        FaultCode.TARGET_TOO_FINE,
    ),
    "a target before the plan": (
        alone(target=TARGET.replace("2025", "2023")),
        "indicator[0] A › target[0].due",
        FaultCode.TARGET_BEFORE_START,
    ),
    "a baseline on the target's day": (
        alone(more="baseline = { on = 2025-12-31, value = 10 }"),
        "indicator[0] A › baseline.on",
        FaultCode.BASELINE_TOO_LATE,
    ),
    "two laws in force at once": (
        alone(
            more='legal_basis = [{ name = "Cũ", valid_from = 2007-07-01, valid_to = 2023-07-01 },'
            '{ name = "Mới", valid_from = 2023-07-01 }]'
        ),
        "indicator[0] A › legal_basis[1].valid_from",
        FaultCode.LAWS_OVERLAP,
    ),
    "a round that ends before it begins": (
        GOOD + entry("y", "2025-12-31", "2025-01-01", "2026-01-15"),
        "calendar[0] y › data_to",
        FaultCode.ROUND_REVERSED,
    ),
    "due before the round ends": (
        GOOD + entry("y", "2025-01-01", "2025-12-31", "2025-12-30"),
        "calendar[0] y › due",
        FaultCode.DUE_TOO_EARLY,
    ),
    "rounds that cross": (
        GOOD + YEAR + entry("z", "2025-07-01", "2026-06-30", "2026-07-10"),
        "calendar[1] z › data_from",
        FaultCode.ROUNDS_OVERLAP,
    ),
    "one stretch filed twice by one tier": (
        GOOD + YEAR + entry("z", "2025-01-01", "2025-12-31", "2026-01-20"),
        "calendar[1] z › data_from",
        FaultCode.ROUNDS_OVERLAP,
    ),
}


@pytest.mark.parametrize("case", FAULTY)
def test_one_fault_is_found_at_its_key_and_nothing_else(case: str, tmp_path: Path) -> None:
    text, key, code = FAULTY[case]
    faults = check_plan(written(tmp_path, text))
    assert places(faults) == [(key, code)]
    assert faults[0].reason.endswith((".", "?", "”?"))


def test_every_kind_of_fault_has_a_case_here() -> None:
    assert {code for _, _, code in FAULTY.values()} | {FaultCode.UNREADABLE_FILE} == set(FaultCode)


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD + YEAR,
        GOOD + YEAR + entry("h", "2025-01-01", "2025-06-30", "2025-07-10"),
        GOOD + YEAR + entry("c", "2025-01-01", "2025-12-31", "2026-01-20", tier="commune"),
        HEADER + GROUP + indicator(kind="ratio", item=RATIO_ITEMS, more=RATIO),
        HEADER + GROUP + indicator(kind="survey", item=RATIO_ITEMS, more=RATIO, target=""),
        HEADER + GROUP + indicator(kind="task", item=STATE, target=""),
        HEADER + GROUP.replace("short_name", 'empty_reason = "Chưa có văn bản."\nshort_name'),
    ],
)
def test_what_is_allowed_has_no_fault(text: str, tmp_path: Path) -> None:
    assert check_plan(written(tmp_path, text)) == ()


def test_all_faults_are_found_at_once(tmp_path: Path) -> None:
    text = (
        HEADER.replace('issuer = "Ban"', "")
        + GROUP
        + indicator(kind="count_min", item=COUNT, target=TARGET.replace("100", "120"), more='colour = "red"')
        + indicator("B", group="9", item="", target=TARGET.replace("2025", "2023"))
        + entry("y", "2025-12-31", "2025-01-01", "2024-01-15")
    )
    with pytest.raises(FaultyPlan) as refused:
        load_plan(written(tmp_path, text))
    assert set(places(refused.value.faults)) == {
        ("issuer", FaultCode.MISSING_KEY),
        ("indicator[0] A › target[0].value", FaultCode.WRONG_VALUE),
        ("indicator[0] A › colour", FaultCode.UNKNOWN_KEY),
        ("indicator[0] A › at_least", FaultCode.PARAMETER_MISSING),
        ("indicator[1] B › group", FaultCode.UNKNOWN_GROUP),
        ("indicator[1] B › value", FaultCode.ROLE_MISSING),
        ("indicator[1] B › target[0].due", FaultCode.TARGET_BEFORE_START),
        ("calendar[0] y › data_to", FaultCode.ROUND_REVERSED),
        ("calendar[0] y › due", FaultCode.DUE_TOO_EARLY),
    }


@pytest.mark.parametrize(
    "spoiled",
    [
        indicator(item=YES_NO.replace("yes_no", "yesno")),  # the item is unreadable, not absent
        indicator(target=TARGET.replace("reach_by", "some_day")),  # the targets are unreadable, not absent
        indicator().replace('group = "1"', "group = 1"),  # the only indicator of its group
    ],
)
def test_a_fault_brings_no_other_with_it(spoiled: str, tmp_path: Path) -> None:
    assert len(check_plan(written(tmp_path, HEADER + GROUP + spoiled))) == 1


def test_a_fault_reads_as_file_key_and_reason(tmp_path: Path) -> None:
    path = written(tmp_path, HEADER + GROUP + indicator(more='qoute = "x"'))
    (fault,) = check_plan(path)
    assert str(fault) == f"{path}: indicator[0] A › qoute: Không có khóa “qoute”. Có phải “quote”?"
