"""`status`: where the province, the districts or the communes stand on a day."""

from datetime import date
from fractions import Fraction
from typing import Annotated

import typer
from rich.table import Table

from commands.options import AsJson, Day, Today, out, print_json, refuse, told, wrong_use
from etl.store import Store
from indicators.catalogue import plan as plan_of
from indicators.formatting import date_vi, percent_vi
from indicators.judgement import TargetVerdict
from indicators.model import Indicator, Plan
from reports.near import near_codes
from reports.source import judge_of
from reports.standing import standings
from reports.views import Standing

LEVELS = ("province", "district", "commune")


def status(
    plan_code: Annotated[str, typer.Option("--plan", help="Mã bộ chỉ tiêu, ví dụ th862.")],
    at: Day = None,
    by: Annotated[str, typer.Option("--by", help="province, district hoặc commune.")] = "province",
    basis: Annotated[str, typer.Option("--basis", help="reported hoặc today.")] = "reported",
    indicator: Annotated[str | None, typer.Option("--indicator", help="Chỉ một chỉ tiêu.")] = None,
    as_json: AsJson = False,
    today: Today = None,
) -> None:
    """Kết quả theo chỉ tiêu vào một ngày, so với các mốc."""
    with told():
        plan = plan_of(plan_code)
        if by not in LEVELS:
            wrong_use(f"Không có cấp “{by}”. Các cấp: {', '.join(LEVELS)}.")
        chosen = _chosen(plan, indicator)
        day = at or today or date.today()
        judge = judge_of(Store.default(), plan.code, day, unit_history=by == "commune")
        _check_basis(basis, judge.picture.current.data_to if judge.picture.current else None, day)
        rows = standings(judge, by=by, indicators=chosen)
        if as_json:
            print_json([status_row(plan, row) for row in rows])
            return
        _table(rows, day)


def status_row(plan: Plan, row: Standing) -> dict[str, object]:
    """One standing in the shape of DESIGN §8."""
    tally, judgement = row.tally, row.judgement
    return {
        "plan": plan.code,
        "indicator": row.indicator.code,
        "unit": _unit_key(row),
        "unit_name": "Tỉnh Thanh Hóa" if row.level == "province" else row.scope_name,
        "level": row.level,
        "met": tally.met,
        "total": tally.total,
        "reported": tally.reported,
        "not_applicable": tally.not_applicable,
        "numerator": tally.numerator,
        "denominator": tally.denominator,
        "value_pct": _number(judgement.value_pct),
        "status": judgement.status.value,
        "why": judgement.why,
        "label": row.label,
        "targets": [_target(target) for target in judgement.targets],
        "missing": [unit.full_name for unit in row.unmet],
        "not_reported": [unit.full_name for unit in row.not_reported],
        "previous_pct": _number(row.previous_pct),
        "provisional": judgement.provisional,
    }


def _unit_key(row: Standing) -> str:
    return "38@0" if row.level == "province" else row.scope_key


def _target(target: TargetVerdict) -> dict[str, object]:
    return {
        "due": target.due.isoformat(),
        "required_pct": _number(target.required_pct),
        "required": target.required,
        "short_by": target.short_by,
        "verdict": target.verdict.value,
        "lower_pct": _number(target.lower_pct),
        "upper_pct": _number(target.upper_pct),
        "live": target.live.value if target.live else None,
    }


def _number(value: Fraction | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)


def _chosen(plan: Plan, code: str | None) -> tuple[Indicator, ...]:
    if code is None:
        return plan.indicator
    found = plan.find(code)
    if found is None:
        wrong_use(f"Không có chỉ tiêu “{code}” trong {plan.code}. Gần giống: {near_codes(plan, code)}.")
    return (found,)


def _check_basis(basis: str, figures_of: date | None, day: date) -> None:
    if basis not in ("reported", "today"):
        wrong_use(f"Không có cách quy “{basis}”. Dùng reported (địa giới lúc báo cáo) hoặc today.")
    merged = date(2025, 7, 1)
    if basis == "today" and figures_of is not None and figures_of < merged:
        refuse(
            f"Số liệu của ngày {date_vi(day)} là của các xã trước 01/07/2025; quy về địa giới hiện nay "
            "chưa làm được trong phiên bản này. Dùng --basis reported."
        )


def _table(rows: tuple[Standing, ...], day: date) -> None:
    table = Table("Chỉ tiêu", "Đơn vị", "Đạt", "Tỷ lệ", "Kết luận", "Lý do")
    for row in rows:
        table.add_row(
            row.indicator.code,
            row.scope_name,
            f"{row.tally.met}/{row.tally.total}",
            percent_vi(row.judgement.value_pct),
            row.label,
            row.judgement.why,
        )
    out.print(table)
    out.print(f"Ngày {date_vi(day)}; địa giới tại thời điểm báo cáo.")
