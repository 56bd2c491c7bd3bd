"""Roll-ups: objectives from key results, folders and cycles from objectives.

Nothing rolls up along `supports`: an objective's numbers are those of its own key results.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from okrpress.model.maker import maker
from okrpress.model.okr import Objective, State, Tier
from okrpress.model.settings import Thresholds
from okrpress.scoring.arithmetic import mean, weighted_mean
from okrpress.scoring.grading import colour, graded_status
from okrpress.scoring.result import Band, Rollup, ScoredKeyResult, ScoredObjective, Status
from okrpress.scoring.status import inactive_status

Weighed = tuple[Decimal, Decimal]
"""A value and its weight."""

_ACTIVE, _CORE = State.ACTIVE, Tier.CORE  # to name them takes ten times as long
_rollup = maker(Rollup)
_ATTENTION = {status: place for place, status in enumerate(Status)}


def roll_up_key_results(
    objective: Objective, key_results: Sequence[ScoredKeyResult], thresholds: Thresholds
) -> Rollup:
    """An objective: the weighted means of its key results that have a value.

    Weight 0, drafts, postponed and cancelled ones are listed, not counted. With nothing to count,
    the status is the objective's own state, else no data. What is expected is the mean over
    those that have progress as well, so that the two can be compared.
    """
    counted = counted_key_results(objective, key_results)
    scores: list[Weighed] = []
    progress: list[Weighed] = []
    expected: list[Weighed] = []
    found: dict[Status, int] = {}
    missing = 0
    for one in counted:
        found[one.status] = found.get(one.status, 0) + 1
        weight = one.key_result.weight
        if one.score is not None:
            scores.append((one.score, weight))
        if one.progress is not None:
            progress.append((one.progress, weight))
            if one.expected is not None:
                expected.append((one.expected, weight))
        elif one.score is None:
            missing += 1
    counts = _in_order(found)
    score = weighted_mean(scores)
    band = colour(score, thresholds)
    return _rollup(  # in the order of its fields
        weighted_mean(progress),
        weighted_mean(expected),
        score,
        band,
        _as_one(counts, band) or inactive_status(objective.state) or Status.NO_DATA,
        counts,
        len(counted),
        missing,
    )


def roll_up_objectives(objectives: Iterable[ScoredObjective], thresholds: Thresholds) -> Rollup:
    """A folder or a cycle: plain means over its active core objectives, counts of their key
    results.
    """
    counted = counted_objectives(objectives)
    rollups = [one.rollup for one in counted]
    score = mean([one.score for one in rollups if one.score is not None])
    found: dict[Status, int] = {}
    for one in rollups:
        for status, count in one.counts.items():
            found[status] = found.get(status, 0) + count
    counts = _in_order(found)
    band = colour(score, thresholds)
    return _rollup(  # in the order of its fields
        mean([one.progress for one in rollups if one.progress is not None]),
        mean([one.expected for one in rollups if one.expected is not None]),
        score,
        band,
        _as_one(counts, band) or Status.NO_DATA,
        counts,
        sum([one.total for one in rollups]),
        sum([one.missing for one in rollups]),
    )


def counted_key_results(
    objective: Objective, key_results: Iterable[ScoredKeyResult]
) -> list[ScoredKeyResult]:
    """Those that take part in the objective's roll-up."""
    if objective.state is not _ACTIVE:
        return []
    return [one for one in key_results if one.key_result.counts]


def counted_objectives(objectives: Iterable[ScoredObjective]) -> list[ScoredObjective]:
    """Those that take part in the roll-up of their folder and cycle."""
    return [
        one for one in objectives if one.objective.state is _ACTIVE and one.objective.tier is _CORE
    ]


def _as_one(counts: Mapping[Status, int], band: Band | None) -> Status | None:
    """What asks for most attention; once all is graded, what the score of the whole says."""
    if band is not None and Status.TO_BE_GRADED not in counts:
        return graded_status(band)
    return next(iter(counts), None)


def _in_order(counts: dict[Status, int]) -> dict[Status, int]:
    if len(counts) < 2:
        return counts
    return {status: counts[status] for status in sorted(counts, key=_ATTENTION.__getitem__)}
