"""Small good and bad files for the evidence tests, built byte by byte."""

import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
DOCUMENT = '<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Biên bản họp</w:t></w:r></w:p></w:body></w:document>'
RELATION = (
    '<Relationships><Relationship Id="r" Type="http://x/{kind}" Target="{target}" TargetMode="External"/>'
    "</Relationships>"
)


def png() -> bytes:
    """A small picture."""
    out = BytesIO()
    Image.new("RGB", (4, 3), "white").save(out, "PNG")
    return out.getvalue()


def png_sized(width: int, height: int) -> bytes:
    """A PNG that says it is of this size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")]
    chunks = [struct.pack(">I", len(c)) + k + c + struct.pack(">I", zlib.crc32(k + c)) for k, c in parts]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def jpeg(*, progressive: bool = False) -> bytes:
    """A small picture."""
    out = BytesIO()
    Image.radial_gradient("L").resize((64, 48)).convert("RGB").save(out, "JPEG", progressive=progressive)
    return out.getvalue()


def pdf(objects: bytes = b"", *, packed: bytes | None = None, filters: bytes = b"/FlateDecode") -> bytes:
    """A PDF with one page, more objects as they are, and objects in a packed stream."""
    body = b"%PDF-1.5\n1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n"
    body += b"2 0 obj\n<</Type /Pages /Kids [] /Count 0>>\nendobj\n" + objects
    if packed is not None:
        content = zlib.compress(packed)
        body += b"5 0 obj\n<</Type /ObjStm /N 1 /First 4 /Filter %s /Length %d>>\n" % (filters, len(content))
        body += b"stream\r\n" + content + b"\r\nendstream\nendobj\n"
    return body + b"trailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"


def docx(parts: dict[str, str | bytes] | None = None, **changed: str) -> bytes:
    """A Word document with more parts, or with its own parts changed (`types`, `document`)."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", changed.get("types", TYPES))
        package.writestr("word/document.xml", changed.get("document", DOCUMENT))
        for name, content in (parts or {}).items():
            package.writestr(name, content)
    return out.getvalue()
