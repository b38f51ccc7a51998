"""A district's own table into facts: proposed, mapped once by a person, then read like our own workbook."""

from collections.abc import Sequence
from dataclasses import replace

from etl.checking import CheckedReturn, IntakeContext, check_book_as_read
from etl.layouts.heads import Head, find_heads, head_of
from etl.layouts.model import NO_HEADER, BadLayout, ChosenName, HeadColumn, Layout, LayoutColumn
from etl.layouts.offers import HeadOffer, head_offers
from etl.layouts.proposals import ColumnOffer, NameOffer, Proposal, layout_from, likest, propose
from etl.layouts.suggestions import Suggester
from etl.matching.grid import Grid
from etl.reading import RawBook, Visibility
from etl.template.layout import OWN_SHEETS
from etl.words.finding import without_keyed

__all__ = [
    "NO_HEADER",
    "BadLayout",
    "ChosenName",
    "ColumnOffer",
    "Head",
    "HeadColumn",
    "HeadOffer",
    "Layout",
    "LayoutColumn",
    "NameOffer",
    "Proposal",
    "Suggester",
    "find_heads",
    "foreign_sheets",
    "head_of",
    "head_offers",
    "layout_from",
    "likest",
    "propose",
    "read_with_layout",
]


def foreign_sheets(book: RawBook) -> tuple[Grid, ...]:
    """The sheets of a book that may hold a table of its own, in the order of their tabs; shown ones only."""
    grids = [
        Grid(sheet)
        for sheet in book.sheets
        if sheet.name not in OWN_SHEETS and sheet.cells and sheet.visibility is Visibility.VISIBLE
    ]
    return tuple(without_keyed(grids)[1])


def read_with_layout(
    book: RawBook,
    layout: Layout | Sequence[Layout],
    context: IntakeContext,
    *,
    file_name: str = "",
) -> CheckedReturn:
    """Check a book as it will be read once these layouts are saved for its filing unit: the same kind of result."""
    layouts = (layout,) if isinstance(layout, Layout) else tuple(layout)
    return check_book_as_read(book, replace(context, layouts=lambda _round, _unit: layouts), file_name=file_name)
