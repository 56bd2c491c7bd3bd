"""A key result in full: the card on its objective's page."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.observations import Reading
from okrpress.model.okr import Aggregate, Metric, Step, Steps, Unmeasured, YesNo
from okrpress.scoring.result import ScoredKeyResult
from okrpress.site import charts, urls
from okrpress.site.formatting import Formatter
from okrpress.site.later import View, loaded, looked
from okrpress.site.views.here import Day, Here, Link, source_of
from okrpress.site.views.rows import KeyResultRow
from okrpress.site.views.words import band_word, decision_word, indicator_word
from okrpress.tuples import new

if TYPE_CHECKING:
    from okrpress.site.charts import Chart
    from okrpress.site.charts.trend.scored import Wanted
    from okrpress.site.views.changes import LedgerRow
    from okrpress.site.views.explanations import ExplanationView


_forecast = loaded("scoring.forecast:forecast")
_staged = loaded("site.charts.trend.scored:staged")
_laid_out = loaded("site.charts.trend.scored:laid_out")
_drawn = loaded("site.charts.trend.scored:drawn")
_explained = loaded("site.views.explanations:key_result_explanations")


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


def _row(here: Here, scored: ScoredKeyResult) -> KeyResultRow:
    return KeyResultRow(here, scored, _ids(scored))


def _ids(scored: ScoredKeyResult) -> str:
    return urls.section_id("kr", scored.key_result.id)


def _due(here: Here, scored: ScoredKeyResult) -> Day | None:
    return here.day(scored.due) if scored.due else None


def _trend(here: Here, scored: ScoredKeyResult) -> "Wanted | None":
    ids, portfolio = f"{_ids(scored)}-trend", here.site.scored
    projected = _forecast(scored, portfolio.thresholds(scored.ref.cycle))
    return charts.trend_wanted(
        scored, portfolio, projected, here.fmt, ids, tabled=_is_summed(scored)
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


def _steps(here: Here, scored: ScoredKeyResult) -> tuple[StepView, ...]:
    measure = scored.key_result.measure
    if not isinstance(measure, Steps):
        return ()
    return tuple(
        StepView(title=step.title, weight=_weight(here, step), is_done=step.id in scored.done_steps)
        for step in measure.steps
    )


def _weight(here: Here, step: Step) -> str:
    if step.weight == 1:
        return ""
    return here.fmt.say("weight {weight}", weight=here.fmt.number(step.weight))


class _Names(NamedTuple):
    """What the facts that most cards have are called."""

    score: str
    progress: str
    expected: str
    confidence: str
    due: str
    check_ins: str


@lru_cache(maxsize=8)
def _names(fmt: Formatter) -> _Names:
    say = fmt.say
    return _Names(
        say("Score"),
        say("Progress"),
        say("Expected"),
        say("Confidence"),
        say("Due"),
        say("Check-ins"),
    )


def _facts(here: Here, scored: ScoredKeyResult) -> tuple[Fact, ...]:
    """What the row does not say: names first, then how it is measured."""
    fmt, say, key_result = here.fmt, here.fmt.say, scored.key_result
    score, progress, expected, confidence, due_day, check_ins = _names(fmt)
    facts = []
    if scored.score is not None:
        facts.append(Fact(score, fmt.score(scored.score), _score_note(here, scored)))
    facts.append(new(Fact, (progress, fmt.percent(scored.raw), _clamped(here, scored))))
    if scored.expected is not None:
        fact = (expected, fmt.percent(scored.expected), fmt.gap(scored.points))
        facts.append(new(Fact, fact))
    if scored.confidence:
        change = scored.confidence.change
        note = fmt.signed(change) if change else ""
        fact = (confidence, fmt.confidence(scored.confidence.value), note)
        facts.append(new(Fact, fact))
    if scored.due:
        due = here.day(scored.due)
        facts.append(new(Fact, (due_day, due.text, due.note)))
    facts.append(new(Fact, (check_ins, fmt.every(scored.cadence), _age(here, scored))))
    if key_result.weight != 1:
        note = "" if key_result.weight else say("tracked, not counted")
        facts.append(Fact(say("Weight"), fmt.number(key_result.weight), note))
    if key_result.indicator:
        facts.append(Fact(say("Indicator"), indicator_word(key_result.indicator, fmt)))
    if key_result.source:
        facts.append(Fact(say("Source"), key_result.source))
    return tuple(facts)


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
    return _last(here.fmt, here.day(scored.last_reading).note)


@lru_cache(maxsize=512)  # there are few ages
def _last(fmt: Formatter, when: str) -> str:
    return fmt.say("last {when}", when=when)


def _explanations(here: Here, scored: ScoredKeyResult) -> "tuple[ExplanationView, ...]":
    found: tuple[ExplanationView, ...] = _explained(here, scored)
    return found


def _ledger(here: Here, scored: ScoredKeyResult) -> "tuple[LedgerRow, ...]":
    if not scored.key_result.changes:
        return ()
    from okrpress.site.views.changes import key_result_ledger

    return key_result_ledger(here, scored)


def _log(here: Here, scored: ScoredKeyResult) -> tuple[LogRow, ...]:
    """The check-ins, the newest first."""
    fmt, days = here.fmt, here.days
    number, confidence = fmt.numbers(scored.key_result.unit), fmt.confidence
    sources = here.site.settings.source_url
    authors = {id: here.person(id) for id in {one[2] for one in scored.history}}
    rows = []
    for on, reading, author, file in reversed(scored.history):
        value, sure = reading.value, reading.confidence
        said = _reported(fmt, reading) if value is None else number(value)
        surely = "" if sure is None else confidence(sure)
        href = source_of(sources, file).href if sources else ""
        row = (days[on], said, surely, reading.note, authors[author], href)
        rows.append(new(LogRow, row))
    return tuple(rows)


def _log_count(here: Here, scored: ScoredKeyResult) -> str:
    return here.fmt.plural(len(scored.history), "check-in")


def _last_word(here: Here, scored: ScoredKeyResult) -> tuple[Fact, ...]:
    """The newest note: what people read first."""
    for on, reading, author, _ in reversed(scored.history):
        if reading.note:
            day, who = here.day(on), here.person(author).text
            name = here.fmt.say("{who}, {when}", who=who, when=day.note) if who else day.text
            return (new(Fact, (name, reading.note, "")),)
    return ()


def _reported(fmt: Formatter, reading: Reading) -> str:
    steps = reading.steps
    return _done(fmt, reading.done, None if steps is None else len(steps))


@lru_cache(maxsize=256)
def _done(fmt: Formatter, done: bool | None, steps: int | None) -> str:  # noqa: FBT001
    if done is not None:
        return fmt.say("Done", context="yes or no") if done else fmt.say("Not yet")
    return "" if steps is None else fmt.plural(steps, "step")


def _original(here: Here, scored: ScoredKeyResult) -> str:
    """What the number would be against the first baseline and target."""
    if scored.original_score is None:
        return ""
    fmt, original = here.fmt, scored.original_score
    number = fmt.percent(original) if scored.score is None else fmt.score(original)
    return fmt.say("Held against what was first promised: {number}.", number=number)


def _remarks(here: Here, scored: ScoredKeyResult) -> tuple[Fact, ...]:
    return _last_word(here, scored) + tuple(_decided(here, scored))


def _decided(here: Here, scored: ScoredKeyResult) -> Iterator[Fact]:
    """What people decided or still owe."""
    fmt = here.fmt
    review = here.site.mid_cycle_review(new(UnitCycle, scored.ref[:2]))
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


class KeyResultCard(View):
    """Everything about one key result; `log` are its check-ins, the newest first.

    Its `id` is its anchor. `way` is where it leads from and to, `percent` how far it is, from 0 to
    100.
    """

    id: str
    state_reason: str
    percent: int | None
    done_when: str

    def __init__(self, here: Here, scored: ScoredKeyResult) -> None:
        key_result, measure = scored.key_result, scored.key_result.measure
        self.id = key_result.id
        self.state_reason = key_result.reason
        self.percent = None if scored.progress is None else int(100 * scored.progress)
        self.done_when = measure.done_when if isinstance(measure, YesNo) else ""
        super().__init__(here, scored)

    row = looked(_row)
    way = looked(_from_to)
    due = looked(_due)
    sentence = looked(_sentence)
    steps = looked(_steps)
    trend: "looked[Chart | None]" = looked(_trend, _staged, _laid_out, _drawn)
    facts = looked(_facts)
    explanations = looked(_explanations)
    log = looked(_log)
    log_count = looked(_log_count)
    ledger = looked(_ledger)
    original = looked(_original)
    remarks = looked(_remarks)
