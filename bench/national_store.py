"""A synthetic country into a store of the program's own layout: units, rounds, returns and their facts.

Nothing in it is real. 10,600 communes in 696 districts below one unit stand for the country; the plan is th862 with
half-yearly rounds. A tenth of the returns never come and some cells stay blank, so that two thirds of all
cells are filled. Facts lie as real loads leave them: return by return, sheet by sheet, row by row.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa

from etl.register import Level, Register, Unit
from etl.seeding import item_numbers, seed
from etl.store import Cursor, Store
from etl.store.schema import prepare
from indicators.catalogue import plan as plan_of
from indicators.model import CalendarEntry, Indicator, Item, ItemType, Kind, Plan, Tier

PLAN = "th862"
COMMUNES, DISTRICTS, ROUNDS = 10_600, 696, 40
LAST_YEAR = 2027
CENTRE = "01@0"


@dataclass(frozen=True, slots=True)
class Country:
    """How large the country is. `rounds` are half-yearly and end with the second half of LAST_YEAR."""

    communes: int = COMMUNES
    districts: int = DISTRICTS
    rounds: int = ROUNDS

    @property
    def last_day(self) -> date:
        """The last day of the last round."""
        return date(LAST_YEAR, 12, 31)


def build(path: Path, country: Country) -> Store:
    """Make the store, unless a finished one lies there already."""
    store = Store(path)
    if path.exists():
        return store
    register, plan = register_of(country), plan_with_rounds(country)
    path.parent.mkdir(parents=True, exist_ok=True)
    prepare(store)
    store.transact(lambda cursor: seed(cursor, register, [plan]))
    for number in range(1, country.rounds + 1):
        store.transact(lambda cursor, number=number: _file_round(cursor, register, plan, number))
    store.checkpoint()
    store.close()
    return store


def register_of(country: Country) -> Register:
    """The units, in force for ever: communes 10000…, districts 100… below one centre."""
    units = [_unit(1, CENTRE, Level.PROVINCE, "Toàn quốc", None)]
    keys = [f"{100 + n}@0" for n in range(country.districts)]
    units += [_unit(2 + n, key, Level.DISTRICT, f"Huyện {n + 1}", CENTRE) for n, key in enumerate(keys)]
    for n in range(country.communes):
        parent = keys[n * country.districts // country.communes]
        units.append(_unit(2 + country.districts + n, f"{10_000 + n}@0", Level.COMMUNE, f"Xã {n + 1}", parent))
    return Register(units, ())


def plan_with_rounds(country: Country) -> Plan:
    """th862 with half-yearly rounds in place of its calendar."""
    return plan_of(PLAN).model_copy(update={"calendar": tuple(_calendar(country))})


def _unit(number: int, key: str, level: Level, name: str, parent: str | None) -> Unit:
    type_name, _, bare = name.partition(" ")
    return Unit(
        number=number,
        key=key,
        code=key.partition("@")[0],
        level=level,
        type_name=type_name,
        name=bare,
        full_name=name,
        parent_key=parent,
        valid_from=None,
        valid_to=None,
        former_district_key=None,
        former_district_27_key=None,
        opened_by="",
        closed_by="",
        note="",
    )


def _calendar(country: Country) -> Iterator[CalendarEntry]:
    for place in range(country.rounds):
        halves = 2 * LAST_YEAR + 1 - (country.rounds - 1 - place)
        year, second = divmod(halves, 2)
        data_to = date(year, 12, 31) if second else date(year, 6, 30)
        yield CalendarEntry(
            code=f"th862-{year}-{second + 1}",
            name=f"Kỳ {second + 1} năm {year}",
            data_from=date(year, 7, 1) if second else date(year, 1, 1),
            data_to=data_to,
            due=data_to + timedelta(days=15),
            tier=Tier.DISTRICT,
        )


def _file_round(cursor: Cursor, register: Register, plan: Plan, number: int) -> None:
    numbers = item_numbers(cursor, plan.code)
    cursor.register("unit_", _units(register))
    cursor.register("item_", _items(plan, numbers))
    total = len(plan.calendar)
    try:
        cursor.execute(_RETURNS, {"number": number, "districts": len(register.on(date.max, Level.DISTRICT))}).fetchall()
        cursor.execute(_FACTS, {"number": number, "level": 0.3 + 0.7 * number / total}).fetchall()
    finally:
        cursor.unregister("unit_")
        cursor.unregister("item_")


def _units(register: Register) -> pa.Table:
    communes = register.on(date.max, Level.COMMUNE)
    districts = {d.key: d for d in register.on(date.max, Level.DISTRICT)}
    above = [districts[c.parent_key or ""] for c in communes]
    return pa.table(
        {
            "unit_number": pa.array([c.number for c in communes], pa.int32()),
            "district_key": pa.array([d.key for d in above], pa.string()),
            "district_place": pa.array([d.number - 1 for d in above], pa.int32()),
        }
    )


def _items(plan: Plan, numbers: dict[str, int]) -> pa.Table:
    owners = {item.code: indicator for indicator in plan.indicator for item in indicator.item}
    pairs = {i.numerator: i.denominator for i in plan.indicator if i.numerator and i.denominator}
    rows = [_item(item, owners[item.code], place) for place, item in enumerate(plan.items)]
    return pa.table(
        {
            "item_number": pa.array([numbers[item.code] for item in plan.items], pa.int16()),
            "whole_number": pa.array([numbers.get(pairs.get(item.code) or "") for item in plan.items], pa.int16()),
            "what": pa.array([row[0] for row in rows], pa.string()),
            "size": pa.array([row[1] for row in rows], pa.int32()),
            "sheet": pa.array([row[2] for row in rows], pa.int16()),
            "place": pa.array([row[3] for row in rows], pa.int16()),
            "conditional": pa.array([owners[item.code].conditional for item in plan.items], pa.bool_()),
        }
    )


def _item(item: Item, owner: Indicator, place: int) -> tuple[str, int, int, int]:
    """What is filled in (answer, count, whole or part), its usual size, and where it stands."""
    if item.type is ItemType.YES_NO:
        what, size = "answer", 1
    elif owner.kind is Kind.RATIO:
        what, size = ("part" if item.code == owner.numerator else "whole"), 20
    else:
        what, size = "count", max(1, int(owner.at_least or owner.times or 1))
    return what, size, int(owner.group), 3 + place


_RETURNS = """
insert into return_
select
    ($number - 1) * $districts + district.place as number,
    round.code as round,
    district.district_key as unit_key,
    1 as revision,
    sha256(round.code || district.district_key) as sha256,
    md5(round.code || district.district_key) as content_hash,
    round.code || '_' || district.district_key || '.xlsx' as file_name,
    30000 as size_bytes,
    '1' as template_version,
    'keys' as matched_by,
    round.due::timestamp as submitted_at,
    'console' as submitted_by,
    district.communes as units,
    district.communes * 55 as reported_values,
    district.communes * 6 as blank_values,
    'accepted' as state
