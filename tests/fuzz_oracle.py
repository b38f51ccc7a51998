"""A workbook's bytes and a fact into whether the fact is in the file: read another way than the program reads.

.xlsx and .ods by `zipfile` and ElementTree, an .xls by looking for the bytes of the value. Every fact must agree with
the cell it names, stand in a row that names its commune and, where it was found by a code, in that code's column.
"""

import re
import struct
import unicodedata
from collections.abc import Mapping
from datetime import date

from etl.checking import CellFact, CheckedReturn
from etl.figures import NO
from etl.names.fonts import decode_legacy
from etl.normalising.words import NO_WORDS, YES_WORDS
from etl.register import default_register
from indicators.model import Item, ItemType
from tests.fuzz_reading import Cells, Value, ods_cells, xlsx_cells

LEGACY = (".VnTime", ".VnTimeH", "VNI-Times")
EPOCH_SERIALS = (25569.0, 24107.0)  # 1970-01-01 in the date systems of 1900 and 1904
LEAP_DAY = 60
NOT_APPLICABLE = ("áp dụng", "ap dung", "không thuộc", "kad", "kád")


def strange_facts(data: bytes, ending: str, result: CheckedReturn, names: Mapping[str, str]) -> list[str]:
    """The facts that are not in the file, a line each. `names` are texts a person has chosen the unit key of."""
    if not result.facts:
        return []
    items = {item.code: item for item in result.plan.items} if result.plan else {}
    if ending == "xls":
        return [f"{told(f)} is nowhere in the file" for f in result.facts if not is_in_bytes(f, data)]
    sheets = xlsx_cells(data) if ending == "xlsx" else ods_cells(data)
    by_key = {(m.sheet, c.column): c.item_code for m in result.matched_sheets for c in m.columns if c.by == "key"}
    found = []
    for fact in result.facts:
        cells = sheets.get(fact.sheet, Cells())
        value = cells.at.get((fact.row, fact.column))
        if value is None or value == "":
            found.append(f"{told(fact)} has no cell")
        elif not agrees(fact, items[fact.item_code], value):
            found.append(f"{told(fact)} but the cell holds {value!r}")
        elif not names_unit(cells, fact, names):
            found.append(f"{told(fact)} but its row names {list(cells.row(fact.row))[:3]}")
        elif by_key.get((fact.sheet, fact.column)) == fact.item_code and fact.item_code not in map(
            str.strip, cells.column(fact.column)
        ):
            found.append(f"{told(fact)} but its column has no such code")
    return found


def told(fact: CellFact) -> str:
    """A fact in a line."""
    return f"{fact.sheet}!{fact.row},{fact.column} {fact.unit_key} {fact.item_code} = {fact.value!r} {fact.text!r}"


# --- a fact and its cell ---


def agrees(fact: CellFact, item: Item, value: Value) -> bool:
    """Whether a cell with this value can say the fact, and the fact does not contradict itself."""
    if not is_sound(fact, item):
        return False
    if isinstance(value, bool):
        return fact.value == float(value) or item.type is ItemType.TEXT
    if isinstance(value, float):
        return number_says(fact, item, value)
    texts = {str(value), *(decoded for font in LEGACY if (decoded := decode_legacy(str(value), font)))}
    return any(text_says(fact, item, plain_text(text)) for text in texts)


def is_sound(fact: CellFact, item: Item) -> bool:
    """Whether value and words of a fact go together."""
    match item.type:
        case ItemType.YES_NO:
            return fact.value in (0.0, 1.0, None) and (fact.value is None) == (fact.state == "not_applicable")
        case ItemType.STATE:
            return fact.state == "not_applicable" or (
                fact.text in item.choices and fact.value == item.choices.index(fact.text)
            )
        case ItemType.DATE:
            day = date.fromisoformat(fact.text) if fact.text and fact.text != NO else None
            return fact.value == (None if day is None else float((day - date(1970, 1, 1)).days))
        case ItemType.TEXT:
            return fact.value is None and bool(fact.text)
        case _:
            return fact.text is None


