"""What is known of a key result, in words that any terminal and any file can show."""

from datetime import date
from decimal import Decimal

from okrpress.model.observations import Reading
from okrpress.model.okr import Aggregate, Band, KeyResult, Metric, Steps, Unmeasured, YesNo
from okrpress.scoring.history import observations
from okrpress.scoring.result import ScoredKeyResult, Status
from okrpress.writing.check_in.questions import HealthQuestion, KeyResultQuestion
from okrpress.writing.check_in.text import number

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_JUDGED = frozenset({Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK, Status.STALE})
_SIGNIFICANT = 3
_DECIMALS_WRITTEN = 6


def known(question: KeyResultQuestion) -> str:
    """The last value and its age, what the day expects, the pace and the confidence."""
    scored, measure = question.scored, question.scored.key_result.measure
    confidence = scored.confidence and f"confidence {number(scored.confidence.value)}"
    done_when = f"done when: {measure.done_when}" if isinstance(measure, YesNo) else ""
    last = _last(question)
    stands = "" if last and scored.status is Status.NO_DATA else standing(scored)
    parts = (last, _aim(question), stands, confidence, done_when)
    return "; ".join(part for part in parts if part)


def known_level(question: HealthQuestion) -> str:
    """The last value of a health metric, and its range."""
    metric, keep = question.metric, _range(question.metric.keep, question.metric.unit)
    if question.last is None or question.on is None:
        return keep
    return f"last {amount(question.last, metric.unit)} on {day(question.on)}; {keep}"


def observed(reading: Reading, unit: str) -> str:
    """What a reading says about how far it is; empty where it says nothing."""
    if reading.value is not None:
        return amount(reading.value, unit)
    if reading.done is not None:
        return "yes" if reading.done else "no"
    return "" if reading.steps is None else ", ".join(reading.steps) or "none"


def standing(scored: ScoredKeyResult) -> str:
    """Its status, and how far it is behind or ahead of what is expected.

    Empty where readings are there and nothing can be computed from them.
    """
    if scored.status is Status.NO_DATA and scored.history:
        return ""
    words = scored.status.replace("-", " ")
    is_leap = isinstance(scored.key_result.measure, YesNo) and not scored.key_result.plan
    points = scored.points
    if points is None or scored.status not in _JUDGED or is_leap:
        return words
    if not points:
        return f"{words}, as expected"
    noun = "point" if abs(points) == 1 else "points"
    return f"{words}, {number(abs(points))} {noun} {'behind' if points > 0 else 'ahead'}"


def amount(value: Decimal, unit: str) -> str:
    """A number with its unit, to be typed again as it stands; a computed one is rounded."""
    text = number(value)
    if len(text.partition(".")[2]) > _DECIMALS_WRITTEN:
        text = number(round(value, max(0, _SIGNIFICANT - 1 - value.adjusted())))
        text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text} {unit}".rstrip()


def day(on: date) -> str:
    """A day whose year is plain from its surroundings: `20 Nov`."""
    return f"{on.day} {_MONTHS[on.month - 1]}"


def _last(question: KeyResultQuestion) -> str:
    key_result = question.scored.key_result
    seen = observations(key_result.measure, question.scored.history)
    if not seen:
        return _first(key_result)
    on, reading = seen[-1].date, seen[-1].reading
    what = observed(reading, key_result.unit)
    if isinstance(key_result.measure, Steps):
        what = f"{what} ({len(reading.steps or ())} of {len(key_result.measure.steps)})"
    return f"last {what} on {day(on)} ({_ago((question.on - on).days)}){_whole(question)}"


def _first(key_result: KeyResult) -> str:
    measure = key_result.measure
    if isinstance(measure, Metric) and measure.baseline is not None:
        return f"no value yet; baseline {amount(measure.baseline, key_result.unit)}"
    return "" if isinstance(measure, Unmeasured) else "nothing reported yet"


def _whole(question: KeyResultQuestion) -> str:
    """What readings make together, where that is not the last of them."""
    measure, value = question.scored.key_result.measure, question.scored.value
    if not isinstance(measure, Metric) or measure.aggregate is Aggregate.LATEST or value is None:
        return ""
    noun = "total" if measure.aggregate is Aggregate.SUM else "mean"
    return f", {noun} {amount(value, question.scored.key_result.unit)}"


def _aim(question: KeyResultQuestion) -> str:
    """What the day expects, and the target."""
    key_result = question.scored.key_result
    match key_result.measure:
        case Band() as band:
            return _range(band, key_result.unit)
        case Metric(target=target) if question.expected is not None:
            expected = amount(question.expected, key_result.unit)
            return f"{expected} expected today, {amount(target, key_result.unit)} at the end"
        case Metric(target=target):
            return f"target {amount(target, key_result.unit)}"
        case YesNo() if question.scored.due:
            return f"due on {day(question.scored.due)}"
        case Steps(steps=steps):
            return f"steps {', '.join(step.id for step in steps)}"
        case _:
            return ""


def _range(band: Band, unit: str) -> str:
    if band.max is None and band.min is not None:
        return f"keep at least {amount(band.min, unit)}"
    if band.min is None and band.max is not None:
        return f"keep at most {amount(band.max, unit)}"
    assert band.min is not None and band.max is not None  # a band has a bound
    return f"keep from {amount(band.min, '')} to {amount(band.max, unit)}"


def _ago(days: int) -> str:
    if days == 0:
        return "today"
    return "yesterday" if days == 1 else f"{days} days ago"
