"""BAL003: a text ties pay, bonus, promotion or appraisal to results."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.observations import CheckIn, MidCycleReview, Retrospective
from okrpress.model.okr import Objective
from okrpress.model.portfolio import Portfolio
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.portfolios.scope import is_closed
from okrpress.rules.rule import About, PortfolioRule
from okrpress.rules.titles import quote
from okrpress.rules.words import Words, words_of
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="BAL003",
    name="pay-or-appraisal",
    level=Level.WARNING,
    what="An objective, check-in or review speaks of pay, a bonus, a promotion or an appraisal in "
    "one sentence with what ties it to results: an objective, a score, “depends on”, “whoever”. A "
    "team whose work is pay or appraisals is left in peace as long as its texts tie neither to "
    "OKRs.",
    why="As soon as a score decides on money or a career, targets become small, readings become "
    "kind, and nobody reports bad news in time. OKRs can only tell the truth where the truth costs "
    "nothing. Whatever is written here is public as well.",
    source="OKRs are graded in public and are no performance evaluation: Google, re:Work.",
    fix="Take the sentence out, and talk about pay and careers elsewhere and at another time. If "
    "the text means something else, say it in other words or ignore the finding with the reason.",
    bad="""\
=== 2026-q4/sales/north.md
---
title: The north trusts us
key_results: [{id: towns, title: Towns with a shop of ours rise, baseline: 3, target: 9}]
---
Everybody who reaches all targets gets a bonus in January.
""",
    good="""\
=== 2026-q4/sales/north.md
---
title: The north trusts us
key_results: [{id: towns, title: Towns with a shop of ours rise, baseline: 3, target: 9}]
---
In the north people buy from whom their neighbours buy from. That is why we begin with towns.
""",
    settings=("site.language",),
)

_SENTENCE_END = re.compile(r"[.!?;]\s|\n\s*\n|\n\s*[-*] ")


class _Text(NamedTuple):
    """A text, and the keys that lead to it in its file; none lead to what is below them."""

    text: str
    keys: tuple[str | int, ...] = ()


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each text, at the text."""
    words = words_of(scored.settings.language)
    if words is None:
        return
    for file, texts in _files(scored):
        if not words.reward.are_in("\n".join(one.text for one in texts)):
            continue
        for text, keys in texts:
            found = _tied(text, words)
            if found:
                yield CODE.found(
                    Place(file=file, keys=keys, on="value" if keys else "body"),
                    said("{words} ties pay or appraisal to results", words=quote(found)),
                    said(
                        "take it out: results that decide on money or careers are no longer "
                        "reported honestly"
                    ),
                )


def _tied(text: str, words: Words) -> str | None:
    """The first sentence that ties a reward to a result."""
    for sentence in _SENTENCE_END.split(text) if words.reward.are_in(text) else ():
        if words.reward.are_in(sentence) and words.tie.are_in(sentence):
            return " ".join(sentence.split())
    return None


def _files(scored: ScoredPortfolio) -> Iterator[tuple[str, list[_Text]]]:
    """What authors wrote up to the as-of date about cycles that are not closed, file by file."""
    portfolio, as_of = scored.portfolio, scored.as_of
    open_cycles = {id for id, cycle in portfolio.cycles.items() if not is_closed(cycle, as_of)}
    for objective in portfolio.objectives.values():
        if objective.ref.cycle in open_cycles:
            yield objective.file, list(_of_objective(objective))
    for folder, check_ins in portfolio.check_ins.items():
        for check_in in check_ins if folder.cycle in open_cycles else ():
            if check_in.date <= as_of:
                yield check_in.file, list(_of_check_in(check_in))
    for review in _reviews(portfolio):
        if review.unit_cycle.cycle in open_cycles and review.date <= as_of:
            yield review.file, list(_of_review(review))


def _reviews(portfolio: Portfolio) -> Iterator[MidCycleReview | Retrospective]:
    yield from portfolio.mid_cycle_reviews.values()
    yield from portfolio.retrospectives.values()


def _of_objective(objective: Objective) -> Iterator[_Text]:
    yield _Text(objective.title, ("title",))
    for index, key_result in enumerate(objective.key_results):
        yield _Text(key_result.title, ("key_results", index, "title"))
    yield _Text(objective.body)


def _of_check_in(check_in: CheckIn) -> Iterator[_Text]:
    for reading in check_in.readings:
        if reading.note:
            ref = reading.ref
            yield _Text(reading.note, ("key_results", f"{ref.objective}#{ref.key_result}", "note"))
    yield from _of_list("priorities", check_in.priorities)
    yield from _of_list("blockers", check_in.blockers)
    yield from _of_list("wins", check_in.wins)
    yield _Text(check_in.body)


def _of_review(review: MidCycleReview | Retrospective) -> Iterator[_Text]:
    if isinstance(review, MidCycleReview):
        yield from _of_list("external_factors", review.external_factors)
        yield from _of_list("tactics", review.tactics)
    else:
        yield from _of_list("drivers", review.drivers)
        yield from _of_list("obstacles", review.obstacles)
        yield from _of_list("wins", review.wins)
        yield from _of_list("lessons", [lesson.text for lesson in review.lessons])
    yield _Text(review.body)


def _of_list(key: str, texts: Iterable[str]) -> Iterator[_Text]:
    return (_Text(text, (key, index)) for index, text in enumerate(texts))


RULE = PortfolioRule(code=CODE, check=check, about=About.A_UNIT)
