"""How progress came about, by the way a key result is measured."""

from datetime import date, timedelta

from okrpress.model.okr import Aggregate, Band, Metric, Steps, YesNo
from okrpress.scoring.arithmetic import ZERO
from okrpress.scoring.bands import kept
from okrpress.scoring.history import History, observations
from okrpress.scoring.progress import baseline, running_values
from okrpress.scoring.result import Explanation, Input, ScoredKeyResult
from okrpress.scoring.time import OwnTime
from okrpress.scoring.written import Written, exact, series, shown, term


def explain_progress(written: Written) -> Explanation:
    """The formula of the measure, with the readings in it; else why there is no progress."""
    scored = written.scored
    measure = scored.key_result.measure
    observed = observations(measure, scored.history)
    match measure:
        case Metric() if observed:
            return _metric(measure, observed, written)
        case Band() if observed:
            return _band(measure, observed, written)
        case YesNo() if observed:
            return _yes_no(measure, observed, written)
        case Steps() if observed:
            return _steps(measure, observed, written)
        case Metric() | Band() | YesNo() | Steps():
            return Explanation(reason="Nothing has been reported that says how far it is.")
        case _:
            return Explanation(reason="It has no target, band, end or steps to be measured by.")


def _metric(metric: Metric, observed: History, written: Written) -> Explanation:
    inputs = (*_promise(metric, written), *_readings(metric, observed, written))
    raw, value = written.scored.raw, written.scored.value
    assert value is not None  # it was observed
    if raw is None:
        reason = (
            "Baseline and target are the same: there is no way to measure."
            if baseline(metric) is not None
            else "There is no baseline, so the way to the target cannot be measured."
        )
        return Explanation(inputs=inputs, reason=reason)
    start = term(exact(baseline(metric) or ZERO))
    x = shown(value) if metric.aggregate is Aggregate.MEAN else exact(value)
    aggregate, worked = _aggregate(metric, observed, x)
    worked += f"({x} − {start}) / ({exact(metric.target)} − {start}) = {shown(raw)}"
    if raw != written.scored.progress:
        worked += f", counted as {shown(written.scored.progress or ZERO)}"
    return Explanation(formula=f"{aggregate}(x − b) / (T − b)", worked=worked, inputs=inputs)


def _aggregate(metric: Metric, observed: History, x: str) -> tuple[str, str]:
    """Formula and worked line of x, where it is more than the last reading."""
    terms = [term(exact(one.reading.value or ZERO)) for one in observed]
    match metric.aggregate:
        case Aggregate.SUM:
            total = series([exact(baseline(metric) or ZERO), *terms])
            return "x = b + Σ readings; ", f"x = {total} = {x}; "
        case Aggregate.MEAN:
            mean = f"({series(terms)}) / {len(terms)}"
            return "x = Σ readings / n; ", f"x = {mean} = {x}; "
        case _:
            return "", ""


def _promise(metric: Metric, written: Written) -> tuple[Input, ...]:
    target = written.promised("target T", metric.target, "target")
    if metric.baseline is None:
        return (target,)
    return (written.promised("baseline b", metric.baseline, "baseline"), target)


def _readings(metric: Metric, observed: History, written: Written) -> tuple[Input, ...]:
    used = observed[-1:] if metric.aggregate is Aggregate.LATEST else observed
    return tuple(
        written.read(f"reading on {one.date}", one.reading.value or ZERO, one, "value")
        for one in used
    )


def _band(band: Band, observed: History, written: Written) -> Explanation:
    scored = written.scored
    days = kept(band, running_values(band, observed), _own(scored), as_of(scored))
    bounds = (("min", band.min), ("max", band.max))
    inputs = (
        *(written.promised(side, to, "keep", side) for side, to in bounds if to is not None),
        *(
            written.read(f"reading on {one.date}", one.reading.value or ZERO, one, "value")
            for one in observed
        ),
    )
    progress = shown(scored.progress or ZERO)
    if not days.total:
        last = exact(observed[-1].reading.value or ZERO)
        return Explanation(
            formula="1 inside the band, 0 outside, while no time has passed",
            worked=f"{last} is {'outside' if scored.outside else 'inside'}: {progress}",
            inputs=inputs,
        )
    return Explanation(
        formula="days inside the band / days since the first reading",
        worked=f"{days.inside} / {days.total} = {progress}",
        inputs=inputs,
    )


def _own(scored: ScoredKeyResult) -> OwnTime | None:
    return OwnTime(scored.start, scored.due) if scored.start and scored.due else None


def as_of(scored: ScoredKeyResult) -> date:
    """The date that a key result with a reading, or with its own time begun, was scored on."""
    since = scored.last_reading or scored.start
    assert since is not None
    assert scored.age is not None
    return since + timedelta(scored.age)


def _yes_no(measure: YesNo, observed: History, written: Written) -> Explanation:
    done = observed[-1].reading.done
    return Explanation(
        formula="1 when done, else 0",
        worked="done = 1" if done else "not done = 0",
        inputs=(
            written.promised("done when", measure.done_when, "done_when"),
            written.read(
                f"reported on {observed[-1].date}",
                "done" if done else "not done",
                observed[-1],
                "done",
            ),
        ),
    )


def _steps(measure: Steps, observed: History, written: Written) -> Explanation:
    scored = written.scored
    weights = [exact(step.weight) for step in measure.steps]
    done = [int(step.id in scored.done_steps) for step in measure.steps]
    parts = [f"{weight} · {share}" for weight, share in zip(weights, done, strict=True)]
    return Explanation(
        formula="Σ w · done / Σ w",
        worked=f"({series(parts)}) / ({series(weights)}) = {shown(scored.progress or ZERO)}",
        inputs=(
            *(
                written.promised(f"{step.id}: weight", step.weight, "steps", at, "weight")
                for at, step in enumerate(measure.steps)
            ),
            written.read(
                f"done on {observed[-1].date}",
                ", ".join(scored.done_steps) or "none",
                observed[-1],
                "done",
            ),
        ),
    )
