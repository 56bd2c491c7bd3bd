"""LRN003: a key result does not begin where it ended in the cycle before."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal

from okrpress.model.finding import Finding, Level
from okrpress.model.okr import Aggregate, KeyResult, Metric
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.portfolios.hierarchy import follows
from okrpress.rules.portfolios.measured import are_same_words, measured
from okrpress.rules.portfolios.scope import Folder, ScoredKeyResultAt, folders, is_open
from okrpress.rules.rule import About, PortfolioRule
from okrpress.rules.titles import quote
from okrpress.rules.words import Words, words_of
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="LRN003",
    name="baseline-contradicts-last-cycle",
    level=Level.WARNING,
    what="A key result continues one of the same unit's previous cycle: same id, same unit of "
    "measurement, nearly the same words. Its baseline differs from the last value reported there "
    "by more than a tenth of the way to its new target. Counts that begin anew each cycle, and "
    "values last read more than a month before that cycle's end, are not compared.",
    why="One of the two numbers is wrong, or they are measured in two ways. A baseline that is too "
    "low gives away progress that was made before; one that is too high hides what the team does.",
    source="Easing what was promised needs a reason: open-okr, METHOD.md. That the last value "
    "becomes the next baseline is how cycles are rolled over here.",
    fix="Correct the number that is wrong. If the value moved between the cycles or is measured in "
    "a new way, give the key result a new id or say so in its title.",
    bad="""\
=== 2026-q3/library/loans.md
---
title: Books are read and not stored
key_results: [{id: idle, title: Books idle for a year fall, baseline: 60, target: 40, unit: "%"}]
---
=== 2026-q3/library/checkins/2026-09-25.md
---
key_results: {loans#idle: {value: 45, confidence: 5}}
---
=== 2026-q4/library/loans.md
---
title: Books are read and not stored
key_results: [{id: idle, title: Books idle for a year fall, baseline: 55, target: 35, unit: "%"}]
---
""",
    good="""\
=== 2026-q3/library/loans.md
---
title: Books are read and not stored
key_results: [{id: idle, title: Books idle for a year fall, baseline: 60, target: 40, unit: "%"}]
---
=== 2026-q3/library/checkins/2026-09-25.md
---
key_results: {loans#idle: {value: 45, confidence: 5}}
---
=== 2026-q4/library/loans.md
---
title: Books are read and not stored
key_results: [{id: idle, title: Books idle for a year fall, baseline: 45, target: 35, unit: "%"}]
---
""",
    settings=("site.language",),
)

_TOLERANCE = Decimal("0.1")
_STILL_TRUE = timedelta(days=31)


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each key result, at its baseline."""
    words = words_of(scored.settings.language)
    if words is None:
        return
    earlier = _by_unit(folders(scored, lambda cycle, as_of: cycle.has_ended(as_of)))
    for folder in folders(scored, is_open):
        before = [one for one in earlier[folder.ref.unit] if follows(folder.cycle, one.cycle)]
        if before:
            continued = _last_values(before)
            for subject in folder.key_results():
                yield from _judge(subject, continued[subject.scored.ref.key_result], words)


def _by_unit(found: Iterable[Folder]) -> dict[str, list[Folder]]:
    by_unit: dict[str, list[Folder]] = defaultdict(list)
    for folder in found:
        by_unit[folder.ref.unit].append(folder)
    return by_unit


def _last_values(before: Iterable[Folder]) -> dict[str, list[ScoredKeyResultAt]]:
    """The key results of earlier folders, by id, that were read near their cycle's end."""
    found: dict[str, list[ScoredKeyResultAt]] = defaultdict(list)
    for folder in before:
        for one in folder.key_results():
            last, end = one.scored.last_reading, folder.cycle.end
            if last and end and end - last <= _STILL_TRUE and one.scored.value is not None:
                found[one.scored.ref.key_result].append(one)
    return found


def _judge(
    subject: ScoredKeyResultAt, candidates: Iterable[ScoredKeyResultAt], words: Words
) -> Iterator[Finding]:
    new, measure = subject.scored.key_result, subject.scored.key_result.measure
    if not isinstance(measure, Metric) or measure.baseline is None:
        return
    near = _TOLERANCE * abs(measure.target - measure.baseline)
    continued = [one for one in candidates if _continues(subject, one, words)]
    ends = [one.scored.value for one in continued if one.scored.value is not None]
    if ends and all(abs(end - measure.baseline) > near for end in ends):
        yield CODE.found(
            subject.place.at("baseline"),
            said(
                "{title} begins at {start}, and `{before}` ended at {end}",
                title=quote(new.title),
                start=measure.baseline,
                before=str(continued[0].scored.ref),
                end=ends[0],
            ),
            said("correct the one that is wrong; if it is measured in a new way, give it a new id"),
        )


def _continues(new: ScoredKeyResultAt, old: ScoredKeyResultAt, words: Words) -> bool:
    """Whether both measure the same level, so that one begins where the other ended.

    In another objective a word more can mean another place or another group: there the words must
    be the same.
    """
    one, other = new.scored.key_result, old.scored.key_result
    if not (_is_level(one) and _is_level(other)) or one.unit != other.unit:
        return False
    now, then = measured(one, words).words, measured(other, words).words
    if new.scored.ref.objective == old.scored.ref.objective:
        return are_same_words(now, then)
    return now == then


def _is_level(key_result: KeyResult) -> bool:
    measure = key_result.measure
    return isinstance(measure, Metric) and measure.aggregate is Aggregate.LATEST


RULE = PortfolioRule(code=CODE, check=check, about=About.A_UNIT)
