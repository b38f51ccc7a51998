"""A figure onto the screen: our own colours, Vietnamese words and separators, no tools in the way."""

import plotly.graph_objects as go
import streamlit as st

CONFIG = {
    "displayModeBar": False,
    "displaylogo": False,
    "responsive": True,
    "scrollZoom": False,
    "locale": "vi",
    "locales": {
        "vi": {
            "dictionary": {
                "Zoom": "Phóng to",
                "Pan": "Kéo",
                "Reset axes": "Về ban đầu",
                "Autoscale": "Vừa khung",
                "Download plot as a PNG": "Tải ảnh PNG",
                "Double-click to zoom back out": "Bấm đúp để về ban đầu",
            },
            "format": {
                "months": [f"Tháng {n}" for n in range(1, 13)],
                "shortMonths": [f"Th{n}" for n in range(1, 13)],
                "days": ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"],
                "shortDays": ["CN", "T2", "T3", "T4", "T5", "T6", "T7"],
                "date": "%d/%m/%Y",
                "decimal": ",",
                "thousands": ".",
            },
        }
    },
}


def show(figure: go.Figure, *, key: str) -> None:
    """Put a figure on the page. The figure is shared between readers: it is never changed here."""
    st.plotly_chart(figure, theme=None, key=key, config=CONFIG)
