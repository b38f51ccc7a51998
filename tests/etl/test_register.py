"""The committed register against the published counts, and the rules of looking a unit up."""

import csv
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from etl.register import (
    AmbiguousUnit,
    Level,
    Register,
    RegisterFault,
    UnknownUnit,
    as_former,
    default_register,
    parse_key,
)
from indicators.model import Tier

FOLDER = Path(__file__).resolve().parents[2] / "data" / "register"
LAST_OF_547 = date(2025, 6, 30)
FIRST_OF_166 = date(2025, 7, 1)


@pytest.fixture(scope="module")
def register() -> Register:
    return default_register()


@pytest.mark.parametrize(
    ("day", "districts", "communes", "types"),
    [
        (date(2022, 8, 1), 27, 559, {"xã": 469, "phường": 60, "thị trấn": 30}),
        (date(2024, 1, 31), 27, 559, {"xã": 469, "phường": 60, "thị trấn": 30}),
        (date(2024, 2, 1), 27, 558, {"xã": 467, "phường": 60, "thị trấn": 31}),
        (date(2024, 12, 31), 27, 558, {"xã": 467, "phường": 60, "thị trấn": 31}),
        (date(2025, 1, 1), 26, 547, {"xã": 452, "phường": 63, "thị trấn": 32}),
        (date(2025, 6, 30), 26, 547, {"xã": 452, "phường": 63, "thị trấn": 32}),
        (date(2025, 7, 1), 0, 166, {"xã": 147, "phường": 19}),
        (date(2030, 12, 31), 0, 166, {"xã": 147, "phường": 19}),
    ],
)
def test_counts_on_both_sides_of_every_change(
    register: Register, day: date, districts: int, communes: int, types: dict[str, int]
) -> None:
    assert len(register.on(day, Level.DISTRICT)) == districts
    assert Counter(unit.type_name for unit in register.on(day, Level.COMMUNE)) == types
    assert len(register.on(day, Level.COMMUNE)) == communes
    assert len(register.on(day)) == 1 + districts + communes


def test_nothing_is_dropped(register: Register) -> None:
    assert len(register.units) == 780
    assert [unit.number for unit in register.units] == list(range(1, 781))
    assert Counter(str(edge.relation) for edge in register.edges) == {
        "whole": 527,
        "whole_renamed": 8,
        "whole_retyped": 1,
        "whole_renamed_retyped": 1,
        "unchanged": 21,
        "moved_district": 12,
        "retyped": 4,
        "retyped_moved": 2,
        "part": 10,
        "remainder": 10,
        "land_only": 1,
    }
    assert Counter(edge.effective_on.isoformat() for edge in register.edges) == {
        "2024-02-01": 2,
        "2025-01-01": 37,
        "2025-07-01": 558,
    }
    assert all(edge.evidence and edge.clause for edge in register.edges)


def test_only_the_three_known_receivers_are_unverified(register: Register) -> None:
    unverified = {edge.from_key: edge.evidence for edge in register.edges if edge.to_key is None}
    assert set(unverified) == {"14788@0", "15217@0", "16651@0"}
    assert all("chưa xác minh" in evidence for evidence in unverified.values())


def test_ten_communes_were_split(register: Register) -> None:
    ways = Counter(edge.from_key for edge in register.edges)
    assert sum(count > 1 for count in ways.values()) == 10


def test_former_districts_group_the_166(register: Register) -> None:
    assert len(register.districts_on(date(2024, 12, 31))) == 27
    assert len(register.districts_on(LAST_OF_547)) == 26
    former = register.districts_on(FIRST_OF_166)
    assert {unit.level for unit in former} == {Level.FORMER_DISTRICT}
    assert "405@0" not in {unit.key for unit in former}
    sizes = {unit.name: len(register.communes_of(unit.key, FIRST_OF_166)) for unit in former}
    assert sum(sizes.values()) == 166
    assert sorted(sizes.values(), reverse=True) == [
        *(10, 9, 8, 8, 8, 8, 8, 8, 8, 7, 7, 7, 7),
        *(6, 6, 6, 6, 6, 6, 5, 5, 5, 5, 3, 2, 2),
    ]
    assert (sizes["Nghi Sơn"], sizes["Thường Xuân"], sizes["Bỉm Sơn"], sizes["Thanh Hóa"]) == (10, 9, 2, 7)


