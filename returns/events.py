"""What can happen to returns, one typed audit event each."""

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
