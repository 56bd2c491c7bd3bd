"""Mid-cycle reviews and retrospectives: dates in their cycle, key results that exist."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from okrpress.model.finding import Place
from okrpress.model.ids import KeyResultRef
from okrpress.model.observations import MidCycleReview, Retrospective
from okrpress.source.assemble.check_ins import Around, outside, own_key

T = TypeVar("T")


def link_mid_cycle_review(review: MidCycleReview, around: Around) -> MidCycleReview:
    """The review with the decisions on key results that exist."""
    amiss = outside(review.date, around.cycle)
    if amiss:
        _judge_date(review, amiss, around)
    decisions = _existing("key_results", review, review.decisions, around)
    if len(decisions) == len(review.decisions):
        return review
    return replace(review, decisions=decisions)


def link_retrospective(review: Retrospective, around: Around) -> Retrospective:
    """The same for a retrospective; it may come any time after the cycle has started."""
    start = around.cycle.start
    if start and review.date < start:
        _judge_date(review, f"before the cycle starts ({start})", around)
    grades = _existing("grades", review, review.grades, around)
    carry = _existing("carry", review, review.carry, around)
    if len(grades) == len(review.grades) and len(carry) == len(review.carry):
        return review
    return replace(review, grades=grades, carry=carry)


def _judge_date(review: MidCycleReview | Retrospective, amiss: str, around: Around) -> None:
    at = Place(file=review.file, keys=("date",))
    around.report.add("REF015", at, f"`date` is {review.date}, {amiss}", "correct the date")


def _existing(
    key: str,
    review: MidCycleReview | Retrospective,
    by_ref: Mapping[KeyResultRef, T],
    around: Around,
) -> dict[KeyResultRef, T]:
    for ref in by_ref:
        if ref not in around.key_results:
            around.miss(ref, Place(file=review.file, keys=(key, own_key(ref)), on="key"))
    return {ref: value for ref, value in by_ref.items() if ref in around.key_results}
