"""Badges: a label and a state as a small picture, for a README or a wiki.

A badge stands alone on other people's pages: it has its own colours, and says its state in words
and by a shape too.
"""

from collections.abc import Iterator
from functools import lru_cache, partial
from html import escape
from typing import NamedTuple

from okrpress.model.ids import ObjectiveRef
from okrpress.model.okr import Cycle
from okrpress.model.portfolio import Unit
from okrpress.scoring.result import Rollup, Status
from okrpress.site import urls
from okrpress.site.charts.labels import fitted, text_width
from okrpress.site.charts.shapes import status_outline
from okrpress.site.formatting import Formatter
from okrpress.site.planned import Planned
from okrpress.site.views.here import Site
from okrpress.site.views.words import cycle_name, status_word
from okrpress.tuples import new

_SIZE, _PAD, _SHAPE, _MOST = 11.0, 8.0, 14.0, 260.0
_INK, _PAPER, _SIDE = "#1b1f24", "#ffffff", "#e7eaee"
_COLOURS = {
    Status.OFF_TRACK: "#b3261e",
    Status.MISSED: "#b3261e",
    Status.AT_RISK: "#8a5a00",
    Status.PARTLY: "#8a5a00",
    Status.ON_TRACK: "#1d6b35",
    Status.DONE: "#1d6b35",
    Status.ACHIEVED: "#1d6b35",
}
_QUIET = "#4d5560"


def badge_pages(site: Site) -> Iterator[Planned]:
    """A badge for every cycle, unit and objective that has a page."""
    for cycle in site.portfolio.cycles.values():
        path = urls.badge_path(urls.cycle_path(cycle.id))
        yield Planned(path, None, partial(_cycle_badge, site, cycle))
    for unit in site.portfolio.units.values():
        if site.has_page(unit) and site.unit_folders.get(unit.id):
            path = urls.badge_path(urls.unit_path(unit.id, unit.kind))
            yield Planned(path, None, partial(_unit_badge, site, unit))
    for ref in site.portfolio.objectives:
        path = urls.badge_path(urls.objective_path(ref))
        yield new(Planned, (path, None, partial(_objective_badge, site, ref)))


def _cycle_badge(site: Site, cycle: Cycle) -> bytes:
    return _badge(site.fmt, cycle_name(cycle, site.fmt), site.scored.cycles[cycle.id])


def _unit_badge(site: Site, unit: Unit) -> bytes:
    """The unit in the cycle that its page begins with."""
    return _badge(site.fmt, unit.name, site.scored.folders[site.unit_folders[unit.id][0]])


def _objective_badge(site: Site, ref: ObjectiveRef) -> bytes:
    scored = site.scored.objectives[ref]
    return _badge(site.fmt, scored.objective.title, scored.rollup)


def _badge(fmt: Formatter, name: str, rollup: Rollup) -> bytes:
    word = status_word(rollup.status, fmt)
    if rollup.score is not None:
        value = fmt.say("{score}, {status}", score=fmt.score(rollup.score), status=word)
    elif rollup.progress is not None:
        value = fmt.say("{percent}, {status}", percent=fmt.percent(rollup.progress), status=word)
    else:
        value = word
    return badge(name, value, rollup.status)


def badge(label: str, value: str, status: Status) -> bytes:
    """A picture of a label and a value; both are cut where they are long, the title is whole."""
    left = fitted(label, _SIZE, _MOST)
    split = text_width(left, _SIZE) + 2 * _PAD
    state = _state(value, status)
    width = f"{split + _SHAPE + state.width + 2 * _PAD:.0f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="22" role="img"'
        f' font-family="system-ui,sans-serif" font-size="{_SIZE:.0f}">'
        f"<title>{escape(label)}: {state.whole}</title>"
        f'<rect width="{width}" height="22" rx="3" fill="{state.colour}"/>'
        f'<path d="M3 0H{split:.0f}V22H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3Z" fill="{_SIDE}"/>'
        f'<text x="{_PAD:.0f}" y="15" fill="{_INK}">{escape(left)}</text>'
        f'<path transform="translate({split + _PAD - 2:.0f} 6) scale(.65)" fill="{_PAPER}"'
        f' fill-rule="evenodd" d="{state.outline}"/>'
        f'<text x="{split + _SHAPE + _PAD - 2:.0f}" y="15" fill="{_PAPER}">{state.shown}</text>'
        "</svg>\n"
    ).encode()


class _State(NamedTuple):
    """The right half of a badge: how wide its text is, that text, and the whole one; escaped."""

    width: float
    shown: str
    whole: str
    colour: str
    outline: str


@lru_cache(maxsize=1024)  # a hundred percents and as many grades, in some states each
def _state(value: str, status: Status) -> _State:
    shown = fitted(value, _SIZE, _MOST)
    colour = _COLOURS.get(status, _QUIET)
    width = text_width(shown, _SIZE)
    return _State(width, escape(shown), escape(value), colour, status_outline(status))
