"""`backup`, `restore`, `audit` on the command line: exit codes, sentences, and JSON that scripts can lean on."""

import json
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner, Result

from etl import archive
from manage import app
from tests.returns.conftest import BIM_SON, Filing
from tests.returns.filed_store import filed_store


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Filing:
    """A store with two returns, chosen by the environment."""
    made = filed_store(tmp_path / "store")
    monkeypatch.setenv("DANVAN_STORE", str(made.store.path))
    return made


def test_a_backup_is_restored_elsewhere_and_verified(
    filed: Filing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = json.loads(_run("backup", str(tmp_path / "b.zip"), "--json").stdout)
    assert (made["returns"], made["originals"], made["audit_seq"], made["faults"]) == (2, 2, 2, [])
    monkeypatch.setenv("DANVAN_STORE", str(tmp_path / "new/danvan.duckdb"))
    restored = json.loads(_run("restore", str(tmp_path / "b.zip"), "--json").stdout)
    assert (restored["head_hash"], restored["findings"]) == (made["audit_hash"], [])
    verified = json.loads(_run("audit", "--verify", "--json").stdout)
    assert (verified["rows"], verified["broken"], verified["findings"]) == (3, None, [])


def test_restoring_over_a_store_is_refused_with_a_sentence(filed: Filing, tmp_path: Path) -> None:
    _run("backup", str(tmp_path / "b.zip"))
    refused = _run("restore", str(tmp_path / "b.zip"), code=1)
    assert "nơi trống" in refused.stderr
    assert "Traceback" not in refused.output


def test_the_trail_can_be_asked_for_in_part(filed: Filing) -> None:
    rows = json.loads(_run("audit", "--unit", BIM_SON, "--action", "return.", "--limit", "1", "--json").stdout)
    assert [(row["seq"], row["action_name"], row["login"]) for row in rows] == [(2, "Nhận báo cáo", "#may-chu")]
    assert json.loads(_run("audit", "--from", "2026-07-02", "--json").stdout) == []
    assert len(json.loads(_run("audit", "--from", "2026-07-01", "--to", "01/07/2026", "--json").stdout)) == 2
    assert "Nhận báo" in _run("audit").stdout


def test_a_changed_row_is_named_and_the_command_fails(filed: Filing) -> None:
    filed.store.close()
    with duckdb.connect(str(filed.store.path)) as raw:
        raw.execute("update audit set login = 'other' where seq = 1")
    told = _run("audit", "--verify", code=1)
    assert "ĐỨT ở dòng 1" in told.stderr
    assert json.loads(_run("audit", "--verify", "--json", code=1).stdout)["broken"]["seq"] == 1


def test_a_missing_original_is_named_with_what_to_do(filed: Filing) -> None:
    with filed.store.reading() as cursor:
        digest = cursor.execute("select sha256 from return_ where number = 1").fetchall()[0][0]
    archive.path_of(filed.store, digest).unlink()
    told = _run("audit", "--verify", code=1)
    assert "Nhật ký nguyên vẹn" in told.stdout
    assert digest in told.stderr
    assert "Cần làm:" in told.stderr


def _run(*words: str, code: int = 0) -> Result:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == code, done.output
    return done
