"""How the means of objectives, folders and cycles came about."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from okrpress.scoring.arithmetic import ONE, arithmetic
from okrpress.scoring.result import (
    Explanation,
    Input,
    Rollup,
    RollupExplanations,
    ScoredObjective,
)
from okrpress.scoring.rollup import counted_key_results, counted_objectives
from okrpress.scoring.written import ENGLISH, Speaker, series


class _Part(NamedTuple):
    """One value of a mean, with its weight and where it is explained."""

    name: str
    value: Decimal | None
    weight: Decimal
    file: str
    keys: tuple[str | int, ...]


@arithmetic()
def explain_objective(scored: ScoredObjective, speaker: Speaker = ENGLISH) -> RollupExplanations:
    """The weighted means of an objective's key results."""
    ids = [one.key_result.id for one in scored.key_results]
    counted = counted_key_results(scored.objective, scored.key_results)

    def parts(values: Iterable[Decimal | None]) -> list[_Part]:
        return [
            _Part(
                one.key_result.id,
                value,
                one.key_result.weight,
                scored.objective.file,
                ("key_results", ids.index(one.key_result.id)),
            )
            for one, value in zip(counted, values, strict=True)
        ]

    return _explanations(
        scored.rollup,
        parts(one.progress for one in counted),
        parts(None if one.progress is None else one.expected for one in counted),
        parts(one.score for one in counted),
        speaker,
    )


@arithmetic()
def explain_group(
    objectives: Iterable[ScoredObjective], rollup: Rollup, speaker: Speaker = ENGLISH
) -> RollupExplanations:
    """The plain means of a folder's or a cycle's active core objectives."""
    counted = counted_objectives(objectives)

    def parts(values: Iterable[Decimal | None]) -> list[_Part]:
        return [
            _Part(str(one.ref), value, ONE, one.objective.file, ())
            for one, value in zip(counted, values, strict=True)
        ]

    return _explanations(
        rollup,
        parts(one.rollup.progress for one in counted),
        parts(one.rollup.expected for one in counted),
        parts(one.rollup.score for one in counted),
        speaker,
    )


def _explanations(
    rollup: Rollup,
    progress: list[_Part],
    expected: list[_Part],
    score: list[_Part],
    speaker: Speaker,
) -> RollupExplanations:
    return RollupExplanations(
        progress=_mean("p", progress, rollup.progress, speaker),
        expected=_mean("e", expected, rollup.expected, speaker),
        score=_mean(speaker.say("score"), score, rollup.score, speaker),
    )


def _mean(
    symbol: str, parts: Sequence[_Part], result: Decimal | None, speaker: Speaker
) -> Explanation:
    used = [(part, part.value) for part in parts if part.value is not None]
    if result is None:
        return Explanation(reason=speaker.say("Nothing that counts has a value yet."))
    mean = speaker.shown(result)
    inputs = tuple(
        Input(name=part.name, value=value, file=part.file, keys=part.keys) for part, value in used
    )
    values = [speaker.shown(value) for _, value in used]
    weights = [speaker.exact(part.weight) for part, _ in used]
    if len(set(weights)) == 1:
        worked = f"{_in_brackets(values)} / {len(used)} = {mean}"
        return Explanation(formula=f"Σ {symbol} / n", worked=worked, inputs=inputs)
    products = [f"{weight} · {value}" for weight, value in zip(weights, values, strict=True)]
    return Explanation(
        formula=f"Σ w · {symbol} / Σ w",
        worked=f"{_in_brackets(products)} / {_in_brackets(weights)} = {mean}",
        inputs=inputs,
    )


def _in_brackets(terms: Sequence[str]) -> str:
    return f"({series(terms)})" if len(terms) > 1 else terms[0]
