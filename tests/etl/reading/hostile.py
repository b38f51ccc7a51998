"""Files that want to do harm, or look as if: each by name, with the refusal it must meet (None: read in peace)."""

import gzip
import random
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from etl.reading import RefusalCode as Code
from tests.etl.reading.packages import (
    HEAD,
    MAIN,
    RELATIONS,
    SHEET,
    STRINGS,
    STYLES,
    TYPES,
    WORKBOOK,
    compound,
    default_workbook,
    good,
    ods,
    packed,
    parts,
)

ONE_MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file of the collection."""

    name: str
    expected: Code | None
    make: Callable[[], bytes]
    file_name: str = "bao-cao.xlsx"


def _entity_part(declarations: str, use: str) -> bytes:
    return (
        f'<?xml version="1.0"?><!DOCTYPE sst [{declarations}]><sst xmlns="{MAIN}"><si><t>{use}</t></si></sst>'.encode()
    )


def billion_laughs() -> bytes:
    levels = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return packed(parts() | {STRINGS: _entity_part(levels, "&a9;")})


def quadratic_blowup() -> bytes:
    return packed(parts() | {STRINGS: _entity_part(f'<!ENTITY a "{"x" * 50_000}">', "&a;" * 20_000)})


def xxe_file() -> bytes:
    return packed(parts() | {STRINGS: _entity_part('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;")})


def xxe_parameter() -> bytes:
    return packed(parts() | {STRINGS: _entity_part('<!ENTITY % a SYSTEM "http://127.0.0.1:9/a.dtd"> %a;', "")})


def external_dtd() -> bytes:
    text = f'<?xml version="1.0"?><!DOCTYPE sst SYSTEM "http://127.0.0.1:9/a.dtd"><sst xmlns="{MAIN}"/>'
    return packed(parts() | {STRINGS: text.encode()})


def doctype_in(encoding: str) -> Callable[[], bytes]:
    def make() -> bytes:
        name = "UTF-16" if encoding.startswith("utf-16") else encoding
        text = f'<?xml version="1.0" encoding="{name}"?><!DOCTYPE sst [<!ENTITY a "b">]><sst xmlns="{MAIN}"/>'
        return packed(parts() | {STRINGS: text.encode(encoding)})

    return make


def doctype_behind_comment(length: int) -> Callable[[], bytes]:
    def make() -> bytes:
        text = f'<?xml version="1.0"?><!--{"z" * length}--><!DOCTYPE sst><sst xmlns="{MAIN}"/>'
        return packed(parts() | {STRINGS: text.encode()})

    return make


def doctype_nobody_reads() -> bytes:
    return packed(parts(more={"docProps/custom.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}))


def ratio_bomb() -> bytes:
    return packed(parts() | {SHEET: b" " * (40 * ONE_MB)})


def part_too_big() -> bytes:
    return packed(parts(more={"xl/media/image1.png": bytes(61 * ONE_MB)}), level=1)


def total_too_big() -> bytes:
    # Eight random bytes in every kilobyte keep each part below the bound on the ratio.
    chance = random.Random(7)
    block = b"".join(chance.randbytes(12) + bytes(1012) for _ in range(45 * 1024))
    return packed(parts(more={f"xl/media/image{n}.bin": block for n in range(3)}), level=1)


def many_shared_strings() -> bytes:
    return packed(parts(strings=tuple(str(number) for number in range(300_001))), level=1)


def long_shared_string() -> bytes:
    row = "".join(f'<c r="{column}1" t="s"><v>0</v></c>' for column in "ABCDEFGHIJ")
    return packed(parts(f'<row r="1">{row}</row>', strings=("x" * (ONE_MB - 200),)))


def long_string_in_many_cells() -> bytes:
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 15_001))
    return packed(parts(rows, strings=("x" * 30_000,)))


def long_inline_string() -> bytes:
    return packed(parts(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"y" * 40_000}</t></is></c></row>'))


def one_cell(reference: str, row: str) -> Callable[[], bytes]:
    return lambda: packed(parts(f'<row r="{row}"><c r="{reference}"><v>1</v></c></row>'))


def lying_dimension() -> bytes:
    return packed(parts(before='<dimension ref="A1:XFD1048576"/>'))


def many_styles() -> bytes:
    return packed(parts(styles="".join(f'<xf numFmtId="{n % 50}" fontId="{n}"/>' for n in range(210_000))), level=1)


def many_equal_styles() -> bytes:
    return packed(parts(styles="<xf/>" * 2_000_000))


def many_rows() -> bytes:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 200_001))
    return packed(parts(rows), level=1)


def many_cells() -> bytes:
    rows = "".join(f'<row r="{row}">' + f"<c><v>{row}</v></c>" * 14 + "</row>" for row in range(1, 15_000))
    return packed(parts(rows), level=1)


def wide_row() -> bytes:
    return packed(parts(f'<row r="1">{"<c><v>1</v></c>" * 16_384}</row>'))


def many_merged_areas() -> bytes:
    areas = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 20_010))
    return packed(parts(after=f"<mergeCells>{areas}</mergeCells>"))


def overlapping_merged_areas() -> bytes:
    areas = "".join(f'<mergeCell ref="A{n}:D{n + 400}"/>' for n in range(1, 1000))
    return packed(parts(after=f"<mergeCells>{areas}</mergeCells>"))


def many_names() -> bytes:
    names = "".join(f'<definedName name="n{n}">A{n}</definedName>' for n in range(20_010))
    return packed(parts(workbook=default_workbook(f"<definedNames>{names}</definedNames>")))


def deep_nesting() -> bytes:
    return packed(parts(after=f"{'<a>' * 100_000}{'</a>' * 100_000}"))


def huge_attribute() -> bytes:
    value = random.Random(3).randbytes(2 * ONE_MB).hex()
    return packed(parts(f'<row r="1" spans="{value}"><c r="A1"><v>1</v></c></row>'))


def nested_zip() -> bytes:
    return packed(parts(more={"xl/media/picture.png": good()}))


def embedded_workbook() -> bytes:
    return packed(parts(more={"xl/embeddings/Microsoft_Excel_Sheet1.xlsx": good()}))


def nested_gzip() -> bytes:
    return packed(parts(more={"xl/theme/theme1.xml": gzip.compress(b"<a/>")}))


def with_member(name: str, *, attributes: int = 0) -> Callable[[], bytes]:
    def make() -> bytes:
        buffer = BytesIO(good())
        with zipfile.ZipFile(buffer, "a") as archive, warnings.catch_warnings(action="ignore"):
            member = zipfile.ZipInfo(name)
            member.create_system = 3
            member.external_attr = attributes << 16
            archive.writestr(member, b"/etc/passwd")
        return buffer.getvalue()

    return make


def control_character_in_name() -> bytes:
    return with_member("xl/media/a#b.png")().replace(b"a#b.png", b"a\x07b.png")


def zero_in_name() -> bytes:
    return with_member("xl/media/a#b.png")().replace(b"a#b.png", b"a\x00b.png")


def cut(keep: float) -> Callable[[], bytes]:
    def make() -> bytes:
        data = good()
        return data[: int(len(data) * keep)]

    return make


def cut_at_the_very_end() -> bytes:
    return good()[:-10]


def flipped_in_a_part() -> bytes:
    data = bytearray(good())
    with zipfile.ZipFile(BytesIO(bytes(data))) as archive:
        at = archive.getinfo(SHEET).header_offset + 30 + len(SHEET) + 20
    data[at] ^= 0x10
    return bytes(data)


def wrong_checksum() -> bytes:
    data = packed(parts(), method=zipfile.ZIP_STORED)
    return data.replace(b"<v>12</v>", b"<v>99</v>")


def flipped_directory() -> bytes:
    data = bytearray(good())
    data[data.rfind(b"PK\x01\x02") + 2] ^= 0x40
    return bytes(data)


def directory_lies_about_name() -> bytes:
    data = good()
    at = data.rfind(SHEET.encode())
    return data[:at] + b"xl/worksheets/sheet9.xml" + data[at + len(SHEET) :]


def declared_smaller_than_it_is() -> bytes:
    data = bytearray(good())
    at = data.rfind(STRINGS.encode()) - 46
    data[at + 24 : at + 28] = struct.pack("<I", 40)
    return bytes(data)


def encrypted_member() -> bytes:
    data = bytearray(good())
    data[data.rfind(SHEET.encode()) - 46 + 8] |= 1
    return bytes(data)


def bzip2_member() -> bytes:
    return packed(parts(), method=zipfile.ZIP_BZIP2)


def many_members() -> bytes:
    return packed(parts(more={f"xl/media/image{n}.png": b"p" for n in range(600)}))


def renamed_macros() -> bytes:
    types = parts()[TYPES].replace(
        b"</Types>",
        b'<Override PartName="/xl/a.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
    )
    return packed(parts() | {TYPES: types, "xl/a.bin": b"\0" * 40})


def macro_sheet() -> bytes:
    return packed(parts(more={"xl/macrosheets/sheet1.xml": b"<xm:macrosheet xmlns:xm='m'/>"}))


def dialog_sheet() -> bytes:
    content = parts()
    relations = content[RELATIONS].replace(b"relationships/worksheet", b"relationships/dialogsheet")
    return packed(content | {RELATIONS: relations})


def external_link(content: str) -> Callable[[], bytes]:
    text = f'{HEAD}<externalLink xmlns="{MAIN}">{content}</externalLink>'
    return lambda: packed(parts(more={"xl/externalLinks/externalLink1.xml": text.encode()}))


def formula(text: str) -> Callable[[], bytes]:
    return lambda: packed(parts(f'<row r="1"><c r="A1"><f>{text}</f><v>1</v></c></row>'))


def command_as_text() -> bytes:
    return packed(parts(strings=("=cmd|'/C calc'!A0",)))


def command_in_a_name() -> bytes:
    name = "<definedNames><definedName name=\"a\">cmd|'/C calc'!A0</definedName></definedNames>"
    return packed(parts(workbook=default_workbook(name)))


def without(part: str) -> Callable[[], bytes]:
    return lambda: packed({name: data for name, data in parts().items() if name != part})


def sheet_xml(content: bytes) -> Callable[[], bytes]:
    return lambda: packed(parts() | {SHEET: content})


def cells(content: str) -> Callable[[], bytes]:
    return lambda: packed(parts(content))


def other_document(kind: str) -> Callable[[], bytes]:
    types = f'<Types><Override PartName="/a" ContentType="{kind}"/></Types>'
    return lambda: packed({TYPES: types.encode(), "a": b"<a/>"})


def plain_zip() -> bytes:
    return packed({"readme.txt": b"hello"})


def random_bytes() -> bytes:
    return random.Random(1).randbytes(20_000)


def zip_head_then_random() -> bytes:
    return b"PK\x03\x04" + random_bytes()


def excel_2003_xml() -> bytes:
    return b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'


def program_before_zip() -> bytes:
    return b"MZ" + bytes(1022) + good()


def pdf_before_zip() -> bytes:
    return b"%PDF-1.7\n" + good()


def too_big_a_file() -> bytes:
    return good() + bytes(10 * ONE_MB)


def ods_cell(attributes: str = "", text: str = "1") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def ods_repeated_rows() -> bytes:
    row = f'<table:table-row table:number-rows-repeated="1048576">{ods_cell()}</table:table-row>'
    return ods(row)


def ods_repeated_cells() -> bytes:
    inside = ods_cell('table:number-columns-repeated="390"')
    return ods(f'<table:table-row table:number-rows-repeated="19000">{inside}</table:table-row>')


def ods_blank_to_the_end() -> bytes:
    blank = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row>'
    return ods(f"<table:table-row>{ods_cell()}</table:table-row>{blank}")


def ods_dde() -> bytes:
    inside = ods_cell('table:formula="of:=DDE(&quot;soffice&quot;;&quot;a&quot;;&quot;b&quot;)"')
    return ods(f"<table:table-row>{inside}</table:table-row>")


def ods_macro() -> bytes:
    return ods("", more={"Basic/Standard/Module1.xml": b"<a/>"})


def ods_encrypted() -> bytes:
    return ods("", more={"META-INF/manifest.xml": b"<manifest><encryption-data/></manifest>"})


def ods_doctype() -> bytes:
    return ods("", more={"content.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})


def ods_without_content() -> bytes:
    return packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})


HOSTILE: tuple[Hostile, ...] = (
    Hostile("billion laughs", Code.ENTITIES, billion_laughs),
    Hostile("quadratic blow-up", Code.ENTITIES, quadratic_blowup),
    Hostile("external entity", Code.ENTITIES, xxe_file),
    Hostile("external parameter entity", Code.ENTITIES, xxe_parameter),
    Hostile("external document type", Code.ENTITIES, external_dtd),
    Hostile("document type in UTF-16", Code.ENTITIES, doctype_in("utf-16")),
    Hostile("document type in UTF-16 without a mark", Code.ENTITIES, doctype_in("utf-16-be")),
    Hostile("document type in Latin-1", Code.ENTITIES, doctype_in("iso-8859-1")),
    Hostile("document type behind a comment", Code.ENTITIES, doctype_behind_comment(30_000)),
    Hostile("document type behind an endless comment", Code.DAMAGED, doctype_behind_comment(200_000)),
    Hostile("document type in a part nobody reads", Code.ENTITIES, doctype_nobody_reads),
    Hostile("ratio bomb", Code.BOMB, ratio_bomb),
    Hostile("part too big", Code.TOO_BIG_UNPACKED, part_too_big),
    Hostile("total too big", Code.TOO_BIG_UNPACKED, total_too_big),
    Hostile("300,001 shared strings", Code.TOO_MUCH_TEXT, many_shared_strings),
    Hostile("shared string of 1 MB", Code.TOO_MUCH_TEXT, long_shared_string),
    Hostile("long string in many cells", Code.TOO_MUCH_TEXT, long_string_in_many_cells),
    Hostile("long inline string", Code.TOO_MUCH_TEXT, long_inline_string),
    Hostile("one cell at XFD1048576", Code.CELL_TOO_FAR, one_cell("XFD1048576", "1048576")),
    Hostile("one cell at A1048576", Code.CELL_TOO_FAR, one_cell("A1048576", "1048576")),
    Hostile("one cell at XFD1", Code.CELL_TOO_FAR, one_cell("XFD1", "1")),
    Hostile("row 4294967295", Code.CELL_TOO_FAR, one_cell("A4294967295", "4294967295")),
    Hostile("row of 5,000 digits", Code.CELL_TOO_FAR, one_cell("A" + "9" * 5000, "9" * 5000)),
    Hostile("column ZZZZZZ", Code.CELL_TOO_FAR, one_cell("ZZZZZZ1", "1")),
    Hostile("row 0", Code.DAMAGED, one_cell("A0", "0")),
    Hostile("row -1", Code.DAMAGED, one_cell("A-1", "-1")),
    Hostile("lying dimension", None, lying_dimension),
    Hostile("210,000 styles", Code.TOO_MANY_STYLES, many_styles),
    Hostile("2,000,000 equal styles", Code.BOMB, many_equal_styles),
    Hostile("200,000 rows", Code.CELL_TOO_FAR, many_rows),
    Hostile("210,000 cells", Code.TOO_MANY_CELLS, many_cells),
    Hostile("row of 16,384 cells", Code.CELL_TOO_FAR, wide_row),
    Hostile("20,009 merged areas", Code.TOO_MANY_CELLS, many_merged_areas),
    Hostile("overlapping merged areas", Code.TOO_MANY_CELLS, overlapping_merged_areas),
    Hostile("20,010 defined names", Code.TOO_MUCH_TEXT, many_names),
    Hostile("elements nested 100,000 deep", None, deep_nesting),
    Hostile("attribute of 4 MB", None, huge_attribute),
    Hostile("zip inside of the zip", Code.NESTED_ARCHIVE, nested_zip),
    Hostile("embedded workbook", Code.NESTED_ARCHIVE, embedded_workbook),
    Hostile("gzip inside of the zip", Code.NESTED_ARCHIVE, nested_gzip),
    Hostile("symbolic link", Code.UNSAFE_NAMES, with_member("xl/link", attributes=stat.S_IFLNK | 0o777)),
    Hostile("name with ..", Code.UNSAFE_NAMES, with_member("../../etc/cron.d/x")),
    Hostile("name with ..\\", Code.UNSAFE_NAMES, with_member("xl\\..\\..\\x")),
    Hostile("absolute name", Code.UNSAFE_NAMES, with_member("/etc/x")),
    Hostile("name with a drive", Code.UNSAFE_NAMES, with_member("C:/x")),
    Hostile("name with a control character", Code.UNSAFE_NAMES, control_character_in_name),
    Hostile("name with a zero byte", Code.UNSAFE_NAMES, zero_in_name),
    Hostile("duplicate member", Code.UNSAFE_NAMES, with_member(SHEET)),
    Hostile("duplicate member in capitals", Code.UNSAFE_NAMES, with_member(SHEET.upper())),
    Hostile("cut in the middle", Code.TRUNCATED, cut(0.5)),
    Hostile("cut near the end", Code.TRUNCATED, cut(0.95)),
    Hostile("cut at the very end", Code.TRUNCATED, cut_at_the_very_end),
    Hostile("bit flipped in a part", Code.DAMAGED, flipped_in_a_part),
    Hostile("content changed, checksum not", Code.DAMAGED, wrong_checksum),
    Hostile("bit flipped in the directory", Code.DAMAGED, flipped_directory),
    Hostile("directory lies about a name", Code.DAMAGED, directory_lies_about_name),
    Hostile("directory lies about a size", Code.DAMAGED, declared_smaller_than_it_is),
    Hostile("encrypted member", Code.ENCRYPTED, encrypted_member),
    Hostile("compressed with bzip2", Code.UNSUPPORTED_FORMAT, bzip2_member),
    Hostile("600 members", Code.TOO_MANY_PARTS, many_members),
    Hostile("empty file", Code.EMPTY_FILE, bytes),
    Hostile("file of 10 MB and more", Code.TOO_BIG, too_big_a_file),
    Hostile("random bytes", Code.NOT_A_WORKBOOK, random_bytes),
    Hostile("zip head, then random bytes", Code.TRUNCATED, zip_head_then_random),
    Hostile("web page renamed", Code.NOT_A_WORKBOOK, lambda: b"<html><table><tr><td>1</td></tr></table></html>"),
    Hostile("web page renamed .xls", Code.NOT_A_WORKBOOK, lambda: b"\xef\xbb\xbf <HTML></HTML>", "b.xls"),
    Hostile("CSV renamed", Code.NOT_A_WORKBOOK, lambda: "Xã;Số\nHòa Lộc;12\n".encode()),
    Hostile("PDF renamed", Code.NOT_A_WORKBOOK, lambda: b"%PDF-1.7\n" + bytes(2000)),
    Hostile("Excel 2003 XML renamed", Code.NOT_A_WORKBOOK, excel_2003_xml, "b.xls"),
    Hostile("program before a workbook", Code.NOT_A_WORKBOOK, program_before_zip),
    Hostile("PDF before a workbook", Code.NOT_A_WORKBOOK, pdf_before_zip),
    Hostile("zip of something else", Code.NOT_A_WORKBOOK, plain_zip),
    Hostile("empty zip", Code.NOT_A_WORKBOOK, lambda: packed({})),
    Hostile("Word document renamed", Code.NOT_A_WORKBOOK, other_document("a.wordprocessingml.document.main+xml")),
    Hostile("binary workbook", Code.UNSUPPORTED_FORMAT, other_document("ms-excel.sheet.binary.macroEnabled.main")),
    Hostile("workbook called .xls", Code.WRONG_EXTENSION, good, "b.xls"),
    Hostile("workbook called .csv", Code.WRONG_EXTENSION, good, "b.csv"),
    Hostile("old workbook called .xlsx", Code.WRONG_EXTENSION, lambda: compound({"Workbook": b""})),
    Hostile("OpenDocument called .xlsx", Code.WRONG_EXTENSION, lambda: ods("")),
    Hostile("encrypted workbook", Code.ENCRYPTED, lambda: compound({"EncryptionInfo": b"", "EncryptedPackage": b""})),
    Hostile("old Word document", Code.NOT_A_WORKBOOK, lambda: compound({"WordDocument": b""}), "b.xls"),
    Hostile("Excel 95", Code.UNSUPPORTED_FORMAT, lambda: compound({"Book": b""}), "b.xls"),
    Hostile("head of an OLE file only", Code.TRUNCATED, lambda: compound({})[:700], "b.xls"),
    Hostile("old workbook of zeros", Code.DAMAGED, lambda: compound({"Workbook": b""}), "b.xls"),
    Hostile("old workbook of noise", Code.DAMAGED, lambda: compound({"Workbook": random_bytes()}), "b.xls"),
    Hostile("old workbook in a ring", Code.DAMAGED, lambda: compound({"Workbook": b""}, loop=True), "b.xls"),
    Hostile("old macros", Code.MACROS, lambda: compound({"Workbook": b"", "_VBA_PROJECT_CUR": b""}), "b.xls"),
    Hostile("macros", Code.MACROS, lambda: packed(parts(more={"xl/vbaProject.bin": b"\0"}))),
    Hostile("macros called .xlsm", Code.MACROS, lambda: packed(parts(more={"xl/vbaProject.bin": b"\0"})), "b.xlsm"),
    Hostile("macros under another name", Code.MACROS, renamed_macros),
    Hostile("macro sheet", Code.MACROS, macro_sheet),
    Hostile("dialog sheet", Code.MACROS, dialog_sheet),
    Hostile("external link", None, external_link("<externalBook/>")),
    Hostile("DDE link", Code.EXTERNAL_COMMAND, external_link('<ddeLink ddeService="cmd" ddeTopic="/C calc"/>')),
    Hostile("DDE formula", Code.EXTERNAL_COMMAND, formula("cmd|'/C calc'!A0")),
    Hostile("DDE formula behind a sum", Code.EXTERNAL_COMMAND, formula("1+SUM(A2:A3)+cmd|'/C calc'!A0")),
    Hostile("DDE request as text", Code.EXTERNAL_COMMAND, command_as_text),
    Hostile("DDE request in a defined name", Code.EXTERNAL_COMMAND, command_in_a_name),
    Hostile("a bar inside of quotes", None, formula("IF(A2=\"a|b\",1,'x|y'!A1)")),
    Hostile("no workbook part", Code.DAMAGED, without(WORKBOOK)),
    Hostile("no sheet part", Code.DAMAGED, without(SHEET)),
    Hostile("no shared strings part", Code.DAMAGED, without(STRINGS)),
    Hostile("no relations", Code.DAMAGED, without(RELATIONS)),
    Hostile("no styles part", Code.DAMAGED, without(STYLES)),
    Hostile("sheet that is not XML", Code.DAMAGED, sheet_xml(b"\x00\x01 nothing")),
    Hostile("sheet that ends early", Code.DAMAGED, sheet_xml(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())),
    Hostile("sheet that is something else", Code.DAMAGED, sheet_xml(b"<chartsheet/>")),
    Hostile("shared string out of range", Code.DAMAGED, cells('<row r="1"><c r="A1" t="s"><v>9</v></c></row>')),
    Hostile("shared string -1", Code.DAMAGED, cells('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>')),
    Hostile("unknown type of cell", Code.DAMAGED, cells('<row r="1"><c r="A1" t="zz"><v>1</v></c></row>')),
    Hostile("one cell twice", Code.DAMAGED, cells('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')),
    Hostile("cell in another's row", Code.DAMAGED, cells('<row r="1"><c r="A9"><v>1</v></c></row>')),
    Hostile("two values in a cell", Code.DAMAGED, cells('<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>')),
    Hostile("OpenDocument, a million rows", Code.CELL_TOO_FAR, ods_repeated_rows, "b.ods"),
    Hostile("OpenDocument, seven million cells", Code.TOO_MANY_CELLS, ods_repeated_cells, "b.ods"),
    Hostile("OpenDocument, blank to the end", None, ods_blank_to_the_end, "b.ods"),
    Hostile("OpenDocument with DDE", Code.EXTERNAL_COMMAND, ods_dde, "b.ods"),
    Hostile("OpenDocument with macros", Code.MACROS, ods_macro, "b.ods"),
    Hostile("OpenDocument, encrypted", Code.ENCRYPTED, ods_encrypted, "b.ods"),
    Hostile("OpenDocument with entities", Code.ENTITIES, ods_doctype, "b.ods"),
    Hostile("OpenDocument without content", Code.DAMAGED, ods_without_content, "b.ods"),
)
