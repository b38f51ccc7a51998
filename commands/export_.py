"""`export`: the tables of the meeting and the report in words as files, in an official layout."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from accounts.model import CONSOLE, Account, Role
from commands.options import Day, Today, out, refuse, told, wrong_use
from etl.register import default_register
from etl.store import Store
from indicators.catalogue import plan as plan_of
from reports.access import PROVINCE_KEY
from reports.documents.export import FileFormat, MadeFile, Order, make
from reports.documents.layouts import LayoutName, LayoutSettings
from reports.documents.settings import read_settings
from reports.documents.words_check import TemplateFault
from reports.documents.words_report import Voices
from reports.exporting import note_taken
from reports.near import near_codes
from reports.tables import ALL_TABLES, subject_of
from reports.tables.about import Subject
from reports.voices import voices_of

HOUSE = Account(login=CONSOLE.login, name="Máy chủ", role=Role.OFFICER, scope_key=PROVINCE_KEY)
"""Whoever runs commands on the machine sees the whole province, as with every other command."""


def export(
    plan_code: Annotated[str, typer.Option("--plan", help="Mã bộ chỉ tiêu, ví dụ th862.")],
    out_file: Annotated[Path, typer.Option("--out", help="Tệp kết quả.")],
    at: Day = None,
    layout: Annotated[
        LayoutName, typer.Option("--layout", help="Thể thức: party (Đảng) hoặc state.")
    ] = LayoutName.PARTY,
    file_format: Annotated[
        FileFormat, typer.Option("--format", help="xlsx, docx, pdf, pptx, csv; report: báo cáo bằng lời (Word).")
    ] = FileFormat.XLSX,
    table: Annotated[str, typer.Option("--table", help="Số biểu 1–6 (vài biểu: 1,4), hoặc all.")] = "all",
    unit: Annotated[
        list[str] | None, typer.Option("--unit", help="Huyện của biểu 6 và trang chiếu riêng: mã, khóa hoặc tên.")
    ] = None,
    indicator: Annotated[list[str] | None, typer.Option("--indicator", help="Chỉ những chỉ tiêu này.")] = None,
    settings_file: Annotated[
        Path | None, typer.Option("--settings", help="Tệp TOML: cơ quan, số, nơi ban hành, người ký, nơi nhận.")
    ] = None,
    template: Annotated[Path | None, typer.Option("--template", help="Mẫu Word riêng cho --format report.")] = None,
    today: Today = None,
) -> None:
    """Xuất biểu tổng hợp và báo cáo ra tệp, đúng thể thức."""
    with told():
        plan = plan_of(plan_code)
        day = at or today or date.today()
        for code in indicator or ():
            if plan.find(code) is None:
                wrong_use(f"Không có chỉ tiêu “{code}” trong {plan.code}. Gần giống: {near_codes(plan, code)}.")
        subject = subject_of(Store.default(), HOUSE, plan_code=plan.code, day=day, chosen=tuple(indicator or ()))
        current = subject.judge.picture.current
        on = current.data_to if current else day
        tier = subject.districts[0].level
        keys = tuple(default_register().named(name, day=on, level=tier).key for name in unit or ())
        order = Order(
            format=file_format,
            layout=layout,
            settings=_settings(settings_file),
            numbers=_numbers(table),
            unit_keys=keys,
            template=_bytes(template) if template else None,
            voices=_voices(subject) if file_format is FileFormat.REPORT else None,
        )
        try:
            files = make(subject, order)
        except TemplateFault as fault:
            refuse(f"Mẫu báo cáo có lỗi. {fault}")
        size_bytes = sum(len(made.content) for made in files)
        note_taken(Store.default(), subject, order, by=CONSOLE, unit_key=PROVINCE_KEY, size_bytes=size_bytes)
        for made in files:
            out.print(f"Đã ghi {_write(out_file, made)}", markup=False)


def _voices(subject: Subject) -> Voices:
    return voices_of(Store.default(), HOUSE, subject.heading.round)


def _numbers(table: str) -> tuple[int, ...]:
    if table.strip().lower() == "all":
        return ALL_TABLES
    words = [word.strip() for word in table.split(",")]
    if not all(word.isdecimal() and int(word) in ALL_TABLES for word in words):
        wrong_use(f"Không có biểu “{table}”. Các biểu: 1 đến {len(ALL_TABLES)}, hoặc all.")
    return tuple(int(word) for word in dict.fromkeys(words))


def _settings(path: Path | None) -> LayoutSettings | None:
    if path is None:
        return None
    try:
        return read_settings(_bytes(path))
    except ValueError as fault:
        wrong_use(f"{path}: {fault}")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        wrong_use(f"Không đọc được {path}: {fault.strerror}.")


def _write(out_file: Path, made: MadeFile) -> Path:
    """The file under the name asked for; several of one order get their table's number added."""
    path = out_file
    if made.label:
        number = made.label.removeprefix("Biểu ").replace(".", "-")
        path = out_file.with_name(f"{out_file.stem}-bieu{number}{out_file.suffix or made.suffix}")
    try:
        path.write_bytes(made.content)
    except OSError as fault:
        refuse(f"Không ghi được {path}: {fault.strerror}.")
    return path
