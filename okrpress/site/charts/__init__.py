"""Charts: geometry as pure functions of numbers, drawn as inline SVG.

What draws is loaded when it is first asked for: a page without charts does without.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    from okrpress.site.charts.trend.scored import trend_wanted

__all__ = [
    "Chart",
    "Column",
    "Table",
    "cycle_timeline",
    "key_result_bullet",
    "key_result_sparkline",
    "rollup_bullet",
    "score_bar",
    "status_bar",
    "status_shape",
    "trend_wanted",
]

_MODULES = {"status_shape": "shapes", "trend_wanted": "trend.scored"}
"""Where a function is; those that are not named here are in `scored`, and classes in `chart`."""


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = "chart" if name[0].isupper() else _MODULES.get(name, "scored")
    found: object = getattr(import_module(f"{__name__}.{module}"), name)
    globals()[name] = found
    return found
