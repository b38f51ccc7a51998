"""The sheet of words in a workbook: its name, hidden keys and labels, as it is written and read again."""

import re
from collections.abc import Mapping

from etl.matching.grid import text_key
from indicators.texts import TEXT_KIND_NAMES, TextKind

WORDS_SHEET = "Thông tin khác"
UNIT_HEAD, KIND_HEAD, TEXT_HEAD = "Xã, phường, thị trấn", "Loại ý kiến", "Nội dung"
UNIT_KEY, KIND_KEY, TEXT_KEY, HEAD_KEY = "words.unit", "words.kind", "words.text", "words.head"
KIND_KEYS: Mapping[str, TextKind] = {f"words.{kind}": kind for kind in TextKind}
COLUMN_KEYS = (UNIT_KEY, KIND_KEY, TEXT_KEY)
ALL_KEYS = frozenset({*KIND_KEYS, *COLUMN_KEYS, HEAD_KEY})

FILLER_LEAD = "1. Người lập báo cáo"
TOLD_LEAD = "2. Ý kiến chung của đơn vị nộp"
COMMUNE_LEAD = "3. Ý kiến riêng của từng xã, phường (nếu có)"

_NUMBERING = re.compile(r"^(?:\d{1,2}|[a-zđ]|[-+*•])[.)]?\s+")
_BETWEEN = re.compile(r"\s*[,;/]\s*")
_LONGEST_LABEL = 60


def label_key(text: str) -> str:
    """What tells one label from another: not its number, its commas, its colon, nor its capitals."""
    return text_key(_BETWEEN.sub(" ", _NUMBERING.sub("", text.lower())).strip(" :.*"))


_ALIASES: Mapping[TextKind, tuple[str, ...]] = {
    TextKind.FILLER_NAME: ("Họ và tên", "Họ tên", "Người lập", "Người lập biểu", "Người báo cáo"),
    TextKind.FILLER_POST: ("Chức danh", "Chức vụ, nơi công tác"),
    TextKind.FILLER_PHONE: ("Số điện thoại", "Điện thoại liên hệ", "Số điện thoại liên hệ", "ĐT"),
    TextKind.DIFFICULTY: ("Khó khăn", "Vướng mắc", "Khó khăn vướng mắc", "Tồn tại, khó khăn"),
    TextKind.PROPOSAL: ("Đề xuất", "Kiến nghị", "Đề xuất kiến nghị", "Kiến nghị, đề xuất", "Đề nghị"),
    TextKind.MODEL: ("Mô hình hay", "Mô hình", "Cách làm hay", "Mô hình hay, cách làm hay", "Cách làm mới"),
}
_KINDS: Mapping[str, TextKind] = {
    label_key(words): kind for kind, others in _ALIASES.items() for words in (TEXT_KIND_NAMES[kind], *others)
}
_HEADS: Mapping[str, str] = {
    **dict.fromkeys(map(label_key, (UNIT_HEAD, "Xã, phường", "Xã", "Tên xã", "Tên xã, phường", "Đơn vị")), UNIT_KEY),
    **dict.fromkeys(map(label_key, (KIND_HEAD, "Loại", "Loại nội dung", "Mục")), KIND_KEY),
    **dict.fromkeys(map(label_key, (TEXT_HEAD, "Nội dung ý kiến", "Ý kiến")), TEXT_KEY),
}


def kind_named(text: str) -> TextKind | None:
    """The kind of text that a label or a cell of the table names; None for any other text."""
    return _KINDS.get(label_key(text)) if 0 < len(text) <= _LONGEST_LABEL else None


def head_named(text: str) -> str | None:
    """Which column of the table of communes a heading stands over."""
    return _HEADS.get(label_key(text)) if 0 < len(text) <= _LONGEST_LABEL else None
