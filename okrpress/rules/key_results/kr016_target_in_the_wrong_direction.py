"""KR016: the title wants less, the target is more; or the other way round."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from okrpress.model.finding import Finding, Level
from okrpress.model.okr import Metric
from okrpress.model.said import Said, said
from okrpress.rules.code import Code
from okrpress.rules.judged import reading_of
from okrpress.rules.rule import KeyResultAt, KeyResultRule
from okrpress.rules.title_words import TitleWords, title_words
from okrpress.rules.titles import quote
from okrpress.rules.wording.reading import Reading
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="KR016",
    name="target-in-the-wrong-direction",
    level=Level.WARNING,
    what="The title of a key result says that something falls, and its target lies above the "
    "baseline; or it rises, and the target lies below.",
    why="Progress is the way from baseline to target. When the two are swapped every step forward "
    "counts as one back, and the page turns red while the team succeeds.",
    fix="Swap `baseline` and `target`, or write in the title what really happens. Where a better "
    "number is a smaller one, such as a rank, name the number: “our rank climbs from 9 to 3”.",
    settings=("site.language",),
    bad="""\
=== 2026-q4/growth/loyal.md
---
title: Customers love to stay with us
key_results:
  - {id: churn, title: Reduce the churn of shops, baseline: 3, target: 5, unit: "%"}
  - {id: score, title: Recommendation score rises from 31 to 45, baseline: 31, target: 45}
---
""",
    good="""\
=== 2026-q4/growth/loyal.md
---
title: Customers love to stay with us
key_results:
  - {id: churn, title: Reduce the churn of shops, baseline: 5, target: 3, unit: "%"}
  - {id: score, title: Recommendation score rises from 31 to 45, baseline: 31, target: 45}
---
""",
)

_MORE, _LESS = "raise", "lower"


def check(subject: KeyResultAt, scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding where the verb and the measure point apart."""
    measure = subject.key_result.measure
    if not isinstance(measure, Metric) or measure.baseline is None:
        return
    language = scored.settings.language
    read, words = reading_of(subject.key_result.title, language), title_words(language)
    claimed = _direction(read, words) if read and words else ""
    if not claimed or min(measure.baseline, measure.target) < 0:
        return
    rises = measure.target > measure.baseline
    if rises != (claimed == _MORE):
        yield CODE.found(
            subject.place.at("target"),
            _message(subject.key_result.title, measure.baseline, measure.target),
            said(
                "swap them: `baseline: {baseline}`, `target: {target}`",
                baseline=str(measure.target),
                target=str(measure.baseline),
            ),
        )


def _message(title: str, start: Decimal, end: Decimal) -> Said:
    if end > start:
        return said(
            "{title} wants less, and the measure goes from {start} up to {end}",
            title=quote(title),
            start=start,
            end=end,
        )
    return said(
        "{title} wants more, and the measure goes from {start} down to {end}",
        title=quote(title),
        start=start,
        end=end,
    )


def _direction(read: Reading, words: TitleWords) -> str:
    """Whether the title claims more or less; nothing where it may be about something else."""
    if any(token.low.removesuffix("s") in words.ranked for token in read.tokens):
        return ""
    moves = [token for token in read.tokens if token.entry.verb in {_MORE, _LESS}]
    claims = {token.entry.verb for token in moves}
    if len(claims) != 1 or any(token.entry.lemma in words.either_way for token in moves):
        return ""
    claim = claims.pop()
    return claim if read.clause.verb_class == claim or _moves_a_number(read) else ""


def _moves_a_number(read: Reading) -> bool:
    """Whether a verb stands right before the numbers: "loans that fail fall from 9 to 4"."""
    return any(
        token.entry.verb in {_MORE, _LESS} and after.low in {"from", "to"}
        for token, after in pairwise(read.tokens)
    )


RULE = KeyResultRule(code=CODE, check=check, after=("KR012",))
