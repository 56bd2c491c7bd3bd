"""What has to be said before a cycle can be closed."""

from collections.abc import Iterator

from okrpress.app.content import Content
from okrpress.app.project import Project
from okrpress.model.finding import Finding, Level, Place
from okrpress.model.observations import Retrospective
from okrpress.model.okr import Cycle
from okrpress.rules.portfolios import (
    cad003_no_retrospective,
    cad004_ungraded_key_results,
    cad005_no_lessons,
    cad007_unexplained_miss,
    cad009_no_carry_decision,
)
from okrpress.rules.portfolios.cad009_no_carry_decision import undecided
from okrpress.rules.portfolios.scope import (
    Folder,
    ScoredKeyResultAt,
    folder_at,
    retrospective_of,
)
from okrpress.rules.titles import quote
from okrpress.scoring.result import ScoredPortfolio
from okrpress.source.settings import FILE
from okrpress.writing.review.facts import score_text


def demands(
    cycle: Cycle, content: Content, project: Project, scored: ScoredPortfolio
) -> list[Finding]:
    """Everything that is missing, unit by unit, each at its place in a file.

    A person's own objectives are left to them. What cannot be read is missing, too.
    """
    return [
        *_errors(cycle, content, project),
        *(
            each
            for folder in _folders(cycle, scored)
            for each in _of_folder(folder, content, scored)
        ),
    ]


def _errors(cycle: Cycle, content: Content, project: Project) -> Iterator[Finding]:
    """Errors in the files of the cycle, and in the settings that it is frozen with."""
    inside = f"{project.settings.content}/{cycle.id}/"
    for each in content.findings:
        if each.level is Level.ERROR and (each.at.file.startswith(inside) or each.at.file == FILE):
            yield each


def _folders(cycle: Cycle, scored: ScoredPortfolio) -> Iterator[Folder]:
    for ref in scored.portfolio.by_folder:
        folder = folder_at(ref, scored) if ref.cycle == cycle.id else None
        if folder and not folder.is_personal:
            yield folder


def _of_folder(folder: Folder, content: Content, scored: ScoredPortfolio) -> Iterator[Finding]:
    retrospective = retrospective_of(folder, scored)
    if retrospective:
        yield from _of_retrospective(folder, retrospective)
    elif not _is_unread(folder, content):
        yield cad003_no_retrospective.CODE.found(
            folder.place,
            f"`{folder.ref.unit}` has not looked back on {folder.ref.cycle}",
            f"begin with: okrpress review retro {folder.ref.unit} --cycle {folder.ref.cycle}",
        )


def _is_unread(folder: Folder, content: Content) -> bool:
    """Whether there is a retrospective whose errors have been said already."""
    left_out = content.everything.left_out
    return any(each.file.endswith(f"/{folder.ref}/retrospective.md") for each in left_out)


def _of_retrospective(folder: Folder, held: Retrospective) -> Iterator[Finding]:
    grades = Place(file=held.file).at("grades")
    for one in folder.key_results():
        if one.scored.score is None:
            yield cad004_ungraded_key_results.CODE.found(
                grades, f"{_title(one)} has no score", f"add `{one.name}: {{score: …, why: …}}`"
            )
        elif one.scored.needs_explanation:
            ended = score_text(one.scored.score)
            yield cad007_unexplained_miss.CODE.found(
                grades.at(one.name),
                f"{_title(one)} was committed and ended at {ended}; nobody says why",
                f"add `{one.name}: {{why: …}}`: one sentence on what happened",
            )
    for one in undecided(folder, held):
        yield cad009_no_carry_decision.CODE.found(
            Place(file=held.file).at("carry"),
            f"nobody has said what becomes of {_title(one)}",
            f"add `{one.name}: …`: keep, modify, defer or abandon",
        )
    if not held.lessons:
        yield cad005_no_lessons.CODE.found(
            Place(file=held.file).at("lessons"),
            f"`{folder.ref.unit}` has no lessons",
            "add `lessons`: one or two sentences that the next cycle can use",
        )


def _title(one: ScoredKeyResultAt) -> str:
    return quote(one.scored.key_result.title)
