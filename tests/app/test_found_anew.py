"""The law of a comparison: what differs is told as if both revisions were read and judged whole."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from git_repository import commit, git
from hypothesis import given, settings
from hypothesis import strategies as st
from project_edits import DAY, edits, project_folder, write

from okrpress.app.diff import DiffRequest, DiffResult, diff
from okrpress.app.judging import is_looked_at, judge_scored
from okrpress.app.project import read_project
from okrpress.app.report_of import report_of
from okrpress.app.revision import Revision, files_at, files_in_folder, read_both
from okrpress.app.watcher import Silence
from okrpress.changes import Changes, compare
from okrpress.model.finding import Finding
from okrpress.report.fingerprint import fingerprinted
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio
from okrpress.source.git import repository
from okrpress.source.suppressions import obey

KEY_RESULTS = "key_results:\n  - {id: a, title: Stay, baseline: 1, target: 4}"
PAST = "content/2026-q3/company"
AROUND = {
    "content/index.md": "name: N\nvalues: [{id: care, name: Care}]",
    "content/teams/company.md": "name: Company\nlead: maria",
    "content/teams/growth.md": "name: Growth\nparent: company",
    "content/2026-q4/company/goal.md": f"title: Launch 3 things\n{KEY_RESULTS}",
    "content/2026-q4/company/checkins/2026-10-20.md": "key_results: {goal#a: {value: 2}}",
    "content/2026-q4/growth/goal.md": f"title: Near # okrpress: ignore[KR001, CAD001] one\n"
    f"supports: company/goal#a\n{KEY_RESULTS}",
    f"{PAST}/goal.md": f"title: Past\nsupports: 2026-q4/growth/onboarding#b\n{KEY_RESULTS}",
    f"{PAST}/checkins/2026-09-01.md": "author: nobody\nkey_results: {goal#a: {value: 3}}",
    f"{PAST}/retrospective.md": "date: 2026-10-02\ngrades: {goal#a: {score: 0.9, why: W}}",
    "content/2026-q3/growth/goal.md": f"title: Past too\n{KEY_RESULTS}",
    "content/2026-q3/growth/checkins/2026-09-01.md": "key_results: {goal#a: {value: 2}}",
}


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_whatever_was_edited_a_part_tells_what_the_whole_tells(data: st.DataObject) -> None:
    with project_folder() as root:
        for file, text in AROUND.items():
            write(root, file, text)
        if data.draw(st.booleans()):
            data.draw(edits(root))
        git(root, "init", "--quiet", "--initial-branch=main")
        commit(root)
        for _ in range(data.draw(st.integers(min_value=0, max_value=2))):
            data.draw(edits(root))
        if not (root / "content").is_dir():
            return
        assert_like_the_whole(root, diff(DiffRequest(root=root, today=DAY, base="HEAD")))


def assert_like_the_whole(root: Path, told: DiffResult) -> None:
    """Compare with what is found when everything is read and judged on both sides."""
    changes, was, now = judged_whole(root, told.as_of)
    new = {key for key in now if key not in was}
    about_change = ("CHG", "PRV002")
    found = [one for one in told.report.findings if not one.code.startswith(about_change)]
    assert sorted(map(str, found)) == sorted(str(now[key]) for key in new)
    assert told.mended == len(was.keys() - now.keys())
    assert told.known <= len(now) - len(new)
    assert told.changes.changes == changes.changes
    assert [(one.ref, one.key_results) for one in told.changes.effects] == [
        (one.ref, one.key_results) for one in changes.effects
    ]
    assert (told.changes.folders, told.changes.cycles) == (changes.folders, changes.cycles)


def judged_whole(root: Path, day: date) -> tuple[Changes, dict[str, Finding], dict[str, Finding]]:
    """The changes, and what is found in the older and in the newer revision by fingerprint."""
    repo, watch = repository(root), Silence()
    base = files_at(repo, "base", repo.commit("HEAD"), watch)
    head = files_in_folder(read_project(root), repo.commit("HEAD"), watch)
    older, newer = read_both(base, head, watch, whole=True)
    before, after = (
        score(one.content.everything, one.project.settings, day) for one in (older, newer)
    )
    changes = compare(before, after)
    moved = {
        before.portfolio.objectives[old].file: after.portfolio.objectives[new].file
        for old, new in changes.moved.items()
    }
    return changes, found_in(older, before, moved), found_in(newer, after, {})


def found_in(
    revision: Revision, scored: ScoredPortfolio, moved: dict[str, str]
) -> dict[str, Finding]:
    """All that `check` would find, in files under their newer names."""
    content, project = revision.content, revision.project
    judged = judge_scored(content, project, scored)
    looked_at = is_looked_at(content, project, scored.as_of)
    found = [
        replace(one, at=replace(one.at, file=moved.get(one.at.file, one.at.file)))
        for one in obey((*content.findings, *judged), content.sources, looked_at)
    ]
    data = [(moved.get(one.file, one.file), one.data) for one in content.sources]
    return {key: one for one, key in fingerprinted(report_of(found, data, len(data)))}
