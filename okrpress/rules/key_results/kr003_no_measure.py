"""KR003: nobody could tell whether the key result was reached."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level
from okrpress.model.okr import KeyResult, Unmeasured, YesNo
from okrpress.model.said import Said, said
from okrpress.rules.code import Code
from okrpress.rules.judged import key_result_judgement
from okrpress.rules.rule import KeyResultAt, KeyResultRule
from okrpress.rules.titles import quote
from okrpress.rules.wording import KeyResultJudgement
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="KR003",
    name="no-measure",
    level=Level.WARNING,
    what="A key result has no measure, and its title holds neither a number nor an event that "
    "either happened or did not. A yes/no is reported where the title does not say what would be "
    "seen and `done_when` does not either.",
    why="At the end of the cycle two people will grade it differently, and both in good faith. "
    "Until then it shows no progress: there is nothing to compute it from.",
    fix="Name the number that would move, with `baseline` and `target`; or the level to keep, with "
    "`keep`; or the proof that it is done, with `done_when`. “Two people would agree” is the test.",
    source="A key result includes evidence of completion: Google's OKR Playbook. It has a number: "
    "open-okr, METHOD.md.",
    settings=("site.language",),
    bad="""\
=== 2026-q4/backstage/talking.md
---
title: Nobody learns from the corridor what concerns them
key_results:
  - {id: talk, title: Improve the communication at all levels}
  - {id: heard, title: Colleagues who feel informed rise from 44 % to 75 %, baseline: 44,
     target: 75}
---
""",
    good="""\
=== 2026-q4/backstage/talking.md
---
title: Nobody learns from the corridor what concerns them
key_results:
  - {id: talk, title: Decisions that are told within a day rise from 3 to 9 of ten, baseline: 3,
     target: 9}
  - {id: heard, title: Colleagues who feel informed rise from 44 % to 75 %, baseline: 44,
     target: 75}
---
""",
)


def check(subject: KeyResultAt, scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding where neither the title nor the measure can be ticked off."""
    key_result, language = subject.key_result, scored.settings.language
    judged = key_result_judgement(key_result.title, language)
    if judged is not None and judged.no_number.fired and _has_no_proof(key_result, language):
        yield CODE.found(
            subject.place.at("title"),
            said(
                "{title} {reasons}",
                title=quote(key_result.title),
                reasons=judged.no_number.explanation,
            ),
            _help(judged),
        )


def _has_no_proof(key_result: KeyResult, language: str) -> bool:
    """Whether there is no measure, or the proof of a yes/no is as open as its title."""
    measure = key_result.measure
    if not isinstance(measure, YesNo):
        return isinstance(measure, Unmeasured)
    proof = key_result_judgement(measure.done_when, language)
    return proof is not None and proof.no_number.fired and proof.vague.fired


def _help(judged: KeyResultJudgement) -> Said:
    if any(reason.kind == "placeholder" for reason in judged.no_number.reasons):
        return said("write the number; as long as nobody knows it, say `state: draft`")
    return said(
        "name what will be counted, “⟨what⟩ rises from ⟨baseline⟩ to ⟨target⟩”, or what anybody "
        "can see when it is true: `done_when: ⟨who has signed, used or confirmed it⟩`"
    )


RULE = KeyResultRule(code=CODE, check=check, after=("KR002", "KR004", "KR015"))
