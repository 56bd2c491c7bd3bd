"""KR013: a percentage of nothing that could be counted."""

import re
from collections.abc import Iterator, Sequence

from okrpress.model.finding import Finding, Level
from okrpress.model.okr import KeyResult, Metric
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.judged import reading_of
from okrpress.rules.rule import KeyResultAt, KeyResultRule
from okrpress.rules.title_words import TitleWords, title_words
from okrpress.rules.titles import quote
from okrpress.rules.wording.reading import Reading
from okrpress.rules.wording.tokens import Token
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="KR013",
    name="percent-of-what",
    level=Level.ADVICE,
    what="A key result wants a percentage, and its title does not say of what: “improve the "
    "documentation by 20 %”, “the migration is 80 % complete”.",
    why="Two people who fill in the number will count different things: pages, readers, or what is "
    "left on their list. A project is 90 % done for half of its time.",
    fix="Name what is counted, and out of what: “pages that answer the question without a call, of "
    "all pages searched for, rise from 40 % to 60 %”. Or count it without a percentage.",
    settings=("site.language",),
    bad="""\
=== 2026-q4/growth/library.md
---
title: Teachers find our lessons by themselves
key_results:
  - {id: quality, title: Improve our documentation by 20 %, baseline: 0, target: 20, unit: "%"}
  - {id: links, title: Links from schools rise from 14 to 60, baseline: 14, target: 60}
---
""",
    good="""\
=== 2026-q4/growth/library.md
---
title: Teachers find our lessons by themselves
key_results:
  - {id: found, title: Searches that end on a lesson rise from 40 % to 60 %, baseline: 40,
     target: 60, unit: "%"}
  - {id: links, title: Links from schools rise from 14 to 60, baseline: 14, target: 60}
---
""",
)

_PERCENT = re.compile(r"[%‰]|\bper ?cent|\bpct\b", re.IGNORECASE)
_MOVES = frozenset({"improve", "raise", "lower"})
_COUNTABLE = frozenset({"measure", "result", "trouble", "money", "outside", "staff", "insight"})


def check(subject: KeyResultAt, scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding where the thing that moves by a percentage is none that is counted."""
    key_result, language = subject.key_result, scored.settings.language
    words = title_words(language)
    if words is None or not (key_result.unit == "%" or _PERCENT.search(key_result.title)):
        return
    reading = reading_of(key_result.title, language)
    if reading and (_is_progress(reading, words) or _has_no_scale(key_result, reading)):
        yield CODE.found(
            subject.place.at("title"),
            said("{title} is a percentage, and nothing says of what", title=quote(reading.text)),
            said(
                "name what is counted, and out of what: “⟨which⟩ of all ⟨what⟩ rise from "
                "⟨baseline⟩ to ⟨target⟩”"
            ),
        )


def _is_percent(token: Token) -> bool:
    return token.suffix in {"%", "‰"} or token.has("percent")


def _is_progress(reading: Reading, words: TitleWords) -> bool:
    """ "80 % complete", "90 % of the migration"."""
    for index, token in enumerate(reading.tokens):
        if _is_percent(token):
            rest = [after.low for after in reading.tokens[index + 1 : index + 4]]
            if rest[:1] and rest[0] in words.progress:
                return True
            if rest[:1] == ["of"] and _names_work(reading.tokens[index + 2 :], words):
                return True
    return False


def _names_work(tokens: Sequence[Token], words: TitleWords) -> bool:
    """ "the migration", but not "the work that was promised for the week"."""
    for index, token in enumerate(tokens[:3]):
        if token.low in words.work:
            return not any(after.has("relative") for after in tokens[index + 1 : index + 2])
    return False


def _has_no_scale(key_result: KeyResult, reading: Reading) -> bool:
    """Something is to improve by a percentage, and nobody counts it."""
    clause, thing = reading.clause, reading.clause.thing
    measured = isinstance(key_result.measure, Metric) and key_result.source
    if measured or clause.voice != "do" or clause.verb_class not in _MOVES:
        return False
    if reading.nouns & _COUNTABLE or any(token.low == "of" for token in reading.tokens):
        return False
    if thing is None:
        return True
    if thing.plural:
        return False
    return bool(thing.classes) or clause.verb_class == "improve"


RULE = KeyResultRule(code=CODE, check=check, after=("KR002", "KR003", "KR004", "KR012", "KR016"))
