"""The trend of a key result: its values over its own time, and what they are held against."""

from okrpress.site.charts.trend.data import Aim, Move, Pace, TrendData, Turn
from okrpress.site.charts.trend.drawing import draw_trend
from okrpress.site.charts.trend.layout import Trend, trend
from okrpress.site.charts.trend.stage import stage_of

__all__ = [
    "Aim",
    "Move",
    "Pace",
    "Trend",
    "TrendData",
    "Turn",
    "draw_trend",
    "stage_of",
    "trend",
]
