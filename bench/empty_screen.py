"""The program with one more screen that shows nothing, to compare with: `python -m bench.empty_screen PORT`.

Every script run's seconds are printed as "script run 0.0123", measured around Streamlit's own loop.
"""

import sys
import time
from types import ModuleType

from streamlit.runtime.scriptrunner import script_runner

from accounts.permissions import Action
from pages.ui import navigation
from pages.ui.navigation import Screen

RUN_TOLD = "script run "
EMPTY = Screen("bench_empty", "Trống", "trong", Action.SEE_FIGURES, ":material/crop_square:")


def main() -> None:
    """Put the empty screen into the menu and run the program on this port."""
    module = ModuleType(f"pages.{EMPTY.module}")
    module.render = lambda: None  # type: ignore[attr-defined]
    sys.modules[module.__name__] = module
    navigation.SCREENS = (*navigation.SCREENS, EMPTY)
    navigation.SECTIONS = {**navigation.SECTIONS, "Đo": (EMPTY.module,)}
    navigation.PATHS = frozenset({*navigation.PATHS, f"/{EMPTY.url_path}"})
    _tell_runs()
    from app import app

    app.run(config={"server.port": int(sys.argv[1])})


def _tell_runs() -> None:
    runner = script_runner.ScriptRunner
    run_script = runner._run_script

    def timed(self: script_runner.ScriptRunner, rerun_data: object) -> None:
        started = time.perf_counter()
        run_script(self, rerun_data)  # type: ignore[arg-type]
        print(f"{RUN_TOLD}{time.perf_counter() - started:.6f}", flush=True)

    runner._run_script = timed  # type: ignore[assignment]


if __name__ == "__main__":
    main()
