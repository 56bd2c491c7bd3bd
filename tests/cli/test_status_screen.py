"""Every status of the example, on every width."""

from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from okrpress.app.content import read_content
from okrpress.app.project import read_project
from okrpress.app.watcher import Silence
from okrpress.cli.status_glyphs import Glyphs
from okrpress.cli.status_rows import Canvas
from okrpress.cli.status_screen import screen_of
from okrpress.model.ids import KeyResultRef
from okrpress.model.portfolio import UnitKind
from okrpress.report.status import About, Scope, StatusReport
from okrpress.report.status_choice import make_report
from okrpress.report.status_markdown import status_markdown
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def example() -> ScoredPortfolio:
    project = read_project(ROOT)
    content = read_content(project, Silence())
    assert content.findings == ()
    return score(content.everything, project.settings, date(2026, 11, 22))


def everything(scored: ScoredPortfolio) -> list[tuple[About, tuple[str, ...] | None]]:
    """All that a status can be about, with the cycles that are then shown."""
    found: list[tuple[About, tuple[str, ...] | None]] = [(About(), None)]
    found += [(About(), (cycle,)) for cycle in scored.portfolio.cycles]
    for unit in scored.portfolio.units.values():
        is_person = unit.kind is UnitKind.PERSON
        name = {"person": unit.id} if is_person else {"unit": unit.id}
        found.append((About(scope=Scope.PERSON if is_person else Scope.UNIT, **name), None))
    for ref, objective in scored.objectives.items():
        found.append((About(scope=Scope.OBJECTIVE, objective=ref), (ref.cycle,)))
        for one in objective.objective.key_results:
            about = About(
                scope=Scope.KEY_RESULT, objective=ref, key_result=KeyResultRef(*ref, one.id)
            )
            found.append((about, (ref.cycle,)))
    return found


def drawn(report: StatusReport, width: int, *, show_all: bool, unicode: bool) -> list[str]:
    glyphs = Glyphs(unicode=unicode, palette="traffic" if unicode else "blue")
    canvas = Canvas(report=report, glyphs=glyphs, width=width, everything=show_all)
    console = Console(file=StringIO(), width=width, highlight=False, markup=False, emoji=False)
    for line in screen_of(canvas):
        console.print(line)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue().splitlines()


@pytest.mark.parametrize(
    ("width", "show_all", "unicode"), [(40, False, True), (80, True, False), (130, False, True)]
)
def test_all_of_the_example_can_be_shown(
    example: ScoredPortfolio, width: int, show_all: bool, unicode: bool
) -> None:
    for about, cycles in everything(example):
        report = make_report(example, about, cycles=cycles)
        lines = drawn(report, width, show_all=show_all, unicode=unicode)
        assert lines, about
        assert max(map(cell_len, lines)) <= width, about


def test_all_of_the_example_can_be_written_as_markdown(example: ScoredPortfolio) -> None:
    for about, cycles in everything(example):
        assert status_markdown(make_report(example, about, cycles=cycles)).startswith("# "), about


def test_a_large_cycle_lists_its_upper_units_only(example: ScoredPortfolio) -> None:
    report = make_report(example, About(), cycles=("2026-q4",))
    [cycle] = report.cycles
    units = tuple(
        replace(unit, depth=depth) for depth in (0, 1) for unit in cycle.units for _ in range(3)
    )
    large = replace(report, cycles=(replace(cycle, units=units),))
    shown = "\n".join(drawn(large, 100, show_all=False, unicode=True))
    assert f"{len(units)} units with" in shown
    assert "--all lists them" in shown
    assert "What people borrow simply works" not in shown
    listed = drawn(large, 100, show_all=True, unicode=True)
    assert "What people borrow simply works" in "\n".join(listed)


def test_a_promise_that_moved_is_told(example: ScoredPortfolio) -> None:
    moved = [
        KeyResultRef(*ref, one.id)
        for ref, objective in example.objectives.items()
        for one in objective.objective.key_results
        if any(entry.on <= example.as_of for entry in one.changes)
    ]
    assert moved, "the example has a target that moved"
    about = About(scope=Scope.KEY_RESULT, objective=moved[0].objective_ref, key_result=moved[0])
    report = make_report(example, about, cycles=(moved[0].cycle,))
    assert "Promises that moved" in "\n".join(drawn(report, 80, show_all=False, unicode=True))
