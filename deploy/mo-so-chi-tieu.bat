@echo off
rem Mo So chi tieu Dan van tren may van phong. Dat tep nay vao thu muc chuong trinh.
cd /d "%~dp0.."
if not exist .venv (
    py -3 -m venv .venv
    .venv\Scripts\pip install -q --require-hashes -r requirements.txt
)
start "" /min cmd /c "timeout /t 6 /nobreak >nul & start http://localhost:8501"
.venv\Scripts\streamlit run app.py