def number_says(fact: CellFact, item: Item, number: float) -> bool:
    if item.type is ItemType.TEXT or fact.value is None:
        digits = re.sub(r"\D", "", fact.text or "")
        return bool(digits) or fact.text == NO
    if item.type is ItemType.STATE:
        return bool(fact.text) and re.sub(r"\D", "", fact.text or "") != ""
    days = [float(int(number - serial)) for serial in EPOCH_SERIALS]
    if number < LEAP_DAY:  # Excel takes 1900 for a leap year: before its 29 February every day counts one less
        days.append(days[0] + 1)
    return fact.value in (number, round(number * 100, 9), *days)


def text_says(fact: CellFact, item: Item, text: str) -> bool:
    bare = text if len(text) < 2 else text.rstrip(" .;,:!")
    if fact.state == "not_applicable":
        return any(word in text for word in NOT_APPLICABLE)
    match item.type:
        case ItemType.TEXT:
            return plain_text(fact.text or "") == text
        case ItemType.YES_NO:
            return bare in (YES_WORDS if fact.value else NO_WORDS)
        case ItemType.STATE:
            return plain_text(fact.text or "").rstrip(" .;,:!") == bare
        case ItemType.DATE:
            return bare in NO_WORDS if fact.text == NO else says_day(date.fromisoformat(fact.text or ""), text)
        case _:
            return fact.value in numbers_in(text)


def says_day(day: date, text: str) -> bool:
    return {day.day, day.month, day.year} <= {int(number) for number in re.findall(r"\d+", text)}


def numbers_in(text: str) -> set[float]:
    """Every number the text can be read as: with and without marks for thousands; 0 for "không phát sinh"."""
    text = unicodedata.normalize("NFKC", text).replace("−", "-")
    found = {0.0} if "phát sinh" in text else set()
    for part in re.findall(r"-?\d[\d., ']*", text):
        digits = part.strip(" .,'")
        whole = re.sub(r"[., ']", "", digits)
        found.add(float(whole))
        head, mark, tail = max((digits.rpartition(mark) for mark in ".,"), key=lambda cut: len(cut[0]))
        if mark:
            found.add(float(f"{re.sub(r'[., ]', '', head) or 0}.{re.sub(r'[., ]', '', tail) or 0}"))
    return found | {-number for number in found if "-" in text}


def names_unit(cells: Cells, fact: CellFact, names: Mapping[str, str]) -> bool:
    """Whether the fact's row holds the key of its unit or its name."""
    unit = default_register().get(fact.unit_key)
    wanted = plain_text(unit.name)
    for raw in cells.row(fact.row):
        options = [raw, *(decoded for font in LEGACY if (decoded := decode_legacy(raw, font)))]
        texts = [plain_text(option) for option in options]
        if raw.strip() == unit.key or any(wanted in text or names.get(text) == unit.key for text in texts):
            return True
    return False


def plain_text(text: str) -> str:
    """Composed, without invisible characters, single spaces, small letters."""
    seen = "".join(" " if unicodedata.category(c) in ("Zs", "Cc") else c for c in text)
    shown = "".join(c for c in seen if unicodedata.category(c) != "Cf")
    return " ".join(unicodedata.normalize("NFC", shown).split()).lower()


def is_in_bytes(fact: CellFact, data: bytes) -> bool:
    """Whether an .xls holds the number or the text of a fact, as its records would."""
    wanted = plain_text(fact.original)
    shown = (data, data[1:])
    if any(wanted in plain_text(part.decode("utf-16-le", "replace")) for part in shown):
        return True
    if wanted in plain_text(data.decode("latin-1")):
        return True
    if fact.value is None:
        return False
    days = [fact.value + serial for serial in EPOCH_SERIALS]
    return any(struct.pack("<d", v) in data for v in (fact.value, fact.value / 100, *days)) or fact.value in (0.0, 1.0)
