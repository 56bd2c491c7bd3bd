"""OBJ005: the objective wants more output, not more effect."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.okr import Objective
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.judged import reading_of
from okrpress.rules.rule import ObjectiveRule
from okrpress.rules.title_words import TitleWords, title_words
from okrpress.rules.titles import quote
from okrpress.rules.wording.reading import Reading
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="OBJ005",
    name="objective-counts-volume",
    level=Level.ADVICE,
    what="The title of an objective wants much or more of what the team itself puts out: features, "
    "posts, events, reports.",
    why="Volume is the easiest thing to reach and the least that anybody waits for. Ten features "
    "that nobody uses are worse than one that everybody does, and cost ten times the care.",
    fix="Say what the output is for: what readers, customers or colleagues will do, have or feel. "
    "The number of pieces is at most a leading indicator below it.",
    source="Outcomes, not activities: Google's OKR Playbook.",
    settings=("site.language",),
    bad="""\
=== 2026-q4/app/features.md
---
title: More features than any other app in town
key_results:
  - {id: use, title: Members who use two features a week rise from 18 % to 30 %, baseline: 18,
     target: 30}
  - {id: stars, title: Stars in the app shops rise from 3.9 to 4.4, baseline: 3.9, target: 4.4}
---
""",
    good="""\
=== 2026-q4/app/features.md
---
title: Members do with us what they opened other apps for
key_results:
  - {id: use, title: Members who use two features a week rise from 18 % to 30 %, baseline: 18,
     target: 30}
  - {id: stars, title: Stars in the app shops rise from 3.9 to 4.4, baseline: 3.9, target: 4.4}
---
""",
)

_OUTPUT = frozenset({"content", "event", "paper", "product"})


def check(objective: Objective, scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding where a word for "many" stands before what the team makes."""
    language, words = scored.settings.language, title_words(scored.settings.language)
    if words is None or words.volume.isdisjoint(objective.title.lower().split()):
        return
    reading = reading_of(objective.title, language)
    wanted = _volume(reading, words) if reading else ""
    if wanted:
        yield CODE.found(
            Place(file=objective.file).at("title"),
            said(
                "the objective {title} wants {much}, whatever they are good for",
                title=quote(objective.title),
                much=quote(wanted),
            ),
            said("say what they are for: ⟨who⟩ can do, has or feels ⟨what⟩ because of them"),
        )


def _volume(reading: Reading, words: TitleWords) -> str:
    """The words that ask for much of an output; empty where there are none."""
    tokens = reading.tokens
    for index, token in enumerate(tokens):
        if token.low in words.volume:
            for after in tokens[index + 1 : index + 4]:
                if after.entry.plural and after.entry.nouns & _OUTPUT:
                    return reading.text[token.start : after.end]
                if not (after.has("adjective") or after.is_nounish or after.has("preposition")):
                    break
    return ""


RULE = ObjectiveRule(code=CODE, check=check, after=("OBJ001", "OBJ004"))