from (
    select district_place as place, district_key, count(*) as communes from unit_ group by all
) as district
join round on round.number = $number
where hash(district.place, $number) % 100 >= 10
order by number
"""

_FACTS = """
insert into fact
with drawn as (
    select
        return_.number as return_number,
        unit_.unit_number,
        row_number() over (partition by return_.number, item_.item_number order by unit_.unit_number) as line,
        item_.*,
        hash(unit_.unit_number, item_.item_number, $number) as draw,
        (hash(unit_.unit_number, item_.item_number) % 1000) / 1000.0 as rank,
        hash(unit_.unit_number, coalesce(item_.whole_number, item_.item_number), $number, 1) as whole_draw
    from unit_
    join round on round.number = $number
    join return_ on return_.round = round.code and return_.unit_key = unit_.district_key
    cross join item_
    where hash(unit_.unit_number, $number) % 100 >= 15
),

figure as (
    select
        *,
        rank < $level or draw % 33 = 0 as reached,
        case when whole_draw % 10 = 0 then 0 else 4 + (whole_draw >> 8) % size end as whole
    from drawn
    where (draw >> 16) % 1000 >= 125
),

filled as (
    select
        *,
        conditional and (draw >> 32) % 10 < 4 as not_applicable,
        case what
            when 'answer' then reached::integer
            when 'count' then case when reached then size + (draw >> 24) % 3 else (draw >> 24) % size end
            when 'whole' then whole
            else case when reached then whole else whole * (60 + (draw >> 24) % 40) // 100 end
        end as value
    from figure
)

select
    return_number,
    unit_number,
    item_number,
    case when not_applicable then 3 when value = 0 and what <> 'answer' then 2 else 1 end as state,
    case when not_applicable then null else value::double end as value,
    sheet as sheet_number,
    9 + line as row_number,
    place as column_number
from filled
order by return_number, sheet, unit_number, place
"""
