"""What DuckDB imports by itself is imported before a file is held: others wait for the file meanwhile."""

import subprocess
import sys
from pathlib import Path

from etl.store import Store

ROOT = Path(__file__).resolve().parents[3]
TRIED = """
import sys
from pathlib import Path
from etl.store import Store, opening
opened = opening.opened
def noted(path):
    print("pandas" in sys.modules)
    return opened(path)
opening.opened = noted
with Store(Path(sys.argv[1])).reading() as cursor:
    before = set(sys.modules)
    cursor.execute("select count(*) from round where code <> ?", ["x"]).fetchall()
    print(sorted(name for name in set(sys.modules) - before if "." not in name))
"""


def test_nothing_large_is_imported_while_the_file_is_held(seeded_store: Store) -> None:
    seeded_store.close()
    tried = [sys.executable, "-c", TRIED, str(seeded_store.path)]
    told = subprocess.run(tried, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout.split("\n")
    assert told[0] == "True", "DuckDB wants pandas as soon as a value is bound"
    assert told[1] == "[]"