@pytest.mark.parametrize(
    "day", [date(2022, 8, 1), date(2024, 2, 1), LAST_OF_547, FIRST_OF_166], ids=lambda day: day.isoformat()
)
def test_every_commune_is_filed_for_once(register: Register, day: date) -> None:
    communes = register.on(day, Level.COMMUNE)
    filed = [c for unit in register.districts_on(day) for c in register.communes_of(unit.key, day)]
    assert Counter(unit.key for unit in filed) == Counter(unit.key for unit in communes)
    assert set(register.communes_of("38@0", day)) == set(communes)
    for commune in communes[:40]:
        district = register.district_of(commune, day)
        assert district is not None
        assert commune in register.communes_of(district.key, day)
        assert register.communes_of(commune.key, day) == (commune,)


def test_filing_units_follow_the_tier(register: Register) -> None:
    assert len(register.filing_units(Tier.DISTRICT, LAST_OF_547)) == 26
    assert len(register.filing_units(Tier.DISTRICT, FIRST_OF_166)) == 0
    assert len(register.filing_units(Tier.FORMER_DISTRICT, LAST_OF_547)) == 0
    assert len(register.filing_units(Tier.FORMER_DISTRICT, FIRST_OF_166)) == 26
    assert len(register.filing_units(Tier.COMMUNE, FIRST_OF_166)) == 166
    assert register.filing_units(Tier.OFFICE, FIRST_OF_166) == ()


def test_a_district_that_ended_files_for_nobody(register: Register) -> None:
    assert len(register.communes_of("405@0", date(2024, 12, 31))) == 14
    assert register.communes_of("405@0", date(2025, 1, 1)) == ()
    assert register.communes_of("405@0", FIRST_OF_166) == ()


def test_units_come_in_vietnamese_order(register: Register) -> None:
    names = [unit.name for unit in register.communes_of("407@0", FIRST_OF_166)]
    order = ["Các Sơn", "Đào Duy Từ", "Hải Bình", "Hải Lĩnh", "Nghi Sơn", "Ngọc Sơn"]
    assert [name for name in names if name in order] == order
    districts = [unit.name for unit in register.on(LAST_OF_547, Level.DISTRICT)]
    assert districts[:3] == ["Bá Thước", "Bỉm Sơn", "Cẩm Thủy"]


def test_a_code_means_another_unit_on_another_day(register: Register) -> None:
    before, after = register.by_code("15772", LAST_OF_547), register.by_code("15772", FIRST_OF_166)
    assert before is not None
    assert after is not None
    assert (before.full_name, after.full_name) == ("Thị trấn Thiệu Hóa", "Xã Thiệu Hóa")
    assert [unit.key for unit in register.versions("15772")] == ["15772@0", "15772@2025-07-01"]
    assert register.by_code("99999", LAST_OF_547) is None
    former = register.by_code("401", FIRST_OF_166)
    assert former is not None
    assert (former.key, former.level) == ("401@0", Level.FORMER_DISTRICT)


@pytest.mark.parametrize(
    ("day", "count"),
    [(date(2022, 8, 1), 559), (date(2024, 2, 1), 558), (LAST_OF_547, 547), (FIRST_OF_166, 166)],
)
@pytest.mark.parametrize("spell", [str, str.upper, lambda name: name.replace("Xã ", "X.")])
def test_a_name_within_its_district_finds_one_commune(
    register: Register, day: date, count: int, spell: Callable[[str], str]
) -> None:
    found = 0
    for district in register.districts_on(day):
        for commune in register.communes_of(district.key, day):
            for written in (commune.name, commune.full_name):
                assert register.find(spell(written), within=district.key, day=day) == (commune,)
            found += 1
    assert found == count


def test_a_name_alone_is_no_identity(register: Register) -> None:
    assert len(register.find("Ba Đình", day=LAST_OF_547)) == 3
    assert len(register.find("Phường Ba Đình", day=LAST_OF_547)) == 2
    assert {unit.level for unit in register.find("Nga Sơn", day=FIRST_OF_166)} == {
        Level.COMMUNE,
        Level.FORMER_DISTRICT,
    }


