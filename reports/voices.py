"""What the units of a round wrote into the voices of the report, each with the unit that says it."""

import re

from accounts.model import Account, Actor
from etl.rounds import Round
from etl.store import Store
from reports.documents.words_report import Voice, Voices
from returns.words import FoundText, TextKind
from returns.words.search import words_by_district

LIST_MARK = re.compile(r"^\s*(?:[-+*•–]|\d{1,2}[.)])\s+")


def voices_of(store: Store, account: Account, round_: Round | None) -> Voices:
    """By district in name order; only what the account may read. None was written before the first round."""
    if round_ is None:
        return Voices()
    found = [
        text for district in words_by_district(store, round_.code, by=Actor(account=account)) for text in district.texts
    ]

    def told(kind: TextKind) -> tuple[Voice, ...]:
        return tuple(
            Voice(unit_name=_speaker(one), words=in_one_paragraph(one.text.text))
            for one in found
            if one.text.kind is kind
        )

    return Voices(
        difficulties=told(TextKind.DIFFICULTY), proposals=told(TextKind.PROPOSAL), models=told(TextKind.MODEL)
    )


def in_one_paragraph(text: str) -> str:
    """A text of several lines as a sentence of the report: no list marks, a semicolon where a line breaks off."""
    parts = [part for line in text.splitlines() if (part := LIST_MARK.sub("", line).strip())]
    joined = [part if part[-1] in ".,;:!?…" else f"{part};" for part in parts[:-1]]
    return " ".join([*joined, *parts[-1:]])


def _speaker(found: FoundText) -> str:
    if found.unit.key == found.filer.key:
        return found.unit.full_name
    return f"{found.unit.full_name} ({found.filer.full_name})"
