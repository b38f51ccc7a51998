"""A good workbook and chance into a spoilt one: its bytes, its archive, its XML, its cells, its structure."""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from datetime import date, datetime

import openpyxl
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.broken import moved
from tests.workbooks import BIEN_THUONG, TAY_DO, Cell

Mutation = Callable[[bytes, random.Random], bytes]
NASTY: tuple[Cell, ...] = (
    *("Có", "Không", "x", "✓", "chưa đạt", "-", "…", "", " ", "Không áp dụng", "không phát sinh", "KAD"),
    *("1.234", "1,5", "17,21", "98,5%", "12/24", "0", "-3", "1e5", "٣", "１２", "1 234", "1'234'567", "+7", "∞", "NaN"),
    *(
        "31/02/2026",
        "01/06/2026",
        "2026-06-01",
        "ngày 5 tháng 6 năm 2026",
        "12:30",
        "Tổng cộng",
        "Cộng huyện",
        "I",
        "II.",
    ),
    *("T-1", "T-2.num", "T-99", "TH-1.1a", "Kỳ trước", "STT", "Ghi chú", "=1+1", "=cmd|' /C calc'!A0", "#N/A", "#REF!"),
    *(
        "Xã Tây Đô",
        "Tây Đô",
        "Tay Do",
        "X. Vĩnh Lộc",
        "Huyện Vĩnh Lộc",
        "Xã Cẩm Tân",
        "Vĩnh An",
        "Xa\u0303 Ta\u0302y Đo\u0302",
    ),
    *(BIEN_THUONG.key, TAY_DO.key, "15382@0", "99999@2025-07-01", "a" * 500, "ă\u0301\u200b\u00a0", "\u202eabc", "😀"),
    *(0, 1, -1, 3, 12, 98.5, 0.985, 1e15, 1e308, 5e-324, 45658, 2.5, True, False, None),
    *(date(2026, 3, 1), date(1900, 1, 1), datetime(2026, 3, 1, 12, 30), date(9999, 12, 31)),
)
FONTS = (".VnTime", ".VnTimeH", "VNI-Times", "Times New Roman", "Wingdings")
FORMATS = ("0%", "0.00%", "dd/mm/yyyy", "@", "#,##0", "General", "mmm-yy", "[h]:mm", '0" tổ"')
SHARES = {"bytes": 2, "archive": 1, "xml": 4, "cells": 4, "structure": 4}
LETTERS = b'<>"/=&;:#%0123456789abcXZ \n\x00\xff'


def mutated(data: bytes, chance: random.Random, *, kinds: str) -> tuple[bytes, str]:
    """The bytes after one to three mutations of one kind, and which kind."""
    kind = chance.choice([k for k in KINDS if k in kinds.split() for _ in range(SHARES[k])])
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        data = chance.choice(KINDS[kind])(data, chance)
    return data, kind


# --- bytes ---


def flip(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 40))):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def lose(data: bytes, chance: random.Random) -> bytes:
    at, count = chance.randrange(len(data)), chance.choice((1, 4, 64, 1024))
    return data[:at] + data[at + count :]


def repeat(data: bytes, chance: random.Random) -> bytes:
    at, count = chance.randrange(len(data)), chance.choice((1, 16, 512))
    return data[:at] + data[at : at + count] + data[at:]


def zeros(data: bytes, chance: random.Random) -> bytes:
    at, count = chance.randrange(len(data)), chance.choice((4, 64, 512))
    return data[:at] + bytes(min(count, len(data) - at)) + data[at + count :]


def number_spoilt(data: bytes, chance: random.Random) -> bytes:
    """A number of four bytes somewhere set to a border: lengths, offsets, counts."""
    at = chance.randrange(max(1, len(data) - 4))
    return data[:at] + chance.choice((b"\xff" * 4, bytes(4), b"\xff\xff\xff\x7f", b"\x01\0\0\0")) + data[at + 4 :]


# --- the archive ---


def members(data: bytes) -> dict[str, bytes] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, zlib.error):
        return None


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def of_archive(change: Callable[[dict[str, bytes], random.Random], None]) -> Mutation:
    """A mutation of the members; what is no archive is left to the mutations of bytes."""

    def mutate(data: bytes, chance: random.Random) -> bytes:
        parts = members(data)
        if not parts:
            return flip(data, chance)
        change(parts, chance)
        return packed(parts, chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)))

    return mutate


