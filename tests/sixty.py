"""Sixty workbooks broken the way people break them, each with exactly the facts or exactly the question it must give.

`asked` are the errors with their cells, `told` the warnings, without those that every small workbook has. The facts are
those that may be read for certain: a question never costs what is not in question.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from etl.checking import CheckedReturn, check_workbook
from etl.template.layout import FIRST_ROW, HEADER_ROW, KEY_ROW, NAME_COLUMN
from tests.broken import (
    EXPECTED,
    LAST_ROW,
    SHEETS,
    Break,
    as_text,
    data_sheets,
    delete_key_column,
    delete_key_row,
    delete_meta,
    filled_template,
    moved,
    names,
    nfd,
    numbering,
    on_each,
    reverse_pairs,
    reverse_rows,
    sections,
    signature,
    texts,
    total_above,
    total_below,
    values_only,
    without,
)
from tests.old_formats import as_ods, as_xls
from tests.sixty_breaks import (
    TCVN3,
    VNI,
    blank_rows,
    both_on_one_sheet,
    bracketed_numbering,
    change_headers_a_little,
    clear,
    copy_of_a_sheet,
    figures_of_another_commune,
    formatted,
    headings_lost,
    marks,
    no_previous,
    old_headers,
    one_font,
    only_headings,
    other_district_below,
    own_column,
    own_sheet,
    remark_beside,
    remarks_below,
    retype_headers,
    set_at,
    shift_away,
    subtotals,
    swap_names,
    total_in_the_number_column,
    unmerge,
)
from tests.workbooks import context, errors, values, warnings

Facts = Mapping[tuple[str, str], float | str | None]
Found = Sequence[tuple[str, str | None]]
FIRST, SECOND = SHEETS
LOST = (on_each(delete_key_row), on_each(delete_key_column))
FOUND_OUT: Found = (("round_from_title", None), ("unit_from_content", None))


@dataclass(frozen=True, slots=True)
class Broken:
    """A workbook and what checking it must give. `save` writes another format than .xlsx."""

    breaks: Sequence[Break]
    facts: Facts
    asked: Found
    told: Found
    ending: str


def broken(
    *breaks: Break, facts: Facts = EXPECTED, asked: Found = (), told: Found = (), ending: str = "xlsx"
) -> Broken:
    """A case."""
    return Broken(breaks, facts, asked, told, ending)


def changed(**values_: Sequence[float | str | None]) -> dict[tuple[str, str], float | str | None]:
    """The expected facts with other values of an item for the three communes; None leaves a fact out."""
    units = ("Biện Thượng", "Tây Đô", "Vĩnh Lộc")
    given = {
        (unit, code.replace("_", "-").replace("-den", ".den").replace("-num", ".num")): value
        for code, line in values_.items()
        for unit, value in zip(units, line, strict=True)
    }
    return {place: value for place, value in {**EXPECTED, **given}.items() if value is not None}


def only(*, units: Sequence[str] = (), items: Sequence[str] = (), but: Sequence[str] = ()) -> Facts:
    """The expected facts of some communes or items, or of all but some items."""
    return {
        (unit, item): value
        for (unit, item), value in EXPECTED.items()
        if (not units or unit in units) and (not items or item in items) and item not in but
    }


def each(*damages: Callable[[Worksheet], None]) -> tuple[Break, ...]:
    """The same damages on every sheet of indicators."""
    return tuple(on_each(damage) for damage in damages)


def rename_sheets(book: Workbook) -> None:
    for number, sheet in enumerate(data_sheets(book)):
        sheet.title = f"Bảng {number}"


def reverse_sheets(book: Workbook) -> None:
    book._sheets.reverse()  # noqa: SLF001


def deleted_column(code: str) -> Break:
    def delete(book: Workbook) -> None:
        for sheet in data_sheets(book):
            found = next((cell.column for cell in sheet[KEY_ROW] if cell.value == code), None)
            if found:
                moved(sheet, column=without(found))

    return delete


def prefixed(prefix: str) -> Break:
    return on_each(lambda sheet: names(sheet, lambda name: prefix + name.removeprefix("Xã ")))


def typed_twice(sheet: Worksheet) -> None:
    """Tây Đô once more under the table, with another answer."""
    sheet.cell(LAST_ROW + 1, NAME_COLUMN).value = "Xã Tây Đô"
    sheet.cell(LAST_ROW + 1, 4).value = "Có" if sheet.title == FIRST else 9


def hard_spaces(text: str) -> str:
    return "\u00a0" + text.replace(" ", "\u00a0") + "\u200b "


def other_spelling(text: str) -> str:
    """i for y: qui chế, nhiệm kì."""
    return text.replace("quy chế", "qui chế").replace("nhiệm kỳ", "nhiệm kì")


def headers(change: Callable[[str], str]) -> Callable[[Worksheet], None]:
    """Rewrite the headers."""

    def rewrite(sheet: Worksheet) -> None:
        for cell in sheet[HEADER_ROW]:
            if isinstance(cell.value, str):
                cell.value = change(cell.value)

    return rewrite


def titled(text: str) -> Break:
    """The line of unit and round retyped on every sheet."""

    def change(book: Workbook) -> None:
        for sheet in data_sheets(book):
            sheet["B3"].value = text

    return change


FROM_TITLE_ONLY = (*LOST, delete_meta)
CASES: dict[str, Broken] = {
    # the hidden keys
    "row of codes deleted": broken(*each(delete_key_row)),
    "column of keys deleted": broken(*each(delete_key_column)),
    "both deleted": broken(*LOST),
    "codes erased, their row left": broken(*each(clear(row=KEY_ROW))),
    "hidden sheet deleted": broken(delete_meta, told=FOUND_OUT),
    "nothing hidden is left": broken(*LOST, delete_meta, told=FOUND_OUT),
    # columns
    "columns in another order": broken(*each(reverse_pairs), *LOST),
    "a column of one's own inserted": broken(*each(own_column), told=[("column_ignored", "D7")] * 2),
    "headers changed a little": broken(
        *each(change_headers_a_little, headings_lost), *LOST, told=[("header_near", "C6"), ("header_near", "I6")]
    ),
    "headers retyped over the codes": broken(*each(retype_headers)),
    "headers spelt the other way": broken(*each(headers(other_spelling)), *LOST),
    "a column deleted": broken(deleted_column("T-4"), facts=only(but=["T-4"])),
    "last round's columns deleted": broken(*each(no_previous), *LOST),
    "remarks beside the table": broken(*each(remark_beside), *LOST),
    # the header
    "only the row of headers left": broken(*each(headings_lost), *LOST),
    "only the headings left": broken(
        *each(only_headings),
        *LOST,
        facts=only(but=["T-2.den", "T-2.num", "T-3"]),
        asked=[("column_unclear", cell) for cell in ("E4", "G4", "I4", "J4")],
    ),
    "merged headers taken apart": broken(*each(unmerge), *LOST),
    "columns numbered": broken(*each(numbering), *LOST),
    "columns numbered (1), (2), 3=2/1": broken(*each(bracketed_numbering), *LOST),
    # rows
    "rows sorted": broken(*each(reverse_rows), *LOST),
    "blank rows between": broken(*each(blank_rows), *LOST),
    "rows and columns before the table": broken(*LOST, *each(shift_away)),
    "a row deleted": broken(
        *each(lambda sheet: moved(sheet, row=without(FIRST_ROW + 1))), facts=only(units=["Biện Thượng", "Vĩnh Lộc"])
    ),
    "a commune typed twice": broken(*each(typed_twice), *LOST, asked=[("row_repeated", "B11")] * 2),
    "a commune of another district": broken(
        *each(figures_of_another_commune), asked=[("unit_of_other", "C12"), ("unit_of_other", "C12")]
    ),
    "names sorted without the keys": broken(
        *each(swap_names),
        facts=only(units=["Vĩnh Lộc"]),
        asked=[("row_key_conflict", cell) for cell in ("C9", "C10", "C9", "C10")],
    ),
    "a name misspelt": broken(
        *each(lambda sheet: names(sheet, lambda name: name.replace("Tây Đô", "Tay Đô"))),
        *LOST,
        facts=only(units=["Biện Thượng", "Vĩnh Lộc"]),
        asked=[("row_unclear", "B9"), ("row_unclear", "B9")],
    ),
    "sections": broken(*each(sections), *LOST),
    "sections with their sums": broken(*each(subtotals), *LOST),
    "a total below": broken(*each(total_below), *LOST),
    "a total above": broken(*each(total_above), *LOST),
    "a total over number and name": broken(*each(total_in_the_number_column), *LOST),
    "a wrong total": broken(*each(total_below), set_at(SECOND, D12=5), *LOST, told=[("total_wrong", "C11")]),
    "a signature": broken(*each(signature), *LOST),
    "remarks below the table": broken(*each(remarks_below), *LOST),
    # the book
    "sheets copied into another book as values": broken(*LOST, values_only, told=FOUND_OUT),
    "sheets renamed and turned round": broken(*LOST, rename_sheets, reverse_sheets),
    "a sheet of one's own": broken(own_sheet, told=[("sheet_ignored", None)]),
    "a copy of a sheet left behind": broken(*LOST, copy_of_a_sheet, told=[("sheet_copy_ignored", None)]),
    "a copy of a sheet with another figure": broken(
        copy_of_a_sheet, set_at("1. Đảng ủy (2)", J9=5), *LOST, asked=[("sheet_repeated", "I8")]
    ),
    "both tables on one sheet": broken(both_on_one_sheet, *LOST),
    "several districts in one book": broken(
        *each(other_district_below), titled("Toàn tỉnh · Kỳ báo cáo: 6 tháng đầu năm 2026"), *LOST, delete_meta,
        lambda book: book.remove(book["Hướng dẫn"]), facts={}, asked=[("several_units", None)],
        told=[("round_from_title", None)],
    ),
    "the title of another round": broken(
        titled("Đơn vị: Huyện Vĩnh Lộc · Kỳ báo cáo: Năm 2024"), asked=[("round_wrong", None)]
    ),
    # values
    "values typed as text": broken(*each(as_text), *LOST),
    "marks for yes and no": broken(*each(marks(["x", "X", "✓", "Đạt"], ["Chưa", "chưa đạt", "không", "k"]))),
    "98,5% and 98.5%": broken(
        set_at(FIRST, L9="98,5%", L10="87 %", L11=0.9125), formatted(FIRST, L11="0.00%")
    ),
    "12/24 beside its whole": broken(
        set_at(FIRST, H9="10/12", H10="9/9"), told=[("fraction_read", "H9"), ("fraction_read", "H10")]
    ),
    "12/24 without its whole": broken(
        set_at(FIRST, J9="4/10"), facts=changed(T_3=(None, 0.0, 2.0)), asked=[("fraction_in_cell", "J9")]
    ),
    "1.234 reads two ways": broken(
        set_at(FIRST, J9="1.234"), facts=changed(T_3=(None, 0.0, 2.0)), asked=[("ambiguous_number", "J9")]
    ),
    "1.234.567,5 and 17,21": broken(
        set_at(SECOND, F9="1.234.567,5", F10="17,21", F11="20,750"),
        facts=changed(T_10=(1234567.5, 17.21, None)),
        asked=[("ambiguous_number", "F11")],
    ),
    "dates in three forms": broken(
        set_at(FIRST, N9="1/3/2026", N10="ngày 05 tháng 6 năm 2026", N11="31-12-2025"),
        facts=changed(T_5=(20513.0, 20609.0, 20453.0)),
    ),
    "12/24 that Excel made a date": broken(
        set_at(FIRST, J9=date(2026, 4, 10)), facts=changed(T_3=(None, 0.0, 2.0)), asked=[("date_in_number", "J9")]
    ),
    "dashes, dots and words for nothing": broken(
        set_at(FIRST, D10="-", J9="…", J10="không phát sinh", L10="không có số liệu", T11="..."),
        facts=changed(T_1=(1.0, None, 1.0), T_3=(None, 0.0, 2.0), T_4=(98.5, None, 91.25),
                      T_8=("Thiếu kinh phí", "Cán bộ kiêm nhiệm", None)),
    ),
    # letters
    "decomposed letters, hard spaces": broken(*each(lambda s: texts(s, nfd), lambda s: texts(s, hard_spaces)), *LOST),
    "names and headers in capitals, short prefixes": broken(
        prefixed("X."), *each(lambda s: names(s, str.upper), headers(str.upper)), *LOST
    ),
    "names of the party committees": broken(prefixed("Đảng ủy xã "), *LOST),
    "names and a header in .VnTime": broken(*each(one_font(".VnTime", TCVN3), old_headers), *LOST),
    "names in VNI, one typed anew in Unicode": broken(
        *each(one_font("VNI-Times", VNI, only=(0, 2))), *LOST
    ),
    "an .xls with names in .VnTime": broken(*each(one_font(".VnTime", TCVN3)), *LOST, ending="xls"),
    "an .ods without anything hidden": broken(*LOST, delete_meta, ending="ods", told=FOUND_OUT),
}  # fmt: skip


def built(case: Broken, folder: Path) -> Path:
    """The workbook of a case, written."""
    book = openpyxl.load_workbook(io.BytesIO(filled_template()))
    for damage in case.breaks:
        damage(book)
    path = folder / f"bao-cao.{case.ending}"
    if case.ending == "xlsx":
        book.save(path)
    else:
        path.write_bytes(as_xls(book) if case.ending == "xls" else as_ods(book))
    return path


def checked(case: Broken, folder: Path) -> CheckedReturn:
    """The workbook of a case, checked."""
    return check_workbook(built(case, folder), context())


def unlike(case: Broken, result: CheckedReturn) -> list[str]:
    """What a result gives that the case does not expect, a line each; [] when it is exactly as expected."""
    found = values(result)
    lines = [f"fact {place}: {found.get(place)!r}, expected {case.facts.get(place)!r}"
             for place in sorted({*found, *case.facts}) if found.get(place) != case.facts.get(place)]  # fmt: skip
    if sorted(errors(result), key=str) != sorted(case.asked, key=str):
        lines.append(f"asked {errors(result)}, expected {list(case.asked)}")
    if sorted(warnings(result), key=str) != sorted(case.told, key=str):
        lines.append(f"told {warnings(result)}, expected {list(case.told)}")
    return lines
