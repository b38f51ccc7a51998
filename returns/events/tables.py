"""What can happen around the tables of the meeting and its report, one typed audit event each."""

from dataclasses import dataclass
from typing import ClassVar

from accounts.audit import Event


@dataclass(frozen=True, kw_only=True)
class TablesTaken(Event):
    """Somebody took figures out of the house as a file: what, in which layout and format."""

    code: ClassVar[str] = "tables.taken"
    words: ClassVar[str] = "Tải biểu tổng hợp"
    plan: str
    day: str
    format: str
    layout: str
    numbers: tuple[int, ...]
    indicators: tuple[str, ...]
    units: tuple[str, ...]
    size_bytes: int


@dataclass(frozen=True, kw_only=True)
class WordsTaken(Event):
    """Somebody took what units wrote out of the house as a file: what was looked for, and how many texts it gave."""

    code: ClassVar[str] = "words.taken"
    words: ClassVar[str] = "Tải ý kiến cơ sở"
    query: str
    kinds: tuple[str, ...]
    district: str
    texts: int
    size_bytes: int


@dataclass(frozen=True, kw_only=True)
class SelectionSaved(Event):
    """Somebody kept a selection of tables under a name, or changed what the name stands for."""

    code: ClassVar[str] = "tables.selection"
    words: ClassVar[str] = "Lưu mẫu biểu"
    name: str
    forgotten: bool = False


@dataclass(frozen=True, kw_only=True)
class LayoutKept(Event):
    """Somebody changed what their documents say of body, number, place, date, signatory and recipients."""

    code: ClassVar[str] = "tables.layout"
    words: ClassVar[str] = "Sửa thể thức văn bản"
    layout: str


@dataclass(frozen=True, kw_only=True)
class TemplateKept(Event):
    """Somebody put a report template of their own in the place of the program's, or took it away."""

    code: ClassVar[str] = "report.template"
    words: ClassVar[str] = "Đổi mẫu báo cáo"
    layout: str
    file_name: str
    dropped: bool = False
