"""How the means of objectives, folders and cycles came about."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, TypeVar

from okrpress.scoring.arithmetic import ONE, arithmetic
from okrpress.scoring.result import (
    Explanation,
    Input,
    Rollup,
    RollupExplanations,
    ScoredKeyResult,
    ScoredObjective,
)
from okrpress.scoring.rollup import counted_key_results, counted_objectives
from okrpress.scoring.written import ENGLISH, Speaker, because, series
from okrpress.tuples import new

T = TypeVar("T")


class _Part(NamedTuple):
    """What has a value in a mean: its weight, and where that is written."""

    name: str
    weight: Decimal
    file: str


class _Values(NamedTuple):
    """The values of what is counted, in the same order; None where there is none."""

    progress: list[Decimal | None]
    expected: list[Decimal | None]
    score: list[Decimal | None]


@arithmetic()
def explain_objective(scored: ScoredObjective, speaker: Speaker = ENGLISH) -> RollupExplanations:
    """The weighted means of an objective's key results."""
    counted = counted_key_results(scored.objective, scored.key_results)
    parts = _parts(scored, counted)
    values = _Values(
        progress=[one.progress for one in counted],
        expected=[None if one.progress is None else one.expected for one in counted],
        score=[one.score for one in counted],
    )
    return _explanations(scored.rollup, parts, values, speaker)


@arithmetic()
def explain_objective_score(scored: ScoredObjective, speaker: Speaker = ENGLISH) -> Explanation:
    """The same for the score alone."""
    counted = counted_key_results(scored.objective, scored.key_results)
    given = [one.score for one in counted]
    parts = _parts(scored, counted)
    return _mean(_of_scores(speaker), parts, given, scored.rollup.score, speaker)


def _parts(scored: ScoredObjective, counted: Iterable[ScoredKeyResult]) -> list[_Part]:
    file = scored.objective.file
    return [
        new(_Part, (each.id, each.weight, file)) for each in [one.key_result for one in counted]
    ]


@arithmetic()
def explain_group(
    objectives: Iterable[ScoredObjective], rollup: Rollup, speaker: Speaker = ENGLISH
) -> RollupExplanations:
    """The plain means of a folder's or a cycle's active core objectives."""
    counted = counted_objectives(objectives)
    parts = [_Part(str(one.ref), ONE, one.objective.file) for one in counted]
    values = _Values(
        progress=[one.rollup.progress for one in counted],
        expected=[one.rollup.expected for one in counted],
        score=[one.rollup.score for one in counted],
    )
    return _explanations(rollup, parts, values, speaker)


def _explanations(
    rollup: Rollup, parts: Sequence[_Part], values: _Values, speaker: Speaker
) -> RollupExplanations:
    means = (
        _mean(_of_progress(speaker), parts, values.progress, rollup.progress, speaker),
        _mean(_of_expected(speaker), parts, values.expected, rollup.expected, speaker),
        _mean(_of_scores(speaker), parts, values.score, rollup.score, speaker),
    )
    return new(RollupExplanations, means)


class _Kind(NamedTuple):
    """How what is averaged is written, and what is said where there is none of it."""

    symbol: str
    missing: str


@lru_cache(maxsize=64)
def _of_progress(speaker: Speaker) -> _Kind:
    return _Kind("p", speaker.say("Nothing that counts has a value yet."))


@lru_cache(maxsize=64)
def _of_expected(speaker: Speaker) -> _Kind:
    said = speaker.say("Nothing that counts has an expected value; each says why.")
    return _Kind("e", said)


@lru_cache(maxsize=64)
def _of_scores(speaker: Speaker) -> _Kind:
    return _Kind(speaker.say("score"), speaker.say("Nothing that counts has a score yet."))


def _mean(
    kind: _Kind,
    parts: Sequence[_Part],
    given: Sequence[Decimal | None],
    result: Decimal | None,
    speaker: Speaker,
) -> Explanation:
    symbol, missing = kind
    if result is None:
        return because(missing)
    mean = speaker.shown(result)
    used = [(part, one) for part, one in zip(parts, given, strict=True) if one is not None]
    inputs = tuple([new(Input, (part.name, value, part.file)) for part, value in used])
    values = [value for _, value in used]
    are_alike = len({str(part.weight) for part, _ in used}) == 1  # as nearly always
    weights = [] if are_alike else [speaker.exact(part.weight) for part, _ in used]
    if are_alike or len(set(weights)) == 1:
        worked = f"{_in_brackets(values, speaker.shown)} / {len(used)} = {mean}"
        return new(Explanation, (f"Σ {symbol} / n", worked, inputs, ""))
    pairs = list(zip(weights, values, strict=True))
    products = _in_brackets(pairs, lambda pair: f"{pair[0]} · {speaker.shown(pair[1])}")
    worked = f"{products} / {_in_brackets(weights, str)} = {mean}"
    return Explanation(f"Σ w · {symbol} / Σ w", worked, inputs)


def _in_brackets(terms: Sequence[T], write: Callable[[T], str]) -> str:
    return f"({series(terms, write)})" if len(terms) > 1 else write(terms[0])
