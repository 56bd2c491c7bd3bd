"""A cycle's file, and when a cycle should be talked about."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from okrpress.model.cycles import dates_from_name
from okrpress.model.frozen import dataclass
from okrpress.writing.front_matter import content_file, entry, scalar

_QUARTER = 91
_MID_CYCLE = 37
"""Days into a quarter: inside the 30 to 45 in which a review can still change something."""
_SHORTEST = 60
"""Days of a cycle that is worth a review half way."""
_AFTER_THE_END = 7
"""Days until the retrospective: the last values are in, and people still remember."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleDraft:
    """A cycle as it is to be written; `is_named` says that its id tells its days already."""

    title: str = ""
    start: date
    end: date
    is_named: bool


class ReviewDays(NamedTuple):
    """When a cycle is talked about; a short one only at its end."""

    mid_cycle: date | None
    retrospective: date


def cycle_text(draft: CycleDraft, remarks: Iterable[str] = ()) -> str:
    """`<cycle>/index.md`, with the days of its reviews."""
    return content_file([*_cycle(draft), *remarks], [])


def _cycle(draft: CycleDraft) -> Iterator[str]:
    days = review_days(draft.start, draft.end)
    yield from entry("title", scalar(draft.title) if draft.title else None)
    if not draft.is_named:
        yield f"start: {draft.start}"
        yield f"end: {draft.end}"
    if days.mid_cycle:
        yield "# Half way there is enough data to see what does not work, and time to change it."
        yield from entry("mid_cycle_review", days.mid_cycle.isoformat())
    yield "# What did we learn? Grades, lessons, and what becomes of each key result."
    yield from entry("retrospective", days.retrospective.isoformat())
    yield "# Below the front matter, in Markdown: what is this cycle about?"


def review_days(start: date, end: date) -> ReviewDays:
    """The days of both reviews, moved to a Monday from a weekend."""
    length = (end - start).days + 1
    half_way = start + timedelta(_MID_CYCLE * length // _QUARTER)
    return ReviewDays(
        _weekday(half_way) if length >= _SHORTEST else None,
        _weekday(end + timedelta(_AFTER_THE_END)),
    )


def _weekday(day: date) -> date:
    return day + timedelta(max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def running_quarter(day: date, *, fiscal_year_start: int = 1, named_after: str = "end") -> str:
    """The id of the quarter that holds the day: `2026-q4`."""
    for year in range(day.year - 1, day.year + 2):
        for quarter in range(1, 5):
            id = f"{year:04}-q{quarter}"
            days = dates_from_name(id, fiscal_year_start=fiscal_year_start, named_after=named_after)
            if days and days[0] <= day <= days[1]:
                return id
    raise ValueError(day)  # the first and the last year that dates have


def following_quarter(day: date, *, fiscal_year_start: int = 1, named_after: str = "end") -> str:
    """The id of the quarter after the one that holds the day."""
    running = running_quarter(day, fiscal_year_start=fiscal_year_start, named_after=named_after)
    year, quarter = int(running[:4]), int(running[-1])
    return f"{year + 1:04}-q1" if quarter == 4 else f"{year:04}-q{quarter + 1}"
