"""How numbers came about: formula, the same with numbers in it, what went in and from where."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from okrpress.scoring.explain import explain
from okrpress.scoring.explain_rollup import explain_group, explain_objective
from okrpress.scoring.result import (
    Explanation,
    Input,
    Rollup,
    RollupExplanations,
    ScoredKeyResult,
    ScoredObjective,
)
from okrpress.site.formatting import Formatter
from okrpress.site.views.here import Here, Link
from okrpress.site.views.words import status_word

_INPUTS_SHOWN = 12


class InputView(NamedTuple):
    """One number that went in, and the file it was written in, unless the next one says it too."""

    name: str
    value: str
    source: Link | None


class ExplanationView(NamedTuple):
    """One number opened up: what it is called and reads, and how it came about."""

    name: str
    value: str
    formula: str
    worked: str
    reason: str
    inputs: tuple[InputView, ...]
    more: str


def key_result_explanations(here: Here, scored: ScoredKeyResult) -> tuple[ExplanationView, ...]:
    """Every number of a key result, the one that counts first."""
    fmt = here.fmt
    objective = here.site.portfolio.objectives[scored.ref.objective_ref]
    found = explain(scored, objective, here.site.scored.thresholds(scored.ref.cycle), fmt)
    confidence = scored.confidence.value if scored.confidence else None
    views = [
        explanation_view(here, fmt.say("Progress"), fmt.percent(scored.raw), found.progress),
        explanation_view(here, fmt.say("Expected"), fmt.percent(scored.expected), found.expected),
        explanation_view(here, fmt.say("Status"), status_word(scored.status, fmt), found.status),
        explanation_view(here, fmt.say("Confidence"), fmt.confidence(confidence), found.confidence),
    ]
    score = explanation_view(here, fmt.say("Score"), fmt.score(scored.score), found.score)
    return (score, *views) if scored.score is not None else (*views, score)


def objective_explanations(here: Here, scored: ScoredObjective) -> tuple[ExplanationView, ...]:
    """The weighted means of an objective's key results."""
    return _means(here, scored.rollup, explain_objective(scored, here.fmt))


def group_explanations(
    here: Here, rollup: Rollup, objectives: Iterable[ScoredObjective]
) -> tuple[ExplanationView, ...]:
    """The plain means of a unit's or cycle's core objectives."""
    return _means(here, rollup, explain_group(objectives, rollup, here.fmt))


def _means(here: Here, rollup: Rollup, found: RollupExplanations) -> tuple[ExplanationView, ...]:
    fmt = here.fmt
    if rollup.score is not None:
        return (explanation_view(here, fmt.say("Score"), fmt.score(rollup.score), found.score),)
    return (
        explanation_view(here, fmt.say("Progress"), fmt.percent(rollup.progress), found.progress),
        explanation_view(here, fmt.say("Expected"), fmt.percent(rollup.expected), found.expected),
    )


def explanation_view(
    here: Here, name: str, value: str, explanation: Explanation
) -> ExplanationView:
    """One number opened up."""
    inputs = explanation.inputs
    hidden = len(inputs) - _INPUTS_SHOWN
    return ExplanationView(
        name=name,
        value=value,
        formula=explanation.formula,
        worked=explanation.worked,
        reason=explanation.reason,
        inputs=_inputs(here, inputs[:_INPUTS_SHOWN]),
        more=here.fmt.count(hidden, "and {n} more", "and {n} more") if hidden > 0 else "",
    )


def _inputs(here: Here, given: Sequence[Input]) -> tuple[InputView, ...]:
    if not given:
        return ()
    fmt, files = here.fmt, [one.file for one in given]
    return tuple(
        [
            InputView(
                name, _in_words(fmt, value), here.source(file) if file and file != after else None
            )
            for (name, value, file, _), after in zip(given, [*files[1:], ""], strict=True)
        ]
    )


def _in_words(fmt: Formatter, value: Decimal | date | str) -> str:
    if isinstance(value, Decimal):
        return fmt.number(round(value, 3))
    return fmt.date(value) if isinstance(value, date) else value
