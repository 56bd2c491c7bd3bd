"""A key result in full: the card on its objective's page."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from okrpress.model.observations import Reading
from okrpress.model.okr import Aggregate, Metric, Step, Steps, Unmeasured, YesNo
from okrpress.scoring.forecast import forecast
from okrpress.scoring.result import ScoredKeyResult
from okrpress.site import charts, urls
from okrpress.site.charts import Chart
from okrpress.site.formatting import Formatter
from okrpress.site.later import Lazy, later
from okrpress.site.views.changes import LedgerRow, key_result_ledger
from okrpress.site.views.explanations import ExplanationView, key_result_explanations
from okrpress.site.views.here import Day, Here, Link, day_of
from okrpress.site.views.rows import KeyResultRow, key_result_row
from okrpress.site.views.words import band_word, decision_word, indicator_word


class Fact(NamedTuple):
    """A name, a value, and what the value means."""

    name: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One delivery of a key result."""

    title: str
    weight: str
    is_done: bool


class LogRow(NamedTuple):
    """What one check-in said; `source` is the address of its file, or empty."""

    day: Day
    value: str
    confidence: str
    note: str
    author: Link
    source: str


@dataclass(frozen=True, kw_only=True)
class KeyResultCard(Lazy):
    """Everything about one key result; `log` are its check-ins, the newest first.

    `way` is where it leads from and to, `percent` how far it is, from 0 to 100.
    """

    id: str
    row: KeyResultRow
    state_reason: str
    way: str
    percent: int | None
    due: Day | None
    sentence: str
    done_when: str
    steps: tuple[StepView, ...]
    trend: Chart | None
    facts: tuple[Fact, ...]
    explanations: tuple[ExplanationView, ...]
    log: tuple[LogRow, ...]
    log_count: str
    ledger: tuple[LedgerRow, ...]
    original: str
    remarks: tuple[Fact, ...]


def key_result_card(here: Here, scored: ScoredKeyResult) -> KeyResultCard:
    """The card of one key result; its anchor is the key result's id."""
    key_result, measure = scored.key_result, scored.key_result.measure
    ids = urls.section_id("kr", key_result.id)
    return KeyResultCard(
        id=key_result.id,
        row=key_result_row(here, scored, ids),
        state_reason=key_result.reason,
        way=later(_from_to, here, scored),
        percent=None if scored.progress is None else int(100 * scored.progress),
        due=later(here.day, scored.due) if scored.due else None,
        sentence=later(_sentence, here, scored),
        done_when=measure.done_when if isinstance(measure, YesNo) else "",
        steps=later(_steps, here, measure, scored) if isinstance(measure, Steps) else (),
        trend=later(_trend, here, scored, f"{ids}-trend"),
        facts=later(_facts, here, scored),
        explanations=later(key_result_explanations, here, scored),
        log=later(_log, here, scored) if scored.history else (),
        log_count=later(_log_count, here, scored),
        ledger=later(key_result_ledger, here, scored) if key_result.changes else (),
        original="" if scored.original_score is None else later(_original, here, scored),
        remarks=later(_remarks, here, scored),
    )


def _trend(here: Here, scored: ScoredKeyResult, ids: str) -> Chart | None:
    projected = forecast(scored, here.site.scored.thresholds(scored.ref.cycle))
    return charts.key_result_trend(
        scored, here.site.scored, projected, here.fmt, ids, tabled=_is_summed(scored)
    )


def _is_summed(scored: ScoredKeyResult) -> bool:
    """Whether the chart shows other numbers than the check-ins listed below it."""
    match scored.key_result.measure:
        case Metric(aggregate=aggregate):
            return aggregate is not Aggregate.LATEST
        case Steps(steps=steps):
            return any(step.weight != 1 for step in steps)
        case _:
            return False


