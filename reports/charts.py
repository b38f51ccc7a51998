"""An indicator's view into figures to read: a bullet per district, and the path over time.

Colours say the status and nothing else. What is not reported is hatched, so that a copy in grey still tells it.
"""

from datetime import date, timedelta
from fractions import Fraction

import plotly.graph_objects as go

from indicators.aims import Aim, rule_of
from indicators.formatting import date_vi, percent_vi
from indicators.status import LOOKS, Status
from reports.views import IndicatorView, PathPoint, Standing

INK, SOFT, RULE, LINE = "#1B2430", "#55606E", "#C6CCD3", "#E4E7EB"
FONT = "Be Vietnam Pro, sans-serif"
PALE = "#9AA3AE"
UNDECIDED = frozenset({Status.NO_RETURN, Status.NOT_ENOUGH, Status.NO_BASELINE, Status.NOTHING_AROSE})
ROW_PX = 27
FRAME_PX = 96
LABELS_PX = 92
NO_FIGURE = "chưa có"
EXPECTED_NAME = "Mức theo tiến độ hôm nay"
OPEN_NAME = "Chưa báo cáo: có thể thêm đến đây"


def bullets(view: IndicatorView) -> go.Figure:
    """One row per district in the view's order: the bar is the value in percent, 0..100.

    A line across at each target, a diamond where the district should be on the day, hatching up to what the
    missing returns could still bring. Height grows with the rows.
    """
    rows = view.districts
    names = [_row_name(row) for row in rows]
    aims = rule_of(view.indicator).aims
    layout = go.Layout(
        height=ROW_PX * len(rows) + FRAME_PX,
        barmode="stack",
        bargap=0.42,
        margin={"l": 8, "r": LABELS_PX, "t": 32, "b": 64},
        shapes=_target_lines(aims),
        annotations=[*_labels(rows, names), *_target_names(aims)],
        xaxis={**_percent_axis(), "range": [0, 101]},
        yaxis={"autorange": "reversed", "automargin": True, "tickfont": {"size": 13}, "fixedrange": True, "ticklen": 4},
        **_plain(),
    )
    return go.Figure([_value_bars(rows, names), _open_bars(rows, names), _expected_marks(rows, names)], layout)


def path(view: IndicatorView) -> go.Figure:
    """The province's value in percent at the end of each round, with the stepped target and the even path to it."""
    traces: list[go.Scatter] = []
    aims = rule_of(view.indicator).aims
    begin = min([point.on for point in view.path], default=view.heading.day)
    end = max([aim.due for aim in aims] + [view.heading.day])
    if aims:
        traces.append(_target_steps(aims, begin))
    segment = view.province.judgement.segment
    if segment is not None:
        even = {"x": [segment.start_on, segment.end_on], "y": [float(segment.start_pct), float(segment.end_pct)]}
        dotted = {"color": SOFT, "width": 1.5, "dash": "dot"}
        traces.append(go.Scatter(**even, mode="lines", name="Tiến độ đều đến mốc sau", line=dotted, hoverinfo="skip"))
    traces.append(_value_path(view.path, view.province))
    layout = go.Layout(
        height=340,
        margin={"l": 8, "r": 8, "t": 16, "b": 64},
        xaxis={
            "range": [begin.replace(month=1, day=1), end.replace(month=12, day=31) + timedelta(days=60)],
            "tickvals": [date(year, 12, 31) for year in range(begin.year, end.year + 1)],
            "ticktext": [str(year) for year in range(begin.year, end.year + 1)],
            "fixedrange": True,
            "showgrid": False,
            "linecolor": RULE,
            "ticks": "outside",
            "tickcolor": RULE,
        },
        yaxis={**_percent_axis(), "range": [0, 109]},
        **_plain(),
    )
    return go.Figure(traces, layout)


def _row_name(row: Standing) -> str:
    return row.scope_name.removeprefix("Huyện ").removeprefix("Thị xã ").removeprefix("Thành phố ")


def _pct(value: Fraction | None) -> float:
    return float(value) if value is not None else 0.0


def _value_bars(rows: tuple[Standing, ...], names: list[str]) -> go.Bar:
    fills = [bar_colour(row.judgement.status) for row in rows]
    return go.Bar(
        orientation="h",
        x=[_pct(row.judgement.value_pct) for row in rows],
        y=names,
        marker={"color": fills, "line": {"width": 0}},
        customdata=[f"{row.scope_name}<br>{_wrapped(row.judgement.why)}" for row in rows],
        hovertemplate="%{customdata}<extra></extra>",
        name="Kết quả",
        showlegend=False,
    )


def bar_colour(status: Status) -> str:
    """The fill of a status; grey for those that the palette leaves white, so that the bar is seen."""
    return PALE if status in UNDECIDED else LOOKS[status].colour


def _open_bars(rows: tuple[Standing, ...], names: list[str]) -> go.Bar:
    """From the value to the most it can become."""
    return go.Bar(
        orientation="h",
        x=[open_pct(row) for row in rows],
        y=names,
        marker={
            "color": "#FFFFFF",
            "line": {"width": 1, "color": RULE},
            "pattern": {"shape": "/", "fgcolor": SOFT, "size": 5, "solidity": 0.25},
        },
        hoverinfo="skip",
        name=OPEN_NAME,
        showlegend=any(open_pct(row) for row in rows),
    )


def open_pct(row: Standing) -> float:
    """How many points the missing returns could still add; the whole scale where nothing is reported."""
    if row.judgement.status is Status.NO_RETURN:
        return 100.0
    seen = row.judgement.targets[-1] if row.judgement.targets else None
    if seen is None or seen.upper_pct is None or not row.tally.missing:
        return 0.0
    return max(0.0, float(seen.upper_pct) - _pct(row.judgement.value_pct))


