from dataclasses import replace
from datetime import date
from fractions import Fraction

import plotly.graph_objects as go
import pytest

from indicators.status import LOOKS, Status
from reports import charts
from reports.views import IndicatorView
from tests.pages import fixtures as made


@pytest.fixture(scope="module")
def view() -> IndicatorView:
    return made.indicator_view("TH-3.4")


@pytest.fixture(scope="module")
def drawn(view: IndicatorView) -> go.Figure:
    return charts.bullets(view)


def trace(figure: go.Figure, name: str) -> go.Figure:
    return next(one for one in figure.data if one.name == name)


def test_a_bar_has_the_colour_of_its_status(view: IndicatorView, drawn: go.Figure):
    fills = trace(drawn, "Kết quả").marker.color
    seen = [row.judgement.status for row in view.districts]
    assert len({*seen}) > 2
    for status, fill in zip(seen, fills, strict=True):
        assert fill == (charts.PALE if status in charts.UNDECIDED else LOOKS[status].colour)


def test_no_bar_is_white_on_white():
    assert all(charts.bar_colour(status) not in ("#FFFFFF", "#F3F4F6") for status in Status)


def test_bars_are_as_long_as_the_values_in_the_order_of_the_view(view: IndicatorView, drawn: go.Figure):
    bars = trace(drawn, "Kết quả")
    assert list(bars.x) == [float(row.judgement.value_pct or 0) for row in view.districts]
    assert bars.y[0] == "Yên Định"
    assert drawn.layout.yaxis.autorange == "reversed"


def test_a_line_stands_at_every_target(drawn: go.Figure):
    assert sorted(shape.x0 for shape in drawn.layout.shapes) == [50, 100]
    said = [note.text for note in drawn.layout.annotations]
    assert "2025: 50%" in said
    assert "2030: 100%" in said


def test_targets_of_one_value_share_a_line():
    figure = charts.bullets(made.indicator_view("TH-1.2a"))
    assert [shape.x0 for shape in figure.layout.shapes] == [100]
    assert "2025, 2030: 100%" in [note.text for note in figure.layout.annotations]


def test_a_district_that_did_not_report_is_hatched_over_the_whole_scale(view: IndicatorView, drawn: go.Figure):
    hatched = trace(drawn, charts.OPEN_NAME)
    place = [row.scope_key for row in view.districts].index(made.SILENT)
    assert hatched.x[place] == 100
    assert hatched.marker.pattern.shape == "/"
    label = next(note.text for note in drawn.layout.annotations if note.y == hatched.y[place])
    assert label == f"{Status.NO_RETURN.symbol} chưa có"


def test_a_missing_commune_is_hatched_up_to_what_it_could_bring(view: IndicatorView):
    row = next(r for r in view.districts if r.tally.missing and r.tally.reported)
    could_be = float(row.judgement.targets[-1].upper_pct or 0)
    assert charts.open_pct(row) == pytest.approx(could_be - float(row.judgement.value_pct or 0))
    whole = next(r for r in view.districts if not r.tally.missing)
    assert charts.open_pct(whole) == 0


def test_the_mark_of_today_stands_where_the_path_is(view: IndicatorView, drawn: go.Figure):
    marks = trace(drawn, charts.EXPECTED_NAME)
    known = [row for row in view.districts if row.expected_pct is not None]
    assert list(marks.x) == [float(row.expected_pct or 0) for row in known]


def test_every_row_says_symbol_and_value_in_words(view: IndicatorView, drawn: go.Figure):
    said = [note.text for note in drawn.layout.annotations]
    for row in view.districts:
        if row.judgement.value_pct is not None:
            assert any(one.startswith(row.judgement.status.symbol) and one.endswith("%") for one in said)
    assert "↑ 71,42%" in said


def test_the_figure_grows_with_its_rows(view: IndicatorView, drawn: go.Figure):
    few = charts.bullets(replace(view, districts=view.districts[:3]))
    assert drawn.layout.height - few.layout.height == charts.ROW_PX * (len(view.districts) - 3)


def test_nothing_to_show_is_still_a_figure(view: IndicatorView):
    bare = replace(view, districts=(), path=())
    assert charts.bullets(bare).layout.height == charts.FRAME_PX
    assert charts.path(bare).layout.height > 0


def test_the_target_goes_up_in_steps(view: IndicatorView):
    steps = trace(charts.path(view), "Mục tiêu")
    assert list(zip(steps.x, steps.y, strict=True)) == [
        (date(2022, 1, 1), 50),
        (date(2025, 12, 31), 50),
        (date(2025, 12, 31), 100),
        (date(2030, 12, 31), 100),
    ]


def test_a_round_without_figures_leaves_a_gap(view: IndicatorView):
    points = (*view.path[:2], replace(view.path[2], value_pct=None), *view.path[3:])
    line = trace(charts.path(replace(view, path=points)), "Tỉnh Thanh Hóa")
    assert line.y[2] is None
    assert line.connectgaps is False
    assert line.text[2] == ""


def test_the_last_point_has_the_colour_of_the_status(view: IndicatorView):
    line = trace(charts.path(view), "Tỉnh Thanh Hóa")
    assert line.marker.color[-1] == LOOKS[view.province.judgement.status].colour
    assert set(line.marker.color[:-1]) == {charts.INK}


def test_a_value_just_below_the_target_is_not_rounded_up(view: IndicatorView):
    row = view.districts[0]
    near = replace(row, judgement=replace(row.judgement, value_pct=Fraction(99999, 1000)))
    said = [note.text for note in charts.bullets(replace(view, districts=(near,))).layout.annotations]
    assert any(one.endswith("99,99%") for one in said)


def test_numbers_are_written_the_vietnamese_way(drawn: go.Figure):
    assert drawn.layout.separators == ",."
    assert list(drawn.layout.xaxis.ticktext) == ["0%", "25%", "50%", "75%", "100%"]
