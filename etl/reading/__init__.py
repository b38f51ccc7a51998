"""A file somebody sent into typed cells, read where a hostile one can do no harm."""

from etl.reading.limits import Limits
from etl.reading.raw import Area, CellKind, Format, RawBook, RawCell, RawSheet, Visibility, address
from etl.reading.read import read_bytes, read_workbook
from etl.reading.refusals import ReaderDown, RefusalCode, Unreadable

__all__ = [
    "Area",
    "CellKind",
    "Format",
    "Limits",
    "RawBook",
    "RawCell",
    "RawSheet",
    "ReaderDown",
    "RefusalCode",
    "Unreadable",
    "Visibility",
    "address",
    "read_bytes",
    "read_workbook",
]
