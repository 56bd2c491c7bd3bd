"""KR004: the key result claims a change and does not say from where."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level
from okrpress.model.okr import Aggregate, Metric, Unmeasured, YesNo
from okrpress.model.said import Said, quoted, said
from okrpress.rules.code import Code
from okrpress.rules.judged import key_result_judgement, reading_of
from okrpress.rules.key_results.title_numbers import names_end, read_change
from okrpress.rules.rule import KeyResultAt, KeyResultRule
from okrpress.rules.titles import begun, quote
from okrpress.rules.wording import Verdict
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="KR004",
    name="change-without-baseline",
    level=Level.WARNING,
    what="A key result says that a quantity rises or falls, and nothing says where it starts: it "
    "has a `target` and no `baseline`, or no measure and only words like “by 20 %” or “fewer”. "
    "Counts that start at zero (`aggregate: sum`) and levels to keep need no baseline.",
    why="20 % more than what? Without the start nobody knows how far the way is, progress cannot "
    "be computed, and at the end the start is remembered as it suits. Writing it down also shows "
    "whether anybody has the number at all.",
    fix="Look up the level today and write both ends: `baseline: 31`, `target: 45`. If nobody "
    "knows it, finding out is the first initiative, and until then the key result is a draft.",
    source="A key result has a number, a unit, a baseline and a target: open-okr, METHOD.md.",
    settings=("site.language",),
    bad="""\
=== 2026-q4/growth/onboarding.md
---
title: New customers succeed in their first week
key_results:
  - {id: activation, title: Raise week-one activation to 45 %, target: 45, unit: "%"}
  - {id: calls, title: Calls for help fall from 9 to 4 a day, baseline: 9, target: 4}
---
""",
    good="""\
=== 2026-q4/growth/onboarding.md
---
title: New customers succeed in their first week
key_results:
  - {id: activation, title: Raise week-one activation to 45 %, baseline: 31, target: 45, unit: "%"}
  - {id: calls, title: Calls for help fall from 9 to 4 a day, baseline: 9, target: 4}
---
""",
)

_MOVES = frozenset({"raise", "lower"})


def check(subject: KeyResultAt, scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding where a change is claimed, and neither words nor measure say from where."""
    title, language = subject.key_result.title, scored.settings.language
    judged = key_result_judgement(title, language)
    if judged is None:
        return
    measure, verdict = subject.key_result.measure, judged.no_baseline
    if isinstance(measure, Metric):
        if _lacks_baseline(measure) and (verdict.fired or _claims_change(title, language)):
            yield _of_metric(subject)
    elif verdict.fired and _leaves_open(measure):
        yield CODE.found(
            subject.place.at("title"),
            said("{title} {reasons}", title=quote(title), reasons=verdict.explanation),
            said(
                "write both ends, as `baseline` and `target` too: {example}",
                example=quoted(_with_ends(title, verdict)),
            ),
        )


def _lacks_baseline(measure: Metric) -> bool:
    return measure.baseline is None and measure.aggregate is not Aggregate.SUM


def _claims_change(title: str, language: str) -> bool:
    """Whether something rises or falls to a level."""
    reading = reading_of(title, language)
    moves = reading is not None and reading.clause.verb_class in _MOVES
    return read_change(title) is not None or (moves and names_end(title))


def _leaves_open(measure: object) -> bool:
    """Whether nothing but the title could say where it ends."""
    if isinstance(measure, YesNo):
        return not any(character.isdecimal() for character in measure.done_when)
    return isinstance(measure, Unmeasured)


def _of_metric(subject: KeyResultAt) -> Finding:
    title = subject.key_result.title
    change = read_change(title)
    known = change and change.start
    return CODE.found(
        subject.place.at("title"),
        said(
            "{title} claims a change, and the measure does not say where it starts",
            title=quote(title),
        ),
        said("add `baseline: {start}`, which the title names", start=str(known))
        if known is not None
        else said("add `baseline: …`, the level today; a count from zero says `aggregate: sum`"),
    )


def _with_ends(title: str, verdict: Verdict) -> Said:
    """The author's words with both ends in place of the open one."""
    open_one = next((reason for reason in verdict.reasons if reason.kind == "change"), None)
    if open_one is not None:
        before, after = (
            title[: open_one.start].rstrip(" <>=≤≥~+"),
            title[open_one.end :].rstrip(" ."),
        )
        if before.endswith(" by") or not after:
            return said("{words} from ⟨today⟩ to ⟨target⟩", words=begun(before.removesuffix(" by")))
    return said("{words}, from ⟨today⟩ to ⟨target⟩", words=begun(title))


RULE = KeyResultRule(code=CODE, check=check, after=("KR002",))
