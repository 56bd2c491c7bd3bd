"""When closed cycles were last spoken of: from then on they are history."""

from collections.abc import Mapping
from datetime import date

from okrpress.model.ids import UnitCycle
from okrpress.model.portfolio import Portfolio

LastWords = Mapping[UnitCycle, date]
"""Folders of closed cycles with the last day that anything was reported or reviewed there."""


def last_words(portfolio: Portfolio, as_of: date) -> dict[UnitCycle, date]:
    """The folders in which there was something, by that day."""
    closed = _closed(portfolio, as_of)
    said = ((one, _last_day(portfolio, one, as_of)) for one in portfolio.by_folder)
    return {folder: day for folder, day in said if day and folder.cycle in closed}


def last_spoken_of(portfolio: Portfolio, as_of: date, said: LastWords) -> dict[str, date]:
    """Closed cycles, each with the day it was closed, or the last one that anything came after."""
    found = _closed(portfolio, as_of)
    for folder, day in said.items():
        if folder.cycle in found:
            found[folder.cycle] = max(found[folder.cycle], day)
    return found


def _closed(portfolio: Portfolio, as_of: date) -> dict[str, date]:
    """The cycles that were closed by a day, and when."""
    cycles = portfolio.cycles.values()
    return {one.id: one.closed for one in cycles if one.closed and one.closed <= as_of}


def _last_day(portfolio: Portfolio, folder: UnitCycle, as_of: date) -> date | None:
    """The last day by then that anything is dated."""
    reported = (one.date for one in portfolio.check_ins.get(folder, ()))
    held = (portfolio.mid_cycle_reviews.get(folder), portfolio.retrospectives.get(folder))
    days = (*reported, *(one.date for one in held if one))
    return max((day for day in days if day <= as_of), default=None)
