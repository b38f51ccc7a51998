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
    frame,
    look,
    session,
    words,
)
from pages.ui.frame import Asked
from pages.ui.markup import Html
from returns.rounds import Way
from returns.versions import Version


def render() -> None:
    """Show the screen."""
    with frame.faults_told():
        asked = frame.begin(words.FILING)
        chosen = entry_units.of_workbooks(asked)
        if chosen is None:
            return
        round_, unit = chosen
        known = filing_desk.known_versions(asked, round_, unit)
        look.show(_heading(asked, round_, unit, known))
        doing.told()
        filing_desk.closed(asked, round_, unit, Way.WORKBOOK)
        entry_drafts.hint(asked)
        filing_desk.sent_back(asked, known)
        filing_desk.blank(asked, round_, unit)
        draft = filing_result.uploaded(asked, round_, unit)
        filing_result.show(asked, round_, unit, draft)
        look.show(filing_parts.step(4, evidence_words.STEP_TITLE, evidence_words.SAID))
        evidence_desk.show(asked, round_, unit)
        filing_desk.earlier(asked, round_, known)
        filing_desk.blanks(asked, round_, unit)


def _heading(asked: Asked, round_: Round, unit: Unit, known: tuple[Version, ...]) -> Html:
    filing = cache.filing_of(asked.store_path, asked.version, round_.plan, round_.code, unit.key, frame.today())
    head = filing_parts.heading(asked.plan, round_, unit, sample=session.current().sample)
    return head + filing_parts.standing(round_, filing, known)
