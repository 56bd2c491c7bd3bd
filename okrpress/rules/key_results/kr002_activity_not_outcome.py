"""KR002: the key result is work, not what the work changes."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level
from okrpress.model.okr import Band, KeyResult, Metric
from okrpress.model.said import Said, quoted, said
from okrpress.rules.code import Code
from okrpress.rules.judged import key_result_judgement, reading_of
from okrpress.rules.rule import KeyResultAt, KeyResultRule
from okrpress.rules.titles import begun, quote
from okrpress.rules.wording import Verdict
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="KR002",
    name="activity-not-outcome",
    level=Level.WARNING,
    what="A key result names work of the team's own: interviews, plans, posts, workshops. It does "
    "not name what somebody else would notice when the work has helped. What is launched or "
    "switched on for others is no activity. The judgement reads the first clause: who does what to "
    "what, and what is counted.",
    why="Work can be done in full and change nothing, and then the objective is green and untrue. "
    "A key result that names the change leaves the team free to find a better way half-way "
    "through; one that names the work makes them finish it.",
    fix="Ask “so that what?” until the answer is something outside the team that can be counted, "
    "write that as the key result, and keep the work under `initiatives`. Where no number can be "
    "had, take a proof: `done_when`.",
    source="Key results describe outcomes; words like consult, help, analyse and participate mark "
    "activities: Google's OKR Playbook, printed in John Doerr, Measure What Matters (2018).",
    settings=("site.language",),
    bad="""\
=== 2026-q4/people/team.md
---
title: We have the people that spring needs
key_results:
  - {id: interviews, title: Interview 25 candidates, baseline: 0, target: 25}
  - {id: stay, title: Newcomers who stay for a year rise from 71 % to 85 %, baseline: 71,
     target: 85}
---
""",
    good="""\
=== 2026-q4/people/team.md
---
title: We have the people that spring needs
key_results:
  - {id: offers, title: Open roles with an accepted offer rise from 1 to 6, baseline: 1, target: 6}
  - {id: stay, title: Newcomers who stay for a year rise from 71 % to 85 %, baseline: 71,
     target: 85}
initiatives:
  - {title: Interview 25 candidates, for: offers}
---
""",
)

_SURE = 0.75  # below it, a number with two ends is believed to be a result after all
_DOING = frozenset({"command", "we", "gerund", "assigned"})


def check(subject: KeyResultAt, scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding where the words, and the measure if there is one, tell of work alone."""
    title = subject.key_result.title
    verdict = _verdict(subject.key_result, scored.settings.language)
    if verdict is None:
        return
    yield CODE.found(
        subject.place.at("title"),
        said("{title} {reasons}", title=quote(title), reasons=verdict.explanation),
        said(
            "say what it changes: {example}; the work itself fits under `initiatives`",
            example=quoted(_example(title)),
        ),
    )


def _example(title: str) -> Said:
    return said(
        "{words}, so that ⟨what changes⟩ goes from ⟨baseline⟩ to ⟨target⟩", words=begun(title)
    )


def _verdict(key_result: KeyResult, language: str) -> Verdict | None:
    """The verdict, where it fired and the measure does not speak against it."""
    title, measure = key_result.title, key_result.measure
    if isinstance(measure, Band):
        return None
    judged = key_result_judgement(title, language)
    if judged is None or not judged.activity.fired:
        return None
    if (
        not isinstance(measure, Metric)
        or measure.baseline is None
        or _names_number(title, language)
    ):
        return judged.activity
    # A title whose number stands in the measure is judged as if it named it.
    whole = key_result_judgement(f"{title} from {measure.baseline} to {measure.target}", language)
    does = any(reason.kind in _DOING for reason in judged.activity.reasons)
    return judged.activity if does and whole and whole.activity.strength >= _SURE else None


def _names_number(title: str, language: str) -> bool:
    reading = reading_of(title, language)
    return reading is not None and bool(reading.measuring_figures())


RULE = KeyResultRule(code=CODE, check=check)
