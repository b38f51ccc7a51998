@echo off
rem Mo So chi tieu Dan van tren may van phong. Dat tep nay vao thu muc chuong trinh.
cd /d "%~dp0.."
if not exist .venv (
    py -3 -m venv .venv
    .venv\Scripts\pip install -q --require-hashes -r requirements.txt
)
start "" http://localhost:8501
.venv\Scripts\streamlit run app.py
