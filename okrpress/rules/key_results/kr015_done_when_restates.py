"""KR015: what shows that it is done is only said once more."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level
from okrpress.model.okr import YesNo
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.judged import reading_of
from okrpress.rules.rule import KeyResultAt, KeyResultRule
from okrpress.rules.title_words import title_words
from okrpress.rules.titles import quote
from okrpress.rules.wording.tokens import Token
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="KR015",
    name="done-when-restates",
    level=Level.WARNING,
    what="`done_when` of a yes/no key result repeats the title, or names nothing that could be "
    "seen.",
    why="A yes/no has no number, so its proof is all there is. “When it is done” leaves the "
    "decision to whoever writes the check-in, and at the end of a cycle most things look done.",
    fix="Name the proof that somebody outside the team could look up: the last customer has signed "
    "in with it, the minutes of the council name six places, the auditor has signed.",
    source="Evidence of completion is available, credible and easy to find: Google's OKR Playbook.",
    settings=("site.language",),
    bad="""\
=== 2026-q4/access/sign-on.md
---
title: Nobody thinks about passwords any more
key_results:
  - {id: sso, title: Single sign-on is live for everybody, done_when: Single sign-on is live}
  - {id: calls, title: Calls about passwords fall from 40 to 10 a week, baseline: 40, target: 10}
---
""",
    good="""\
=== 2026-q4/access/sign-on.md
---
title: Nobody thinks about passwords any more
key_results:
  - {id: sso, title: Single sign-on is live for everybody, done_when: The last office signs in so}
  - {id: calls, title: Calls about passwords fall from 40 to 10 a week, baseline: 40, target: 10}
---
""",
)

_EMPTY = frozenset(
    {"adverb", "be", "conjunction", "determiner", "every", "have", "live", "modal", "possessive",
     "preposition", "pronoun", "relative", "we"}
)  # fmt: skip


def check(subject: KeyResultAt, scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding where the proof says nothing that the title does not."""
    measure, language = subject.key_result.measure, scored.settings.language
    words = title_words(language)
    if not isinstance(measure, YesNo) or words is None:
        return
    content = _content(measure.done_when, language) - words.finished
    if content <= _content(subject.key_result.title, language):
        proof = quote(measure.done_when)
        yield CODE.found(
            subject.place.at("done_when"),
            said("`done_when`, {proof}, repeats the title", proof=proof)
            if content
            else said("`done_when`, {proof}, names nothing that could be seen", proof=proof),
            said(
                "name the proof that somebody outside the team could look up: who has signed, used "
                "or confirmed it"
            ),
        )


def _content(text: str, language: str) -> set[str]:
    """The words and numbers of a text that say something, in their base form."""
    reading = reading_of(text, language)
    return {
        _base(token)
        for token in (reading.tokens if reading else ())
        if token.kind in {"word", "number", "date"} and not token.entry.tags & _EMPTY
    }


def _base(token: Token) -> str:
    return token.entry.lemma or token.low.removesuffix("s")


RULE = KeyResultRule(code=CODE, check=check)
