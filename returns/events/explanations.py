"""What can happen between the board and a district about an indicator behind its target, one typed audit event each."""

from dataclasses import dataclass
from typing import ClassVar

from accounts.audit import Event


@dataclass(frozen=True, kw_only=True)
class ExplanationAsked(Event):
    """An officer asked a unit to explain an indicator, for the first time or again."""

    code: ClassVar[str] = "explanation.asked"
    words: ClassVar[str] = "Yêu cầu giải trình"
    explanation: int
    indicator: str
    question: str
    due: str


@dataclass(frozen=True, kw_only=True)
class ExplanationAnswered(Event):
    """A unit gave its reason, its measure, by when and who answers for it."""

    code: ClassVar[str] = "explanation.answered"
    words: ClassVar[str] = "Giải trình"
    explanation: int
    indicator: str
    reason: str
    measure: str
    done_by: str
    person: str


@dataclass(frozen=True, kw_only=True)
class ExplanationAccepted(Event):
    """An officer took an answer as it is."""

    code: ClassVar[str] = "explanation.accepted"
    words: ClassVar[str] = "Ghi nhận giải trình"
    explanation: int
    indicator: str


@dataclass(frozen=True, kw_only=True)
class ExplanationWithdrawn(Event):
    """An officer took a question back before it was answered."""

    code: ClassVar[str] = "explanation.withdrawn"
    words: ClassVar[str] = "Rút yêu cầu giải trình"
    explanation: int
    indicator: str
    reason: str
