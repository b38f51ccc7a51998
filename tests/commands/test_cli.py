"""The command line as scripts call it: JSON shapes of DESIGN §8, exit codes, near matches."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from etl.store import Store
from manage import app

Run = Callable[..., Result]


@pytest.fixture
def run(seeded_store: Store, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("DANVAN_STORE", str(seeded_store.path))
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


def filled(run: Run, folder: Path, *, round_: str = "th862-2025", unit: str = "381@0", share: str = "Có") -> Path:
    """The template of a unit, every answer `share`, every count 12 (numerators and denominators alike)."""
    path = folder / f"{round_}-{unit.split('@')[0]}-{share}.xlsx"
    assert run("template", "--round", round_, "--unit", unit, "--out", path).exit_code == 0
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        codes = {cell.column: cell.value for cell in sheet[1] if str(cell.value or "").startswith("TH-")}
        keys = {row[0].row for row in sheet.iter_rows(min_row=2, max_col=1) if "@" in str(row[0].value or "")}
        for row in keys:
            for column, code in codes.items():
                pair = str(code).endswith((".num", ".den"))
                number = pair or str(code) in {"TH-1.2b", "TH-2.5"}
                cadence = {"TH-1.3c": 12, "TH-1.3d": 4, "TH-1.3e": 1}.get(str(code))
                sheet.cell(row, column).value = cadence or (9 if number else share)
    book.save(path)
    return path


def test_a_round_walks_from_template_to_status(run: Run, tmp_path: Path) -> None:
    path = filled(run, tmp_path)
    checked = json.loads(run("check", path, "--json").stdout)
    assert checked["accepted"] and checked["round"] == "th862-2025" and checked["unit"] == "381@0"
    assert set(checked) == {
        "file", "sha256", "accepted", "duplicate", "round", "unit", "revision", "matched_by", "units", "values",
        "issues",
    }  # fmt: skip
    loaded = json.loads(run("load", path, "--json").stdout)
    assert loaded["accepted"] and not loaded["duplicate"] and loaded["revision"] == 1
    again = json.loads(run("load", path, "--json").stdout)
    assert not again["accepted"] and again["duplicate"] and again["issues"]
    rows = json.loads(
        run(
            "status", "--plan", "th862", "--at", "2025-12-31", "--by", "district", "--indicator", "TH-3.4", "--json"
        ).stdout
    )
    own = next(row for row in rows if row["unit"] == "381@0")
    assert own["level"] == "former_district" and own["met"] == own["total"] == own["reported"] == 2
    assert own["status"] == "final_met" and own["missing"] == []
    other = next(row for row in rows if row["unit"] == "399@0")
    assert other["status"] == "no_return" and other["value_pct"] is None and len(other["missing"]) == other["total"]


def test_a_corrected_file_is_the_next_revision_and_counts_alone(run: Run, tmp_path: Path) -> None:
    run("load", filled(run, tmp_path, share="Có"))
    corrected = json.loads(run("load", filled(run, tmp_path, share="Không"), "--json").stdout)
    assert corrected["revision"] == 2
    rows = json.loads(
        run(
            "status", "--plan", "th862", "--at", "2025-12-31", "--by", "commune", "--indicator", "TH-1.2a", "--json"
        ).stdout
    )
    assert {row["met"] for row in rows if row["reported"]} == {0}


def test_a_refused_file_says_why_and_changes_nothing(run: Run, tmp_path: Path) -> None:
    path = filled(run, tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[1]
    column = next(cell.column for cell in sheet[1] if cell.value == "TH-1.1a.num")
    row = next(r[0].row for r in sheet.iter_rows(min_row=2, max_col=1) if "@" in str(r[0].value or ""))
    sheet.cell(row, column).value = "#N/A"
    sheet.cell(row, column).data_type = "e"
    book.save(path)
    result = run("load", path, "--json")
    answer = json.loads(result.stdout)
    assert result.exit_code == 1 and not answer["accepted"]
    assert [(i["code"], i["cell"]) for i in answer["issues"] if i["severity"] == "error"] == [
        ("cell_error", sheet.cell(row, column).coordinate)
    ]
    found = json.loads(run("completeness", "--round", "th862-2025", "--json").stdout)
    assert (found["expected"], found["received"], found["missing"]) == (26, 0, 26)


def test_several_files_give_one_object_each(run: Run, tmp_path: Path) -> None:
    one, two = filled(run, tmp_path), filled(run, tmp_path, unit="382@0")
    lines = run("load", one, two, "--json").stdout.strip().splitlines()
    assert [json.loads(line)["unit"] for line in lines] == ["381@0", "382@0"]


def test_a_file_that_is_no_workbook_is_refused_in_words(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "la.xlsx"
    path.write_bytes(b"khong phai")
    result = run("load", path, "--json")
    assert result.exit_code == 1 and json.loads(result.stdout)["issues"]


def test_rounds_are_listed_oldest_first_with_their_units(run: Run) -> None:
    rounds = json.loads(run("rounds", "--json").stdout)
    assert [r["round"] for r in rounds] == [
        "th862-2022", "th862-2023", "th862-2024", "th862-2025-6t", "th862-2025", "th862-2026-6t",
    ]  # fmt: skip
    assert [len(r["units"]) for r in rounds] == [27, 27, 27, 26, 26, 26]
    assert rounds[0]["units"][0].keys() == {"unit", "unit_name", "state"}


@pytest.mark.parametrize(
    ("day", "districts", "communes"),
    [("2022-08-01", 27, 559), ("2024-02-01", 27, 558), ("2025-01-01", 26, 547), ("2025-07-01", 0, 166)],
)
def test_units_by_day(run: Run, day: str, districts: int, communes: int) -> None:
    for level, count in (("district", districts), ("commune", communes)):
        assert len(json.loads(run("units", "--at", day, "--level", level, "--json").stdout)) == count


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("completeness", "--round", "th862-2052"), "th862-2025"),
        (("template", "--round", "th862-2025", "--unit", "Huyện Hoàng Hoá", "--out", "x.xlsx"), "Hoằng Hóa"),
        (("status", "--plan", "th826"), "th862"),
        (("status", "--plan", "th862", "--indicator", "TH-3.44"), "TH-3.4"),
        (("units", "--at", "2025-02-30"), "2025-12-31"),
    ],
)
def test_something_unknown_is_named_with_what_comes_near(run: Run, words: tuple[str, ...], offered: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert offered in result.stderr


def test_a_missing_store_says_how_to_make_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANVAN_STORE", str(tmp_path / "none.duckdb"))
    result = CliRunner().invoke(app, ["rounds"])
    assert result.exit_code == 1 and "manage.py init" in result.stderr


def test_accounts_are_added_listed_and_locked(run: Run) -> None:
    added = run("account", "add", "lan", "--name", "Cán bộ huyện", "--role", "filer", "--scope", "399@0")
    assert added.exit_code == 0 and "Mật khẩu lần đầu" in added.stdout
    run("account", "disable", "lan")
    listed = json.loads(run("account", "list", "--json").stdout)
    assert [(a["login"], a["active"]) for a in listed] == [("lan", False)]


def test_an_account_files_only_for_its_own_unit(run: Run, tmp_path: Path, seeded_store: Store) -> None:
    run("account", "add", "lan", "--name", "Cán bộ", "--role", "filer", "--scope", "399@0")
    seeded_store.transact(lambda c: c.execute("update account set must_change = false").fetchall())
    result = run("load", filled(run, tmp_path), "--as", "lan")
    assert result.exit_code == 1 and "phạm vi" in result.stderr
