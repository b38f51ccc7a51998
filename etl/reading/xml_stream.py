"""XML into calls of handlers, as it is read: no tree, no document type, no entity ever."""

from collections.abc import Callable
from typing import IO, NoReturn
from xml.parsers import expat

from etl.reading.refusals import RefusalCode, refusal

Attributes = dict[str, str]
OnStart = Callable[[str, Attributes], None]
OnEnd = Callable[[str], None]
OnText = Callable[[str], object]

# Stands between a namespace and a local name; a space cannot occur in either.
SEPARATOR = " "
CHUNK_BYTES = 1 << 20
# Others would be looked up among Python's codecs; no spreadsheet program writes them.
_ENCODINGS = ("utf-8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii", "iso-8859-1")
_BOMS_AND_SPACE = b"\xef\xbb\xbf\xff\xfe \t\r\n"


class Malformed(ValueError):
    """A part is not well-formed XML, or not of the shape its format prescribes."""


def stream(source: IO[bytes], *, start: OnStart, end: OnEnd | None = None, text: OnText | None = None) -> None:
    """Feed a part to the handlers. Names come as 'namespace local'.

    Raises Unreadable for a document type, Malformed for faulty XML, MemoryError, and what a handler raises.
    """
    parser = _parser()
    parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        while chunk := source.read(CHUNK_BYTES):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as fault:
        raise _translated(fault) from fault


def check_prolog(head: bytes, rest: IO[bytes], *, at_most: int) -> None:
    """Refuse a part that declares a document type; what is not XML at all passes.

    A document type can only stand before the first element, so the parser stops there.
    Raises Unreadable.
    """
    if not head.replace(b"\0", b"").lstrip(_BOMS_AND_SPACE).startswith(b"<"):
        return
    parser = _parser()
    parser.StartElementHandler = _stop
    taken = 0
    try:
        while head and taken < at_most:
            taken += len(head)
            parser.Parse(head, False)
            head = rest.read(8192)
    except (_FirstElement, Malformed, expat.ExpatError):
        # Faulty XML is for the reader to name, if it needs the part at all.
        return
    if taken >= at_most:
        raise refusal(RefusalCode.DAMAGED)


class _FirstElement(Exception):
    pass


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(None, SEPARATOR)
    parser.buffer_text = True
    parser.XmlDeclHandler = _check_encoding
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.lower() not in _ENCODINGS:
        raise Malformed("an encoding")


def _refuse_doctype(*_: object) -> NoReturn:
    raise refusal(RefusalCode.ENTITIES)


def _stop(*_: object) -> NoReturn:
    raise _FirstElement


def _translated(fault: expat.ExpatError) -> Exception:
    if fault.code == expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]:
        return MemoryError()
    return Malformed(str(fault))
