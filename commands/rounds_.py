"""`rounds` and `completeness`: what is due when, and how it came in."""

from datetime import date, datetime
from typing import Annotated

import typer
from rich.table import Column, Table

from commands.options import AsJson, Today, out, print_json, told
from etl.register import default_register
from etl.rounds import Round
from etl.store import Store
from indicators.formatting import date_vi
from returns.completeness import LATE, NOT_FILED, ON_TIME, VIETNAM, Completeness, completeness
from returns.rounds import TIER_NAMES, all_rounds, find_round

RoundCode = Annotated[str, typer.Option("--round", help="Mã kỳ báo cáo, ví dụ th862-2025.")]


def rounds(as_json: AsJson = False, today: Today = None) -> None:
    """Các kỳ báo cáo, đơn vị nộp, hạn nộp và tình trạng."""
    with told():
        day = today or date.today()
        with Store.default().reading() as cursor:
            found = [completeness(cursor, default_register(), r, day) for r in all_rounds(cursor)]
        if as_json:
            print_json([_round_row(one) for one in found])
            return
        table = Table(Column("Kỳ", no_wrap=True), "Tên", "Số liệu đến", "Hạn nộp", "Cấp nộp", "Đã nộp", "Muộn")
        for one in found:
            r = one.round
            table.add_row(
                r.code,
                r.name,
                date_vi(r.data_to),
                date_vi(r.due),
                TIER_NAMES[r.tier],
                f"{one.received}/{len(one.units)}",
                str(one.counts[LATE]),
            )
        out.print(table)


def completeness_command(round_code: RoundCode, as_json: AsJson = False, today: Today = None) -> None:
    """Tình hình nộp của một kỳ: phải nộp, đã nộp, đúng hạn, muộn, còn thiếu."""
    with told():
        day = today or date.today()
        with Store.default().reading() as cursor:
            round_ = find_round(all_rounds(cursor), round_code)
            found = completeness(cursor, default_register(), round_, day)
        if as_json:
            print_json(_completeness_row(found))
            return
        table = Table("Đơn vị", "Tình trạng", "Nộp lần đầu", "Lần", "Muộn (ngày)")
        for unit in found.units:
            table.add_row(
                unit.unit.full_name,
                unit.state_name,
                _local(unit.first_submitted_at),
                str(unit.revision or ""),
                str(unit.days_late or ""),
            )
        out.print(table)
        out.print(f"{round_.name}: đã nộp {found.received}/{len(found.units)}, hạn {date_vi(round_.due)}.")


def _round_row(one: Completeness) -> dict[str, object]:
    r: Round = one.round
    return {
        "round": r.code,
        "plan": r.plan,
        "name": r.name,
        "from": r.data_from.isoformat(),
        "to": r.data_to.isoformat(),
        "due": r.due.isoformat(),
        "tier": r.tier.value,
        "units": [{"unit": u.unit.key, "unit_name": u.unit.full_name, "state": u.state} for u in one.units],
    }


def _completeness_row(one: Completeness) -> dict[str, object]:
    return {
        "round": one.round.code,
        "expected": len(one.units),
        "received": one.received,
        "on_time": one.counts[ON_TIME],
        "late": one.counts[LATE],
        "missing": one.counts[NOT_FILED],
        "units": [
            {
                "unit": u.unit.key,
                "unit_name": u.unit.full_name,
                "state": u.state,
                "first_submitted_at": u.first_submitted_at.isoformat() + "Z" if u.first_submitted_at else None,
                "revision": u.revision,
            }
            for u in one.units
        ],
    }


def _local(moment: datetime | None) -> str:
    return f"{moment + VIETNAM:%d/%m/%Y %H:%M}" if moment else ""
