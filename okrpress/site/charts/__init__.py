"""Charts: geometry as pure functions of numbers, drawn as inline SVG."""

from okrpress.site.charts.chart import Chart, Column, Table
from okrpress.site.charts.scored import (
    cycle_timeline,
    key_result_bullet,
    key_result_sparkline,
    rollup_bullet,
    score_bar,
    status_bar,
)
from okrpress.site.charts.shapes import status_shape
from okrpress.site.charts.trend.scored import key_result_trend

__all__ = [
    "Chart",
    "Column",
    "Table",
    "cycle_timeline",
    "key_result_bullet",
    "key_result_sparkline",
    "key_result_trend",
    "rollup_bullet",
    "score_bar",
    "status_bar",
    "status_shape",
]