def drop_member(parts: dict[str, bytes], chance: random.Random) -> None:
    parts.pop(chance.choice(list(parts)))


def swap_members(parts: dict[str, bytes], chance: random.Random) -> None:
    one, other = chance.choice(list(parts)), chance.choice(list(parts))
    parts[one], parts[other] = parts[other], parts[one]


def rename_member(parts: dict[str, bytes], chance: random.Random) -> None:
    name = chance.choice(list(parts))
    new = chance.choice((name.upper(), f"/{name}", name.replace("/", "\\"), f"../{name}", name + "x", "xl/a.bin"))
    parts[new] = parts.pop(name)


def add_member(parts: dict[str, bytes], chance: random.Random) -> None:
    name = chance.choice(
        ("xl/vbaProject.bin", "xl/media/image1.png", "docProps/x.xml", "a/b/c", "xl/worksheets/sheet9.xml")
    )
    parts[name] = chance.choice(
        (b"", b"<a/>", b"PK\x03\x04", b"\x89PNG" + bytes(60), chance.choice(list(parts.values())))
    )


def spoil_member(parts: dict[str, bytes], chance: random.Random) -> None:
    name = chance.choice([n for n in parts if parts[n]] or list(parts))
    parts[name] = chance.choice((flip, cut, lose, repeat, zeros))(parts[name] or b"x", chance)


# --- XML ---


def of_xml(change: Callable[[str, random.Random], str]) -> Mutation:
    """A mutation of the text of one part, most often of a sheet or the shared texts."""

    def change_part(parts: dict[str, bytes], chance: random.Random) -> None:
        likely = [n for n in parts if re.search(r"sheet\d+\.xml|sharedStrings|content\.xml|styles|workbook\.xml$", n)]
        name = chance.choice(likely or list(parts))
        text = parts[name].decode("utf-8", "surrogateescape")
        if text:
            parts[name] = change(text, chance).encode("utf-8", "surrogateescape")

    return of_archive(change_part)


def one_of(pattern: str, text: str, chance: random.Random) -> re.Match[str] | None:
    found = list(re.finditer(pattern, text))
    return chance.choice(found) if found else None


def replaced(text: str, found: re.Match[str], new: str) -> str:
    return text[: found.start()] + new + text[found.end() :]


def attribute(text: str, chance: random.Random) -> str:
    found = one_of(r'(?<==")[^"]*(?=")', text, chance)
    other = one_of(r'(?<==")[^"]*(?=")', text, chance)
    new = chance.choice(
        ("", "0", "-1", "4294967296", "A1", "XFD1048576", "s", "b", "e", "str", "inlineStr", "\u0111", "1e9")
    )
    return replaced(text, found, chance.choice((new, other[0] if other else new))) if found else text


def cell_type(text: str, chance: random.Random) -> str:
    found = one_of(r' t="\w+"', text, chance)
    new = chance.choice(("", ' t="s"', ' t="b"', ' t="e"', ' t="d"', ' t="str"', ' t="inlineStr"', ' t="n"', ' t="zz"'))
    return replaced(text, found, new) if found else text


def place(text: str, chance: random.Random) -> str:
    found = one_of(r' r="[A-Z]+\d+"', text, chance)
    new = f' r="{get_column_letter(chance.randrange(1, 40))}{chance.randrange(1, 40)}"'
    return replaced(text, found, chance.choice((new, "", ' r="A0"', ' r="1A"'))) if found else text


def value(text: str, chance: random.Random) -> str:
    found = one_of(r"(?<=>)[^<>]+(?=<)", text, chance)
    new = chance.choice(
        ("", "0", "1", "99999", "-5", "1e400", "nan", "12", "0.1", "&lol;", "&#0;", "&amp;", "]]>", "Xã Tây Đô")
    )
    return replaced(text, found, new) if found else text


def drop_tag(text: str, chance: random.Random) -> str:
    found = one_of(r"<[^<>]+>", text, chance)
    return replaced(text, found, "") if found else text


