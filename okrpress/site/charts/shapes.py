"""The shape of each status: readable without colour, at the size of a letter."""

from collections.abc import Mapping

from markupsafe import Markup

from okrpress.scoring.result import Status
from okrpress.site.charts.svg import picture

_DISC = "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Z"
_RING = f"{_DISC}m0 1.6a5.4 5.4 0 1 0 0 10.8A5.4 5.4 0 0 0 8 2.6Z"
_SQUARE = "M2 2h12v12H2Z"
_FRAME = f"{_SQUARE}m1.6 1.6v8.8h8.8V3.6Z"
_TICK = "M4.3 8.3l1.2-1.2 1.7 1.7 3.4-3.6 1.2 1.1-4.6 4.9Z"
_CROSS = "M5 6.1L6.1 5 8 6.9 9.9 5 11 6.1 9.1 8l1.9 1.9L9.9 11 8 9.1 6.1 11 5 9.9 6.9 8Z"
_DASHES = (
    "M6.2 1.2 6.6 2.8A5.4 5.4 0 0 0 4.4 4L3.3 2.8A7 7 0 0 1 6.2 1.2ZM9.8 1.2A7 7 0 0 1 12.7 2.8"
    "L11.6 4A5.4 5.4 0 0 0 9.4 2.8ZM14 4.4A7 7 0 0 1 15 7.2L13.4 7.4A5.4 5.4 0 0 0 12.7 5.2Z"
    "M15 8.8A7 7 0 0 1 14 11.6L12.7 10.8A5.4 5.4 0 0 0 13.4 8.6ZM12.7 13.2A7 7 0 0 1 9.8 14.8"
    "L9.4 13.2A5.4 5.4 0 0 0 11.6 12ZM6.2 14.8A7 7 0 0 1 3.3 13.2L4.4 12A5.4 5.4 0 0 0 6.6 13.2Z"
    "M2 11.6A7 7 0 0 1 1 8.8L2.6 8.6A5.4 5.4 0 0 0 3.3 10.8ZM1 7.2A7 7 0 0 1 2 4.4L3.3 5.2"
    "A5.4 5.4 0 0 0 2.6 7.4Z"
)
_CORNERS = (
    "M2 2h4v1.6H3.6V6H2ZM10 2h4v4h-1.6V3.6H10ZM2 10h1.6v2.4H6V14H2ZM12.4 10H14v4h-4v-1.6h2.4Z"
)

# Filled with the even-odd rule: a path inside another cuts a hole.
_PATHS: Mapping[Status, str] = {
    Status.OFF_TRACK: f"M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1Z{_CROSS}",
    Status.AT_RISK: "M8 1 15.5 14.5H.5ZM7.1 6v4.2h1.8V6ZM7.1 11.2V13h1.8v-1.8Z",
    Status.STALE: f"{_RING}M7.2 4.4h1.6v3.3l2.2 1.6-.9 1.3-2.9-2.1Z",
    Status.NO_DATA: _DASHES,
    Status.TO_BE_GRADED: f"{_FRAME}M5 7.2h6v1.6H5Z",
    Status.MISSED: f"{_FRAME}{_CROSS}",
    Status.PARTLY: f"{_FRAME}M8 3.6h4.4v8.8H8Z",
    Status.EARLY: f"{_RING}M8 6a2 2 0 1 1 0 4A2 2 0 0 1 8 6Z",
    Status.ON_TRACK: f"{_DISC}{_TICK}",
    Status.DONE: f"{_SQUARE}{_TICK}",
    Status.ACHIEVED: "m8 .8 2.1 4.6 5 .6-3.7 3.4 1 5L8 11.9l-4.4 2.5 1-5L.9 6l5-.6Z",
    Status.NOT_STARTED: _RING,
    Status.DRAFT: _CORNERS,
    Status.POSTPONED: "M3.5 2H7v12H3.5ZM9 2h3.5v12H9Z",
    Status.CANCELLED: f"{_RING}M3.9 10.9l7-7 1.2 1.2-7 7Z",
}


def status_outline(status: Status) -> str:
    """The shape of a status as path data in a square of 16, filled with the even-odd rule."""
    return _PATHS[status]


def status_shape(status: Status) -> Markup:
    """The shape of a status, to stand beside its word: screen readers skip it."""
    return picture(
        f'<svg class="chart-shape chart-is-{status.value}" viewBox="0 0 16 16" width="16"'
        f' height="16" aria-hidden="true" fill="currentColor"><path fill-rule="evenodd"'
        f' d="{_PATHS[status]}"/></svg>'
    )
