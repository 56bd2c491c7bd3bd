"""How well a portfolio is written: what the rules find, and what they were asked to excuse."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from okrpress.model.finding import Finding, Level
from okrpress.model.frozen import dataclass
from okrpress.rules.registry import ALL_CODES, RULES, SINGLE
from okrpress.rules.rule import Rule
from okrpress.rules.runner import judge
from okrpress.rules.selection import selection
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio

ReasonToExcuse = Callable[[Finding], str | None]

DATED = tuple(rule for rule in RULES if rule.code.code.startswith("CAD"))
"""The rules about the rhythm of a cycle: what they find on a day hangs on check-ins, reviews and
cycles, and files say when each of these was. No other rule's findings can be told for a past day:
files do not say how an objective was worded then.
"""


class Excused(NamedTuple):
    """A finding that a comment in its file covers, and the reason that the comment gives."""

    finding: Finding
    reason: str


class Then(NamedTuple):
    """How many findings of each level the rules about rhythm had on a day."""

    day: date
    counts: Mapping[Level, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """What is found in a portfolio, and what is excused; both in order of place.

    `rhythm` tells of the rules in `DATED` on earlier days, the oldest first, and on the last one
    of the as-of date; it is empty where nobody asked.
    """

    findings: tuple[Finding, ...]
    excused: tuple[Excused, ...]
    rhythm: tuple[Then, ...] = ()


def wording_of(scored: ScoredPortfolio) -> tuple[Finding, ...]:
    """What is found in single objectives and key results, the longest part of the work.

    It hangs on the settings, the as-of date and what was promised, and on no check-in or review.
    """
    return tuple(judge(scored, SINGLE))


def quality_of(
    scored: ScoredPortfolio,
    reason_to_excuse: ReasonToExcuse,
    wording: Iterable[Finding] | None = None,
) -> Quality:
    """What the rules find, less what the settings leave out; None is no reason to excuse.

    `wording` is what `wording_of` gives, where that is known.
    """
    found = _wanted(scored, RULES, wording)
    kept = sorted(found, key=lambda finding: finding.order)
    reasons = [reason_to_excuse(finding) for finding in kept]
    judged = list(zip(kept, reasons, strict=True))
    return Quality(
        findings=tuple(finding for finding, reason in judged if reason is None),
        excused=tuple(Excused(finding, reason) for finding, reason in judged if reason is not None),
    )


def rhythm_on(
    scored: ScoredPortfolio, reason_to_excuse: ReasonToExcuse, days: Sequence[date]
) -> Iterator[Then]:
    """What the rules in `DATED` would have found on some days, the oldest first, in these files.

    Costs as much for each day as to score what was not closed by the first.
    """
    portfolio = scored.portfolio
    was_closed = {
        one.id for one in portfolio.cycles.values() if one.closed and one.closed <= days[0]
    }
    open_ones = replace(
        portfolio,
        objectives={
            ref: one for ref, one in portfolio.objectives.items() if ref.cycle not in was_closed
        },
        by_folder={
            folder: refs
            for folder, refs in portfolio.by_folder.items()
            if folder.cycle not in was_closed
        },
    )
    for day in days:
        found = _wanted(score(open_ones, scored.settings, day), DATED)
        yield Then(day, Counter(one.level for one in found if reason_to_excuse(one) is None))


def _wanted(
    scored: ScoredPortfolio, rules: Iterable[Rule], wording: Iterable[Finding] | None = None
) -> Iterator[Finding]:
    wanted = selection(scored.settings.check, ALL_CODES)
    found = judge(scored, rules, known=wording)
    return (kept for one in found if (kept := wanted.apply(one)))
