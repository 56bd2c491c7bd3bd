"""OBJ900: the content is in a language that no rule about wording knows."""

from collections.abc import Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.rule import About, PortfolioRule
from okrpress.rules.title_words import title_words
from okrpress.rules.titles import quote
from okrpress.rules.wording import knows_language
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="OBJ900",
    name="wording-not-judged",
    level=Level.ADVICE,
    what="The content is in a language for which okrpress has no words. Rules about wording are "
    "silent; all others judge as always.",
    why="No finding would look like good marks. Whether something is an activity, has a measure or "
    "is vague is decided by the grammar and the words of a language, and a judgement by those of "
    "another would be noise.",
    fix="Nothing has to be done: switch this advice off once it is known. Word tables are data "
    "files, so that a language can be added without code.",
    settings=("site.language",),
)

_SETTINGS = "okrpress.toml"


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for the whole portfolio."""
    language = scored.settings.language
    if scored.portfolio.objectives and not (knows_language(language) and title_words(language)):
        yield CODE.found(
            Place(file=_SETTINGS, keys=("site", "language")),
            said(
                "the content is in {language}, and rules about wording know only English",
                language=quote(language),
            ),
            said("nothing has to be done; ignore OBJ900 to hide this"),
        )


RULE = PortfolioRule(code=CODE, check=check, about=About.PROMISES)
