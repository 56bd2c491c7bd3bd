"""A workspace follows edits: whatever happened on disk, it says what a clean read would say."""

from datetime import date
from pathlib import Path

import pytest
from builders import public_view
from hypothesis import given, settings
from hypothesis import strategies as st
from project_edits import CHECK_IN, DAY, ONBOARDING, edits, project_folder, write

from okrpress.app.content import read_content
from okrpress.app.project import read_project
from okrpress.app.watcher import Silence
from okrpress.app.workspace import Workspace
from okrpress.app.workspace_files import FEW
from okrpress.errors import OkrpressError
from okrpress.model.audience import PUBLIC
from okrpress.model.audience_view import view_for
from okrpress.model.ids import ObjectiveRef, UnitCycle
from okrpress.scoring import score


def assert_like_a_clean_read(workspace: Workspace, root: Path) -> None:
    project = read_project(root)
    clean = read_content(project, Silence())
    held = workspace.snapshot.content
    assert held == clean
    assert repr(held.everything) == repr(clean.everything)  # 4 equals 4.0
    scored = workspace.scored(DAY)
    again = score(public_view(clean.everything), project.settings, DAY)
    assert scored == again
    assert repr(scored) == repr(again)


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_is_edited_it_says_what_a_clean_read_says(data: st.DataObject) -> None:
    with project_folder() as root:
        workspace = Workspace(read_project(root))
        for _ in range(data.draw(st.integers(1, 6))):
            changed: list[str] = []
            for _ in range(data.draw(st.integers(1, 3))):
                changed += data.draw(edits(root))
            if not (root / "content").is_dir():
                (root / "content").mkdir()
            workspace.refresh(data.draw(st.sampled_from([changed, changed, changed, None])))
            assert_like_a_clean_read(workspace, root)


# ── what it costs ─────────────────────────────────────────────────────────────────────────────

GROWTH, COMPANY = UnitCycle("2026-q4", "growth"), UnitCycle("2026-q4", "company")
TWO_UNITS = {
    ONBOARDING: "title: T\nsupports: [company/goal]\nkey_results: [{id: a, title: A, target: 4}]",
    "content/2026-q4/growth/goal.md": "title: G\nkey_results: [{id: a, title: A, target: 5}]",
    CHECK_IN: "key_results: {onboarding#a: {value: 1}}",
    "content/2026-q4/company/goal.md": "title: C\nkey_results: [{id: a, title: A, target: 6}]",
    "content/2026-q4/company/checkins/2026-11-06.md": "key_results: {goal#a: {value: 2}}",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for file, text in TWO_UNITS.items():
        write(tmp_path, file, text)
    return tmp_path


def test_what_no_edit_touched_stays_the_same_object(project: Path) -> None:
    workspace = Workspace(read_project(project))
    before, numbers = workspace.snapshot.content, workspace.scored(DAY)
    workspace.refresh(write(project, ONBOARDING, TWO_UNITS[ONBOARDING] + "\nowner: maria"))
    after, now = workspace.snapshot.content, workspace.scored(DAY)

    edited = ObjectiveRef(*GROWTH, "onboarding")
    for ref in before.everything.objectives:
        is_same = before.everything.objectives[ref] is after.everything.objectives[ref]
        assert is_same is (ref != edited)
    assert before.everything.check_ins[COMPANY] is after.everything.check_ins[COMPANY]
    other = ObjectiveRef(*COMPANY, "goal")
    assert numbers.objectives[other] is now.objectives[other]
    assert numbers.folders[COMPANY] is now.folders[COMPANY]
    assert [before.sources[i] is after.sources[i] for i in range(5)].count(False) == 1


def test_nothing_new_is_the_same_snapshot(project: Path) -> None:
    workspace = Workspace(read_project(project))
    before = workspace.snapshot
    (project / ONBOARDING).touch()
    assert workspace.refresh([ONBOARDING]) is before
    assert workspace.refresh() is before
    assert workspace.refresh(["themes/own/static/own.css", "content/README.md"]) is before


def test_a_new_folder_is_seen_by_any_file_in_it(project: Path) -> None:
    workspace = Workspace(read_project(project))
    for name in ("a", "b"):
        write(project, f"content/2026-q4/people/{name}.md", TWO_UNITS[ONBOARDING])
    workspace.refresh(["content/2026-q4/people/a.md"])
    assert_like_a_clean_read(workspace, project)


def test_many_paths_at_once(project: Path) -> None:
    workspace = Workspace(read_project(project))
    changed = [
        write(project, f"content/2026-q4/growth/checkins/2026-10-01-{number}.md", "wins: [W]")[0]
        for number in range(FEW + 1)
    ]
    assert len(workspace.refresh(changed).content.sources) == len(TWO_UNITS) + FEW + 1
    assert_like_a_clean_read(workspace, project)


def test_the_content_may_be_gone_for_a_while(project: Path) -> None:
    workspace = Workspace(read_project(project))
    (project / "content").rename(project / "elsewhere")
    with pytest.raises(OkrpressError, match="no content folder"):
        workspace.refresh(["content"])
    (project / "elsewhere").rename(project / "content")
    write(project, ONBOARDING, TWO_UNITS[ONBOARDING] + "\nowner: maria")
    workspace.refresh(["content/2026-q4/growth/goal.md"])
    assert_like_a_clean_read(workspace, project)


def test_another_content_folder(project: Path) -> None:
    workspace = Workspace(read_project(project))
    write(project, f"okrs/{ONBOARDING.removeprefix('content/')}", TWO_UNITS[ONBOARDING])
    changed = write(project, "okrpress.toml", "[content]\nfolder = 'okrs'")
    assert [source.file for source in workspace.refresh(changed).content.sources] == [
        "okrs/2026-q4/growth/onboarding.md"
    ]
    assert_like_a_clean_read(workspace, project)


def test_days_beside_each_other(project: Path) -> None:
    workspace = Workspace(read_project(project))
    for day in (DAY, date(2026, 10, 2), date(2026, 12, 31), date(2027, 2, 1), DAY):
        whole = read_content(read_project(project), Silence()).whole
        clean = view_for(PUBLIC, whole)
        assert workspace.scored(day) == score(clean, workspace.snapshot.project.settings, day)
