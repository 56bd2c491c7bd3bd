"""One unit's reviews in a cycle: how it closed, what mid-cycle decided, what was said about it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from markupsafe import Markup

from okrpress.insight.outcomes import confidence_on, mid_cycle_on, same_in
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.observations import Carry, MidCycleReview, Retrospective
from okrpress.model.okr import Cycle
from okrpress.scoring.result import ScoredKeyResult
from okrpress.site import urls
from okrpress.site.views.here import Day, Here, Link
from okrpress.site.views.prose import prose
from okrpress.site.views.rows import Share, key_result_link, rollup_in_words
from okrpress.site.views.words import StatusView, carry_word, decision_word, status_view

_GOES_ON = frozenset({Carry.KEEP, Carry.MODIFY})


class Believed(NamedTuple):
    """Confidence at mid-cycle and at the end, 0-10; empty where nobody reported one."""

    mid: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseRow:
    """How a key result ended, beside what was believed of it.

    `original` is the score against the first target, where that was moved; `became` is what it is
    in the next cycle, with `became_note` where it was to go on and is not there.
    """

    link: Link
    status: StatusView
    score: str
    computed: str
    original: str
    confidence: Believed
    carry: str
    became: Link | None
    became_status: StatusView | None
    became_note: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MidRow:
    """What mid-cycle decided about a key result, what was believed then, and where it is now."""

    link: Link
    decision: str
    why: str
    confidence: str
    status: StatusView


@dataclass(frozen=True, slots=True, kw_only=True)
class MidView:
    """One unit's mid-cycle review."""

    day: Day
    rows: tuple[MidRow, ...]
    external_factors: tuple[str, ...]
    tactics: tuple[str, ...]
    body: Markup
    source: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseView:
    """One unit's retrospective; a column that would be empty in every row is left out."""

    day: Day
    rows: tuple[CloseRow, ...]
    has_original: bool
    has_confidence: bool
    has_carry: bool
    drivers: tuple[str, ...]
    obstacles: tuple[str, ...]
    wins: tuple[str, ...]
    lessons: tuple[str, ...]
    body: Markup
    source: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReview:
    """What one unit looked back at in a cycle."""

    id: str
    unit: Link
    share: Share
    close: CloseView | None
    mid: MidView | None


def unit_review(here: Here, folder: UnitCycle, after: Cycle | None) -> UnitReview | None:
    """The reviews of a folder; None where it held none. `after` is the cycle that follows."""
    held, mid = here.site.retrospective(folder), here.site.mid_cycle_review(folder)
    if held is None and mid is None:
        return None
    return UnitReview(
        id=urls.section_id("review", folder.unit),
        unit=here.unit(folder.unit),
        share=rollup_in_words(here, here.site.scored.folders[folder]),
        close=_close(here, held, after) if held else None,
        mid=_mid(here, mid) if mid else None,
    )


def _key_results(here: Here, folder: UnitCycle) -> Iterator[ScoredKeyResult]:
    for objective in here.site.objectives(folder):
        yield from objective.key_results


# ── the close ─────────────────────────────────────────────────────────────────────────────────


def _close(here: Here, held: Retrospective, after: Cycle | None) -> CloseView:
    folder = held.unit_cycle
    rows = tuple(_close_row(here, one, held, after) for one in _key_results(here, folder))
    ids = urls.section_id("retro", folder.unit)
    return CloseView(
        day=here.day(held.date),
        rows=rows,
        has_original=any(row.original for row in rows),
        has_confidence=any(row.confidence.mid or row.confidence.end for row in rows),
        has_carry=any(row.carry or row.became or row.became_note for row in rows),
        drivers=held.drivers,
        obstacles=held.obstacles,
        wins=held.wins,
        lessons=tuple(lesson.text for lesson in held.lessons),
        body=prose(here, held.body, file=held.file, level=3, ids=ids),
        source=here.source(held.file),
    )


def _close_row(
    here: Here, scored: ScoredKeyResult, held: Retrospective, after: Cycle | None
) -> CloseRow:
    fmt, grade, carry = here.fmt, held.grades.get(scored.ref), held.carry.get(scored.ref)
    folder = held.unit_cycle
    mid_day, end = mid_cycle_on(here.site.scored, folder), here.site.portfolio.cycles[folder.cycle]
    became = same_in(here.site.scored, scored.ref, after.id) if after else None
    is_missing = after is not None and became is None and carry in _GOES_ON
    return CloseRow(
        link=key_result_link(here, scored),
        status=status_view(scored.status, fmt),
        score=fmt.score(scored.score),
        computed=_other(here, scored.computed_score, scored.score),
        original=_other(here, scored.original_score, scored.score),
        confidence=Believed(
            _confidence(here, confidence_on(scored, mid_day) if mid_day else None),
            _confidence(here, confidence_on(scored, end.end or held.date)),
        ),
        carry=carry_word(carry, fmt) if carry else "",
        became=Link(here.cycle(after.id).text, key_result_link(here, became).href)
        if after and became
        else None,
        became_status=status_view(became.status, fmt) if became else None,
        became_note=_gone(here, after) if after and is_missing else "",
        said=tuple(text for text in (grade.note, grade.why) if text) if grade else (),
    )


def _gone(here: Here, after: Cycle) -> str:
    return here.fmt.say("not found in {cycle}", cycle=here.cycle(after.id).text)


def _other(here: Here, other: Decimal | None, score: Decimal | None) -> str:
    """A score that differs from the one that counts."""
    return here.fmt.score(other) if other is not None and other != score else ""


def _confidence(here: Here, value: Decimal | None) -> str:
    return "" if value is None else here.fmt.short(value)


# ── mid-cycle ─────────────────────────────────────────────────────────────────────────────────


def _mid(here: Here, review: MidCycleReview) -> MidView:
    return MidView(
        day=here.day(review.date),
        rows=tuple(_mid_rows(here, review)),
        external_factors=review.external_factors,
        tactics=review.tactics,
        body=prose(
            here,
            review.body,
            file=review.file,
            level=3,
            ids=urls.section_id("mid", review.unit_cycle.unit),
        ),
        source=here.source(review.file),
    )


def _mid_rows(here: Here, review: MidCycleReview) -> Iterator[MidRow]:
    for ref, one in review.decisions.items():
        scored = here.site.key_result(ref)
        yield MidRow(
            link=key_result_link(here, scored),
            decision=decision_word(one.decision, here.fmt),
            why=one.why,
            confidence=_confidence(here, confidence_on(scored, review.date)),
            status=status_view(scored.status, here.fmt),
        )
