"""Judge what was read, by all rules, in so far as it was read."""

from collections.abc import Callable
from datetime import date

from okrpress.app.content import Content
from okrpress.app.places import located
from okrpress.app.project import Project
from okrpress.memo import Memo
from okrpress.model.finding import Finding, Level
from okrpress.rules.registry import RULES
from okrpress.rules.runner import judge
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio
from okrpress.source.kinds import FileKind, Identity, identify

_OBSERVATIONS = frozenset({FileKind.CHECK_IN, FileKind.MID_CYCLE, FileKind.RETROSPECTIVE})
_FROM_OBSERVATIONS = ("CAD", "LRN")
"""Codes that say what check-ins and reviews show, or that there are none."""
_FROM_REFERENCES = ("ALN", "OBJ007")
"""Codes that say what an objective refers to: a reference that leads nowhere is dropped unread."""


def judge_content(content: Content, project: Project, as_of: date) -> list[Finding]:
    """What the rules find in all that could be read, whoever may see it, with lines."""
    return judge_scored(content, project, score(content.portfolio, project.settings, as_of))


def judge_scored(
    content: Content, project: Project, scored: ScoredPortfolio, memo: Memo | None = None
) -> list[Finding]:
    """The same, where the content is scored already; a memo remembers the lines."""
    found = judge(scored, RULES)
    return located(filter(_is_known(content, project), found), content.sources, memo)


def _is_known(content: Content, project: Project) -> Callable[[Finding], bool]:
    """Tells findings from what only seems so because something could not be read."""
    folder = project.settings.content
    unread = {
        each.unit_cycle
        for each in content.portfolio.left_out
        if _kind(each.file, folder) in _OBSERVATIONS
    }

    unsound = unsound_files(content)

    def is_known(finding: Finding) -> bool:
        if finding.code.startswith(_FROM_REFERENCES):
            return finding.at.file not in unsound
        if not finding.code.startswith(_FROM_OBSERVATIONS):
            return True
        identity = identify(finding.at.file, folder)
        return not isinstance(identity, Identity) or identity.unit_cycle not in unread

    return is_known


def _kind(file: str, folder: str) -> FileKind | None:
    identity = identify(file, folder)
    return identity.kind if isinstance(identity, Identity) else None


def unsound_files(content: Content) -> frozenset[str]:
    """The files that cannot be trusted, so that the rules could not look at them."""
    broken = (each.at.file for each in content.findings if each.level is Level.ERROR)
    return frozenset((*broken, *(each.file for each in content.portfolio.left_out)))


def is_looked_at(content: Content, project: Project, as_of: date) -> Callable[[str], bool]:
    """Tells files that all rules look at from broken ones, and from those of past cycles."""
    unsound = unsound_files(content)
    over = tuple(
        f"{project.settings.content}/{cycle.id}/"
        for cycle in content.portfolio.cycles.values()
        if cycle.has_ended(as_of) or (cycle.closed is not None and cycle.closed <= as_of)
    )
    return lambda file: file not in unsound and not file.startswith(over)