def drop_element(text: str, chance: random.Random) -> str:
    found = one_of(
        r"<(c|row|si|v|t|mergeCell|f|table:table-cell|table:table-row|xf|font)\b[^<>]*?(/>|>.*?</\1>)", text, chance
    )
    return replaced(text, found, "") if found else text


def repeat_element(text: str, chance: random.Random) -> str:
    found = one_of(r"<(c|row|si|mergeCell|sheet|table:table-cell|table:table-row)\b[^<>]*?(/>|>.*?</\1>)", text, chance)
    return replaced(text, found, found[0] * chance.choice((2, 2, 3, 50))) if found else text


def swap_elements(text: str, chance: random.Random) -> str:
    pattern = r"<(c|row|table:table-row)\b[^<>]*?>.*?</\1>"
    one, other = one_of(pattern, text, chance), one_of(pattern, text, chance)
    if one is None or other is None or one.end() > other.start():
        return text
    return text[: one.start()] + other[0] + text[one.end() : other.start()] + one[0] + text[other.end() :]


def letters(text: str, chance: random.Random) -> str:
    for _ in range(chance.choice((1, 3, 10))):
        at = chance.randrange(len(text))
        text = text[:at] + chr(chance.choice(LETTERS)) + text[at + chance.choice((0, 1)) :]
    return text


# --- cells ---


def of_book(change: Callable[[Workbook, random.Random], None]) -> Mutation:
    """A mutation by another program that opens and saves the workbook; other formats are left to the bytes."""

    def mutate(data: bytes, chance: random.Random) -> bytes:
        parts = members(data)
        if not parts or "xl/workbook.xml" not in parts:
            return flip(data, chance)
        try:
            book = openpyxl.load_workbook(io.BytesIO(data))
            change(book, chance)
            out = io.BytesIO()
            book.save(out)
        except Exception:  # noqa: BLE001 (openpyxl gives up on what is spoilt already in any way it likes)
            return flip(data, chance)
        return out.getvalue()

    return mutate


def any_sheet(book: Workbook, chance: random.Random) -> Worksheet:
    return chance.choice(book.worksheets)


def near_cell(sheet: Worksheet, chance: random.Random) -> tuple[int, int]:
    return chance.randint(1, sheet.max_row + 2), chance.randint(1, sheet.max_column + 2)


def put(sheet: Worksheet, row: int, column: int, new: Cell) -> None:
    cell = sheet.cell(row, column)
    if type(cell).__name__ == "Cell":
        cell.value = new


def nasty_cells(book: Workbook, chance: random.Random) -> None:
    sheet = any_sheet(book, chance)
    for _ in range(chance.choice((1, 1, 3, 12))):
        put(sheet, *near_cell(sheet, chance), chance.choice(NASTY))


def nasty_inputs(book: Workbook, chance: random.Random) -> None:
    """Nasty values where figures stand."""
    sheet = any_sheet(book, chance)
    for _ in range(chance.choice((1, 2, 4))):
        row = chance.randint(max(1, sheet.max_row - 4), sheet.max_row)
        put(sheet, row, chance.randint(1, sheet.max_column), chance.choice(NASTY))


def swap_cells(book: Workbook, chance: random.Random) -> None:
    sheet = any_sheet(book, chance)
    one, other = near_cell(sheet, chance), near_cell(sheet, chance)
    kept = sheet.cell(*one).value, sheet.cell(*other).value
    put(sheet, *one, kept[1])
    put(sheet, *other, kept[0])


def fonts_and_formats(book: Workbook, chance: random.Random) -> None:
    sheet = any_sheet(book, chance)
    for _ in range(chance.choice((1, 5, 20))):
        cell = sheet.cell(*near_cell(sheet, chance))
        if chance.random() < 0.5:
            cell.font = Font(name=chance.choice(FONTS))
        else:
            cell.number_format = chance.choice(FORMATS)


def erase(book: Workbook, chance: random.Random) -> None:
    sheet = any_sheet(book, chance)
    row, column = near_cell(sheet, chance)
    for at_row in range(row, row + chance.choice((1, 3, 8))):
        for at_column in range(column, column + chance.choice((1, 3, 8))):
            put(sheet, at_row, at_column, None)


