"""The program as one ASGI application: Streamlit's screens behind the gate. Read this first, then `web/assembly.py`.

streamlit run app.py        |        uvicorn app:app        |        python app.py
"""

from pathlib import Path

import streamlit as st

from pages.ui.navigation import FIRST_PATH, LANDINGS, PATHS
from web.assembly import handlers, lifespan, middleware, routes
from web.faults import on_script_error
from web.house import House

UI = Path(__file__).resolve().parent / "pages" / "ui"

house = House(ours=UI / "static", page_paths=PATHS, first_path=FIRST_PATH, landings=LANDINGS)
app = st.App(
    UI / "shell.py",
    routes=routes(house),
    middleware=middleware(house),
    lifespan=lifespan(house),
    on_script_error=on_script_error,
    exception_handlers=handlers(),
)

if __name__ == "__main__":
    app.run()
