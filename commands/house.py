"""`init` and `serve`: the store made, the dashboard opened."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from commands.options import Today, err, out, refuse, told
from etl.store import Store
from etl.store.schema import meta
from returns.sample import create, ensure_store, half_filled, make_sample

ROOT = Path(__file__).resolve().parents[1]


def init(
    sample: Annotated[bool, typer.Option("--sample", help="Điền các kỳ số liệu minh họa.")] = False,
    today: Today = None,
) -> None:
    """Tạo kho số liệu; chạy lại không làm mất gì."""
    with told():
        store = Store.default()
        there = store.exists()
        if sample and there and not half_filled(store):
            with store.reading() as cursor:
                is_sample = meta(cursor, "sample") == "true"
            if not is_sample:
                refuse(f"{store.path} là kho số liệu thật; không điền số liệu minh họa vào đó.")
            ensure_store(store=store)
            out.print(f"Kho minh họa đã có tại {store.path}.")
            return
        if not sample:
            create(store)
            out.print(f"Kho số liệu {'đã sẵn sàng' if there else 'đã tạo'} tại {store.path}.")
            return
        with Progress(console=err, transient=True) as bar:
            task = bar.add_task("Số liệu minh họa", total=1.0)
            make_sample(store, lambda share, line: bar.update(task, completed=share, description=line))
        out.print(f"Đã tạo kho số liệu minh họa tại {store.path}.")


def serve(
    host: Annotated[str, typer.Option("--host", help="Địa chỉ nghe.")] = "localhost",
    port: Annotated[int, typer.Option("--port", help="Cổng.")] = 8501,
    today: Today = None,
) -> None:
    """Mở bảng theo dõi (như `streamlit run app.py`)."""
    arguments = ["run", str(ROOT / "app.py"), "--server.address", host, "--server.port", str(port)]
    raise typer.Exit(subprocess.call([sys.executable, "-m", "streamlit", *arguments], cwd=ROOT))
