"""`retrospective.md`: how it ended, what becomes of each key result, what was learned."""

from collections.abc import Iterator, Mapping
from dataclasses import field

from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef
from okrpress.model.observations import Carry, Grade
from okrpress.model.okr import ObjectiveType
from okrpress.scoring.arithmetic import ONE, at_least
from okrpress.scoring.result import ScoredKeyResult, ScoredObjective
from okrpress.writing.check_in.text import number
from okrpress.writing.front_matter import content_file, scalar
from okrpress.writing.remarks import cited, remark
from okrpress.writing.review.matter import (
    Matter,
    beginning,
    entries,
    health,
    last_retrospective,
    own_key,
    reported,
    texts,
)

MEANINGS = {
    Carry.KEEP: "into the next cycle, with the same target",
    Carry.MODIFY: "into the next cycle, with another target",
    Carry.DEFER: "later",
    Carry.ABANDON: "no more",
}
DRIVERS = "What helped?"
OBSTACLES = "What was in the way?"
WINS = "What are we glad about?"
LESSONS = (
    "What have we learned that changes how we write, or work on, the next ones?",
    "If we wrote these objectives again, what would we write?",
)
"""After the questions that John Doerr closes a cycle with (Measure What Matters, 2018)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrospectiveAnswers:
    """What was graded, decided and said; empty for what was not."""

    grades: Mapping[KeyResultRef, Grade] = field(default_factory=dict)
    carry: Mapping[KeyResultRef, Carry] = field(default_factory=dict)
    drivers: tuple[str, ...] = ()
    obstacles: tuple[str, ...] = ()
    wins: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()


def retrospective_text(matter: Matter, answers: RetrospectiveAnswers) -> str:
    """The whole file: what is not decided yet is a remark."""
    return content_file(_lines(matter, answers), [])


def _lines(matter: Matter, answers: RetrospectiveAnswers) -> Iterator[str]:
    yield from beginning(matter, "looking back")
    yield ""
    yield from _grades(matter, answers)
    yield ""
    yield from _carry(matter, answers)
    yield ""
    yield from texts("drivers", answers.drivers, DRIVERS)
    yield ""
    yield from reported(matter, "blockers", "In the way, by the check-ins:")
    yield from health(matter)
    yield from texts("obstacles", answers.obstacles, OBSTACLES)
    yield ""
    yield from reported(matter, "wins", "Wins, by the check-ins:")
    yield from texts("wins", answers.wins, WINS)
    yield ""
    yield from _earlier(matter)
    yield from texts("lessons", answers.lessons, *LESSONS)
    yield from remark("Below this line, in Markdown: how was it?")


# ── grades ────────────────────────────────────────────────────────────────────────────────────


def _grades(matter: Matter, answers: RetrospectiveAnswers) -> Iterator[str]:
    yield from remark(
        "The computed score stands, unless you give another, with `why`: "
        "`{score: 0.5, why: …}`. A committed key result that ends below 1.0 needs a `why` as well."
    )
    yield "grades:"
    yield from entries(matter, lambda objective, scored: _grade(objective, scored, answers))


def _grade(
    objective: ScoredObjective, scored: ScoredKeyResult, answers: RetrospectiveAnswers
) -> str:
    key, grade = own_key(scored.ref), answers.grades.get(scored.ref)
    if grade is None:
        return f"# {key}: {{{_asked(objective, scored)}}}"
    parts = [] if grade.score is None else [f"score: {number(grade.score)}"]
    parts += [
        f"{name}: {scalar(text, inline=True)}"
        for name, text in (("why", grade.why), ("note", grade.note))
        if text
    ]
    return f"{key}: {{{', '.join(parts)}}}"


def _asked(objective: ScoredObjective, scored: ScoredKeyResult) -> str:
    """What is missing about it: a score, an explanation, or at most a note."""
    if scored.progress is None:
        return "score: , why: "
    return "why: " if needs_why(objective, scored) else "note: "


def needs_why(objective: ScoredObjective, scored: ScoredKeyResult) -> bool:
    """Whether a commitment is missed, if it ends where it stands."""
    is_committed = objective.objective.type is ObjectiveType.COMMITTED
    return is_committed and scored.progress is not None and not at_least(scored.progress, ONE)


# ── what becomes of it ────────────────────────────────────────────────────────────────────────


def _carry(matter: Matter, answers: RetrospectiveAnswers) -> Iterator[str]:
    yield from remark('What becomes of each? Delete the "# ", and leave one of the four words:')
    for carry, meaning in MEANINGS.items():
        yield from remark(f"  {carry:<7}  {meaning}")
    yield "carry:"
    for _, scored in matter.subjects():
        key, chosen = own_key(scored.ref), answers.carry.get(scored.ref)
        yield f"  {key}: {chosen}" if chosen else f"  # {key}: {' | '.join(Carry)}"


def _earlier(matter: Matter) -> Iterator[str]:
    """What was learned the last time: whether it helped is the first question."""
    before = last_retrospective(matter)
    if before is None or not before.lessons:
        return
    yield from remark(f"Lessons of {before.unit_cycle.cycle}. Did we use them?")
    for lesson in before.lessons:
        yield from remark(f"  {cited(lesson.text)}", hanging=4)
