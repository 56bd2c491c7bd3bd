"""Numbers that wait until somebody asks for them are those that there are at once."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from okrpress.app.content import Content, read_content
from okrpress.app.project import Project, read_project
from okrpress.app.watcher import Silence
from okrpress.model.ids import ObjectiveRef, UnitCycle
from okrpress.scoring import score
from okrpress.scoring.as_asked import score_as_asked

EXAMPLE = Path(__file__).parents[2]
DAYS = (date(2026, 11, 22), date(2026, 7, 15), date(2025, 1, 1))


@pytest.fixture(scope="module")
def project() -> Project:
    return read_project(EXAMPLE)


@pytest.fixture(scope="module")
def content(project: Project) -> Content:
    return read_content(project, Silence(), cache=False)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_they_are_the_same(project: Project, content: Content, day: date) -> None:
    at_once = score(content.everything, project.settings, day)
    asked = score_as_asked(content.everything, project.settings, day)
    for now, later in (
        (at_once.cycles, asked.cycles),
        (at_once.folders, asked.folders),
        (at_once.objectives, asked.objectives),
    ):
        assert_same(now, later)


def assert_same(now: Mapping[Any, Any], later: Mapping[Any, Any]) -> None:
    """In the same order; whether something is there can be asked first."""
    assert len(later) == len(now)
    assert all(key in later for key in now)
    assert [*later.items()] == [*now.items()]


def test_what_is_not_there_is_not_found(project: Project, content: Content) -> None:
    asked = score_as_asked(content.everything, project.settings, DAYS[0])
    ref = next(iter(asked.objectives))
    nowhere = UnitCycle(ref.cycle, "nobody")
    for missing in (ref._replace(objective="nothing"), ObjectiveRef(*nowhere, "nothing")):
        assert missing not in asked.objectives
        assert asked.objectives.get(missing) is None
    assert nowhere not in asked.folders
    assert asked.folders.get(nowhere) is None
    assert "1999-q1" not in asked.cycles
    assert asked.cycles.get("1999-q1") is None
