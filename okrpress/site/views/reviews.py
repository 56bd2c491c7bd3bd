"""Mid-cycle reviews, retrospectives and the lessons in them."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from markupsafe import Markup

from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.observations import Decision, Retrospective
from okrpress.scoring.result import ScoredKeyResult
from okrpress.site import urls
from okrpress.site.formatting import Phrase
from okrpress.site.views.here import Day, Here, Link
from okrpress.site.views.prose import prose
from okrpress.site.views.words import carry_word, decision_word

_TAKEN = {
    Decision.KEEP: Phrase("{n} kept"),
    Decision.ADJUST: Phrase("{n} adjusted"),
    Decision.POSTPONE: Phrase("{n} postponed"),
    Decision.CANCEL: Phrase("{n} cancelled"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """What became of a key result at mid-cycle, and why."""

    link: Link
    decision: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MidCycleView:
    """One unit's mid-cycle review; `summary` counts its decisions."""

    unit: Link
    day: Day
    summary: str
    decisions: tuple[DecisionRow, ...]
    external_factors: tuple[str, ...]
    tactics: tuple[str, ...]
    body: Markup
    source: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeRow:
    """How a key result ended."""

    link: Link
    score: str
    computed: str
    why: str
    note: str
    carry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonView:
    """Something learned, and by whom."""

    text: str
    tags: tuple[str, ...]
    unit: Link
    cycle: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrospectiveView:
    """One unit's retrospective."""

    unit: Link
    day: Day
    score: str
    grades: tuple[GradeRow, ...]
    drivers: tuple[str, ...]
    obstacles: tuple[str, ...]
    wins: tuple[str, ...]
    body: Markup
    source: Link


def mid_cycle_view(here: Here, folder: UnitCycle, level: int) -> MidCycleView | None:
    """The review of one folder; `level` is that of the heading its text stands under."""
    review = here.site.mid_cycle_review(folder)
    if review is None:
        return None
    taken = Counter(one.decision for one in review.decisions.values())
    return MidCycleView(
        unit=here.unit(folder.unit),
        day=here.day(review.date),
        summary=", ".join(
            here.fmt.phrase(_TAKEN[one], n=here.fmt.number(taken[one]))
            for one in Decision
            if taken[one]
        ),
        decisions=tuple(
            DecisionRow(
                link=here.key_result(ref),
                decision=decision_word(one.decision, here.fmt),
                why=one.why,
            )
            for ref, one in review.decisions.items()
        ),
        external_factors=review.external_factors,
        tactics=review.tactics,
        body=prose(
            here, review.body, file=review.file, level=level, ids=urls.section_id("mid", *folder)
        ),
        source=here.source(review.file),
    )


def retrospective_view(here: Here, folder: UnitCycle, level: int) -> RetrospectiveView | None:
    """The retrospective of one folder; `level` is that of the heading its text stands under."""
    held = here.site.retrospective(folder)
    if held is None:
        return None
    key_results = [
        one for objective in here.site.objectives(folder) for one in objective.key_results
    ]
    rollup = here.site.scored.folders[folder]
    return RetrospectiveView(
        unit=here.unit(folder.unit),
        day=here.day(held.date),
        score=here.fmt.score(rollup.score),
        grades=tuple(
            _grade_row(here, one, held)
            for one in key_results
            if one.score is not None or one.ref in held.carry
        ),
        drivers=held.drivers,
        obstacles=held.obstacles,
        wins=held.wins,
        body=prose(
            here, held.body, file=held.file, level=level, ids=urls.section_id("retro", *folder)
        ),
        source=here.source(held.file),
    )


def lessons(here: Here, folders: Iterable[UnitCycle]) -> tuple[LessonView, ...]:
    """What was learned in these folders."""
    return tuple(
        LessonView(
            text=lesson.text,
            tags=lesson.tags,
            unit=here.unit(folder.unit),
            cycle=here.cycle(folder.cycle),
        )
        for folder in folders
        if (held := here.site.retrospective(folder))
        for lesson in held.lessons
    )


def _grade_row(here: Here, scored: ScoredKeyResult, held: Retrospective) -> GradeRow:
    grade, carry = held.grades.get(scored.ref), held.carry.get(scored.ref)
    return GradeRow(
        link=here.key_result(scored.ref),
        score=here.fmt.score(scored.score),
        computed=_other(here, scored.computed_score, scored.score),
        why=grade.why if grade else "",
        note=grade.note if grade else "",
        carry=carry_word(carry, here.fmt) if carry else "",
    )


def _other(here: Here, computed: Decimal | None, given: Decimal | None) -> str:
    """The computed score where the retrospective's word differs from it."""
    return here.fmt.score(computed) if computed is not None and computed != given else ""
