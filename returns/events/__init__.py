"""What can happen to rounds and returns, one typed audit event each."""

from dataclasses import dataclass
from typing import ClassVar

from accounts.audit import Event


@dataclass(frozen=True, kw_only=True)
class ReturnFiled(Event):
    """A return was accepted as the next revision of its unit in its round."""

    code: ClassVar[str] = "return.filed"
    words: ClassVar[str] = "Nhận báo cáo"
    revision: int
    file_name: str
    reported_values: int
    warnings: int


@dataclass(frozen=True, kw_only=True)
class RoundOpened(Event):
    """A round was made, from the plan's calendar or by hand."""

    code: ClassVar[str] = "round.opened"
    words: ClassVar[str] = "Mở kỳ báo cáo"
    name: str
    data_from: str
    data_to: str
    due: str
    tier: str
    ways: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RoundEdited(Event):
    """Name, dates, tier or ways of a round were changed; `changes` says from what to what."""

    code: ClassVar[str] = "round.edited"
    words: ClassVar[str] = "Sửa kỳ báo cáo"


@dataclass(frozen=True, kw_only=True)
class RoundExtended(Event):
    """A due date was moved, for every unit of the round or for the event's one unit."""

    code: ClassVar[str] = "round.extended"
    words: ClassVar[str] = "Gia hạn nộp"
    reason: str


@dataclass(frozen=True, kw_only=True)
class RoundStateChanged(Event):
    """A round was closed, reopened, locked or unlocked."""

    code: ClassVar[str] = "round.state"
    words: ClassVar[str] = "Đổi trạng thái kỳ báo cáo"
    reason: str


@dataclass(frozen=True, kw_only=True)
class OriginalRead(Event):
    """Somebody took the original file of a return or of a piece of evidence."""

    code: ClassVar[str] = "return.original"
    words: ClassVar[str] = "Tải tệp gốc"
    file_name: str


@dataclass(frozen=True, kw_only=True)
class ReceiptTaken(Event):
    """Somebody took the receipt of a return, which holds every figure and the sender's words."""

    code: ClassVar[str] = "return.receipt"
    words: ClassVar[str] = "Tải biên nhận"


@dataclass(frozen=True, kw_only=True)
class ReturnRemarked(Event):
    """A remark was put on one cell of a return, or taken back."""

    code: ClassVar[str] = "return.remark"
    words: ClassVar[str] = "Ghi chú vào ô báo cáo"
    item: str
    remark: str
    withdrawn: bool


@dataclass(frozen=True, kw_only=True)
class ReturnDecided(Event):
    """A return was approved or sent back."""

    code: ClassVar[str] = "return.decided"
    words: ClassVar[str] = "Thẩm định báo cáo"
    decision: str
    revision: int
    reason: str
    remarks: int


@dataclass(frozen=True, kw_only=True)
class ConflictSettled(Event):
    """An officer said whose figures of a commune count in a round, or took that back (`filer` empty)."""

    code: ClassVar[str] = "return.conflict"
    words: ClassVar[str] = "Chọn bản báo cáo được tính"
    filer: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class WordsWritten(Event):
    """The words of a return were written anew after it was filed."""

    code: ClassVar[str] = "return.words"
    words: ClassVar[str] = "Sửa phần lời của báo cáo"
    texts: int


@dataclass(frozen=True, kw_only=True)
class EvidenceChanged(Event):
    """A file was attached to a commune and an item, or taken away."""

    code: ClassVar[str] = "evidence.changed"
    words: ClassVar[str] = "Tài liệu minh chứng"
    evidence: int
    item: str
    file_name: str
    removed: bool


@dataclass(frozen=True, kw_only=True)
class BlanksDeclared(Event):
    """Cells were declared blank on purpose, or no longer so; `cells` are "unit key|item"."""

    code: ClassVar[str] = "return.blanks"
    words: ClassVar[str] = "Khai ô để trống có lý do"
    cells: tuple[str, ...]
    reason: str
    withdrawn: bool


@dataclass(frozen=True, kw_only=True)
class DraftSaved(Event):
    """A step of an entry on screen was saved."""

    code: ClassVar[str] = "draft.saved"
    words: ClassVar[str] = "Lưu bản nhập dở"
    cells: int
    texts: int


@dataclass(frozen=True, kw_only=True)
class DraftDropped(Event):
    """An entry on screen was thrown away by its owner."""

    code: ClassVar[str] = "draft.dropped"
    words: ClassVar[str] = "Bỏ bản nhập dở"
    cells: int


@dataclass(frozen=True, kw_only=True)
class LayoutSaved(Event):
    """How a unit's own table is read was saved; `columns` are "header|item", `names` "name|unit key"."""

    code: ClassVar[str] = "layout.saved"
    words: ClassVar[str] = "Lưu mẫu biểu riêng"
    layout: int
    name: str
    plan: str
    fingerprint: str
    columns: tuple[str, ...]
    names: tuple[str, ...]
    replaced: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class LayoutDropped(Event):
    """A saved layout is used no more."""

    code: ClassVar[str] = "layout.dropped"
    words: ClassVar[str] = "Bỏ mẫu biểu riêng"
    layout: int
    name: str
