"""The scale of values of a trend: most key results of a portfolio have one of a few hundred."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from okrpress.model.frozen import dataclass
from okrpress.site.charts.labels import widest
from okrpress.site.charts.scale import NumberScale, round_ticks
from okrpress.site.charts.svg import brief
from okrpress.site.charts.trend.lettering import LETTERS
from okrpress.site.escaping import safe
from okrpress.site.formatting import Formatter

VALUE_TICKS = 5
_KEPT = 1024


@dataclass(frozen=True, slots=True, eq=False)
class Ladder:
    """The ends of a scale, round values on it, how they read, and how wide the widest is.

    Given the same, it is the very same one: what was made of it once is found by it again.
    """

    low: Decimal
    high: Decimal
    values: tuple[Decimal, ...]
    words: tuple[str, ...]
    width: float


class Rungs(NamedTuple):
    """A ladder in a plot: its scale, its words, their heights, and these as they are written.

    `labels` are its words as SVG.
    """

    y: NumberScale
    words: tuple[str, ...]
    heights: tuple[float, ...]
    written: tuple[str, ...]
    labels: str


@lru_cache(maxsize=_KEPT)
def ladder_of(lowest: str, highest: str, unit: str | None, fmt: Formatter) -> Ladder:
    """Its values read as short as they can be told apart; without a unit there are none.

    The ends are texts, by which they are known: to hash a new number takes several times as long.
    """
    low, high = Decimal(lowest), Decimal(highest)
    if unit is None:
        return Ladder(low, high, (), (), 0.0)
    values = round_ticks(low, high, VALUE_TICKS)
    words = tuple([fmt.short(value, unit) for value in values])
    if len(set(words)) < len(words):
        words = tuple([fmt.number(value, unit) for value in values])
    return Ladder(low, high, values, words, widest(words, LETTERS))


@lru_cache(maxsize=_KEPT)
def rungs_of(ladder: Ladder, top: float, bottom: float) -> Rungs:
    """It stands on the bottom of the plot."""
    y = NumberScale(ladder.low, ladder.high, bottom, top)
    heights = tuple(y.inner(ladder.values))
    written = tuple(map(brief, heights))
    labels = [
        f'<text y="{height}">{safe(words)}</text>'
        for height, words in zip(written, ladder.words, strict=True)
    ]
    return Rungs(y, ladder.words, heights, written, "".join(labels))
