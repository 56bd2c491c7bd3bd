"""How the one word for a key result came about: the same order as `running_status`."""

from functools import lru_cache

from okrpress.model.settings import PaceRule, Thresholds
from okrpress.scoring.arithmetic import HUNDRED, ZERO, at_least
from okrpress.scoring.explain_expected import due
from okrpress.scoring.explain_progress import as_of
from okrpress.scoring.pace import is_paced
from okrpress.scoring.progress import is_measurable
from okrpress.scoring.result import Explanation, Input, ScoredKeyResult, Status
from okrpress.scoring.written import Speaker, Written, because


def explain_status(written: Written, thresholds: Thresholds) -> Explanation:
    """The rule that decided, with its numbers."""
    status = written.scored.status
    if status is _TO_BE_GRADED:
        return _no_retrospective(written.speaker)
    if status in _JUDGED:
        return _judged(written, thresholds)
    return _settled(written, thresholds)


# To name a status takes ten times as long as to look it up: most are judged, or were.
_JUDGED = frozenset({Status.OFF_TRACK, Status.AT_RISK, Status.ON_TRACK})
_TO_BE_GRADED = Status.TO_BE_GRADED


@lru_cache(maxsize=64)
def _no_retrospective(speaker: Speaker) -> Explanation:
    return because(
        speaker.say("Its cycle is over, or has no dates, and there is no retrospective yet.")
    )


def _settled(written: Written, thresholds: Thresholds) -> Explanation:
    scored, speaker = written.scored, written.speaker
    match scored.status:
        case Status.DRAFT | Status.POSTPONED | Status.CANCELLED:
            return _state(written)
        case Status.NOT_STARTED:
            assert scored.start is not None  # only what is dated has not started
            begins = speaker.date(scored.start)
            return Explanation(reason=speaker.say("Its own time begins on {day}.", day=begins))
        case Status.MISSED | Status.PARTLY | Status.ACHIEVED:
            return _graded(scored, thresholds, speaker)
        case Status.DONE:
            return because(speaker.say("The target is reached."))
        case Status.NO_DATA:
            return because(_no_data(scored, speaker))
        case Status.STALE:
            return _stale(scored, thresholds, speaker)
        case _:
            return _early(scored, thresholds, speaker)


def _state(written: Written) -> Explanation:
    objective, key_result, say = written.objective, written.scored.key_result, written.speaker.say
    word = status_word(written.scored.status, written.speaker)
    if key_result.state.value == written.scored.status.value:
        why, said = key_result.reason, say("The key result is {state}.", state=word)
        given = say("The key result is {state}: {reason}", state=word, reason=why)
        state = written.promised(say("state"), word)
    else:
        why, said = objective.reason, say("Its objective is {state}.", state=word)
        given = say("Its objective is {state}: {reason}", state=word, reason=why)
        name = say("state of the objective")
        state = Input(name=name, value=word, file=objective.file)
    return Explanation(reason=given if why else said, inputs=(state,))


def _graded(scored: ScoredKeyResult, thresholds: Thresholds, speaker: Speaker) -> Explanation:
    yellow, green = speaker.exact(thresholds.score_yellow), speaker.exact(thresholds.score_green)
    return _graded_as(speaker, yellow, green, speaker.shown(scored.score or ZERO), scored.status)


@lru_cache(maxsize=1024)  # there are few grades
def _graded_as(
    speaker: Speaker, yellow: str, green: str, score: str, status: Status
) -> Explanation:
    return Explanation(
        formula=speaker.say(
            "missed < {yellow} ≤ partly < {green} ≤ achieved", yellow=yellow, green=green
        ),
        worked=speaker.say(
            "score = {score}: {status}", score=score, status=status_word(status, speaker)
        ),
    )


def _no_data(scored: ScoredKeyResult, speaker: Speaker) -> str:
    if not scored.history:
        return speaker.say("Nothing has been reported.")
    if not is_measurable(scored.key_result.measure):
        return speaker.say("Its progress cannot be computed.")
    return speaker.say("Only a confidence was reported, which does not say how far it is.")


def _stale(scored: ScoredKeyResult, thresholds: Thresholds, speaker: Speaker) -> Explanation:
    last = scored.last_reading
    assert last is not None  # what was never heard of is no data
    assert scored.due is not None
    age = (min(as_of(scored), scored.due) - last).days
    times = speaker.exact(thresholds.stale_after)
    allowed = speaker.shown(thresholds.stale_after * scored.cadence)
    return Explanation(
        formula=speaker.say("stale when age > stale_after × cadence (days)"),
        worked=f"{age} > {times} × {scored.cadence} = {allowed}",
        inputs=(
            Input(name=speaker.say("last reading"), value=last),
            Input(name="stale_after", value=thresholds.stale_after),
        ),
    )


