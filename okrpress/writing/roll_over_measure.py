"""A key result in its next cycle: what it is measured by, from where it starts, and how far."""

from collections.abc import Iterator
from decimal import Decimal

from okrpress.model.observations import Carry
from okrpress.model.okr import Aggregate, Band, KeyResult, Metric, State, Step, Steps, YesNo
from okrpress.scoring.arithmetic import ONE, at_least
from okrpress.scoring.result import ScoredKeyResult
from okrpress.writing.check_in.phrases import amount
from okrpress.writing.check_in.text import number
from okrpress.writing.front_matter import entry, scalar
from okrpress.writing.numbers_in_text import with_number
from okrpress.writing.remarks import remark
from okrpress.writing.review.facts import score_text
from okrpress.writing.roll_over import Carried

_RHYTHMS = {1: "daily", 7: "weekly", 14: "biweekly", 30: "monthly", 91: "quarterly"}
_AT = "    "
_GAP = "…"


def key_result_lines(carried: Carried) -> Iterator[str]:
    """The entry of a key result that goes on, with a remark above it on how it ended.

    Whatever somebody has to decide is a remark: how what is modified or reached is measured now.
    Until then it is a draft by itself, so that it is not taken for a promise without a measure.
    """
    key_result, question = carried.scored.key_result, _question(carried)
    yield from remark(f"{carried.carry}: {_ended(carried.scored)}", at=2, hanging=2)
    yield f"  - id: {key_result.id}"
    yield f"{_AT}title: {scalar(_title(carried.scored, is_open=bool(question)))}"
    yield from _measure(carried.scored, question)
    yield from _text("unit", key_result.unit)
    yield from entry("owner", key_result.owner, _AT)
    yield from entry("indicator", key_result.indicator, _AT)
    yield from entry("weight", _weight(key_result.weight), _AT)
    yield from entry("cadence", _cadence(key_result), _AT)
    yield from _text("source", key_result.source)
    yield from entry("state", State.DRAFT if question else None, _AT)


def _ended(scored: ScoredKeyResult) -> str:
    unit = scored.key_result.unit
    value = "" if scored.value is None else f" at {amount(scored.value, unit)}"
    if scored.score is None:
        return f"ended{value} without a score"
    return f"ended{value} with a score of {score_text(scored.score)}"


def _title(scored: ScoredKeyResult, *, is_open: bool) -> str:
    """The title with its numbers as they are now, where each stands in it once.

    A target that is still to be chosen is a gap.
    """
    title, measure = scored.key_result.title, scored.key_result.measure
    if not isinstance(measure, Metric):
        return title
    if is_open:
        title = with_number(title, number(measure.target), _GAP) or title
    start = _baseline(scored, measure)
    if start is None or measure.baseline is None:
        return title
    return with_number(title, number(measure.baseline), start) or title


def _text(key: str, text: str) -> list[str]:
    return entry(key, scalar(text) if text else None, _AT)


def _weight(weight: Decimal) -> str | None:
    return None if weight == ONE else number(weight)


def _cadence(key_result: KeyResult) -> str | None:
    days = key_result.cadence
    return None if days is None else _RHYTHMS.get(days, f"{days} days")


# ── the measure ───────────────────────────────────────────────────────────────────────────────


def _measure(scored: ScoredKeyResult, question: str) -> Iterator[str]:
    """What it is measured by; as remarks below a question, where that is to be decided."""
    if question:
        yield from remark(f"{question} Then delete `state: draft`.", at=len(_AT))
    lead = f"{_AT}# " if question else _AT
    yield from (f"{lead}{line}" for line in _measure_lines(scored, is_open=bool(question)))


def _question(carried: Carried) -> str:
    """What somebody has to decide about the measure, if anything."""
    is_new, is_reached = carried.carry is Carry.MODIFY, _is_reached(carried.scored)
    match carried.scored.key_result.measure:
        case Metric(target=target) if is_new or is_reached:
            return f"Which target is next? It was {number(target)}."
        case Band() if is_new:
            return "Which range is it to stay in from now on?"
        case YesNo() if is_new or is_reached:
            return "What is left to do, and how can one tell that it is done?"
        case Steps() if is_new or is_reached:
            return "Which steps are next?"
    return ""


def _is_reached(scored: ScoredKeyResult) -> bool:
    """Whether nothing is left of the way; also where there was no start until now."""
    measure = scored.key_result.measure
    if isinstance(measure, Metric):
        start = _baseline(scored, measure)
        if start is not None and Decimal(start) == measure.target:
            return True
    return scored.raw is not None and at_least(scored.raw, ONE)


def _measure_lines(scored: ScoredKeyResult, *, is_open: bool) -> Iterator[str]:
    match scored.key_result.measure:
        case Metric() as metric:
            yield from entry("baseline", _baseline(scored, metric))
            yield "target:" if is_open else f"target: {number(metric.target)}"
            if metric.aggregate is not Aggregate.LATEST:
                yield f"aggregate: {metric.aggregate}"
        case Band(min=least, max=most):
            bounds = (("min", least), ("max", most))
            said = [f"{side}: {number(bound)}" for side, bound in bounds if bound is not None]
            yield f"keep: {{{', '.join(said)}}}"
        case YesNo(done_when=done_when):
            yield f"done_when: {scalar(done_when)}"
        case Steps(steps=steps):
            left = [step for step in steps if step.id not in scored.done_steps]
            yield "steps:"
            yield from (f"  - {{{', '.join(_step(step))}}}" for step in left or steps)


def _baseline(scored: ScoredKeyResult, metric: Metric) -> str | None:
    """Where it starts: at the last value; a count of what happens in a cycle at nothing."""
    counts_anew = metric.aggregate is Aggregate.SUM and metric.baseline is None
    value = metric.baseline if scored.value is None else scored.value
    return None if counts_anew or value is None else amount(value, "")


def _step(step: Step) -> Iterator[str]:
    yield f"id: {step.id}"
    yield f"title: {scalar(step.title, inline=True)}"
    yield from entry("weight", _weight(step.weight))
