"""What several pages say of a cycle: its dates, its state, its parts, the cycles beside it."""

from datetime import date
from functools import lru_cache

from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import Cycle
from okrpress.site.formatting import Formatter
from okrpress.site.views.here import Here, Site
from okrpress.site.views.parts import in_parts

_OBJECTIVES_A_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """The state of a cycle in a word and a sentence. `key` is for the style sheet."""

    key: str
    word: str
    sentence: str


def cycle_parts(site: Site, id: str) -> list[tuple[UnitCycle, ...]]:
    """The folders of a cycle, those that go on one page together; at least one part.

    A page holds about `_OBJECTIVES_A_PAGE` objectives, and a unit is never torn apart.
    """
    folders = site.cycle_folders.get(id, ())
    return in_parts(folders, lambda one: len(site.portfolio.by_folder[one]), _OBJECTIVES_A_PAGE)


def cycle_dates(here: Here, cycle: Cycle) -> str:
    """The dates, as in "1 Oct – 31 Dec 2026"; the reason where there are none."""
    if cycle.start is None or cycle.end is None:
        return here.fmt.say("No dates: {reason}", reason=cycle.undated)
    return _dates(here.fmt, cycle.start, cycle.end)


@lru_cache(maxsize=64)  # all units of a cycle say them
def _dates(fmt: Formatter, start: date, end: date) -> str:
    return fmt.dates(start, end)


def cycle_banner(here: Here, cycle: Cycle) -> Banner:
    """Whether the cycle is ahead, running, to be closed, closed, or without dates."""
    fmt, as_of = here.fmt, here.site.as_of
    if cycle.closed and cycle.closed <= as_of:
        said = _closed(fmt, cycle, cycle.closed)
        return Banner(key="closed", word=fmt.say("Closed"), sentence=said)
    if cycle.start is None or cycle.end is None:
        said = fmt.say("Nothing about time is judged here.")
        return Banner(key="undated", word=fmt.say("Undated"), sentence=said)
    week = fmt.cycle_week(cycle.start, cycle.end, as_of)
    if not cycle.has_begun(as_of):
        said = fmt.say("{week}. Nothing here is judged yet.", week=week)
        return Banner(key="ahead", word=fmt.say("Ahead"), sentence=said)
    if cycle.is_running(as_of):
        left = (cycle.end - as_of).days
        said = fmt.count(left, "{week}, {n} day left.", "{week}, {n} days left.", week=week)
        return Banner(key="running", word=fmt.say("Running"), sentence=said)
    said = fmt.say("{week}. It has not been closed yet.", week=week)
    return Banner(key="ended", word=fmt.say("Ended"), sentence=said)


def _closed(fmt: Formatter, cycle: Cycle, on: date) -> str:
    if cycle.thresholds:
        return fmt.say("Closed on {day}, with the thresholds of that day.", day=fmt.date(on))
    return fmt.say("Closed on {day}.", day=fmt.date(on))


def neighbours(site: Site, cycle: Cycle) -> tuple[Cycle | None, Cycle | None]:
    """The cycles before and after that are about as long: a quarter follows a quarter."""
    length = length_of(cycle)
    if length is None:
        return None, None
    alike = [one for one in site.portfolio.cycles.values() if length_of(one) == length]
    position = alike.index(cycle)
    before = alike[position - 1] if position else None
    return before, alike[position + 1] if position + 1 < len(alike) else None


def length_of(cycle: Cycle) -> int | None:
    """The length in whole months, so that quarters of 90 and 92 days are alike."""
    if cycle.start is None or cycle.end is None:
        return None
    return round((cycle.end - cycle.start).days / 30.4)