def _early(scored: ScoredKeyResult, thresholds: Thresholds, speaker: Speaker) -> Explanation:
    elapsed, pace_from = scored.elapsed or ZERO, thresholds.pace_from
    return Explanation(
        formula=speaker.say("no pace before t = pace_from"),
        worked=f"{speaker.shown(elapsed)} < {speaker.exact(pace_from)}",
        inputs=(Input(name="pace_from", value=thresholds.pace_from),),
    )


def _judged(written: Written, thresholds: Thresholds) -> Explanation:
    scored, speaker = written.scored, written.speaker
    if scored.pace is None:
        return _by_confidence(scored, thresholds, speaker)
    if not is_paced(scored.key_result):
        reason = (
            speaker.say("It is not done, and its due day is over.")
            if scored.pace is Status.OFF_TRACK
            else speaker.say("It is not done, and its due day is not over.")
        )
        return Explanation(reason=reason, inputs=(due(written),))
    is_outside = bool(scored.outside)
    outside = speaker.say("It is outside its band now: at risk at best.") if is_outside else ""
    if not at_least(scored.elapsed or ZERO, thresholds.pace_from):
        return Explanation(reason=outside)
    rule = _by_gap if thresholds.pace_rule is PaceRule.GAP else _by_ratio
    return rule(scored, thresholds, outside, speaker)


def _by_confidence(
    scored: ScoredKeyResult, thresholds: Thresholds, speaker: Speaker
) -> Explanation:
    assert scored.confidence is not None  # neither pace nor confidence is no data
    return Explanation(
        formula=speaker.say(
            "on track ≥ {on_track}, at risk ≥ {at_risk}, else off track",
            on_track=speaker.exact(thresholds.confidence_on_track),
            at_risk=speaker.exact(thresholds.confidence_at_risk),
        ),
        worked=speaker.say(
            "confidence = {confidence}: {status}",
            confidence=speaker.exact(scored.confidence.value),
            status=status_word(scored.status, speaker),
        ),
        reason=speaker.say("Numbers cannot judge it, so the reported confidence does."),
    )


def _by_gap(
    scored: ScoredKeyResult, thresholds: Thresholds, outside: str, speaker: Speaker
) -> Explanation:
    shown, exact = speaker.shown, speaker.exact
    worked = speaker.say(
        "{expected} − {progress} = {gap} points: {status}",
        expected=shown(HUNDRED * (scored.expected or ZERO)),
        progress=shown(HUNDRED * (scored.progress or ZERO)),
        gap=shown(HUNDRED * (scored.gap or ZERO)),
        status=status_word(scored.status, speaker),
    )
    on_track, at_risk = exact(thresholds.gap_on_track), exact(thresholds.gap_at_risk)
    return Explanation(_gap_formula(speaker, on_track, at_risk), worked, (), outside)


@lru_cache(maxsize=64)
def _gap_formula(speaker: Speaker, on_track: str, at_risk: str) -> str:
    return speaker.say(
        "gap = 100 · e − 100 · p; on track ≤ {on_track}, at risk ≤ {at_risk}, else off track",
        on_track=on_track,
        at_risk=at_risk,
    )


def _by_ratio(
    scored: ScoredKeyResult, thresholds: Thresholds, outside: str, speaker: Speaker
) -> Explanation:
    return Explanation(
        formula=speaker.say(
            "p / e; on track ≥ {on_track}, at risk ≥ {at_risk}, else off track",
            on_track=speaker.exact(thresholds.ratio_on_track),
            at_risk=speaker.exact(thresholds.ratio_at_risk),
        ),
        worked=_ratio(scored, speaker),
        reason=outside,
    )


def _ratio(scored: ScoredKeyResult, speaker: Speaker) -> str:
    expected, progress = scored.expected or ZERO, scored.progress or ZERO
    shares = f"{speaker.shown(progress)} / {speaker.shown(expected)}"
    status = status_word(scored.status, speaker)
    if expected:
        return f"{shares} = {speaker.shown(progress / expected)}: {status}"
    return speaker.say("{ratio}, nothing is expected yet: {status}", ratio=shares, status=status)


@lru_cache(maxsize=256)
def status_word(status: Status, speaker: Speaker) -> str:
    """A status inside a sentence: "off track"."""
    say = speaker.say
    match status:
        case Status.OFF_TRACK:
            return say("off track")
        case Status.AT_RISK:
            return say("at risk")
        case Status.ON_TRACK:
            return say("on track")
        case Status.MISSED:
            return say("missed")
        case Status.PARTLY:
            return say("partly")
        case Status.ACHIEVED:
            return say("achieved")
        case Status.DRAFT:
            return say("draft")
        case Status.POSTPONED:
            return say("postponed")
        case Status.CANCELLED:
            return say("cancelled")
        case _:
            raise ValueError(status)
