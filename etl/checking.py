"""A workbook and what it is checked against into a checked return: facts, and every fault at once."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from etl.checking_model import (
    CellFact,
    CheckedReturn,
    ColumnMatch,
    IntakeContext,
    MatchedBy,
    MatchedSheet,
    PreviousValues,
    RowMatch,
)
from etl.checks.book import check_book
from etl.figures import Figure
from etl.issues import Issue, Severity
from etl.layouts.model import Layout
from etl.layouts.reading import match_sheets
from etl.matching.book import Identity, identify
from etl.matching.grid import Grid
from etl.matching.places import Places
from etl.matching.tables import matched_sheets
from etl.matching.words import Vocabulary
from etl.normalising.numbers import plain
from etl.reading import RawBook, Unreadable, read_workbook
from etl.template.layout import OWN_SHEETS
from etl.words.finding import without_keyed, without_labelled
from etl.words.reading import Words, read_words

__all__ = [
    "CellFact",
    "CheckedReturn",
    "ColumnMatch",
    "IntakeContext",
    "MatchedBy",
    "MatchedSheet",
    "PreviousValue",
    "PreviousValues",
    "RowMatch",
    "check_book_as_read",
    "check_workbook",
]

PreviousValue = Figure


def check_workbook(path: Path, context: IntakeContext, *, file_name: str | None = None) -> CheckedReturn:
    """Read and check one workbook. A file that cannot be read gives a return with that one issue."""
    name = file_name or path.name
    try:
        book = read_workbook(path)
    except Unreadable as refused:
        return unreadable_return(path, name, refused)
    return check_book_as_read(book, context, file_name=name)


def check_book_as_read(book: RawBook, context: IntakeContext, *, file_name: str) -> CheckedReturn:
    """Check a workbook that has been read."""
    grids = [Grid(sheet) for sheet in book.sheets if sheet.name not in OWN_SHEETS and sheet.cells]
    told, grids = without_keyed(grids)
    identity = identify(book, grids, context)
    if identity.plan is None or identity.round is None or identity.filing is None:
        return checked_return(book, file_name, identity, tuple(identity.issues))
    words = identity.words or Vocabulary(identity.plan)
    places = Places(context.register, identity.round, identity.filing)
    tables, by_layout = match_sheets(grids, words, places, saved_layouts(identity, context))
    labelled, tables = without_labelled(grids, tables)
    said = read_words([*told, *labelled], identity.plan, places)
    previous = context.previous_values(identity.round, identity.filing)
    outcome = check_book(tables, words, places, previous)
    issues = (*identity.issues, *by_layout, *outcome.issues, *said.issues)
    return checked_return(
        book,
        file_name,
        identity,
        issues,
        matched=matched_sheets(outcome.tables),
        facts=tuple(outcome.facts),
        said=said,
        blanks=outcome.blanks.total(),
    )


def saved_layouts(identity: Identity, context: IntakeContext) -> Callable[[], Sequence[Layout]]:
    """The saved layouts of the filing unit; none for a book that still carries our hidden sheet."""
    round_, filing = identity.round, identity.filing
    if identity.meta or round_ is None or filing is None:
        return tuple
    return lambda: context.layouts(round_, filing)


def checked_return(
    book: RawBook,
    file_name: str,
    identity: Identity,
    issues: tuple[Issue, ...],
    *,
    matched: tuple[MatchedSheet, ...] = (),
    facts: tuple[CellFact, ...] = (),
    said: Words | None = None,
    blanks: int = 0,
) -> CheckedReturn:
    """Put the parts together; errors stand before warnings, each in the order of the workbook."""
    ordered = sorted(issues, key=lambda found: found.severity is not Severity.ERROR)
    return CheckedReturn(
        file=file_name,
        sha256=book.sha256,
        content_hash=content_hash(identity, facts),
        plan=identity.plan,
        round=identity.round,
        filing_unit=identity.filing,
        matched_sheets=matched,
        units=len({row.unit_key for sheet in matched for row in sheet.rows}),
        values=len(facts),
        blanks=blanks,
        facts=facts,
        issues=tuple(ordered),
        texts=said.texts if said else (),
        words_sheets=tuple(said.sheets) if said else (),
        sheet_names=tuple(sheet.name for sheet in book.sheets),
        template_version=identity.meta.get("template_version"),
        sample="sample" in identity.meta,
    )


def content_hash(identity: Identity, facts: tuple[CellFact, ...]) -> str:
    """A hash of the figures and what they are of, whatever program saved them and in whatever order."""
    lines = sorted(
        f"{f.unit_key}|{f.item_code}|{f.state}|{'' if f.value is None else plain(f.value)}|{f.text or ''}"
        for f in facts
    )
    head = [found.key if found else "" for found in (identity.filing,)]
    head += [identity.plan.code if identity.plan else "", identity.round.code if identity.round else ""]
    return hashlib.sha256("\n".join([*head, *lines]).encode()).hexdigest()


def unreadable_return(path: Path, file_name: str, refused: Unreadable) -> CheckedReturn:
    """The return of a file that was refused unread."""
    found = Issue(code=str(refused.code), severity=Severity.ERROR, message=refused.message, fix=refused.fix)
    return CheckedReturn(
        file=file_name,
        sha256=file_hash(path),
        content_hash="",
        plan=None,
        round=None,
        filing_unit=None,
        matched_sheets=(),
        units=0,
        values=0,
        blanks=0,
        facts=(),
        issues=(found,),
    )


def file_hash(path: Path) -> str:
    """The SHA-256 of a file's bytes, "" when there is no file to read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
