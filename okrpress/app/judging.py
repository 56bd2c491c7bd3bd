"""Judge what was read, by all rules, in so far as it was read."""

from collections.abc import Callable, Iterable
from datetime import date

from okrpress.app.content import Content
from okrpress.app.places import located
from okrpress.app.project import Project
from okrpress.memo import Memo
from okrpress.model.finding import Finding, Level
from okrpress.model.ids import UnitCycle
from okrpress.model.portfolio import Portfolio
from okrpress.rules.registry import RULES
from okrpress.rules.runner import judge
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio
from okrpress.source.kinds import FileKind, Identity, identify

OBSERVATIONS = frozenset({FileKind.CHECK_IN, FileKind.MID_CYCLE, FileKind.RETROSPECTIVE})
_FROM_OBSERVATIONS = ("CAD", "LRN")
"""Codes that say what check-ins and reviews show, or that there are none."""
_FROM_REFERENCES = ("ALN", "OBJ007")
"""Codes that say what an objective refers to: a reference that leads nowhere is dropped unread."""


def judge_content(content: Content, project: Project, as_of: date) -> list[Finding]:
    """What the rules find in all that could be read, whoever may see it, with lines."""
    return judge_scored(content, project, score(content.everything, project.settings, as_of))


def judge_scored(
    content: Content, project: Project, scored: ScoredPortfolio, memo: Memo | None = None
) -> list[Finding]:
    """The same, where the content is scored already; a memo remembers the lines."""
    return located(found_by_rules(content, project, scored), content.sources, memo)


def found_by_rules(
    content: Content, project: Project, scored: ScoredPortfolio
) -> Iterable[Finding]:
    """The same, without lines."""
    return filter(is_known(content, project), judge(scored, RULES))


def is_known(content: Content, project: Project) -> Callable[[Finding], bool]:
    """Tells findings from what only seems so because something could not be read."""
    folder = project.settings.content
    unread = _unread_folders(content, folder)
    unsound = unsound_files(content)

    def tells(finding: Finding) -> bool:
        if finding.code.startswith(_FROM_REFERENCES):
            return finding.at.file not in unsound
        if not finding.code.startswith(_FROM_OBSERVATIONS):
            return True
        identity = identify(finding.at.file, folder)
        return not isinstance(identity, Identity) or identity.unit_cycle not in unread

    return tells


def _unread_folders(content: Content, folder: str) -> frozenset[UnitCycle | None]:
    """The folders of which not all is known that was seen."""
    return frozenset(
        each.unit_cycle
        for each in content.everything.left_out
        if _kind(each.file, folder) in OBSERVATIONS
    )


def _kind(file: str, folder: str) -> FileKind | None:
    identity = identify(file, folder)
    return identity.kind if isinstance(identity, Identity) else None


def unsound_files(content: Content) -> frozenset[str]:
    """The files that cannot be trusted, so that the rules could not look at them."""
    broken = (each.at.file for each in content.findings if each.level is Level.ERROR)
    return frozenset((*broken, *(each.file for each in content.everything.left_out)))


def is_looked_at(content: Content, project: Project, as_of: date) -> Callable[[str], bool]:
    """Tells files that all rules look at from broken ones, and from those of past cycles.

    Nor is everything looked at yet in what is dated later, in a retrospective before the end, and
    beside a check-in or review that cannot be read, such as a review that has no date yet.
    """
    folder = project.settings.content
    unread = unsound_files(content) | _of_later(content.everything, as_of)
    dark = [at for at in _unread_folders(content, folder) if at]
    over = (
        f"{folder}/{cycle.id}/"
        for cycle in content.everything.cycles.values()
        if cycle.has_ended(as_of) or (cycle.closed is not None and cycle.closed <= as_of)
    )
    below = (*over, *(f"{folder}/{at.cycle}/{at.unit}/" for at in dark))
    return lambda file: file not in unread and not file.startswith(below)


def _of_later(portfolio: Portfolio, as_of: date) -> frozenset[str]:
    """The check-ins and reviews that are still to come on a day."""
    check_ins = (one for each in portfolio.check_ins.values() for one in each)
    mid_cycles = portfolio.mid_cycle_reviews.values()
    ended = {cycle.id for cycle in portfolio.cycles.values() if cycle.has_ended(as_of)}
    held = portfolio.retrospectives.items()
    return frozenset(
        (
            *(one.file for one in check_ins if one.date > as_of),
            *(one.file for one in mid_cycles if one.date > as_of),
            *(one.file for at, one in held if one.date > as_of or at.cycle not in ended),
        )
    )
