"""How the progress that a date expects came about."""

from functools import lru_cache

from okrpress.model.okr import Band, KeyResult
from okrpress.scoring.explain_progress import as_of
from okrpress.scoring.pace import expected_share, is_paced
from okrpress.scoring.progress import is_measurable
from okrpress.scoring.result import Explanation, Input, Status
from okrpress.scoring.time import OwnTime
from okrpress.scoring.written import Speaker, Written, because


def explain_expected(written: Written) -> Explanation:
    """e = E · curve(t), with the curve that applies; else why nothing is expected."""
    scored, speaker = written.scored, written.speaker
    if scored.expected is None:
        return _nothing_expected(scored.status, is_measurable(scored.key_result.measure), speaker)
    assert scored.start is not None  # expected of what runs, and only dated cycles run
    assert scored.due is not None
    share = expected_share(scored.key_result, OwnTime(scored.start, scored.due), as_of(scored))
    assert share is not None
    at_end, expected = speaker.exact(scored.expected_at_end), speaker.shown(scored.expected)
    worked = f"{at_end} × {speaker.shown(share)} = {expected}"
    return Explanation(_formula(scored.key_result, speaker), worked, _inputs(written))


@lru_cache(maxsize=256)  # there are few reasons, and to name a status takes long
def _nothing_expected(
    status: Status,
    measurable: bool,  # noqa: FBT001
    speaker: Speaker,
) -> Explanation:
    match status:
        case Status.DRAFT:
            reason = speaker.say("It is a draft: nothing is expected of it yet.")
        case Status.POSTPONED:
            reason = speaker.say("It is postponed: nothing is expected of it.")
        case Status.CANCELLED:
            reason = speaker.say("It is cancelled: nothing is expected of it.")
        case Status.NOT_STARTED:
            reason = speaker.say("Its own time has not begun.")
        case _ if measurable:
            reason = speaker.say("Its cycle is over, or has no dates: it is graded, not paced.")
        case _:
            reason = speaker.say("Its progress cannot be computed, so no date can expect any.")
    return because(reason)


def _formula(key_result: KeyResult, speaker: Speaker) -> str:
    if isinstance(key_result.measure, Band):
        return speaker.say("e = E · 1, all the time")
    if not is_paced(key_result):
        return speaker.say("e = E · (0 before the due day, 1 from then on)")
    return speaker.say("e = E · plan(day)") if key_result.plan else "e = E · t"


def _inputs(written: Written) -> tuple[Input, ...]:
    key_result, speaker = written.scored.key_result, written.speaker
    name = speaker.say("expected at the end E")
    at_end = Input(name, written.scored.expected_at_end)
    if isinstance(key_result.measure, Band):
        return (at_end,)
    if not is_paced(key_result):
        return (at_end, due(written))
    if not key_result.plan:
        return (at_end, _start(written), due(written))
    plan = (
        written.promised(speaker.say("plan for {day}", day=speaker.date(on)), value)
        for on, value in key_result.plan
    )
    return (at_end, _start(written), *plan, due(written))


def _start(written: Written) -> Input:
    key_result, start = written.scored.key_result, written.scored.start
    assert start is not None
    if key_result.start:
        return written.promised(written.speaker.say("start"), start)
    return Input(written.speaker.say("start of the cycle"), start)


def due(written: Written) -> Input:
    """The due day of a dated key result, its own or its cycle's."""
    key_result, day = written.scored.key_result, written.scored.due
    assert day is not None
    if key_result.due:
        return written.promised(written.speaker.say("due"), day)
    return Input(written.speaker.say("end of the cycle"), day)
