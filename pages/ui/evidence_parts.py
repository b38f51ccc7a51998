"""Evidence files into what people read: which cell, which file, how large, when, by whom."""

from etl.register import default_register
from indicators.formatting import number_vi
from indicators.model import Plan
from pages.ui import evidence_words as words
from pages.ui.filing_parts import moment
from pages.ui.markup import NOTHING, Html, join, tag
from returns.evidence import Evidence

KILOBYTE, MEGABYTE = 1024, 1024 * 1024


def size(size_bytes: int) -> str:
    """ "820 KB", "1,4 MB": never 0."""
    if size_bytes >= MEGABYTE:
        return f"{size_bytes / MEGABYTE:.1f} MB".replace(".", ",")
    return f"{number_vi(max(1, round(size_bytes / KILOBYTE)))} KB"


def item_names(plan: Plan) -> dict[str, str]:
    """Every item by code, named as the form names it: the indicator's code and the column's title."""
    return {item.code: f"{one.code} · {item.header}" for one in plan.indicator for item in one.item}


def line(one: Evidence, names: dict[str, str], *, with_commune: bool = True) -> Html:
    """One file: the cell it proves, then the file and who attached it."""
    commune = join([tag("b", default_register().get(one.unit_key).full_name), ", "]) if with_commune else NOTHING
    cell = tag("span", commune, names.get(one.item_code, one.item_code), cls="body-line")
    by = words.BY.format(at=moment(one.added_at), name=one.added_by_name)
    file = tag("span", tag("b", one.file_name), f" · {size(one.size_bytes)} · {by}", cls="body-line small")
    return tag("p", cell, file, cls="body")
