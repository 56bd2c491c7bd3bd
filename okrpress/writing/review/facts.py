"""What is known of a key result when it is talked about, one fact a line."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from okrpress.changes.fields import key_result_fields
from okrpress.model.okr import Band, KeyResult, LedgerEntry, Metric, Steps, YesNo
from okrpress.scoring.arithmetic import HUNDRED
from okrpress.scoring.history import confidences, observations
from okrpress.scoring.ledger import in_force
from okrpress.scoring.progress import running_values
from okrpress.scoring.result import Dated, Disagreement, ScoredKeyResult, Status
from okrpress.writing.check_in.phrases import amount, day, standing
from okrpress.writing.check_in.text import number
from okrpress.writing.remarks import cited

_MOST = 6
"""Values of a series that are shown: the first, and the last five."""

_DISAGREES = {
    Disagreement.MORE_CONFIDENT: "more confident than the numbers are",
    Disagreement.LESS_CONFIDENT: "less confident than the numbers are",
}


def facts(scored: ScoredKeyResult, as_of: date) -> Iterator[str]:
    """Value, progress, confidence, moves of the promise, and the last notes."""
    yield f"{_aim(scored.key_result)}; {_values(scored)}"
    yield from _progress(scored)
    yield from _confidence(scored)
    for entry in scored.key_result.changes:
        if entry.on <= as_of:
            yield _moved(scored, entry)
    yield from _notes(scored.history)


def percent(share: Decimal) -> str:
    """`0.364` as `36 %`, halves away from zero."""
    return f"{(share * HUNDRED).quantize(Decimal(1), ROUND_HALF_UP) or Decimal(0)} %"


def score_text(score: Decimal) -> str:
    """A score with two decimals at most."""
    rounded = score.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return number(rounded.normalize()) if rounded else "0"


# ── the value ─────────────────────────────────────────────────────────────────────────────────


def _aim(key_result: KeyResult) -> str:
    unit = key_result.unit
    match key_result.measure:
        case Metric(baseline=None, target=target):
            return f"to {amount(target, unit)}"
        case Metric(baseline=Decimal() as baseline, target=target):
            return f"from {number(baseline)} to {amount(target, unit)}"
        case Band() as band:
            return keep_text(band, unit)
        case YesNo(done_when=done_when):
            return f"done when {cited(done_when)}"
        case Steps(steps=steps):
            return f"steps {', '.join(step.id for step in steps)}"
    return "not measured"


def keep_text(band: Band, unit: str) -> str:
    """A range to stay in: `at most 4 h`."""
    match band:
        case Band(min=None, max=Decimal() as most):
            return f"at most {amount(most, unit)}"
        case Band(min=Decimal() as least, max=Decimal() as most):
            return f"between {number(least)} and {amount(most, unit)}"
        case Band(min=Decimal() as least):
            return f"at least {amount(least, unit)}"
    raise AssertionError(band)  # a band has a bound


def _values(scored: ScoredKeyResult) -> str:
    key_result, measure = scored.key_result, scored.key_result.measure
    seen = observations(measure, scored.history)
    if not seen:
        return "no value was reported"
    last = f"last reported on {day(seen[-1].date)}"
    if isinstance(measure, Steps):
        done = ", ".join(scored.done_steps) or "none"
        return f"done: {done} ({len(scored.done_steps)} of {len(measure.steps)}), {last}"
    if isinstance(measure, YesNo):
        return f"{'done' if scored.progress else 'not done'}, {last}"
    values = [amount(point.value, "") for point in running_values(measure, scored.history)]
    unit = f" {key_result.unit}" if key_result.unit else ""
    return f"seen {_series(values)}{unit}, {last}"


def _series(values: list[str]) -> str:
    if len(values) > _MOST:
        values = [values[0], "…", *values[1 - _MOST :]]
    return " → ".join(values)


def _progress(scored: ScoredKeyResult) -> Iterator[str]:
    """While it runs, the way against the day; afterwards the score, by both promises."""
    is_over = scored.status is Status.TO_BE_GRADED or scored.score is not None
    if is_over and scored.progress is None:
        yield "nothing to compute a score from: somebody has to give one"
        return
    yield _score(scored) if is_over else _way(scored)
    if scored.original_score is not None:
        share = score_text if is_over else percent
        yield f"{share(scored.original_score)} against the first promise"


def _score(scored: ScoredKeyResult) -> str:
    assert scored.progress is not None
    return f"computed score {score_text(scored.progress)}"


def _way(scored: ScoredKeyResult) -> str:
    progress, stands = scored.progress, standing(scored)
    measure = scored.key_result.measure
    if progress is None or isinstance(measure, YesNo):
        return stands
    if isinstance(measure, Band):
        return f"inside for {percent(progress)} of the time; {stands}"
    expected = "" if scored.expected is None else f", {percent(scored.expected)} expected"
    return f"{percent(progress)} of the way{expected}; {stands}"


# ── what people said ──────────────────────────────────────────────────────────────────────────


def _confidence(scored: ScoredKeyResult) -> Iterator[str]:
    believed = [one.reading.confidence for one in confidences(scored.history)]
    values = [number(value) for value in believed if value is not None]
    if not values:
        yield "nobody has said how confident they are"
        return
    remark = ""
    if scored.confidence and scored.confidence.disagreement:
        remark = f"; {_DISAGREES[scored.confidence.disagreement]}"
    yield f"confidence {_series(values)} of 10{remark}"


def _notes(history: Iterable[Dated]) -> Iterator[str]:
    noted = [one for one in history if one.reading.note]
    for one in noted[-2:]:
        yield f"{day(one.date)}: {cited(one.reading.note)}"


# ── what moved ────────────────────────────────────────────────────────────────────────────────


def _moved(scored: ScoredKeyResult, entry: LedgerEntry) -> str:
    before, after = (_written(value) for value in (entry.before, entry.after))
    way = _direction(scored.key_result, entry)
    verdict = f" ({way})" if way else ""
    return f"{day(entry.on)}: {entry.field} {before} → {after}{verdict}, {cited(entry.reason)}"


def _direction(key_result: KeyResult, entry: LedgerEntry) -> str | None:
    """Eased or hardened, by the promises of the day before and of the day itself."""
    before, after = (in_force(key_result, on) for on in (entry.on - timedelta(1), entry.on))
    moved = {each.field: each.direction for each in key_result_fields(before, after)}
    return moved.get(entry.field)


def _written(value: object) -> str:
    if isinstance(value, Decimal):
        return number(value)
    return str(value) or "nothing"
