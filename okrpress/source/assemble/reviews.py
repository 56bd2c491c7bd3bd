"""Mid-cycle reviews and retrospectives: dates in their cycle, key results that exist."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from okrpress.model.finding import Place
from okrpress.model.ids import KeyResultRef, UnitCycle
from okrpress.model.observations import MidCycleReview, Retrospective
from okrpress.source.assemble.check_ins import Around, outside, own_key

T = TypeVar("T")
Review = TypeVar("Review", MidCycleReview, Retrospective)


def link_mid_cycle_reviews(
    reviews: Iterable[MidCycleReview], around: Around
) -> dict[UnitCycle, MidCycleReview]:
    """The mid-cycle review of each folder, with the decisions on key results that exist."""
    linked = {}
    for review in reviews:
        amiss = outside(review.date, around.cycles[review.unit_cycle.cycle])
        if amiss:
            _judge_date(review, amiss, around)
        decisions = _existing("key_results", review, review.decisions, around)
        linked[review.unit_cycle] = replace(review, decisions=decisions)
    return dict(sorted(linked.items()))


def link_retrospectives(
    retrospectives: Iterable[Retrospective], around: Around
) -> dict[UnitCycle, Retrospective]:
    """The retrospective of each folder; it may come any time after the cycle has started."""
    linked = {}
    for review in retrospectives:
        start = around.cycles[review.unit_cycle.cycle].start
        if start and review.date < start:
            _judge_date(review, f"before the cycle starts ({start})", around)
        linked[review.unit_cycle] = replace(
            review,
            grades=_existing("grades", review, review.grades, around),
            carry=_existing("carry", review, review.carry, around),
        )
    return dict(sorted(linked.items()))


def _judge_date(review: MidCycleReview | Retrospective, amiss: str, around: Around) -> None:
    at = Place(file=review.file, keys=("date",))
    around.report.add("REF015", at, f"`date` is {review.date}, {amiss}", "correct the date")


def _existing(
    key: str,
    review: MidCycleReview | Retrospective,
    by_ref: Mapping[KeyResultRef, T],
    around: Around,
) -> dict[KeyResultRef, T]:
    return {
        ref: value
        for ref, value in by_ref.items()
        if around.targets.has(
            ref, review.unit_cycle, Place(file=review.file, keys=(key, own_key(ref)), on="key")
        )
    }
