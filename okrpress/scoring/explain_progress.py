"""How progress came about, by the way a key result is measured."""

from datetime import date, timedelta
from functools import lru_cache

from okrpress.model.okr import Aggregate, Band, Metric, Steps, YesNo
from okrpress.scoring.arithmetic import ZERO
from okrpress.scoring.bands import kept
from okrpress.scoring.history import History, counting
from okrpress.scoring.progress import baseline, running_values
from okrpress.scoring.result import Dated, Explanation, Input, ScoredKeyResult
from okrpress.scoring.time import OwnTime
from okrpress.scoring.written import Speaker, Written, because, read, series, term
from okrpress.tuples import new

_LATEST, _MEAN = Aggregate.LATEST, Aggregate.MEAN  # to name them takes ten times as long


def explain_progress(written: Written) -> Explanation:
    """The formula of the measure, with the readings in it; else why there is no progress."""
    scored, say = written.scored, written.speaker.say
    measure = scored.key_result.measure
    observed = counting(measure, scored.history)
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
            reason = say("Nothing has been reported that says how far it is.")
        case _:
            reason = say("It has no target, band, end or steps to be measured by.")
    return because(reason)


def _metric(metric: Metric, observed: History, written: Written) -> Explanation:
    inputs = (*_promise(metric, written), *[_reading(one, written) for one in observed])
    scored, speaker = written.scored, written.speaker
    assert scored.value is not None  # it was observed
    if scored.raw is None:
        return Explanation(inputs=inputs, reason=_no_way(metric, speaker))
    exact, shown = speaker.exact, speaker.shown
    start, target = term(exact(baseline(metric) or ZERO)), exact(metric.target)
    x = shown(scored.value) if metric.aggregate is _MEAN else exact(scored.value)
    aggregate, worked = _aggregate(metric, observed, x, speaker)
    worked = f"{worked}({x} − {start}) / ({target} − {start}) = {shown(scored.raw)}"
    if scored.raw != scored.progress:
        counted = speaker.shown(scored.progress or ZERO)
        worked = speaker.say("{worked}, counted as {counted}", worked=worked, counted=counted)
    return new(Explanation, (f"{aggregate}(x − b) / (T − b)", worked, inputs, ""))


def _no_way(metric: Metric, speaker: Speaker) -> str:
    if baseline(metric) is None:
        return speaker.say("There is no baseline, so the way to the target cannot be measured.")
    return speaker.say("Baseline and target are the same: there is no way to measure.")


def _aggregate(metric: Metric, observed: History, x: str, speaker: Speaker) -> tuple[str, str]:
    """Formula and worked line of x, where it is more than the last reading."""
    if metric.aggregate is _LATEST:
        return "", ""
    terms = [term(speaker.exact(one.reading.value or ZERO)) for one in observed]
    match metric.aggregate:
        case Aggregate.SUM:
            total = series([speaker.exact(baseline(metric) or ZERO), *terms])
            formula = speaker.say("x = b + Σ readings")
            return f"{formula}; ", f"x = {total} = {x}; "
        case _:
            mean = f"({series(terms)}) / {len(terms)}"
            formula = speaker.say("x = Σ readings / n")
            return f"{formula}; ", f"x = {mean} = {x}; "


def _promise(metric: Metric, written: Written) -> tuple[Input, ...]:
    say = written.speaker.say
    target = written.promised(say("target T"), metric.target)
    if metric.baseline is None:
        return (target,)
    return (written.promised(say("baseline b"), metric.baseline), target)


def _reading(one: Dated, written: Written) -> Input:
    name = _reading_on(written.speaker, one[0])
    return read(name, one[1].value or ZERO, one)


@lru_cache(maxsize=4096)  # check-ins of a unit have the same days
def _reading_on(speaker: Speaker, day: date) -> str:
    return speaker.say("reading on {day}", day=speaker.date(day))


def _band(band: Band, observed: History, written: Written) -> Explanation:
    scored, speaker = written.scored, written.speaker
    days = kept(band, running_values(band, scored.history), _own(scored), as_of(scored))
    bounds = (("min", band.min), ("max", band.max))
    inputs = (
        *[written.promised(side, to) for side, to in bounds if to is not None],
        *[_reading(one, written) for one in observed],
    )
    progress = speaker.shown(scored.progress or ZERO)
    if not days.total:
        last = speaker.exact(observed[-1].reading.value or ZERO)
        worked = (
            speaker.say("{value} is outside: {progress}", value=last, progress=progress)
            if scored.outside
            else speaker.say("{value} is inside: {progress}", value=last, progress=progress)
        )
        formula = speaker.say("1 inside the band, 0 outside, while no time has passed")
        return Explanation(formula=formula, worked=worked, inputs=inputs)
    return Explanation(
        formula=speaker.say("days inside the band / days since the first reading"),
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
    say, last = written.speaker.say, observed[-1]
    done = last.reading.done
    reported = say("reported on {day}", day=written.speaker.date(last.date))
    return Explanation(
        formula=say("1 when done, else 0"),
        worked=say("done = 1") if done else say("not done = 0"),
        inputs=(
            written.promised(say("done when"), measure.done_when),
            read(reported, say("done") if done else say("not done"), last),
        ),
    )


def _steps(measure: Steps, observed: History, written: Written) -> Explanation:
    scored, speaker, last = written.scored, written.speaker, observed[-1]
    weights = [speaker.exact(step.weight) for step in measure.steps]
    done = [int(step.id in scored.done_steps) for step in measure.steps]
    parts = [f"{weight} · {share}" for weight, share in zip(weights, done, strict=True)]
    progress = speaker.shown(scored.progress or ZERO)
    reported = speaker.say("done on {day}", day=speaker.date(last.date))
    done_steps = ", ".join(scored.done_steps) or speaker.say("none", context="steps")
    return Explanation(
        formula=speaker.say("Σ w · done / Σ w"),
        worked=f"({series(parts)}) / ({series(weights)}) = {progress}",
        inputs=(
            *[
                written.promised(speaker.say("{step}: weight", step=step.id), step.weight)
                for step in measure.steps
            ],
            read(reported, done_steps, last),
        ),
    )
