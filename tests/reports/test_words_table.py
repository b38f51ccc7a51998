"""What units wrote as a workbook: only what may be seen, text stays text, and the trail says who took it."""

import io
from datetime import datetime

import openpyxl
import pytest

from accounts.model import CONSOLE
from accounts.permissions import Forbidden
from etl.register import default_register
from etl.store import Store
from indicators.texts import TextKind
from reports.words_table import taken_words
from returns.filing import Confirmation, accept
from returns.intake import check_upload
from returns.rounds import round_of
from returns.words import ReturnText
from returns.words.search import Sought
from tests.returns.conftest import (
    BIM_SON,
    FILER,
    LEADER,
    MUONG_LAT,
    OFFICER,
    OTHER_FILER,
    ROUND,
    STRANGER,
    VIEWER,
    Filing,
)

HARD = ReturnText(TextKind.DIFFICULTY, "=HYPERLINK(1)\n- thiếu người")


@pytest.fixture
def told(seeded_store: Store) -> Store:
    """Two districts that have written something, one of them also about a commune."""
    register = default_register()
    with seeded_store.reading() as cursor:
        round_ = round_of(cursor, ROUND)
    for key in (BIM_SON, MUONG_LAT):
        communes = register.communes_of(key, round_.data_to)
        one = Filing(seeded_store, round_, register.get(key), communes)
        data = one.workbook(one.values())
        texts = (HARD, ReturnText(TextKind.MODEL, f"Mô hình {key}", communes[0].key))
        checked = check_upload(seeded_store, data, "b.xlsx", by=CONSOLE)
        accept(seeded_store, checked, data, by=CONSOLE, now=datetime(2026, 7, 1), confirmed=Confirmation(texts=texts))
    return seeded_store


def lines(content: bytes) -> list[tuple[object, ...]]:
    """The rows below the head."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=5)]


def test_every_text_has_its_line_and_none_becomes_a_formula(told: Store) -> None:
    content = taken_words(told, Sought(), by=OFFICER)
    found = lines(content)
    assert len(found) == 4 and [row[0] for row in found] == [1, 2, 3, 4]
    whole = next(row for row in found if row[1] == "Thị xã Bỉm Sơn" and row[4] == "Khó khăn, vướng mắc")
    assert whole[2] == "Thị xã Bỉm Sơn" and whole[3] == "6 tháng đầu năm 2026" and whole[6] == "01/07/2026"
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == HARD.text)
    assert cell.data_type == "s"
    assert sheet.freeze_panes == "A5" and sheet.auto_filter.ref == "A4:G8"


def test_a_district_takes_its_own_only(told: Store) -> None:
    assert {row[1] for row in lines(taken_words(told, Sought(), by=FILER))} == {"Thị xã Bỉm Sơn"}
    assert lines(taken_words(told, Sought(district_key=BIM_SON), by=OTHER_FILER)) == []
    assert lines(taken_words(told, Sought(query=f"mô hình {BIM_SON}"), by=OTHER_FILER)) == []
    assert len(lines(taken_words(told, Sought(), by=LEADER))) == 4
    for by in (VIEWER, STRANGER):
        with pytest.raises(Forbidden):
            taken_words(told, Sought(), by=by)


def test_the_trail_says_who_took_what(told: Store) -> None:
    taken_words(told, Sought(query="thiếu", kinds=(TextKind.DIFFICULTY,)), by=FILER)
    with told.reading() as cursor:
        rows = cursor.execute("select login, details from audit where action = 'words.taken'").fetchall()
    assert len(rows) == 1 and rows[0][0] == FILER.login
    assert '"query":"thiếu"' in rows[0][1] and '"texts":1' in rows[0][1]
