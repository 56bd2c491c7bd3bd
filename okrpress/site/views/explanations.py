"""How numbers came about: formula, the same with numbers in it, what went in and from where."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from okrpress.scoring.explain import explain
from okrpress.scoring.explain_rollup import (
    explain_group,
    explain_objective,
    explain_objective_score,
)
from okrpress.scoring.result import (
    Explanation,
    Input,
    Rollup,
    RollupExplanations,
    ScoredKeyResult,
    ScoredObjective,
)
from okrpress.site.formatting import Formatter
from okrpress.site.views.here import Here, Link, source_of
from okrpress.site.views.words import status_word
from okrpress.tuples import new

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


class _Titles(NamedTuple):
    """What the numbers of a key result are called."""

    score: str
    progress: str
    expected: str
    status: str
    confidence: str


@lru_cache(maxsize=8)
def _titles(fmt: Formatter) -> _Titles:
    say = fmt.say
    return _Titles(say("Score"), say("Progress"), say("Expected"), say("Status"), say("Confidence"))


def key_result_explanations(here: Here, scored: ScoredKeyResult) -> tuple[ExplanationView, ...]:
    """Every number of a key result, the one that counts first."""
    fmt, titles = here.fmt, _titles(here.fmt)
    objective = here.site.portfolio.objectives[scored.ref.objective_ref]
    found = explain(scored, objective, here.site.scored.thresholds(scored.ref.cycle), fmt)
    confidence = scored.confidence.value if scored.confidence else None
    views = (
        explanation_view(here, titles.progress, fmt.percent(scored.raw), found.progress),
        explanation_view(here, titles.expected, fmt.percent(scored.expected), found.expected),
        explanation_view(here, titles.status, status_word(scored.status, fmt), found.status),
        explanation_view(here, titles.confidence, fmt.confidence(confidence), found.confidence),
    )
    score = explanation_view(here, titles.score, fmt.score(scored.score), found.score)
    return (score, *views) if scored.score is not None else (*views, score)


def objective_explanations(here: Here, scored: ScoredObjective) -> tuple[ExplanationView, ...]:
    """The weighted means of an objective's key results."""
    if scored.rollup.score is not None:
        return _score_alone(here, scored.rollup.score, explain_objective_score(scored, here.fmt))
    return _means(here, scored.rollup, explain_objective(scored, here.fmt))


def group_explanations(
    here: Here, rollup: Rollup, objectives: Iterable[ScoredObjective]
) -> tuple[ExplanationView, ...]:
    """The plain means of a unit's or cycle's core objectives."""
    return _means(here, rollup, explain_group(objectives, rollup, here.fmt))


def _means(here: Here, rollup: Rollup, found: RollupExplanations) -> tuple[ExplanationView, ...]:
    fmt = here.fmt
    if rollup.score is not None:
        return _score_alone(here, rollup.score, found.score)
    return (
        explanation_view(here, fmt.say("Progress"), fmt.percent(rollup.progress), found.progress),
        explanation_view(here, fmt.say("Expected"), fmt.percent(rollup.expected), found.expected),
    )


def _score_alone(here: Here, score: Decimal, found: Explanation) -> tuple[ExplanationView, ...]:
    return (explanation_view(here, here.fmt.say("Score"), here.fmt.score(score), found),)


def explanation_view(
    here: Here, name: str, value: str, explanation: Explanation
) -> ExplanationView:
    """One number opened up."""
    formula, worked, inputs, reason = explanation
    shown, more = _inputs(here, inputs) if inputs else ((), "")
    return new(ExplanationView, (name, value, formula, worked, reason, shown, more))


def _inputs(here: Here, given: Sequence[Input]) -> tuple[tuple[InputView, ...], str]:
    """The first of the inputs, and how many more there are."""
    hidden = len(given) - _INPUTS_SHOWN
    more = here.fmt.count(hidden, "and {n} more", "and {n} more") if hidden > 0 else ""
    rounded, date, sources = here.fmt.rounded, here.fmt.date, here.site.settings.source_url
    views, below = [], ""
    for name, value, file in reversed(given[:_INPUTS_SHOWN]):
        if isinstance(value, Decimal):
            text = rounded(value)
        else:
            text = value if isinstance(value, str) else date(value)
        source = source_of(sources, file) if file and file != below else None
        views.append(new(InputView, (name, text, source)))
        below = file
    views.reverse()
    return tuple(views), more
