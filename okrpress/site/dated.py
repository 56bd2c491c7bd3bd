"""A scored portfolio that notes who asks for its day: most pages of closed cycles never do."""

from dataclasses import fields
from datetime import date
from functools import lru_cache
from typing import Any

from okrpress.scoring.result import ScoredPortfolio
from okrpress.site.tracing import Read, is_reading, note

DAY = "day"
"""The name of a look at the day; its key is the day that was found."""

_slot: Any = vars(ScoredPortfolio)["as_of"]  # where the value lies


@lru_cache(maxsize=64)
def _looks(day: date) -> frozenset[Read]:
    return frozenset((Read(DAY, (day.isoformat(),)),))


def _asked(scored: ScoredPortfolio) -> date:
    day: date = _slot.__get__(scored)
    if is_reading() is not None:
        note(_looks(day))
    return day


def _given(scored: ScoredPortfolio, day: date) -> None:
    _slot.__set__(scored, day)


# Made by `type`, because a property may not stand in for a field in a class statement.
_Dated: type[ScoredPortfolio] = type(
    "_Dated", (ScoredPortfolio,), {"__slots__": (), "as_of": property(_asked, _given)}
)


def dated(scored: ScoredPortfolio) -> ScoredPortfolio:
    """The same portfolio, watched."""
    return _Dated(**{one.name: getattr(scored, one.name) for one in fields(scored)})
