"""A checked return into the answer its sender works from: their own workbook marked, or a list of faults."""

import re
import zipfile
from enum import StrEnum
from pathlib import Path

from etl.checking_model import CheckedReturn
from etl.marking.copy import write_copy
from etl.marking.list import write_list

FRAGILE_PARTS = re.compile(r"xl/(?:media|pivotTables|pivotCache|externalLinks|embeddings|slicers|timelines)/")
FRAGILE_WORDS = (b"sparklineGroup", b"<xdr:sp ", b"<xdr:sp>", b"<xdr:grpSp")
LOOKED_AT = re.compile(r"xl/(?:worksheets/[^/]+|drawings/[^/]+)\.xml")


class Marked(StrEnum):
    """What was written: the sender's workbook with marks, or a separate list."""

    COPY = "copy"
    LIST = "list"


def write_marked(original: Path, checked: CheckedReturn, out: Path) -> Marked:
    """Write the marked workbook to `out`; `original` is not changed.

    Our own template comes back with its faulty cells coloured and noted and a first sheet "Lỗi cần sửa"; it can be
    corrected and sent as it is. For a foreign, fragile or unreadable file a separate list says the same.
    """
    if is_markable(original, checked):
        write_copy(original, checked.issues, out)
        return Marked.COPY
    write_list(checked.file, checked.issues, out)
    return Marked.LIST


def is_markable(original: Path, checked: CheckedReturn) -> bool:
    """Whether the file was read, is our template, and holds nothing that openpyxl would lose."""
    if not checked.sheet_names or checked.template_version is None or not zipfile.is_zipfile(original):
        return False
    with zipfile.ZipFile(original) as archive:
        names = archive.namelist()
        if "xl/workbook.xml" not in names or any(FRAGILE_PARTS.match(name) for name in names):
            return False
        looked_at = [archive.read(name) for name in names if LOOKED_AT.fullmatch(name)]
    return not any(word in part for part in looked_at for word in FRAGILE_WORDS)