def test_near_names_are_offered_and_never_found(register: Register) -> None:
    assert [unit.name for unit in register.find("Hòa Lộc", within="400@0", day=LAST_OF_547)] == ["Hòa Lộc"]
    assert [unit.name for unit in register.find("Hoa Lộc", within="400@0", day=LAST_OF_547)] == ["Hoa Lộc"]
    for wrong in ("Hoa Loc", "Hỏa Lộc", "Hòa Lôc"):
        assert register.find(wrong, within="400@0", day=LAST_OF_547) == ()
        offered = [unit.name for unit in register.near(wrong, within="400@0", day=LAST_OF_547)]
        assert set(offered[:2]) == {"Hòa Lộc", "Hoa Lộc"}
    assert register.find("Cẩm Tâ", within="390@0", day=LAST_OF_547) == ()
    near = [unit.name for unit in register.near("Cẩm Tâ", within="390@0", day=LAST_OF_547, limit=2)]
    assert set(near) == {"Cẩm Tâm", "Cẩm Tân"}
    assert register.near("zzz", within="390@0", day=LAST_OF_547) == ()


def test_another_type_is_offered_not_taken(register: Register) -> None:
    assert register.find("Xã Đông Tiến", day=FIRST_OF_166) == ()
    assert register.near("Xã Đông Tiến", day=FIRST_OF_166)[0].full_name == "Phường Đông Tiến"


def test_named_takes_key_code_and_exact_name(register: Register) -> None:
    for query in ("16063@0", "16063", "Xã Hoa Lộc", "x. hoa  lộc", "Hoa Lộc, huyện Hậu Lộc, tỉnh Thanh Hóa"):
        assert register.named(query, day=LAST_OF_547).key == "16063@0"
    assert register.named("Huyện Nga Sơn", day=FIRST_OF_166) == as_former(register.get("401@0"))
    assert register.named("401@0", day=FIRST_OF_166).level is Level.FORMER_DISTRICT
    assert register.named("Nga Sơn", day=FIRST_OF_166, level=Level.COMMUNE).key == "16093@2025-07-01"


def test_named_says_what_it_could_be(register: Register) -> None:
    with pytest.raises(AmbiguousUnit, match="3 đơn vị") as ambiguous:
        register.named("Ba Đình", day=LAST_OF_547)
    assert len(ambiguous.value.candidates) == 3
    with pytest.raises(UnknownUnit, match="Cẩm Tâm") as unknown:
        register.named("Cẩm Tầm", day=LAST_OF_547)
    assert [unit.name for unit in unknown.value.near][:2] == ["Cẩm Tâm", "Cẩm Tân"]
    with pytest.raises(UnknownUnit, match="không có hiệu lực ngày 01/07/2025") as ended:
        register.named("15772@0", day=FIRST_OF_166)
    assert "15772@2025-07-01" in {unit.key for unit in ended.value.near}
    with pytest.raises(UnknownUnit):
        register.named("401", day=FIRST_OF_166, level=Level.DISTRICT)
    with pytest.raises(UnknownUnit) as other_version:
        register.get("15772@2024-01-01")
    assert len(other_version.value.near) == 2


def test_five_communes_cross_former_districts(register: Register) -> None:
    crossing = {c.name: c for c in register.on(FIRST_OF_166, Level.COMMUNE) if register.crosses_districts(c)}
    assert set(crossing) == {"Bỉm Sơn", "Đông Tiến", "Nam Sầm Sơn", "Định Hòa", "Công Chính"}
    origins = [unit.name for unit in register.origin_districts(crossing["Định Hòa"])]
    assert set(origins) == {"Yên Định", "Thiệu Hóa"}
    assert all(unit.note.startswith("liên huyện") for unit in crossing.values())


def test_lineage_is_walked_both_ways(register: Register) -> None:
    assert [edge.to_key for edge in register.successors("15790@0")] == ["15772@0"]
    assert {edge.from_key for edge in register.predecessors("15772@0")} == {"15790@0"}
    became = {unit.name for unit in register.descendants("15790@0", FIRST_OF_166)}
    assert became == {"Thiệu Hóa", "Thiệu Trung"}  # Thiệu Quang had only land
    came_from = {unit.key for unit in register.ancestors("15772@2025-07-01", date(2024, 1, 31))}
    assert {"15772@0", "15790@0"} <= came_from
    assert "15790@0" not in {unit.key for unit in register.ancestors("15772@2025-07-01", date(2024, 2, 1))}
    assert register.descendants("16651@0", FIRST_OF_166) == ()


def test_every_commune_of_547_went_into_the_166(register: Register) -> None:
    reached: set[str] = set()
    for commune in register.on(LAST_OF_547, Level.COMMUNE):
        into = register.descendants(commune.key, FIRST_OF_166)
        assert into
        reached |= {unit.key for unit in into}
    assert len(reached) == 166


