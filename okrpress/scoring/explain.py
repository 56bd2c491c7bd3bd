"""How every number of a key result came about: formula, worked line, and where inputs stand."""

from okrpress.model.okr import Objective
from okrpress.model.settings import Thresholds
from okrpress.scoring.arithmetic import ZERO, arithmetic
from okrpress.scoring.explain_expected import explain_expected
from okrpress.scoring.explain_progress import explain_progress
from okrpress.scoring.explain_status import explain_status
from okrpress.scoring.history import confidences
from okrpress.scoring.result import (
    Disagreement,
    Explanation,
    Explanations,
    Input,
    ScoredKeyResult,
    Status,
)
from okrpress.scoring.written import Written, exact, shown, term

_DISAGREES = {
    Disagreement.MORE_CONFIDENT: "People are more confident than pace is.",
    Disagreement.LESS_CONFIDENT: "People are less confident than pace is.",
}
_FELL = "It fell: ask why."
_MISSED = "A commitment that ends below 1.0 needs an explanation."
_RUNNING = "Its cycle is not over: a score comes at the end."
_NO_SCORE = {
    Status.DRAFT: "It is a draft: it is not scored.",
    Status.POSTPONED: "It is postponed: it is not scored.",
    Status.CANCELLED: "It is cancelled: it is not scored.",
    Status.TO_BE_GRADED: "There is no retrospective yet.",
    Status.NO_DATA: "There is no grade, and no progress to compute one from.",
}


@arithmetic()
def explain(scored: ScoredKeyResult, objective: Objective, thresholds: Thresholds) -> Explanations:
    """All explanations of a key result of `objective`, scored under `thresholds`."""
    written = Written(scored, objective)
    return Explanations(
        progress=explain_progress(written),
        expected=explain_expected(written),
        status=explain_status(written, thresholds),
        confidence=_confidence(written),
        score=_score(written),
    )


def _confidence(written: Written) -> Explanation:
    confidence = written.scored.confidence
    if confidence is None:
        return Explanation(reason="Nobody has reported a confidence.")
    last_two = confidences(written.scored.history)[-2:]
    values = [one.reading.confidence or ZERO for one in last_two]
    inputs = tuple(
        written.read(f"confidence on {one.date}", value, one, "confidence")
        for one, value in zip(last_two, values, strict=True)
    )
    remarks = [_FELL] if confidence.fell else []
    if confidence.disagreement:
        remarks.append(_DISAGREES[confidence.disagreement])
    if confidence.change is None:
        first = f"{exact(confidence.value)} is the first report."
        return Explanation(inputs=inputs, reason=" ".join([first, *remarks]))
    before, after = (exact(value) for value in values)
    return Explanation(
        formula="change = last − previous",
        worked=f"{after} − {term(before)} = {shown(confidence.change)}",
        inputs=inputs,
        reason=" ".join(remarks),
    )


def _score(written: Written) -> Explanation:
    scored = written.scored
    if scored.score is None:
        return Explanation(reason=_NO_SCORE.get(scored.status, _RUNNING))
    remarks = [_MISSED] if scored.needs_explanation else []
    if scored.grade is None or scored.grade.score is None:
        formula, worked = "score = progress at the end", f"score = {shown(scored.score)}"
        inputs: tuple[Input, ...] = ()
    else:
        formula, worked = "score = the retrospective's grade", f"score = {exact(scored.score)}"
        if scored.computed_score is not None:
            worked += f", computed {shown(scored.computed_score)}"
        inputs = (written.graded("grade", scored.score, "score"),)
    if scored.grade:
        remarks += [text for text in (scored.grade.why, scored.grade.note) if text]
    if scored.original_score is not None:
        original = Input(name="against what was promised at first", value=scored.original_score)
        inputs = (*inputs, original)
    return Explanation(formula=formula, worked=worked, inputs=inputs, reason=" ".join(remarks))
