"""KR009: one key result holds several targets."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from okrpress.model.finding import Finding, Level
from okrpress.model.okr import Steps, YesNo
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.judged import reading_of
from okrpress.rules.rule import KeyResultAt, KeyResultRule
from okrpress.rules.title_words import title_words
from okrpress.rules.titles import quote
from okrpress.rules.wording.figures import MEASURING
from okrpress.rules.wording.reading import Reading
from okrpress.rules.wording.tokens import Token
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="KR009",
    name="over-quantified",
    level=Level.ADVICE,
    what="The title of a key result joins two targets with “and”.",
    why="Progress is one number, so one of the two is not tracked. And what is reached when the "
    "first is at 110 % and the second at 60 %? Everybody may answer as they like.",
    fix="Make two key results of it. Where one of the two is only the condition under which the "
    "other counts, say so: “20 workshops with at least ten guests each”. Steps and yes/no key "
    "results may ask for several things at once.",
    settings=("site.language",),
    bad="""\
=== 2026-q4/growth/library.md
---
title: Teachers find our lessons by themselves
key_results:
  - {id: use, title: Get 2000 readers and 500 downloads, baseline: 0, target: 2000}
  - {id: links, title: Links from schools rise from 14 to 60, baseline: 14, target: 60}
---
""",
    good="""\
=== 2026-q4/growth/library.md
---
title: Teachers find our lessons by themselves
key_results:
  - {id: readers, title: Get 2000 readers, baseline: 0, target: 2000}
  - {id: downloads, title: Get 500 downloads, baseline: 0, target: 500}
  - {id: links, title: Links from schools rise from 14 to 60, baseline: 14, target: 60}
---
""",
)

_NEAR = 3  # words between "and" and the second number: "and keep at least 50 %"


def check(subject: KeyResultAt, scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding where a second number is joined to the first."""
    language, title = scored.settings.language, subject.key_result.title
    words = title_words(language)
    if words is None or isinstance(subject.key_result.measure, Steps | YesNo):
        return
    if words.joint.isdisjoint(title.lower().split()):
        return
    reading = reading_of(title, language)
    joint = reading and _second_target(reading, words.joint)
    if joint:
        yield CODE.found(
            subject.place.at("title"),
            said("{title} holds two targets", title=quote(title)),
            said(
                "make two key results: {first} and {second}",
                first=quote(title[: joint.start].rstrip(" ,")),
                second=quote(title[joint.end :].strip()),
            ),
        )


def _second_target(read: Reading, joints: frozenset[str]) -> Token | None:
    """The word that joins a second target to a first."""
    figures = [figure for figure in read.figures if figure.kind in MEASURING]
    for first, second in pairwise(figures):
        between = read.tokens[first.last + 1 : second.first]
        found = [index for index, token in enumerate(between) if token.low in joints]
        if found and found[-1] > 0 and _leads_to_number(between[found[-1] + 1 :]):
            return between[found[-1]]
    return None


def _leads_to_number(tokens: Sequence[Token]) -> bool:
    """Nothing but a verb, a bound and the like: "and keep at least 50 %"."""
    return len(tokens) <= _NEAR and all(
        token.entry.forms
        or token.kind in {"bound", "about", "sign"}
        or token.entry.tags & {"bound", "about", "determiner", "adverb"}
        for token in tokens
    )


RULE = KeyResultRule(code=CODE, check=check)
