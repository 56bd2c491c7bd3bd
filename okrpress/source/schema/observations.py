"""Check-ins and reviews: what was seen, decided and learned in one unit's folder."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from okrpress.model.ids import KeyResultRef
from okrpress.model.observations import (
    Carry,
    Decision,
    Grade,
    Lesson,
    Reading,
    ReviewDecision,
)
from okrpress.source.schema.fields import (
    ID,
    NUMBER,
    OWN,
    Confidence,
    Day,
    Done,
    Ids,
    MaybeId,
    MaybeNumber,
    MaybeVisibility,
    Prose,
    Score,
    Text,
    Texts,
    mapping,
    word,
)
from okrpress.source.schema.mistakes import Mistake, raise_all
from okrpress.source.schema.nested import Entry, Keyed, Many, ShortEntry

_VISIBILITY = "who may see it; default: as the objectives of the unit"


class ReadingEntry(Entry):
    """What a check-in says about one key result."""

    value: MaybeNumber = Field(default=None, description="the value on the day")
    done: Done = Field(
        default=None, description="a yes/no: true or false; steps: the ids of all done so far"
    )
    confidence: Confidence = Field(default=None, description="belief in reaching it, 0 to 10")
    note: Prose = Field(default="", description="what is behind the number")
    visibility: MaybeVisibility = Field(
        default=None, description="who may read the note; default: as the check-in"
    )


def readings(entries: dict[KeyResultRef, ReadingEntry]) -> tuple[Reading, ...]:
    """The readings of a check-in, when the keys of each fit each other."""
    raise_all(mistake for ref, entry in entries.items() for mistake in _mistakes(ref, entry))
    return tuple(_reading(ref, entry) for ref, entry in entries.items())


def _mistakes(ref: KeyResultRef, entry: ReadingEntry) -> Iterator[Mistake]:
    key = f"{ref.objective}#{ref.key_result}"
    if entry.value is not None and entry.done is not None:
        help = "keep one: `value` for numbers, `done` for a yes/no and for steps"
        yield Mistake("FMT057", "stands beside `value`", help, keys=(key, "done"), on="key")
    if not entry.model_fields_set:
        help = "write `value`, `done`, `confidence` or `note`, or remove the entry"
        yield Mistake("FMT059", "says nothing", help, keys=(key,))


def _reading(ref: KeyResultRef, entry: ReadingEntry) -> Reading:
    done = entry.done
    return Reading(
        ref=ref,
        value=entry.value,
        done=done if isinstance(done, bool) else None,
        steps=done if isinstance(done, tuple) else None,
        confidence=entry.confidence,
        note=entry.note,
        visibility=entry.visibility,
    )


class CheckInFile(Entry):
    """`checkins/<date>.md`."""

    model_config = ConfigDict(title="A check-in")

    author: MaybeId = Field(default=None, description="the id of the person who reports")
    key_results: Annotated[tuple[Reading, ...], Keyed(OWN, ReadingEntry, readings)] = Field(
        default=(), description="what was seen, by objective#key-result"
    )
    health: Annotated[Mapping[str, Decimal], mapping(ID, NUMBER)] = Field(
        default_factory=dict, description="values of the unit's health metrics, by id"
    )
    priorities: Texts = Field(default=(), description="what comes next")
    blockers: Texts = Field(default=(), description="what is in the way")
    wins: Texts = Field(default=(), description="what went well")
    visibility: MaybeVisibility = Field(default=None, description=_VISIBILITY)


class DecisionEntry(Entry):
    """What a mid-cycle review decides about one key result."""

    decision: Annotated[Decision, word(Decision)] = Field(description="what to do with it")
    why: Prose = Field(default="", description="why")


def _decisions(entries: dict[KeyResultRef, DecisionEntry]) -> dict[KeyResultRef, ReviewDecision]:
    return {
        ref: ReviewDecision(decision=entry.decision, why=entry.why)
        for ref, entry in entries.items()
    }


class MidCycleFile(Entry):
    """`mid-cycle.md`."""

    model_config = ConfigDict(title="A mid-cycle review")

    date: Day = Field(description="the day of the review")
    key_results: Annotated[
        Mapping[KeyResultRef, ReviewDecision], Keyed(OWN, DecisionEntry, _decisions)
    ] = Field(default_factory=dict, description="what was decided, by objective#key-result")
    external_factors: Texts = Field(default=(), description="what changed around us")
    tactics: Texts = Field(default=(), description="what we do differently from here on")
    visibility: MaybeVisibility = Field(default=None, description=_VISIBILITY)


class GradeEntry(ShortEntry):
    """How a key result ended."""

    short: ClassVar[str] = "score"

    score: Score = Field(default=None, description="the grade, 0 to 1; default: as computed")
    why: Prose = Field(default="", description="why it differs from the computed score, or missed")
    note: Prose = Field(default="", description="what happened")


def _grades(entries: dict[KeyResultRef, GradeEntry]) -> dict[KeyResultRef, Grade]:
    return {
        ref: Grade(score=entry.score, why=entry.why, note=entry.note)
        for ref, entry in entries.items()
    }


class LessonEntry(ShortEntry):
    """Something learned."""

    short: ClassVar[str] = "text"

    text: Text = Field(description="the lesson")
    tags: Ids = Field(default=(), description="words to find it by")
    visibility: MaybeVisibility = Field(
        default=None, description="who may see it; default: as the retrospective"
    )


def _lesson(entry: LessonEntry) -> Lesson:
    return Lesson(text=entry.text, tags=entry.tags, visibility=entry.visibility)


class RetrospectiveFile(Entry):
    """`retrospective.md`."""

    model_config = ConfigDict(title="A retrospective")

    date: Day = Field(description="the day of the retrospective")
    grades: Annotated[Mapping[KeyResultRef, Grade], Keyed(OWN, GradeEntry, _grades)] = Field(
        default_factory=dict, description="how each key result ended, by objective#key-result"
    )
    carry: Annotated[Mapping[KeyResultRef, Carry], mapping(OWN, word(Carry))] = Field(
        default_factory=dict, description="what becomes of each in the next cycle"
    )
    drivers: Texts = Field(default=(), description="what helped")
    obstacles: Texts = Field(default=(), description="what hindered")
    wins: Texts = Field(default=(), description="what went well")
    lessons: Annotated[tuple[Lesson, ...], Many(LessonEntry, _lesson)] = Field(
        default=(), description="what we learned, for next time"
    )
    visibility: MaybeVisibility = Field(default=None, description=_VISIBILITY)