def _sentence(here: Here, scored: ScoredKeyResult) -> str:
    """Where it stands in words: "From 31 % to 45 %; 12 points behind what the date expects"."""
    fmt, unit, measure = here.fmt, scored.key_result.unit, scored.key_result.measure
    parts = []
    if isinstance(measure, Metric):
        parts.append(_way(fmt, measure, unit))
    if isinstance(measure, Unmeasured):
        parts.append(
            fmt.say("No measure is given, so there is no progress, only a grade at the end")
        )
    if scored.outside:
        by = fmt.signed(scored.outside, unit)
        parts.append(fmt.say("{by} outside its range now", by=by))
    elif scored.points is not None and scored.pace is not None:
        parts.append(_pace_in_words(fmt, scored.points))
    return "; ".join(parts)


def _from_to(here: Here, scored: ScoredKeyResult) -> str:
    measure = scored.key_result.measure
    return _way(here.fmt, measure, scored.key_result.unit) if isinstance(measure, Metric) else ""


def _way(fmt: Formatter, metric: Metric, unit: str) -> str:
    target = fmt.number(metric.target, unit)
    if metric.baseline is None:
        return fmt.say("To {target}", target=target)
    baseline = fmt.number(metric.baseline, unit)
    return fmt.say("From {baseline} to {target}", baseline=baseline, target=target)


def _pace_in_words(fmt: Formatter, points: Decimal) -> str:
    if not points:
        return fmt.say("where the date expects it")
    if points > 0:
        return fmt.count(
            points,
            "{n} point behind what the date expects",
            "{n} points behind what the date expects",
        )
    return fmt.count(
        -points,
        "{n} point ahead of what the date expects",
        "{n} points ahead of what the date expects",
    )


def _steps(here: Here, measure: Steps, scored: ScoredKeyResult) -> tuple[StepView, ...]:
    return tuple(
        StepView(title=step.title, weight=_weight(here, step), is_done=step.id in scored.done_steps)
        for step in measure.steps
    )


def _weight(here: Here, step: Step) -> str:
    if step.weight == 1:
        return ""
    return here.fmt.say("weight {weight}", weight=here.fmt.number(step.weight))


def _facts(here: Here, scored: ScoredKeyResult) -> tuple[Fact, ...]:
    return tuple(_each_fact(here, scored))


def _each_fact(here: Here, scored: ScoredKeyResult) -> Iterator[Fact]:
    """What the row does not say: names first, then how it is measured."""
    fmt, key_result = here.fmt, scored.key_result
    if scored.score is not None:
        note = _score_note(here, scored)
        yield Fact(name=fmt.say("Score"), value=fmt.score(scored.score), note=note)
    clamped = _clamped(here, scored)
    yield Fact(name=fmt.say("Progress"), value=fmt.percent(scored.raw), note=clamped)
    if scored.expected is not None:
        gap = fmt.gap(scored.points)
        yield Fact(name=fmt.say("Expected"), value=fmt.percent(scored.expected), note=gap)
    if scored.confidence:
        yield Fact(
            name=fmt.say("Confidence"),
            value=fmt.confidence(scored.confidence.value),
            note=fmt.signed(scored.confidence.change) if scored.confidence.change else "",
        )
    if scored.due:
        note = fmt.age((here.site.as_of - scored.due).days)
        yield Fact(name=fmt.say("Due"), value=fmt.date(scored.due), note=note)
    rhythm = fmt.every(scored.cadence)
    yield Fact(name=fmt.say("Check-ins"), value=rhythm, note=_age(here, scored))
    if key_result.weight != 1:
        note = "" if key_result.weight else fmt.say("tracked, not counted")
        yield Fact(name=fmt.say("Weight"), value=fmt.number(key_result.weight), note=note)
    if key_result.indicator:
        yield Fact(name=fmt.say("Indicator"), value=indicator_word(key_result.indicator, fmt))
    if key_result.source:
        yield Fact(name=fmt.say("Source"), value=key_result.source)


