"""KR007: an acronym that nothing explains."""

import re
from collections.abc import Iterator

from okrpress.model.finding import Finding, Level
from okrpress.model.okr import Objective
from okrpress.model.portfolio import Portfolio
from okrpress.model.said import counted, quoted, said
from okrpress.rules.code import Code
from okrpress.rules.key_results.standing import standing
from okrpress.rules.rule import About, KeyResultAt, PortfolioRule
from okrpress.rules.runner import is_closed
from okrpress.rules.title_words import title_words
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="KR007",
    name="jargon",
    level=Level.ADVICE,
    what="The title of a key result has an acronym that nothing in the portfolio explains. It is "
    "reported once, where it is used first.",
    why="OKRs are read across the house, and on a public site outside of it. Whoever has to ask "
    "what MTTP is does not ask, and cannot help. Acronyms that readers everywhere know, names of "
    "teams and units of measurement are left in peace.",
    fix="Write the words, or explain the acronym once: in the title, “(SLO)” behind its words, or "
    "in the text below the front matter of the organisation, the team, the cycle or an objective.",
    settings=("site.language",),
    bad="""\
=== 2026-q4/growth/release.md
---
title: A change is with our customers the same day
key_results:
  - {id: mttp, title: MTTP falls from 70 to 8 hours, baseline: 70, target: 8}
  - {id: late, title: Changes that wait for a week fall from 14 to 3, baseline: 14, target: 3}
---
""",
    good="""\
=== 2026-q4/growth/release.md
---
title: A change is with our customers the same day
key_results:
  - {id: mttp, title: MTTP falls from 70 to 8 hours, baseline: 70, target: 8}
  - {id: late, title: Changes that wait for a week fall from 14 to 3, baseline: 14, target: 3}
---
MTTP is the mean time from a merge to production.
""",
)

_LETTERS = r"(?!(?:[IVX]+)\b)([A-Z]{2,6})(?:s|['’]s)?"
_ACRONYM = re.compile(rf"(?<![\w.$/@#&;'’-]){_LETTERS}(?![\w/@&;'’-]|\.\w|\s?\()")
# An acronym alone in parentheses stands behind its words.
_EXPLAINED = re.compile(rf"\({_LETTERS}\)")
_ANY = re.compile(r"[A-Z]{2,6}")


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each acronym, at its first use."""
    words = title_words(scored.settings.language)
    if words is None:
        return
    uses = _uses(scored)
    unknown = uses.keys() - words.known
    unknown -= _explained(scored.portfolio) if unknown else set()
    for acronym, where in uses.items():
        if acronym in unknown:
            yield CODE.found(
                where[0].place.at("title"),
                counted(
                    len(where),
                    "{acronym} stands in a key result, and nothing explains it",
                    "{acronym} stands in {n} key results, and nothing explains it",
                    acronym=quoted(acronym),
                ),
                said(
                    "write the words, or explain it once in the text of the objective, the team or "
                    "the organisation"
                ),
            )


def _uses(scored: ScoredPortfolio) -> dict[str, list[KeyResultAt]]:
    """The key results whose titles have each acronym."""
    uses: dict[str, list[KeyResultAt]] = {}
    for objective in scored.portfolio.objectives.values():
        if is_closed(objective, scored):
            continue
        for subject in standing(objective):
            title = subject.key_result.title
            if _ANY.search(title) and not title.isupper():
                for acronym in dict.fromkeys(_ACRONYM.findall(_EXPLAINED.sub("()", title))):
                    uses.setdefault(acronym, []).append(subject)
    return uses


def _explained(portfolio: Portfolio) -> set[str]:
    """Every acronym in a text below front matter, in a name, as a unit, or behind its words."""
    organisation = portfolio.organisation
    texts = [organisation.name, organisation.mission, organisation.body]
    for team in portfolio.teams.values():
        texts += (team.name, team.id.upper(), team.body)
    texts += (person.name for person in portfolio.people.values())
    texts += (cycle.body for cycle in portfolio.cycles.values())
    explained = map(explained_in, portfolio.objectives.values())
    return set().union(*explained, *map(_ANY.findall, texts))


def explained_in(objective: Objective) -> set[str]:
    """The acronyms that an objective explains, to all others too."""
    explained = set(_ANY.findall(objective.body))
    for key_result in objective.key_results:
        explained.update(_ANY.findall(key_result.unit))
        explained.update(_EXPLAINED.findall(key_result.title))
    return explained


RULE = PortfolioRule(code=CODE, check=check, about=About.PROMISES)
