"""How well a portfolio is written: what the rules find, and what they were asked to excuse."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from okrpress.model.finding import Finding
from okrpress.rules.registry import ALL_CODES, RULES
from okrpress.rules.runner import judge
from okrpress.rules.selection import selection
from okrpress.scoring.result import ScoredPortfolio


class Excused(NamedTuple):
    """A finding that a comment in its file covers, and the reason that the comment gives."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """What is found in a portfolio, and what is excused; both in order of place."""

    findings: tuple[Finding, ...]
    excused: tuple[Excused, ...]


def quality_of(
    scored: ScoredPortfolio, reason_to_excuse: Callable[[Finding], str | None]
) -> Quality:
    """What the rules find, less what the settings leave out; None is no reason to excuse."""
    wanted = selection(scored.settings.check, ALL_CODES)
    kept = [kept for found in judge(scored, RULES) if (kept := wanted.apply(found))]
    kept.sort(key=lambda finding: finding.order)
    reasons = [reason_to_excuse(finding) for finding in kept]
    judged = list(zip(kept, reasons, strict=True))
    return Quality(
        findings=tuple(finding for finding, reason in judged if reason is None),
        excused=tuple(Excused(finding, reason) for finding, reason in judged if reason is not None),
    )