def test_keys_are_parsed_or_refused() -> None:
    assert parse_key("15910@2025-07-01") == ("15910", date(2025, 7, 1))
    assert parse_key("380@0") == ("380", None)
    for wrong in ("15910", "15910@", "15910@1", "15910@2025-13-01", "x@0", " 380@0"):
        with pytest.raises(ValueError, match=r"khóa đơn vị|month"):
            parse_key(wrong)


def test_only_a_district_becomes_a_former_district(register: Register) -> None:
    with pytest.raises(ValueError, match="không phải là huyện"):
        as_former(register.get("38@0"))


def _spoil(tmp_path: Path, file_name: str, line: int, **cells: str) -> Path:
    """A copy of the register with some cells of one line (the header is line 1) changed."""
    folder = tmp_path / "register"
    shutil.copytree(FOLDER, folder)
    with (folder / file_name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[line - 2] |= cells
    with (folder / file_name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return folder


@pytest.mark.parametrize(
    ("file_name", "line", "cells", "what"),
    [
        ("units.csv", 30, {"parent_key": "999@0"}, "cấp trên 999@0"),
        ("units.csv", 30, {"parent_key": "405@0"}, "cấp trên 405@0 không có hiệu lực"),
        ("units.csv", 30, {"parent_key": "14758@0"}, "sai cấp"),
        ("units.csv", 30, {"valid_to": "2025-07-01"}, "không có hiệu lực"),
        ("units.csv", 30, {"valid_to": "30/06/2025"}, "YYYY-MM-DD"),
        ("units.csv", 30, {"key": "14755@2024-01-01"}, "không khớp mã"),
        ("units.csv", 30, {"key": "14755"}, "khóa đơn vị"),
        ("units.csv", 30, {"key": "38@0", "code": "38"}, "đã có ở dòng 2"),
        ("units.csv", 30, {"level": "xã"}, "không phải một trong"),
        ("units.csv", 30, {"type_name": "huyện"}, "không phải loại"),
        ("units.csv", 30, {"full_name": "Xã Hàm Rồng"}, "không khớp loại và tên"),
        ("units.csv", 30, {"name": "Ha\u0300m Rồng"}, "NFC"),
        ("units.csv", 30, {"former_district_key": "380@0"}, "huyện cũ"),
        ("units.csv", 781, {"former_district_key": ""}, "huyện cũ"),
        ("units.csv", 781, {"former_district_key": "38@0"}, "không có huyện cũ 38@0"),
        ("lineage.csv", 2, {"from_key": "1@0"}, "không có đơn vị 1@0"),
        ("lineage.csv", 2, {"to_key": "15772@2025-07-01"}, "không có hiệu lực ngày 2024-02-01"),
        ("lineage.csv", 2, {"effective_on": "2024-03-01"}, "không hết hiệu lực ngay trước"),
        ("lineage.csv", 2, {"relation": "merged"}, "không phải một trong"),
        ("lineage.csv", 2, {"evidence": ""}, "nguồn"),
    ],
)
def test_a_fault_in_the_files_is_named_with_its_line(
    tmp_path: Path, file_name: str, line: int, cells: dict[str, str], what: str
) -> None:
    with pytest.raises(RegisterFault, match=what) as fault:
        Register.from_folder(_spoil(tmp_path, file_name, line, **cells))
    assert fault.value.file_name == file_name
    assert fault.value.line == line


def test_overlapping_versions_and_lost_communes_are_refused(register: Register) -> None:
    units = list(register.units)
    longer = [replace(unit, valid_to=None) if unit.key == "15829@0" else unit for unit in units]
    with pytest.raises(RegisterFault, match="15829@2024-02-01 có hiệu lực khi 15829@0 chưa hết"):
        Register(longer, register.edges)
    with pytest.raises(RegisterFault, match="hết hiệu lực nhưng"):
        Register(units, [edge for edge in register.edges if edge.from_key != "15790@0"])
    led_astray = [replace(e, to_key="15772@0") if e.from_key == "15829@0" else e for e in register.edges]
    with pytest.raises(RegisterFault, match="không nói từ đâu ra"):
        Register(units, led_astray)


def test_wrong_columns_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "register"
    shutil.copytree(FOLDER, folder)
    path = folder / "lineage.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("relation,", "kind,", 1), encoding="utf-8")
    with pytest.raises(RegisterFault, match=r"lineage\.csv, dòng 1"):
        Register.from_folder(folder)
