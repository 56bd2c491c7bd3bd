"""A chart on a page of many: its heading, what it shows, and how to read it."""

from okrpress.model.frozen import dataclass
from okrpress.site.charts import Chart
from okrpress.site.views.here import Link

NOBODY = Link("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart under a heading; `how` says how to read it, `note` is whose it is."""

    title: str
    chart: Chart
    how: str = ""
    note: Link = NOBODY
    scrolls: bool = False
