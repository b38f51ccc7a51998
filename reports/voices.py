"""What the units of a round wrote into the voices of the report, each with the unit that says it."""

from accounts.model import Account, Actor
from etl.rounds import Round
from etl.store import Store
from reports.documents.words_report import Voice, Voices
from returns.words import FoundText, TextKind
from returns.words_search import words_by_district


def voices_of(store: Store, account: Account, round_: Round | None) -> Voices:
    """By district in name order; only what the account may read. None was written before the first round."""
    if round_ is None:
        return Voices()
    found = [
        text for district in words_by_district(store, round_.code, by=Actor(account=account)) for text in district.texts
    ]

    def told(kind: TextKind) -> tuple[Voice, ...]:
        return tuple(
            Voice(unit_name=_speaker(one), words="; ".join(one.text.text.splitlines()))
            for one in found
            if one.text.kind is kind
        )

    return Voices(
        difficulties=told(TextKind.DIFFICULTY), proposals=told(TextKind.PROPOSAL), models=told(TextKind.MODEL)
    )


def _speaker(found: FoundText) -> str:
    if found.unit.key == found.filer.key:
        return found.unit.full_name
    return f"{found.unit.full_name} ({found.filer.full_name})"
