"""SVG as text: the few pieces that all drawings share, and the one place that escapes.

Drawings carry classes for the theme and presentation attributes for wherever it is missing; they
never have a `style`, a script, or a colour other than the text's (`currentColor`) or the page's
(`Canvas`).
"""

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup

from okrpress.site.escaping import escaped
from okrpress.site.outline import outlined


class XY(NamedTuple):
    """A place in a drawing: to the right and down from its upper left corner."""

    x: float
    y: float


Place = tuple[float, float]
"""The same as a plain pair, which is made in no time: for lines of many points."""


class Box(NamedTuple):
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float


_NAMED = ' aria-labelledby="'
_MOST_BEFORE_NAMES = 300  # characters of a drawing's first tag

# Coordinates are written by `%`: f-strings take twice as long for the same.
_PAIR = "%.4g %.4g"


def pairs(points: Iterable[Place]) -> list[str]:
    """Each point as path data has it, to be joined."""
    return [_PAIR % point for point in points]


def path(points: Iterable[Place]) -> str:
    """The data of a path through the points, straight from each to the next."""
    return "M" + " ".join(pairs(points))


def brief(number: float, places: int = 1) -> str:
    """A coordinate with at most so many decimals, in as few letters as may be."""
    text = f"{number:.{places}f}".rstrip("0").rstrip(".")
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def rules(points: Iterable[Place], right: float) -> str:
    """The data of a path of horizontal lines from each point to the right edge."""
    return "".join([f"M{x:.4g} {y:.4g}H{right:.4g}" for x, y in points])


def text(words: str, at: Place, *, anchor: str, kind: str, look: str = "", unit: str = "") -> str:
    """A line of text at its baseline; `look` are further attributes, `unit` that of its x."""
    place = f' text-anchor="{anchor}"' if anchor != "start" else ""
    x, y = at
    return (
        f'<text class="{kind}" x="{x:.4g}{unit}" y="{y:.4g}"{place}{look and " " + look}>'
        f"{escaped(words)}</text>"
    )


def drawing(kinds: str, size: str, ids: str, title: str, body: str, *, finding: str = "") -> str:
    """A whole drawing that reads as one picture: its title, its finding, then its parts.

    `kinds` are classes, `size` its own attributes (`viewBox`, `width`, `height`).
    """
    named = f"{ids}-title {ids}-desc" if finding else f"{ids}-title"
    desc = f'<desc id="{ids}-desc">{escaped(finding)}</desc>' if finding else ""
    return (
        f'<svg class="chart {kinds}" {size} role="img" aria-labelledby="{named}"'
        f' fill="currentColor"><title id="{ids}-title">{escaped(title)}</title>{desc}{body}</svg>'
    )


def picture(*drawings: str) -> Markup:
    """Finished drawings that lead nowhere: what has an id in them is what names the first."""
    svg = "".join(drawings)
    start = svg.find(_NAMED, 0, _MOST_BEFORE_NAMES) + len(_NAMED)
    if start < len(_NAMED):
        return outlined(svg, b"")
    ids = svg[start : svg.index('"', start)].replace(" ", '" id="')
    return outlined(svg, f' id="{ids}"'.encode())


def markup(*drawings: str) -> Markup:
    """Finished drawings, to be placed as they are."""
    # Every text in them went through `escaped`; in half the time that `Markup(…)` takes.
    return str.__new__(Markup, "".join(drawings))
