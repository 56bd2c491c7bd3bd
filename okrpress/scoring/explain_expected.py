"""How the progress that a date expects came about."""

from okrpress.model.okr import Band, KeyResult
from okrpress.scoring.explain_progress import as_of
from okrpress.scoring.pace import expected_share, is_paced
from okrpress.scoring.progress import is_measurable
from okrpress.scoring.result import Explanation, Input, ScoredKeyResult, Status
from okrpress.scoring.time import OwnTime
from okrpress.scoring.written import Written, exact, shown

_NOT_RUNNING = {
    Status.DRAFT: "It is a draft: nothing is expected of it yet.",
    Status.POSTPONED: "It is postponed: nothing is expected of it.",
    Status.CANCELLED: "It is cancelled: nothing is expected of it.",
    Status.NOT_STARTED: "Its own time has not begun.",
}
_NOT_MEASURABLE = "Its progress cannot be computed, so no date can expect any."
_ENDED = "Its cycle is over, or has no dates: it is graded, not paced."


def explain_expected(written: Written) -> Explanation:
    """e = E · curve(t), with the curve that applies; else why nothing is expected."""
    scored = written.scored
    if scored.expected is None:
        return Explanation(reason=_nothing_expected(scored))
    assert scored.start is not None  # expected of what runs, and only dated cycles run
    assert scored.due is not None
    share = expected_share(scored.key_result, OwnTime(scored.start, scored.due), as_of(scored))
    assert share is not None
    at_end, expected = exact(scored.expected_at_end), shown(scored.expected)
    return Explanation(
        formula=_formula(scored.key_result),
        worked=f"{at_end} × {shown(share)} = {expected}",
        inputs=_inputs(written),
    )


def _nothing_expected(scored: ScoredKeyResult) -> str:
    if scored.status in _NOT_RUNNING:
        return _NOT_RUNNING[scored.status]
    return _ENDED if is_measurable(scored.key_result.measure) else _NOT_MEASURABLE


def _formula(key_result: KeyResult) -> str:
    if isinstance(key_result.measure, Band):
        return "e = E · 1, all the time"
    if not is_paced(key_result):
        return "e = E · (0 before the due day, 1 from then on)"
    return "e = E · plan(day)" if key_result.plan else "e = E · t"


def _inputs(written: Written) -> tuple[Input, ...]:
    key_result = written.scored.key_result
    at_end = Input(name="expected at the end E", value=written.scored.expected_at_end)
    if isinstance(key_result.measure, Band):
        return (at_end,)
    if not is_paced(key_result):
        return (at_end, due(written))
    if not key_result.plan:
        return (at_end, _start(written), due(written))
    plan = (
        written.promised(f"plan for {on}", value, "plan", on.isoformat())
        for on, value in key_result.plan
    )
    return (at_end, _start(written), *plan, due(written))


def _start(written: Written) -> Input:
    key_result, start = written.scored.key_result, written.scored.start
    assert start is not None
    if key_result.start:
        return written.promised("start", start, "start")
    return Input(name="start of the cycle", value=start)


def due(written: Written) -> Input:
    """The due day of a dated key result, its own or its cycle's."""
    key_result, day = written.scored.key_result, written.scored.due
    assert day is not None
    if key_result.due:
        return written.promised("due", day, "due")
    return Input(name="end of the cycle", value=day)
