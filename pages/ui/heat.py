"""Indicators × districts into a map of squares: symbol and value in each, the colour says the status only."""

from indicators.formatting import date_vi, percent_vi
from indicators.status import Status
from pages.ui import links, words
from pages.ui.heading_parts import section
from pages.ui.markup import NOTHING, Html, link, sign, tag
from pages.ui.standing_parts import indicator_name, value_text
from pages.ui.tables import Column, Row, Section, table
from reports.views import HeatCell, OverviewView


def heat_map(view: OverviewView) -> Html:
    """Every district against every indicator. A square leads to the district with that indicator marked."""
    if view.heading.round is None:
        return NOTHING
    round_code = view.heading.round.code
    if len(view.districts) == 1:
        own = view.districts[0]
        said = link(words.MAP_OF_ONE, links.district(own.key, round_code))
        return section(own.full_name) + tag("p", said, cls="say")
    columns = [Column(title=words.INDICATOR, cls="row")]
    columns += [
        Column(title=link(d.name, links.district(d.key, round_code), title=d.full_name), cls="unit")
        for d in view.districts
    ]
    rows: list[Row | Section] = []
    for group in view.groups:
        rows.append(Section(f"Nhóm {group.group.code}. {group.group.short_name}"))
        if not group.rows:
            rows.append(Row(cells=[tag("span", words.NO_INDICATOR, cls="small"), *[""] * len(view.districts)]))
        for row in group.rows:
            name = indicator_name(row.indicator, links.indicator(row.indicator.code, round_code))
            cells = (
                _cell(view.heat[d.key, row.indicator.code], d.full_name, d.key, row.indicator.code, round_code)
                for d in view.districts
            )
            rows.append(Row(cells=[name, *cells]))
    day = date_vi(view.heading.round.data_to)
    told = words.MAP_SAID
    grid = tag("div", table(columns, rows, caption=f"Các huyện theo từng chỉ tiêu đến {day}"), cls="heat fits")
    return section(words.MAP, told) + grid + legend()


def legend() -> Html:
    """What the symbols and colours mean."""
    items = (tag("span", sign(status), status.word, cls="item") for status in Status)
    return tag("div", *items, cls="legend")


def _cell(cell: HeatCell, district: str, unit_key: str, code: str, round_code: str | None) -> Html:
    number = "" if cell.value_pct is None else percent_vi(cell.value_pct, places=0).rstrip("%")
    title = f"{district}, {code}: {cell.status.word}, {value_text(cell.value_pct)}"
    body = f"{cell.status.symbol}\n{number}" if number else cell.status.symbol
    return link(body, links.district(unit_key, round_code, code), title=title, cls=f"cell s-{cell.status.value}")