def _expected_marks(rows: tuple[Standing, ...], names: list[str]) -> go.Scatter:
    known = [
        (float(row.expected_pct), name) for row, name in zip(rows, names, strict=True) if row.expected_pct is not None
    ]
    return go.Scatter(
        x=[x for x, _ in known],
        y=[y for _, y in known],
        mode="markers",
        marker={"symbol": "diamond", "size": 9, "color": "#FFFFFF", "line": {"width": 1.75, "color": INK}},
        hovertemplate="Theo tiến độ: %{x:.2f}%<extra></extra>",
        name=EXPECTED_NAME,
        showlegend=bool(known),
    )


def _labels(rows: tuple[Standing, ...], names: list[str]) -> list[dict[str, object]]:
    """Symbol and value of every row, in the margin on the right: they stay whole on a narrow screen."""
    return [
        {
            "x": 1,
            "xref": "paper",
            "xanchor": "left",
            "xshift": 10,
            "y": name,
            "text": f"{row.judgement.status.symbol} {_value_text(row)}",
            "showarrow": False,
            "font": {"size": 13, "color": INK},
        }
        for row, name in zip(rows, names, strict=True)
    ]


def _value_text(row: Standing) -> str:
    return NO_FIGURE if row.judgement.value_pct is None else percent_vi(row.judgement.value_pct)


def target_marks(aims: tuple[Aim, ...]) -> tuple[tuple[float, str], ...]:
    """Where the lines across stand and what they say; targets of one value share a line: "2025, 2030: 100%"."""
    marks: dict[Fraction, list[str]] = {}
    for aim in aims:
        marks.setdefault(aim.value_pct, []).append(aim.name)
    return tuple((float(v), f"{', '.join(names)}: {percent_vi(v, trim=True)}") for v, names in marks.items())


def _target_lines(aims: tuple[Aim, ...]) -> list[dict[str, object]]:
    """A line across at each target. The whole figure is made at once: Plotly checks it anew at every addition."""
    ends = {"type": "line", "y0": 0, "y1": 1, "xref": "x", "yref": "y domain"}
    return [{**ends, "x0": at, "x1": at, "line": {"color": INK, "width": 1.5}} for at, _ in target_marks(aims)]


def _target_names(aims: tuple[Aim, ...]) -> list[dict[str, object]]:
    return [
        {
            "x": at,
            "xanchor": "right" if at > 20 else "left",
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "text": said,
            "showarrow": False,
            "font": {"size": 12, "color": INK},
        }
        for at, said in target_marks(aims)
    ]


def _target_steps(aims: tuple[Aim, ...], begin: date) -> go.Scatter:
    first = begin.replace(month=1, day=1)
    starts = [first, *(aim.due for aim in aims[:-1])]
    xs = [day for aim, start in zip(aims, starts, strict=True) for day in (start, aim.due)]
    ys = [float(aim.value_pct) for aim in aims for _ in range(2)]
    return go.Scatter(
        x=xs,
        y=ys,
        mode="lines",
        line={"color": INK, "width": 1.75, "dash": "dash"},
        name="Mục tiêu",
        hovertemplate="Mục tiêu %{y:.0f}%<extra></extra>",
    )


def _value_path(points: tuple[PathPoint, ...], scope: Standing) -> go.Scatter:
    look = LOOKS[scope.judgement.status]
    last = len(points) - 1
    return go.Scatter(
        x=[point.on for point in points],
        y=[float(point.value_pct) if point.value_pct is not None else None for point in points],
        mode="lines+markers+text",
        line={"color": INK, "width": 2.5},
        marker={
            "opacity": 1,
            "size": [12 if place == last else 8 for place in range(len(points))],
            "color": [look.colour if place == last else INK for place in range(len(points))],
            "line": {"color": [look.outline if place == last else INK for place in range(len(points))], "width": 1.5},
        },
        text=[percent_vi(point.value_pct, places=1) if point.value_pct is not None else "" for point in points],
        textposition="bottom right",
        textfont={"size": 12, "color": INK},
        customdata=[
            f"{p.round_name} ({date_vi(p.on)})<br>{p.met}/{p.total} xã đạt, {p.reported} đã báo cáo" for p in points
        ],
        hovertemplate="%{customdata}<extra></extra>",
        name=scope.scope_name,
        connectgaps=False,
    )


def _percent_axis() -> dict[str, object]:
    return {
        "tickvals": [0, 25, 50, 75, 100],
        "ticktext": ["0%", "25%", "50%", "75%", "100%"],
        "automargin": True,
        "fixedrange": True,
        "gridcolor": LINE,
        "zeroline": False,
        "tickfont": {"size": 12, "color": SOFT},
    }


def _plain() -> dict[str, object]:
    """Layout that every figure shares: our font, no frame, the legend on top."""
    return {
        "template": "none",
        "font": {"family": FONT, "size": 13, "color": INK},
        "paper_bgcolor": "#FFFFFF",
        "plot_bgcolor": "#FFFFFF",
        "separators": ",.",
        "hoverlabel": {
            "bgcolor": "#FFFFFF",
            "bordercolor": RULE,
            "font": {"family": FONT, "size": 13, "color": INK},
            "align": "left",
        },
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": 0,
            "yanchor": "bottom",
            "yref": "container",
            "font": {"size": 12},
            "bgcolor": "rgba(0,0,0,0)",
        },
        "colorway": [INK],
        "dragmode": False,
    }


def _wrapped(text: str) -> str:
    """A long reason over several lines, for a hover box."""
    return text.replace("; ", ";<br>")
