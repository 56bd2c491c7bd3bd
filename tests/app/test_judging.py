"""In which files a comment that asks okrpress to look away can be told to be of no use."""

from datetime import date
from pathlib import Path

import pytest
from project_edits import write

from okrpress.app.content import read_content
from okrpress.app.judging import is_looked_at
from okrpress.app.project import read_project
from okrpress.app.watcher import Silence

OBJECTIVE = "title: Guests feel at home\nkey_results: [{id: a, title: A, done_when: It is}]"
RETRO = "date: {day}\ngrades: {{x#a: 0.4}}"


@pytest.mark.parametrize(
    ("as_of", "looked_at"),
    [
        pytest.param("2026-11-22", {"x.md"}, id="reviews and check-ins that are to come are not"),
        pytest.param("2026-12-28", {"x.md", "mid-cycle.md", "checkins/2026-12-01.md"}, id="held"),
        pytest.param("2027-01-10", set(), id="past cycles are not"),
    ],
)
def test_what_is_still_to_come_is_not_looked_at(
    tmp_path: Path, as_of: str, looked_at: set[str]
) -> None:
    folder = "content/2026-q4/team"
    write(tmp_path, f"{folder}/x.md", OBJECTIVE)
    write(tmp_path, f"{folder}/mid-cycle.md", "date: 2026-12-01")
    write(tmp_path, f"{folder}/retrospective.md", RETRO.format(day="2026-12-20"))
    write(tmp_path, f"{folder}/checkins/2026-12-01.md", "wins: [A guest came back]")
    project = read_project(tmp_path)
    content = read_content(project, Silence())
    is_judged = is_looked_at(content, project, date.fromisoformat(as_of))
    files = {source.file for source in content.sources}
    assert {file.removeprefix(f"{folder}/") for file in files if is_judged(file)} == looked_at


def test_nor_is_anything_beside_a_review_that_has_no_date_yet(tmp_path: Path) -> None:
    for unit in ("team", "other"):
        write(tmp_path, f"content/2026-q4/{unit}/x.md", OBJECTIVE)
    write(tmp_path, "content/2026-q4/team/mid-cycle.md", "tactics: [Meet on Tuesdays]")
    project = read_project(tmp_path)
    is_judged = is_looked_at(read_content(project, Silence()), project, date(2026, 11, 22))
    assert not is_judged("content/2026-q4/team/x.md")
    assert is_judged("content/2026-q4/other/x.md")
