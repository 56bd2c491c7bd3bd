"""Example content: objectives with check-ins, so that a first page has something to show.

It is written to be read: every objective is one that the rules have nothing to say against.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from okrpress.model.frozen import dataclass
from okrpress.writing.front_matter import content_file, scalar
from okrpress.writing.scaffold.cycles import review_days
from okrpress.writing.scaffold.stories import STORIES, Course, Story

_WEEK = timedelta(7)
_CHECK_INS = 3
"""Check-ins of each unit: enough for a line, few enough to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleUnit:
    """A unit that gets an example objective; `owner` is the id of a person."""

    id: str
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleCycle:
    """The cycle that the example lies in, and the day up to which it has been lived."""

    id: str
    start: date
    end: date
    today: date

    @property
    def check_in_days(self) -> tuple[date, ...]:
        """Up to three days a week apart, the last of them today; none before the cycle."""
        if not self.start <= self.today <= self.end:
            return ()
        back = (self.today - _WEEK * weeks for weeks in range(_CHECK_INS))
        return tuple(sorted(day for day in back if day >= self.start))

    @property
    def review_day(self) -> date | None:
        """The day of the mid-cycle review, if it is over."""
        day = review_days(self.start, self.end).mid_cycle
        return day if day and day <= self.today <= self.end else None

    def elapsed(self, day: date) -> Decimal:
        """The share of the cycle that is over on a day, 0 to 1."""
        return Decimal((day - self.start).days) / max(1, (self.end - self.start).days)


def example_files(
    units: tuple[ExampleUnit, ...], cycle: ExampleCycle, values: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """Paths below the content folder and texts: for each unit its objective and what was seen.

    The first unit stands above the others; there are stories for three.
    """
    above = ""
    for index, (unit, story) in enumerate(zip(units, STORIES, strict=False)):
        folder = f"{cycle.id}/{unit.id}"
        yield f"{folder}/{story.id}.md", _objective(story, unit, above, values[index : index + 1])
        for day in cycle.check_in_days:
            text = _check_in(story, unit, cycle, day)
            yield f"{folder}/checkins/{day}.md", text
        if cycle.review_day:
            yield f"{folder}/mid-cycle.md", _mid_cycle(story, cycle.review_day)
        above = above or f"{unit.id}/{story.id}#{story.courses[0].key_result}"


def _objective(story: Story, unit: ExampleUnit, above: str, values: tuple[str, ...]) -> str:
    ties = [f"supports: [{above}]"] if above else [_ALONE]
    lives = [f"values: [{', '.join(values)}]"] if values else []
    first = [f"title: {story.title}", f"owner: {unit.owner}"]
    return content_file([*first, *lives, *ties, story.front_matter], [_NOTE, story.why])


_NOTE = "This is an example, and nobody's promise. `okrpress init --remove-example` deletes it."
_ALONE = "stands_alone: It is what everybody here works for together"


def _check_in(story: Story, unit: ExampleUnit, cycle: ExampleCycle, day: date) -> str:
    is_last = day == cycle.check_in_days[-1]
    lines = [f"author: {unit.owner}", "key_results:"]
    for course in story.courses:
        said = [_seen(course, story, cycle.elapsed(day)), f"confidence: {course.confidence}"]
        said += [f"note: {scalar(course.note, inline=True)}"] if course.note and is_last else []
        lines.append(f"  {story.id}#{course.key_result}: {{{', '.join(said)}}}")
    lines += ["wins:", f"  - {scalar(story.win)}"] if is_last else []
    return content_file(lines, [])


def _seen(course: Course, story: Story, elapsed: Decimal) -> str:
    if course.done_from is not None:
        return f"done: {'true' if elapsed >= course.done_from else 'false'}"
    way = story.expected * elapsed * course.ahead
    value = course.baseline + (course.target - course.baseline) * way
    return f"value: {value.quantize(Decimal('0.1'))}"


def _mid_cycle(story: Story, day: date) -> str:
    lines = [f"date: {day}", "key_results:"]
    lines += [f"  {story.id}#{each.key_result}: {{decision: keep}}" for each in story.courses]
    return content_file(lines, ["We looked at each number and changed none of the targets."])
