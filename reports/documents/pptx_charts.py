"""Bars into a native chart that can be edited, coloured by status, before the lighter bars of their goals."""

from fractions import Fraction
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.util import Emu, Pt

from reports.documents.pptx_xml import FONT, emu
from reports.documents.slides import ChartSlide

Shown = Any
INK = "1F2933"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def rgb(colour: str) -> RGBColor:
    """A colour from RRGGBB."""
    return RGBColor.from_string(colour)  # type: ignore[no-untyped-call,no-any-return]


def add_chart(shown: Shown, slide: ChartSlide, place_mm: tuple[float, float, float, float]) -> None:
    """Put the slide's bars on it: left, top, width, height. What is unknown has no bar and says so in its name."""
    data: Shown = CategoryChartData(number_format="0.00%" if slide.percent else "0")  # type: ignore[no-untyped-call]
    data.categories = [
        _label(bar.label if bar.value is not None else f"{bar.label} ({bar.words})") for bar in slide.bars
    ]
    if slide.goal_name:
        data.add_series(slide.goal_name, [_drawn(bar.goal, slide.percent) for bar in slide.bars])
    data.add_series(slide.value_name, [_drawn(bar.value, slide.percent) for bar in slide.bars])
    chart = shown.shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED,
        *(Emu(emu(side)) for side in place_mm),
        data,
    ).chart
    _dress(chart, slide)


def _dress(chart: Shown, slide: ChartSlide) -> None:
    """Colours, labels and axes: bars by status before light bars of the goal, the first on top."""
    count = len(slide.bars)
    chart.font.size, chart.font.name = Pt(12 if count <= 12 else 10 if count <= 22 else 8), FONT
    chart.has_title = False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 40, 100
    value = plot.series[-1]
    value.format.fill.solid()
    value.format.fill.fore_color.rgb = rgb(slide.bars[0].colour.lstrip("#"))
    for place, bar in enumerate(slide.bars):
        point = value.points[place].format.fill
        point.solid()
        point.fore_color.rgb = rgb(bar.colour.lstrip("#"))
    labels = value.data_labels
    labels.show_value, labels.number_format_is_linked = True, False
    labels.number_format = "[$-42A]0.00%" if slide.percent else "0"
    labels.position = XL_LABEL_POSITION.INSIDE_BASE if slide.goal_name else XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size, labels.font.bold = chart.font.size, True
    labels.font.color.rgb = rgb("FFFFFF" if slide.goal_name else INK)
    if slide.goal_name:
        goal = plot.series[0].format.fill
        goal.solid()
        goal.fore_color.rgb = rgb("DDE3E8")
    chart.has_legend = bool(slide.goal_name)
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.category_axis.reverse_order = True
    # Every bar keeps its name, however many there are; the schema wants this before noMultiLvlLbl.
    every = parse_xml(f'<c:tickLblSkip xmlns:c="{C}" val="1"/>')
    chart.category_axis._element.find(f"{{{C}}}noMultiLvlLbl").addprevious(every)
    chart.category_axis.format.line.color.rgb = rgb("9AA5B1")
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    chart.value_axis.format.line.fill.background()
    if slide.percent:
        chart.value_axis.maximum_scale = 1


def _drawn(value: Fraction | None, percent: bool) -> float | int | None:
    """As a table shows it: cut off, and empty where there is no figure."""
    if value is None:
        return None
    return (value.numerator * 100 // value.denominator) / 10_000 if percent else int(value)


def _label(words: str) -> str:
    """A name that the chart's own workbook cannot take for a formula."""
    return f"\u00a0{words}" if words[:1] in "=+-@" else words
