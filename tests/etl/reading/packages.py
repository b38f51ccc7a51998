"""Small .xlsx, .ods and OLE files written part by part, so that a test can spoil exactly one of them."""

import struct
import zipfile
from collections.abc import Mapping
from io import BytesIO

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
WORKBOOK = "xl/workbook.xml"
TYPES = "[Content_Types].xml"
RELATIONS = "xl/_rels/workbook.xml.rels"

Parts = dict[str, bytes]


def parts(
    cells: str = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>12</v></c></row>',
    *,
    strings: tuple[str, ...] = ("Xã Hòa Lộc",),
    styles: str = '<xf numFmtId="0" fontId="0"/>',
    after: str = "",
    before: str = "",
    workbook: str = "",
    more: Mapping[str, bytes] | None = None,
) -> Parts:
    """The parts of a workbook with one sheet, each piece of XML free to choose."""
    items = "".join(f"<si><t>{text}</t></si>" for text in strings)
    texts = {
        TYPES: f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{WORKBOOK}" ContentType="{TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/{SHEET}" ContentType="{TYPE}.worksheet+xml"/>'
        f'<Override PartName="/{STRINGS}" ContentType="{TYPE}.sharedStrings+xml"/>'
        f'<Override PartName="/{STYLES}" ContentType="{TYPE}.styles+xml"/></Types>',
        "_rels/.rels": _relations(("rId1", "officeDocument", WORKBOOK)),
        WORKBOOK: f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{workbook or default_workbook()}</workbook>',
        RELATIONS: _relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "sharedStrings", "sharedStrings.xml"),
            ("rId3", "styles", "styles.xml"),
        ),
        SHEET: f'<worksheet xmlns="{MAIN}">{before}<sheetData>{cells}</sheetData>{after}</worksheet>',
        STRINGS: f'<sst xmlns="{MAIN}">{items}</sst>',
        STYLES: f'<styleSheet xmlns="{MAIN}"><fonts><font><name val="Calibri"/></font></fonts>'
        f"<cellXfs>{styles}</cellXfs></styleSheet>",
    }
    return {name: f"{HEAD}{text}".encode() for name, text in texts.items()} | dict(more or {})


def default_workbook(names: str = "") -> str:
    """The inside of a workbook part with the one sheet."""
    return f'<sheets><sheet name="Nhóm 1" sheetId="1" r:id="rId1"/></sheets>{names}'


def packed(content: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED, level: int = 6) -> bytes:
    """Parts as a zip."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method, compresslevel=level) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def good() -> bytes:
    """A small honest workbook: A1 'Xã Hòa Lộc', B1 12."""
    return packed(parts())


def ods(body: str, *, styles: str = "", more: Mapping[str, bytes] | None = None) -> bytes:
    """An .ods with one sheet that holds the given rows."""
    oasis = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{name}="{oasis}:{name}:1.0"' for name in ("office", "table", "text", "style"))
    content = (
        f'<office:document-content {spaces} xmlns:fo="{oasis}:xsl-fo-compatible:1.0"'
        ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="Nhóm 1">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b"<manifest/>",
            "content.xml": f"{HEAD}{content}".encode(),
        }
        | dict(more or {})
    )


def compound(streams: Mapping[str, bytes], *, loop: bool = False) -> bytes:
    """An OLE compound file of 512-byte sectors with the given streams; `loop` ties its first chain into a ring."""
    free, end, table_mark = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    sectors: list[bytes] = [b"", b""]
    table = [table_mark, end]
    entries = [_entry("Root Entry", 5, end, 0)]
    for name, content in streams.items():
        content = content.ljust(4096, b"\0")
        first = len(sectors)
        chunks = [content[at : at + 512].ljust(512, b"\0") for at in range(0, len(content), 512)]
        table.extend([*range(first + 1, first + len(chunks)), first if loop else end])
        sectors.extend(chunks)
        entries.append(_entry(name, 2, first, len(content) if not loop else 1 << 30))
    sectors[1] = b"".join(entries).ljust(512, b"\0")[:512]
    sectors[0] = struct.pack("<128I", *(table + [free] * 128)[:128])
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        1,
        0,
        4096,
        end,
        0,
        end,
        0,
        0,
    )
    return header.ljust(512, b"\xff") + b"".join(sectors)


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1) + links
    return head.ljust(116, b"\0") + struct.pack("<IQ", start, size)


def _relations(*relations: tuple[str, str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>' for name, kind, target in relations
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'
