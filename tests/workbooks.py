"""The smallest workbooks for tests, built inline, and what they are checked against.

A test says only what matters: `workbook(tmp_path, table(row(A, "Có")))` is a workbook of one sheet, one item and one
commune with its hidden keys and its `_meta` sheet. Row 1 holds the item codes, row 2 the headers, the communes start
in row 3; column A holds the keys, B the names, the items start in column C.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import openpyxl
from openpyxl.styles import Font

from etl.checking import CheckedReturn, IntakeContext, check_workbook
from etl.figures import Figure
from etl.register import Unit, default_register
from etl.rounds import Round
from etl.template.layout import checksum
from indicators.model import Group, Indicator, Item, ItemType, Kind, Plan, Tier, Window

Cell = str | int | float | bool | date | None
ISSUED_ON = date(2026, 7, 1)


def item(code: str, type_: ItemType, header: str, **more: object) -> Item:
    """An item of the test plan."""
    return Item.model_validate({"code": code, "type": type_, "header": header, **more})


def indicator(code: str, kind: Kind, *items: Item, group: str = "1", **more: object) -> Indicator:
    """An indicator of the test plan that judges its last item."""
    judged = {} if kind is Kind.RATIO or "value" in more else {"value": items[-1].code}
    return Indicator.model_validate(
        {
            "code": code,
            "group": group,
            "short_name": f"Chỉ tiêu {code}",
            "clause": "Mục 1",
            "quote": "trích",
            "kind": kind,
            "window": Window.PERIOD,
            "item": items,
            **judged,
            **more,
        }
    )


PLAN = Plan(
    code="thu",
    name="Bộ chỉ tiêu thử",
    short_name="Thử",
    document="Văn bản thử",
    issued_on=date(2022, 1, 1),
    issuer="Ban thử",
    starts_on=date(2022, 1, 1),
    group=(
        Group(code="1", name="Nhóm chỉ tiêu đối với đảng ủy", short_name="Đảng ủy"),
        Group(code="2", name="Nhóm chỉ tiêu đối với chính quyền", short_name="Chính quyền"),
    ),
    indicator=(
        indicator("T-1", Kind.SHARE, item("T-1", ItemType.YES_NO, "Đã ban hành quy chế dân vận")),
        indicator(
            "T-2",
            Kind.RATIO,
            item("T-2.den", ItemType.COUNT, "Tổng số tổ dân vận", unit="tổ"),
            item("T-2.num", ItemType.COUNT, "Số tổ hoạt động hiệu quả", unit="tổ"),
            numerator="T-2.num",
            denominator="T-2.den",
        ),
        indicator(
            "T-3",
            Kind.COUNT_MIN,
            item("T-3", ItemType.COUNT, "Số mô hình mới trong nhiệm kỳ", unit="mô hình", minimum=0, maximum=5000),
            at_least=1,
            window=Window.TERM,
        ),
        indicator("T-4", Kind.SURVEY, item("T-4", ItemType.PERCENT, "Tỷ lệ người dân hài lòng", minimum=1)),
        indicator("T-5", Kind.REFERENCE, item("T-5", ItemType.DATE, "Ngày ban hành kế hoạch")),
        indicator(
            "T-6", Kind.TASK, item("T-6", ItemType.STATE, "Tình trạng", choices=("Chưa làm", "Đang làm", "Đã xong"))
        ),
        indicator(
            "T-7",
            Kind.SHARE,
            item("T-7", ItemType.YES_NO, "Có người uy tín trong đồng bào tôn giáo"),
            applies_to="xã có đồng bào tôn giáo",
        ),
        indicator("T-8", Kind.REFERENCE, item("T-8", ItemType.TEXT, "Khó khăn, vướng mắc", required=False)),
        indicator(
            "T-9", Kind.COUNT_MIN, item("T-9", ItemType.COUNT, "Số cuộc đối thoại với Nhân dân"), at_least=1, group="2"
        ),
        indicator(
            "T-10", Kind.REFERENCE, item("T-10", ItemType.NUMBER, "Kinh phí hoạt động", unit="triệu đồng"), group="2"
        ),
    ),
)
ITEMS = {item.code: item for item in PLAN.items}
YEAR_2024 = Round(
    code="thu-2024",
    plan="thu",
    name="Năm 2024",
    data_from=date(2024, 1, 1),
    data_to=date(2024, 12, 31),
    due=date(2025, 1, 15),
    tier=Tier.DISTRICT,
    number=1,
)
ROUND = Round(
    code="thu-2026-6t",
    plan="thu",
    name="6 tháng đầu năm 2026",
    data_from=date(2026, 1, 1),
    data_to=date(2026, 6, 30),
    due=date(2026, 7, 10),
    tier=Tier.FORMER_DISTRICT,
    number=2,
)
BY_COMMUNE = replace(ROUND, code="thu-2026-xa", name="Quý III năm 2026", tier=Tier.COMMUNE, number=3)


def communes(district: str, day: date = ROUND.data_to) -> tuple[Unit, ...]:
    """The communes of a district named in full, in Vietnamese order."""
    return default_register().communes_of(filing_unit(district, day).key, day)


def filing_unit(name: str, day: date = ROUND.data_to) -> Unit:
    """The district or former district of exactly this full name on the day."""
    return next(unit for unit in default_register().districts_on(day) if unit.full_name == name)


VINH_LOC = filing_unit("Huyện Vĩnh Lộc")  # three communes: the smallest whole return
BIEN_THUONG, TAY_DO, XA_VINH_LOC = communes("Huyện Vĩnh Lộc")
CAM_THUY = filing_unit("Huyện Cẩm Thủy")  # five communes


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as rows of values. `fonts` sets a font by A1 address, `formats` a number format."""

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: Sequence[str] = ()
    fonts: Mapping[str, str] = field(default_factory=dict)
    formats: Mapping[str, str] = field(default_factory=dict)
    state: str = "visible"
    hidden_keys: bool = True


