"""How the one word for a key result came about: the same order as `running_status`."""

from okrpress.model.settings import PaceRule, Thresholds
from okrpress.scoring.arithmetic import HUNDRED, ZERO, at_least
from okrpress.scoring.explain_expected import due
from okrpress.scoring.explain_progress import as_of
from okrpress.scoring.pace import is_paced
from okrpress.scoring.progress import is_measurable
from okrpress.scoring.result import Explanation, Input, ScoredKeyResult, Status
from okrpress.scoring.written import Written, exact, shown

_TO_BE_GRADED = "Its cycle is over, or has no dates, and there is no retrospective yet."
_DONE = "The target is reached."


def explain_status(written: Written, thresholds: Thresholds) -> Explanation:
    """The rule that decided, with its numbers."""
    scored = written.scored
    match scored.status:
        case Status.DRAFT | Status.POSTPONED | Status.CANCELLED:
            return _state(written)
        case Status.NOT_STARTED:
            return Explanation(reason=f"Its own time begins on {scored.start}.")
        case Status.TO_BE_GRADED:
            return Explanation(reason=_TO_BE_GRADED)
        case Status.MISSED | Status.PARTLY | Status.ACHIEVED:
            return _graded(scored, thresholds)
        case Status.DONE:
            return Explanation(reason=_DONE)
        case Status.NO_DATA:
            return Explanation(reason=_no_data(scored))
        case Status.STALE:
            return _stale(scored, thresholds)
        case Status.EARLY:
            return _early(scored, thresholds)
        case _:
            return _judged(written, thresholds)


def _state(written: Written) -> Explanation:
    objective, key_result = written.objective, written.scored.key_result
    if key_result.state.value == written.scored.status.value:
        what, why = "The key result", key_result.reason
        state = written.promised("state", key_result.state, "state")
    else:
        what, why = "Its objective", objective.reason
        state = Input(
            name="state of the objective",
            value=objective.state,
            file=objective.file,
            keys=("state",),
        )
    because = f": {why}" if why else "."
    return Explanation(reason=f"{what} is {state.value}{because}", inputs=(state,))


def _graded(scored: ScoredKeyResult, thresholds: Thresholds) -> Explanation:
    yellow, green = thresholds.score_yellow, thresholds.score_green
    return Explanation(
        formula=f"missed < {exact(yellow)} ≤ partly < {exact(green)} ≤ achieved",
        worked=f"score = {shown(scored.score or ZERO)}: {_word(scored)}",
    )


def _no_data(scored: ScoredKeyResult) -> str:
    if not scored.history:
        return "Nothing has been reported."
    if not is_measurable(scored.key_result.measure):
        return "Its progress cannot be computed."
    return "Only a confidence was reported, which does not say how far it is."


def _stale(scored: ScoredKeyResult, thresholds: Thresholds) -> Explanation:
    last = scored.last_reading
    assert last is not None  # what was never heard of is no data
    assert scored.due is not None
    age = (min(as_of(scored), scored.due) - last).days
    allowed = thresholds.stale_after * scored.cadence
    return Explanation(
        formula="stale when age > stale_after × cadence (days)",
        worked=f"{age} > {exact(thresholds.stale_after)} × {scored.cadence} = {shown(allowed)}",
        inputs=(
            Input(name="last reading", value=last),
            Input(name="stale_after", value=thresholds.stale_after),
        ),
    )


def _early(scored: ScoredKeyResult, thresholds: Thresholds) -> Explanation:
    return Explanation(
        formula="no pace before t = pace_from",
        worked=f"{shown(scored.elapsed or ZERO)} < {exact(thresholds.pace_from)}",
        inputs=(Input(name="pace_from", value=thresholds.pace_from),),
    )


def _judged(written: Written, thresholds: Thresholds) -> Explanation:
    scored = written.scored
    if scored.pace is None:
        return _by_confidence(scored, thresholds)
    if not is_paced(scored.key_result):
        over = "is over" if scored.pace is Status.OFF_TRACK else "is not over"
        return Explanation(
            reason=f"It is not done, and its due day {over}.", inputs=(due(written),)
        )
    outside = "It is outside its band now: at risk at best." if scored.outside else ""
    if not at_least(scored.elapsed or ZERO, thresholds.pace_from):
        return Explanation(reason=outside)
    if thresholds.pace_rule is PaceRule.GAP:
        return _by_gap(scored, thresholds, outside)
    return _by_ratio(scored, thresholds, outside)


def _by_confidence(scored: ScoredKeyResult, thresholds: Thresholds) -> Explanation:
    assert scored.confidence is not None  # neither pace nor confidence is no data
    on_track, at_risk = thresholds.confidence_on_track, thresholds.confidence_at_risk
    return Explanation(
        formula=f"on track ≥ {exact(on_track)}, at risk ≥ {exact(at_risk)}, else off track",
        worked=f"confidence = {exact(scored.confidence.value)}: {_word(scored)}",
        reason="Numbers cannot judge it, so the reported confidence does.",
    )


def _by_gap(scored: ScoredKeyResult, thresholds: Thresholds, outside: str) -> Explanation:
    on_track, at_risk = thresholds.gap_on_track, thresholds.gap_at_risk
    expected, progress, gap = (
        shown(HUNDRED * (share or ZERO)) for share in (scored.expected, scored.progress, scored.gap)
    )
    return Explanation(
        formula=(
            f"gap = 100 · e − 100 · p; on track ≤ {exact(on_track)}, at risk ≤ {exact(at_risk)},"
            " else off track"
        ),
        worked=f"{expected} − {progress} = {gap} points: {_word(scored)}",
        reason=outside,
    )


def _by_ratio(scored: ScoredKeyResult, thresholds: Thresholds, outside: str) -> Explanation:
    on_track, at_risk = thresholds.ratio_on_track, thresholds.ratio_at_risk
    expected, progress = scored.expected or ZERO, scored.progress or ZERO
    ratio = f"{shown(progress)} / {shown(expected)}"
    result = f" = {shown(progress / expected)}" if expected else ", nothing is expected yet"
    return Explanation(
        formula=f"p / e; on track ≥ {exact(on_track)}, at risk ≥ {exact(at_risk)}, else off track",
        worked=f"{ratio}{result}: {_word(scored)}",
        reason=outside,
    )


def _word(scored: ScoredKeyResult) -> str:
    return scored.status.value.replace("-", " ")
