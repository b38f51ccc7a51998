"""Nộp báo cáo: the blank workbook out, the filled one in, every fault with its cell, and the receipt."""

from etl.register import Unit
from etl.rounds import Round
from pages.ui import (
    cache,
    doing,
    entry_drafts,
    entry_units,
    evidence_desk,
    evidence_words,
    filing_desk,
    filing_parts,
    filing_result,
    filing_words,
    filters,
    frame,
    look,
    session,
    words,
)
from pages.ui.frame import Asked
from pages.ui.markup import Html, empty
from returns.rounds import Way
from returns.versions import Version


def render() -> None:
    """Show the screen."""
    with frame.faults_told():
        asked = frame.begin(words.FILING)
        if asked.round is None:
            look.show(empty(filing_words.NO_ROUND, filing_words.NO_ROUND_THEN))
            return
        units = entry_units.of(asked.store, asked.round, asked.account, Way.WORKBOOK)
        if not units:
            look.show(empty(filing_words.NO_UNIT_TO_FILE, filing_words.NO_UNIT_TO_FILE_THEN))
            return
        unit = filters.filing_unit(units)
        known = filing_desk.known_versions(asked, asked.round, unit)
        look.show(_heading(asked, asked.round, unit, known))
        doing.told()
        filing_desk.closed(asked, asked.round, unit, Way.WORKBOOK)
        entry_drafts.hint(asked)
        filing_desk.sent_back(asked, known)
        filing_desk.blank(asked, asked.round, unit)
        draft = filing_result.uploaded(asked, asked.round, unit)
        filing_result.show(asked, asked.round, unit, draft)
        look.show(filing_parts.step(4, evidence_words.STEP_TITLE, evidence_words.SAID))
        evidence_desk.show(asked, asked.round, unit)
        filing_desk.earlier(asked, asked.round, known)
        filing_desk.blanks(asked, asked.round, unit)


def _heading(asked: Asked, round_: Round, unit: Unit, known: tuple[Version, ...]) -> Html:
    filing = cache.filing_of(asked.store_path, asked.version, round_.plan, round_.code, unit.key, frame.today())
    head = filing_parts.heading(asked.plan, round_, unit, sample=session.current().sample)
    return head + filing_parts.standing(round_, filing, known)