def row(unit: Unit | str | None, *values: Cell, key: str | None = None) -> list[Cell]:
    """One line of a table: the hidden key, the name, the values."""
    if isinstance(unit, Unit):
        return [key if key is not None else unit.key, unit.full_name, *values]
    return [key, unit, *values]


def table(
    *rows: Sequence[Cell],
    items: Sequence[str] = ("T-1",),
    name: str = "1. Đảng ủy",
    headers: Sequence[str] | None = None,
) -> Sheet:
    """A sheet in the shape of our template, made small."""
    texts = headers if headers is not None else [ITEMS[code].header for code in items]
    return Sheet(name, [[None, None, *items], [None, "Xã, phường, thị trấn", *texts], *rows])


def without_keys(sheet: Sheet) -> Sheet:
    """The same sheet with the row of codes and the column of keys deleted."""
    return replace(sheet, rows=[line[1:] for line in sheet.rows[1:]])


def meta_of(
    unit: Unit = VINH_LOC, round_: Round = ROUND, plan: Plan = PLAN, /, **changed: str | None
) -> dict[str, str]:
    """The hidden sheet of a return of this unit and round, with changes; None takes a key away."""
    rows = [commune.key for commune in default_register().communes_of(unit.key, round_.data_to)]
    meta: dict[str, str | None] = {
        "template_version": "1",
        "plan": plan.code,
        "round": round_.code,
        "unit": unit.key,
        "issued_on": ISSUED_ON.isoformat(),
        "checksum": checksum(plan, round_.code, unit.key, ISSUED_ON, rows),
        **changed,
    }
    return {key: value for key, value in meta.items() if value is not None}


META = meta_of()


def workbook(folder: Path, *sheets: Sheet, meta: Mapping[str, str] | None = META, name: str = "bao-cao.xlsx") -> Path:
    """Write the workbook and return its path. `meta=None` leaves the hidden sheet out."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        for line in sheet.rows:
            page.append(list(line))
        for area in sheet.merged:
            page.merge_cells(area)
        for address, font in sheet.fonts.items():
            page[address].font = Font(name=font)
        for address, number_format in sheet.formats.items():
            page[address].number_format = number_format
        page.sheet_state = sheet.state
    if meta is not None:
        page = book.create_sheet("_meta")
        for pair in meta.items():
            page.append(pair)
        page.sheet_state = "veryHidden"
    path = folder / name
    book.save(path)
    return path


def context(
    previous: Mapping[tuple[str, str], Figure] | None = None,
    *,
    rounds: Sequence[Round] = (YEAR_2024, ROUND, BY_COMMUNE),
    plans: Sequence[Plan] = (PLAN,),
    chosen_round: Round | None = None,
    chosen_unit: Unit | None = None,
) -> IntakeContext:
    """What a workbook is checked against."""
    return IntakeContext(
        register=default_register(),
        plans=plans,
        rounds=rounds,
        previous_values=lambda _round, _unit: previous or {},
        chosen_round=chosen_round,
        chosen_unit=chosen_unit,
    )


def checked(
    folder: Path,
    *sheets: Sheet,
    meta: Mapping[str, str] | None = META,
    against: IntakeContext | None = None,
    name: str = "bao-cao.xlsx",
) -> CheckedReturn:
    """Build the workbook and check it."""
    return check_workbook(workbook(folder, *sheets, meta=meta, name=name), against or context())


def errors(result: CheckedReturn) -> list[tuple[str, str | None]]:
    """The codes and cells of what blocks a return."""
    return [(found.code, found.cell) for found in result.errors]


def warnings(result: CheckedReturn) -> list[tuple[str, str | None]]:
    """The codes and cells of what does not, without what every small workbook lacks."""
    usual = {"sheet_missing", "columns_missing", "rows_missing", "blank_cells"}
    return [(found.code, found.cell) for found in result.warnings if found.code not in usual]


def values(result: CheckedReturn) -> dict[tuple[str, str], float | str | None]:
    """The facts by (commune's name, item): the value, the text, or "KAD" where not applicable."""
    register = default_register()
    return {
        (register.get(f.unit_key).name, f.item_code): (
            "KAD" if f.state == "not_applicable" else f.value if f.value is not None else f.text
        )
        for f in result.facts
    }


def day_value(day: date) -> float:
    """A date as it is stored."""
    return float((day - date(1970, 1, 1)) // timedelta(days=1))
