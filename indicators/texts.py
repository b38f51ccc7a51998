"""The words a return carries beside its figures: their kinds, and which of them a plan asks for."""

from collections.abc import Mapping
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class TextKind(StrEnum):
    """What a text of a return is."""

    FILLER_NAME = "filler_name"
    FILLER_POST = "filler_post"
    FILLER_PHONE = "filler_phone"
    DIFFICULTY = "difficulty"
    PROPOSAL = "proposal"
    MODEL = "model"


FILLER = (TextKind.FILLER_NAME, TextKind.FILLER_POST, TextKind.FILLER_PHONE)
TOLD = (TextKind.DIFFICULTY, TextKind.PROPOSAL, TextKind.MODEL)
TEXT_KIND_NAMES: Mapping[TextKind, str] = {
    TextKind.FILLER_NAME: "Người lập báo cáo",
    TextKind.FILLER_POST: "Chức vụ",
    TextKind.FILLER_PHONE: "Điện thoại",
    TextKind.DIFFICULTY: "Khó khăn, vướng mắc",
    TextKind.PROPOSAL: "Đề xuất, kiến nghị",
    TextKind.MODEL: "Mô hình hay, cách làm mới",
}


class TextItem(BaseModel):
    """One text a plan asks of every return. `by_commune`: single communes may speak too, not the filer alone."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: TextKind
    note: str = ""
    by_commune: bool = False


STANDARD_TEXTS = tuple(TextItem(kind=kind) for kind in TextKind)
"""What a plan asks for that says nothing of words: every kind, for the return as a whole."""