def _clamped(here: Here, scored: ScoredKeyResult) -> str:
    """Said where more or less than the whole is shown and the whole is counted."""
    if scored.raw == scored.progress:
        return ""
    return here.fmt.say("counted as {share}", share=here.fmt.percent(scored.progress))


def _score_note(here: Here, scored: ScoredKeyResult) -> str:
    if scored.computed_score is not None and scored.computed_score != scored.score:
        return here.fmt.say("computed {score}", score=here.fmt.score(scored.computed_score))
    return band_word(scored.band, here.fmt) if scored.band else ""


def _age(here: Here, scored: ScoredKeyResult) -> str:
    if scored.last_reading is None:
        return here.fmt.say("none yet")
    age = here.fmt.age((here.site.as_of - scored.last_reading).days)
    return here.fmt.say("last {when}", when=age)


def _log(here: Here, scored: ScoredKeyResult) -> tuple[LogRow, ...]:
    return tuple(_each_reading(here, scored))


def _log_count(here: Here, scored: ScoredKeyResult) -> str:
    return here.fmt.plural(len(scored.history), "check-in")


def _each_reading(here: Here, scored: ScoredKeyResult) -> Iterator[LogRow]:
    """The check-ins, the newest first."""
    fmt, template = here.fmt, here.site.settings.source_url
    unit, as_of = scored.key_result.unit, here.until or here.site.as_of
    authors = {id: here.person(id) for id in {one.author: None for one in scored.history}}
    for on, reading, author, file in reversed(scored.history):
        value, confidence = reading.value, reading.confidence
        yield LogRow(
            day_of(fmt, as_of, on),
            _reported(fmt, reading) if value is None else fmt.number(value, unit),
            "" if confidence is None else fmt.confidence(confidence),
            reading.note,
            authors[author],
            urls.source_link(template, file),
        )


def _last_word(here: Here, scored: ScoredKeyResult) -> Iterator[Fact]:
    """The newest note: what people read first."""
    said = next((one for one in reversed(scored.history) if one.reading.note), None)
    if said is None:
        return
    note, day, who = said.reading.note, here.day(said.date), here.person(said.author).text
    name = here.fmt.say("{who}, {when}", who=who, when=day.note) if who else day.text
    yield Fact(name=name, value=note)


def _reported(fmt: Formatter, reading: Reading) -> str:
    if reading.done is not None:
        return fmt.say("Done", context="yes or no") if reading.done else fmt.say("Not yet")
    return "" if reading.steps is None else fmt.plural(len(reading.steps), "step")


def _original(here: Here, scored: ScoredKeyResult) -> str:
    """What the number would be against the first baseline and target."""
    if scored.original_score is None:
        return ""
    fmt, original = here.fmt, scored.original_score
    number = fmt.percent(original) if scored.score is None else fmt.score(original)
    return fmt.say("Held against what was first promised: {number}.", number=number)


def _remarks(here: Here, scored: ScoredKeyResult) -> tuple[Fact, ...]:
    return (*_last_word(here, scored), *_decided(here, scored))


def _decided(here: Here, scored: ScoredKeyResult) -> Iterator[Fact]:
    """What people decided or still owe."""
    fmt = here.fmt
    review = here.site.mid_cycle_review(scored.ref.objective_ref.unit_cycle)
    decision = review.decisions.get(scored.ref) if review else None
    if decision:
        said = decision_word(decision.decision, fmt)
        yield Fact(name=fmt.say("Mid-cycle review"), value=said, note=decision.why)
    if scored.grade and scored.grade.note:
        yield Fact(name=fmt.say("How it ended"), value=scored.grade.note)
    if scored.grade and scored.grade.why:
        yield Fact(name=fmt.say("Why this grade"), value=scored.grade.why)
    if scored.needs_explanation:
        owed = fmt.say("It was committed, and nobody has said why it was missed.")
        yield Fact(name=fmt.say("Missed"), value=owed)
