"""How every number of a key result came about: formula, worked line, and where inputs stand."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from okrpress.model.okr import Objective
from okrpress.model.settings import Thresholds
from okrpress.scoring.arithmetic import ZERO, arithmetic
from okrpress.scoring.explain_expected import explain_expected
from okrpress.scoring.explain_progress import explain_progress
from okrpress.scoring.explain_status import explain_status
from okrpress.scoring.history import last_confidences
from okrpress.scoring.result import (
    Disagreement,
    Explanation,
    Explanations,
    Input,
    ScoredKeyResult,
    Status,
)
from okrpress.scoring.written import ENGLISH, Speaker, Written, because, read, term
from okrpress.tuples import new


@arithmetic()
def explain(
    scored: ScoredKeyResult,
    objective: Objective,
    thresholds: Thresholds,
    speaker: Speaker = ENGLISH,
) -> Explanations:
    """All explanations of a key result of `objective`, scored under `thresholds`."""
    of = new(Written, (scored, objective, speaker))
    found = (
        explain_progress(of),
        explain_expected(of),
        explain_status(of, thresholds),
        _confidence(of),
        _score(of),
    )
    return new(Explanations, found)


def _confidence(of: Written) -> Explanation:
    confidence, speaker = of.scored.confidence, of.speaker
    say = speaker.say
    if confidence is None:
        return because(say("Nobody has reported a confidence."))
    last_two = last_confidences(of.scored.history)
    inputs = tuple(
        [read(_confidence_on(speaker, one[0]), one[1][4] or ZERO, one) for one in last_two]
    )
    remarks = [say("It fell: ask why.")] if confidence.fell else []
    if confidence.disagreement:
        remarks.append(_disagrees(confidence.disagreement, speaker))
    if confidence.change is None:
        first = say("{value} is the first report.", value=speaker.exact(confidence.value))
        return Explanation(inputs=inputs, reason=" ".join([first, *remarks]))
    before, after = [one[1][4] for one in last_two]
    formula, worked = _changed(speaker, str(before), str(after))
    return new(Explanation, (formula, worked, inputs, " ".join(remarks) if remarks else ""))


@lru_cache(maxsize=1024)  # by their texts: 6 and 6.0 are equal, and not written alike
def _changed(speaker: Speaker, before: str, after: str) -> tuple[str, str]:
    was, now = Decimal(before), Decimal(after)
    worked = f"{speaker.exact(now)} − {term(speaker.exact(was))} = {speaker.shown(now - was)}"
    return speaker.say("change = last − previous"), worked


@lru_cache(maxsize=4096)  # check-ins of a unit have the same days
def _confidence_on(speaker: Speaker, day: date) -> str:
    return speaker.say("confidence on {day}", day=speaker.date(day))


def _disagrees(disagreement: Disagreement, speaker: Speaker) -> str:
    if disagreement is Disagreement.MORE_CONFIDENT:
        return speaker.say("People are more confident than pace is.")
    return speaker.say("People are less confident than pace is.")


def _score(of: Written) -> Explanation:
    scored, speaker = of.scored, of.speaker
    say = speaker.say
    if scored.score is None:
        return _no_score(scored.status, speaker)
    remarks = []
    if scored.needs_explanation:
        remarks.append(say("A commitment that ends below 1.0 needs an explanation."))
    if scored.grade is None or scored.grade.score is None:
        formula = say("score = progress at the end")
        worked = say("score = {score}", score=speaker.shown(scored.score))
        inputs: tuple[Input, ...] = ()
    else:
        formula = say("score = the retrospective's grade")
        worked = _graded(scored.score, scored.computed_score, speaker)
        inputs = (of.graded(say("grade"), scored.score),)
    if scored.grade:
        remarks += [text for text in (scored.grade.why, scored.grade.note) if text]
    if scored.original_score is not None:
        original = say("against what was promised at first")
        inputs = (*inputs, Input(name=original, value=scored.original_score))
    return Explanation(formula, worked, inputs, " ".join(remarks))


def _graded(score: Decimal, computed: Decimal | None, speaker: Speaker) -> str:
    given = speaker.exact(score)
    if computed is None:
        return speaker.say("score = {score}", score=given)
    found = speaker.shown(computed)
    return speaker.say("score = {score}, computed {computed}", score=given, computed=found)


@lru_cache(maxsize=256)  # to name a status takes ten times as long as to look it up
def _no_score(status: Status, speaker: Speaker) -> Explanation:
    match status:
        case Status.DRAFT:
            reason = speaker.say("It is a draft: it is not scored.")
        case Status.POSTPONED:
            reason = speaker.say("It is postponed: it is not scored.")
        case Status.CANCELLED:
            reason = speaker.say("It is cancelled: it is not scored.")
        case Status.TO_BE_GRADED:
            reason = speaker.say("There is no retrospective yet.")
        case Status.NO_DATA:
            reason = speaker.say("There is no grade, and no progress to compute one from.")
        case _:
            reason = speaker.say("Its cycle is not over: a score comes at the end.")
    return because(reason)