def fill_down(book: Workbook, chance: random.Random) -> None:
    """One value drawn over the cells below it."""
    sheet = any_sheet(book, chance)
    row, column = near_cell(sheet, chance)
    for at in range(row + 1, row + 6):
        put(sheet, at, column, sheet.cell(row, column).value)


# --- structure ---


def of_rows(book: Workbook, chance: random.Random) -> None:
    sheet = any_sheet(book, chance)
    at, count = chance.randint(1, sheet.max_row), chance.choice((1, 1, 2, 5))
    if chance.random() < 0.5:
        moved(sheet, row=lambda r: None if at <= r < at + count else r - count * (r >= at + count))
    else:
        moved(sheet, row=lambda r: r + count * (r >= at))


def of_columns(book: Workbook, chance: random.Random) -> None:
    sheet = any_sheet(book, chance)
    at, count = chance.randint(1, sheet.max_column), chance.choice((1, 1, 2, 5))
    if chance.random() < 0.5:
        moved(sheet, column=lambda c: None if at <= c < at + count else c - count * (c >= at + count))
    else:
        moved(sheet, column=lambda c: c + count * (c >= at))


def swap_rows_or_columns(book: Workbook, chance: random.Random) -> None:
    sheet = any_sheet(book, chance)
    if chance.random() < 0.5:
        a, b = chance.randint(1, sheet.max_row), chance.randint(1, sheet.max_row)
        moved(sheet, row=lambda r: {a: b, b: a}.get(r, r))
    else:
        a, b = chance.randint(1, sheet.max_column), chance.randint(1, sheet.max_column)
        moved(sheet, column=lambda c: {a: b, b: a}.get(c, c))


def turn(book: Workbook, chance: random.Random) -> None:
    """Rows become columns."""
    sheet = any_sheet(book, chance)
    cells = {
        (cell.row, cell.column): cell.value for line in sheet.iter_rows() for cell in line if cell.value is not None
    }
    fresh = book.create_sheet(f"Quay {chance.randrange(99)}")
    for (row, column), kept in cells.items():
        fresh.cell(column, row).value = kept
    if chance.random() < 0.5 and len(book.sheetnames) > 1:
        del book[sheet.title]


def of_sheets(book: Workbook, chance: random.Random) -> None:
    sheet = any_sheet(book, chance)
    what = chance.randrange(5)
    if what == 0 and len(book.sheetnames) > 1:
        del book[sheet.title]
    elif what == 1:
        book.copy_worksheet(sheet).title = chance.choice((f"{sheet.title[:20]} (2)", "Bản sao", "Sheet1"))
    elif what == 2:
        sheet.title = chance.choice(("Bảng", "_x", "1", "Lỗi cần sửa", "Hướng dẫn2", "a" * 31))
    elif what == 3:
        chance.shuffle(book._sheets)  # noqa: SLF001
    else:
        sheet.sheet_state = chance.choice(("visible", "hidden", "veryHidden"))
    if all(one.sheet_state != "visible" for one in book.worksheets):
        book.worksheets[0].sheet_state = "visible"


def merge(book: Workbook, chance: random.Random) -> None:
    sheet = any_sheet(book, chance)
    for area in list(sheet.merged_cells.ranges)[: chance.choice((0, 1, 99))]:
        sheet.unmerge_cells(area.coord)
    row, column = near_cell(sheet, chance)
    sheet.merge_cells(
        start_row=row, start_column=column, end_row=row + chance.randint(0, 3), end_column=column + chance.randint(0, 6)
    )


KINDS: dict[str, tuple[Mutation, ...]] = {
    "bytes": (flip, cut, lose, repeat, zeros, number_spoilt),
    "archive": tuple(map(of_archive, (drop_member, swap_members, rename_member, add_member, spoil_member))),
    "xml": tuple(
        map(
            of_xml,
            (attribute, cell_type, place, value, drop_tag, drop_element, repeat_element, swap_elements, letters, value),
        )
    ),
    "cells": tuple(map(of_book, (nasty_cells, nasty_inputs, swap_cells, fonts_and_formats, erase, fill_down))),
    "structure": tuple(map(of_book, (of_rows, of_columns, swap_rows_or_columns, turn, of_sheets, merge))),
}
