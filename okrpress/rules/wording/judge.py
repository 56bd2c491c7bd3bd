"""The judge: how a key result or an objective is written, from its title alone."""

from okrpress.rules.wording.change import OpenChange, open_change
from okrpress.rules.wording.features import activity_features, clarity_features, task_features
from okrpress.rules.wording.figures import MEASURING, Figure
from okrpress.rules.wording.judgement import (
    KeyResultJudgement,
    ObjectiveJudgement,
    Reason,
    Verdict,
)
from okrpress.rules.wording.model import Model
from okrpress.rules.wording.reading import Reading, read_title
from okrpress.rules.wording.reasons import (
    activity_reasons,
    change_reasons,
    core,
    figure_reason,
    number_reasons,
    vague_reasons,
)
from okrpress.rules.wording.wordings import Wordings

_CERTAIN = 0.95  # the strength of a verdict that is a matter of grammar
_HEADING = 8  # tokens of a heading; longer ones without a verb are rather not understood
_TOO_LONG = 18  # words of an objective that nobody repeats after one reading


def judge_key_result(text: str, words: Wordings) -> KeyResultJudgement:
    """How a key result is written."""
    reading = read_title(text, words.lexicon)
    clarity = clarity_features(reading)
    change = open_change(reading)
    return KeyResultJudgement(
        activity=_activity(reading, words.models["activity"]),
        no_number=_no_number(reading, words.models["no_number"], clarity, change),
        no_baseline=_no_baseline(reading, change),
        vague=_vague(reading, words.models["vague"], clarity),
    )


def judge_objective(text: str, words: Wordings) -> ObjectiveJudgement:
    """How an objective is written."""
    reading = read_title(text, words.lexicon)
    return ObjectiveJudgement(
        contains_metric=_contains_metric(reading),
        task_like=_task_like(reading, words.models["task_like"]),
        too_long=_too_long(reading),
        topic_only=_topic_only(reading),
    )


def _verdict(
    reasons: tuple[Reason, ...], strength: float, threshold: float, stretch: tuple[int, int]
) -> Verdict:
    start, end = stretch
    return Verdict(
        fired=strength >= threshold,
        strength=strength,
        start=start,
        end=end,
        reasons=reasons,
    )


_NOT_FOUND = Verdict(fired=False, strength=0.0, start=0, end=0, reasons=())


def _certain(reasons: tuple[Reason, ...]) -> Verdict:
    return _verdict(reasons, _CERTAIN, 0.0, (reasons[0].start, reasons[0].end))


def _activity(reading: Reading, model: Model) -> Verdict:
    strength = model.strength(activity_features(reading))
    stretch = core(reading.clause)
    return _verdict(tuple(activity_reasons(reading)), strength, model.threshold, stretch)


def _no_number(
    reading: Reading, model: Model, features: list[str], change: OpenChange | None
) -> Verdict:
    """The model's verdict, unless the grammar leaves no doubt: a blank, a bare direction."""
    hole = next((figure for figure in reading.figures if _is_blank(reading, figure)), None)
    if hole is not None and not any(figure.kind in MEASURING for figure in reading.figures):
        return _certain((figure_reason(reading, "placeholder", hole),))
    strength = model.strength(features)
    if change is not None and change.figure is None and not reading.measuring_figures():
        strength = max(strength, change.strength)
    reasons = tuple(number_reasons(reading))
    return _verdict(reasons, strength, model.threshold, core(reading.clause))


def _is_blank(reading: Reading, figure: Figure) -> bool:
    """ "X %", "??": a number to be filled in. "(tbd)" may stand for anything."""
    return figure.kind == "hole" and not reading.tokens[figure.first].has("placeholder")


def _no_baseline(reading: Reading, change: OpenChange | None) -> Verdict:
    if change is None:
        return _NOT_FOUND
    reasons = tuple(change_reasons(reading, change))
    start, end = reasons[0].start, reasons[0].end
    if change.claim is not None:
        claim = reading.clause.line[change.claim]
        start, end = min(start, claim.start), max(end, claim.end)
    return _verdict(reasons, change.strength, 0.0, (start, end))


def _vague(reading: Reading, model: Model, features: list[str]) -> Verdict:
    strength = model.strength(features)
    reasons = tuple(vague_reasons(reading)) or tuple(number_reasons(reading))
    return _verdict(reasons, strength, model.threshold, (reasons[0].start, reasons[0].end))


def _contains_metric(reading: Reading) -> Verdict:
    figures = [one for one in reading.figures if one.kind in MEASURING or one.kind == "hole"]
    if not figures:
        return _NOT_FOUND
    return _certain(tuple(figure_reason(reading, "figure", figure) for figure in figures))


def _task_like(reading: Reading, model: Model) -> Verdict:
    strength = model.strength(task_features(reading))
    stretch = core(reading.clause)
    return _verdict(tuple(activity_reasons(reading)), strength, model.threshold, stretch)


def _too_long(reading: Reading) -> Verdict:
    words = len(reading.text.split())
    if words < _TOO_LONG:
        return _NOT_FOUND
    end = len(reading.text)
    reasons = (Reason(kind="words", words=str(words), start=0, end=end),)
    return _certain(reasons)


def _topic_only(reading: Reading) -> Verdict:
    clause = reading.clause
    wishes = {"comparative", "direction"} & reading.tags
    if clause.form != "noun" or wishes or len(clause.line) > _HEADING or reading.figures:
        return _NOT_FOUND
    start, end = core(clause)
    return _certain((Reason(kind="no-verb", start=start, end=end),))
