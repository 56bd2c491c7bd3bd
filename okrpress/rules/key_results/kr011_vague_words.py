"""KR011: the key result rests on a word that everybody reads differently."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level
from okrpress.model.okr import KeyResult, Metric, Unmeasured, YesNo
from okrpress.model.said import Said, said
from okrpress.rules.code import Code
from okrpress.rules.judged import key_result_judgement
from okrpress.rules.rule import KeyResultAt, KeyResultRule
from okrpress.rules.titles import quote
from okrpress.rules.wording import Verdict
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="KR011",
    name="vague-words",
    level=Level.ADVICE,
    what="A key result rests on a quality that nobody defined (“usable”, “effective”, “world "
    "class”), on an effort (“explore”, “support”), or on a wish without a scale (“improve”). Where "
    "the measure has two ends or a range, it defines what is meant; of a yes/no `done_when` is "
    "judged.",
    why="Two people can work towards it for a quarter and mean different things. The word feels "
    "like agreement on the day it is written, and the disagreement comes with the grade.",
    fix="Replace the word by what one would see: “usable” by “somebody who has never seen it "
    "orders in under two minutes”, “effective” by what it has an effect on.",
    source="Key results are measurable milestones: Google's OKR Playbook.",
    settings=("site.language",),
    bad="""\
=== 2026-q4/app/ordering.md
---
title: Ordering is the easy part
key_results:
  - {id: app, title: Members order in the app, done_when: Members can order in an intuitive app}
  - {id: broken-off, title: Orders that are broken off fall from 30 % to 20 %, baseline: 30,
     target: 20}
---
""",
    good="""\
=== 2026-q4/app/ordering.md
---
title: Ordering is the easy part
key_results:
  - {id: app, title: Members order in the app, done_when: Ten newcomers have ordered without help}
  - {id: broken-off, title: Orders that are broken off fall from 30 % to 20 %, baseline: 30,
     target: 20}
---
""",
)


def check(subject: KeyResultAt, scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding at the text that is to say what is meant."""
    judged = _judged_text(subject.key_result)
    if judged is None:
        return
    key, text = judged
    judgement = key_result_judgement(text, scored.settings.language)
    if judgement is not None and judgement.vague.fired:
        yield CODE.found(
            subject.place.at(key),
            said("{title} {reasons}", title=quote(text), reasons=judgement.vague.explanation),
            _help(judgement.vague),
        )


def _judged_text(key_result: KeyResult) -> tuple[str, str] | None:
    """The key and the text that has to be clear; None where the measure makes it so."""
    measure = key_result.measure
    if isinstance(measure, YesNo):
        return "done_when", measure.done_when
    if isinstance(measure, Unmeasured) or (
        isinstance(measure, Metric) and measure.baseline is None
    ):
        return "title", key_result.title
    return None


def _help(verdict: Verdict) -> Said:
    for reason in verdict.reasons:
        word = quote(reason.words)
        if reason.kind == "undefined":
            return said(
                "say what one would see or count: {word} means that ⟨who can do what⟩", word=word
            )
        if reason.kind == "attempt":
            return said(
                "say what will be there once the effort worked, in place of {word}", word=word
            )
    return said("name the scale: ⟨what is counted⟩ goes from ⟨baseline⟩ to ⟨target⟩")


RULE = KeyResultRule(code=CODE, check=check, after=("KR002", "KR003", "KR004", "KR015"))
