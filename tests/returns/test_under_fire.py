"""A small slice of the two proofs in `bench/`: kills in the middle of loading, and a crowd at the door."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks and kills as only POSIX does")


def test_kills_in_the_middle_of_loading_lose_nothing() -> None:
    told = _run("kill_nine.py", "10", "--commands", "1", "--workbooks", "2", "--workers", "2")
    assert _figure(told, "kills") == 11
    assert _figure(told, "acknowledged and lost") == 0
    assert _figure(told, "half loaded") == 0
    assert _figure(told, "faults") == 0
    assert _figure(told, "returns acknowledged") > 0


def test_a_crowd_loads_each_file_once_and_reads_nothing_half_done() -> None:
    told = _run("sixteen_processes.py", "--processes", "3", "--shared", "2", "--own", "1")
    assert "each file once             yes" in told
    assert _figure(told, "units with a gap") == 0
    assert _figure(told, "turned away or refused") == 0
    assert re.search(r"reads, wrong +9, 0\b", told)


def _run(name: str, *arguments: str) -> str:
    command = [sys.executable, str(ROOT / "bench" / name), *arguments]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def _figure(told: str, name: str) -> int:
    found = re.search(rf"^{name} +(\d+)", told, re.MULTILINE)
    assert found, told
    return int(found.group(1))
