"""`export` on the command line: files written, wrong uses named, exit codes kept."""

import json
from pathlib import Path

import pytest
import typer
from docx import Document
from typer.testing import CliRunner

from accounts.model import CONSOLE
from commands import export_
from etl.store import Store
from reports.documents.words_report import Voice, Voices

app = typer.Typer()
app.command("export")(export_.export)
run = CliRunner()


@pytest.fixture
def here(seeded_store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("DANVAN_STORE", str(seeded_store.path))
    return tmp_path


def call(here: Path, *arguments: str, name: str = "bieu") -> tuple[int, Path]:
    out = here / name
    answer = run.invoke(app, ["--plan", "th862", "--at", "2025-06-30", "--out", str(out), *arguments])
    return answer.exit_code, out


@pytest.mark.parametrize(
    ("kind", "magic"), [("xlsx", b"PK"), ("docx", b"PK"), ("pptx", b"PK"), ("pdf", b"%PDF"), ("report", b"PK")]
)
@pytest.mark.parametrize("layout", ["party", "state"])
def test_every_format_in_both_layouts(here: Path, kind: str, magic: bytes, layout: str) -> None:
    code, out = call(here, "--format", kind, "--layout", layout, "--indicator", "TH-3.4")
    assert code == 0
    assert out.read_bytes().startswith(magic)


def test_csv_comes_one_file_a_table(here: Path) -> None:
    code, out = call(here, "--format", "csv", "--table", "1,5", name="so.csv")
    assert code == 0
    assert sorted(p.name for p in out.parent.glob("so*.csv")) == ["so-bieu1.csv", "so-bieu5.csv"]


def test_a_district_by_name(here: Path) -> None:
    assert call(here, "--table", "6", "--unit", "Huyện Hà Trung", "--format", "docx")[0] == 0


def test_what_the_console_takes_is_in_the_trail_as_on_the_web(here: Path) -> None:
    code, out = call(here, "--format", "csv", "--table", "1", "--indicator", "TH-3.4")
    assert code == 0
    with Store.default().reading() as cursor:
        sql = "select login, unit_key, details from audit where action = 'tables.taken' order by seq desc limit 1"
        login, unit, told = cursor.execute(sql).fetchall()[0]
    assert (login, unit) == (CONSOLE.login, "38@0")
    kept = json.loads(told)
    assert (kept["format"], kept["numbers"], kept["indicators"]) == ("csv", [1], ["TH-3.4"])
    assert kept["size_bytes"] == out.stat().st_size


@pytest.mark.parametrize(
    "arguments",
    [("--table", "9"), ("--indicator", "TH-99"), ("--unit", "Không Có"), ("--settings", "/khong/co.toml"),
     ("--format", "odt"), ("--layout", "abc")],
)  # fmt: skip
def test_wrong_use_ends_with_2(here: Path, arguments: tuple[str, ...]) -> None:
    assert call(here, *arguments)[0] == 2


def test_an_unknown_plan_is_wrong_use(here: Path) -> None:
    answer = run.invoke(app, ["--plan", "khong-co", "--out", str(here / "x")])
    assert answer.exit_code == 2


def test_a_faulty_template_is_refused(here: Path) -> None:
    faulty = here / "mau.docx"
    faulty.write_bytes(b"khong phai word")
    assert call(here, "--format", "report", "--template", str(faulty))[0] == 1


def test_the_report_says_what_units_wrote(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = Voices(models=(Voice(unit_name="Xã Hà Long (Huyện Hà Trung)", words="Tổ dân vận khéo giữ rừng."),))
    monkeypatch.setattr(export_, "voices_of", lambda *_: told)
    code, out = call(here, "--format", "report", "--indicator", "TH-3.4", name="bao-cao.docx")
    assert code == 0
    words = "\n".join(paragraph.text for paragraph in Document(str(out)).paragraphs)
    assert "Xã Hà Long (Huyện Hà Trung)" in words
    assert "giữ rừng" in words
    assert "không giới thiệu mô hình" not in words


def test_settings_from_a_file(here: Path) -> None:
    settings = here / "the_thuc.toml"
    settings.write_text('issuing_body = "Ban Dân vận"\nnumber = "12"\n', encoding="utf-8")
    assert call(here, "--format", "pdf", "--table", "5", "--settings", str(settings))[0] == 0
