"""Several tables into the words of the page that carries them: what it is, as of when, which annexes follow."""

from reports.documents.layouts import Frame
from reports.tables.model import Table


def about_words(tables: tuple[Table, ...]) -> str:
    """The line below the document's title."""
    first = next((table for table in tables if table.number == 1), tables[0])
    return first.title


def opening_of(tables: tuple[Table, ...], frame: Frame) -> list[str]:
    """Paragraphs: the coverage, then the annexes one by one."""
    states = tables[0].subtitle.strip("()")
    lines = [f"{states[:1].upper()}{states[1:]}. Gồm {len(tables)} phụ lục kèm theo:"]
    lines += [f"{frame.annex_number(n)}. {table.title}." for n, table in enumerate(tables, 1)]
    return lines
