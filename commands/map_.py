"""`units` and `lineage`: the register on a day, and where one unit came from and went."""

from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer
from rich.table import Table

from commands.options import AsJson, Day, Today, out, print_json, told, wrong_use
from etl.register import Level, Register, Unit, default_register
from indicators.formatting import date_vi

LevelName = Annotated[str | None, typer.Option("--level", help="Cấp: province, district, commune hoặc office.")]

LEVEL_NAMES = {
    Level.PROVINCE: "Tỉnh",
    Level.DISTRICT: "Huyện",
    Level.FORMER_DISTRICT: "Huyện cũ",
    Level.COMMUNE: "Xã",
    Level.OFFICE: "Cơ quan",
}


def units(at: Day = None, level: LevelName = None, as_json: AsJson = False, today: Today = None) -> None:
    """Các đơn vị có hiệu lực vào một ngày."""
    with told():
        day = at or today or date.today()
        found = default_register().on(day, _level(level))
        if as_json:
            print_json([_unit_row(unit) for unit in found])
            return
        table = Table("Khóa", "Tên", "Cấp", "Thuộc", "Từ ngày", "Đến ngày")
        for unit in found:
            table.add_row(
                unit.key,
                unit.full_name,
                LEVEL_NAMES[unit.level],
                unit.parent_key or "",
                date_vi(unit.valid_from) if unit.valid_from else "",
                date_vi(unit.valid_to) if unit.valid_to else "",
            )
        out.print(table)
        out.print(f"{len(found)} đơn vị ngày {date_vi(day)}.")


def lineage(
    code: Annotated[str, typer.Argument(help="Mã 5 số hoặc khóa mã@ngày của đơn vị.")],
    as_json: AsJson = False,
    today: Today = None,
) -> None:
    """Đơn vị được lập từ đâu và nhập vào đâu, kèm căn cứ."""
    with told():
        register = default_register()
        versions = _versions(register, code)
        if not versions:
            wrong_use(f"Không có đơn vị mang mã “{code}” trong danh mục.")
        rows = [_lineage_row(register, unit) for unit in versions]
        if as_json:
            print_json(rows)
            return
        for unit, row in zip(versions, rows, strict=True):
            out.print(f"[bold]{unit.full_name}[/bold]  {unit.key}")
            for edge in row["from"]:
                out.print(f"  ← {edge['unit_name']} ({edge['unit']}): {edge['relation_name']}; {edge['clause']}")
            for edge in row["to"]:
                out.print(f"  → {edge['unit_name']} ({edge['unit']}): {edge['relation_name']}; {edge['clause']}")


def _level(name: str | None) -> Level | None:
    if name is None:
        return None
    try:
        return Level(name)
    except ValueError:
        wrong_use(f"Không có cấp “{name}”. Các cấp: province, district, commune, office.")


def _versions(register: Register, code: str) -> tuple[Unit, ...]:
    return tuple(unit for unit in register.units if unit.key == code or unit.code == code)


def _unit_row(unit: Unit) -> dict[str, object]:
    return {
        "unit": unit.key,
        "code": unit.code,
        "name": unit.name,
        "full_name": unit.full_name,
        "level": unit.level.value,
        "parent": unit.parent_key,
        "valid_from": unit.valid_from.isoformat() if unit.valid_from else None,
        "valid_to": unit.valid_to.isoformat() if unit.valid_to else None,
    }


def _lineage_row(register: Register, unit: Unit) -> dict[str, list[dict[str, object]]]:
    def told_of(key: str | None) -> str:
        return register.get(key).full_name if key else "(chưa xác minh nơi nhận)"

    into = [
        {**asdict(edge), "unit": edge.to_key, "unit_name": told_of(edge.to_key)}
        for edge in register.successors(unit.key)
    ]
    come = [
        {**asdict(edge), "unit": edge.from_key, "unit_name": told_of(edge.from_key)}
        for edge in register.predecessors(unit.key)
    ]
    return {**_unit_row(unit), "from": come, "to": into}  # type: ignore[dict-item]
