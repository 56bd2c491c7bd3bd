"""A build after somebody reported something: the same site, made from a part of the project."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lean_project import build_in, files_of, lean_project, made_anew, parsed
from project_edits import CHECK_IN, DAY, clear, project_folder, write
from whole_project import KEY_RESULTS, tree

from okrpress.app.build import BuildRequest, build
from okrpress.app.watcher import Silence
from okrpress.publish import aside

NEAR = "o/2026-q4/growth/goal/index.html"
FAR = "o/2026-q4/company/always/index.html"
STEPS = 20
"""Changes on disk that any build makes after a report."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a theme that shows units and their objectives, and has been built."""
    root = lean_project(tmp_path / "project")
    assert not build_in(root).findings
    return root


def test_what_one_unit_reports_is_made_from_a_part_of_the_project(project: Path) -> None:
    before = {path: (project / "site" / path).stat().st_ino for path in (NEAR, FAR)}
    all_files = files_of(project)
    write(project, CHECK_IN, "key_results: {goal#a: {value: 3, confidence: 4}}")
    assert parsed(project) < all_files / 2
    assert (project / "site" / FAR).stat().st_ino == before[FAR]
    assert (project / "site" / NEAR).stat().st_ino != before[NEAR]
    assert tree(project / "site") == made_anew(project)
    assert parsed(project) == 0  # nothing is left to do


PAST = "content/2026-q3/growth/checkins/2026-09-01.md"
AFTERWARDS = "content/2026-q3/growth/checkins/2026-10-20.md"
ELSEWHERE = "content/2026-q3/company/checkins/2026-10-15.md"
TWICE = "content/2026-q3/company/goal.md"


def test_so_is_what_is_corrected_in_a_closed_cycle(project: Path) -> None:
    write(project, PAST, "key_results: {goal#a: {value: 2}}")
    assert 0 < parsed(project) < files_of(project) / 2
    assert tree(project / "site") == made_anew(project)


def test_the_last_words_of_a_closed_cycle_are_known_wherever_they_were(project: Path) -> None:
    write(project, TWICE, f"title: Too\n{KEY_RESULTS}")
    write(project, ELSEWHERE, SAID.format(3))
    build_in(project)
    of_part, of_whole = [], []
    for file, text in (
        (AFTERWARDS, SAID.format(2)),  # later than anything: the cycle's pages speak of that day
        (AFTERWARDS, SAID.format(3)),
        (PAST, None),
        (ELSEWHERE, SAID.format(4)),
        (ELSEWHERE, None),
        (AFTERWARDS, None),  # the last word is now the close itself
    ):
        write(project, file, text) if text else clear(project, file)
        all_files = files_of(project)
        (of_part if 0 < parsed(project) < all_files else of_whole).append((file, text))
        assert tree(project / "site") == made_anew(project), (file, text)
    assert len(of_part) == 4
    assert [file for file, _ in of_whole] == [AFTERWARDS, AFTERWARDS]


SAID = "key_results: {{goal#a: {{value: {}}}}}"


class Another(Silence):
    """Another build, of other files, comes to its end while one writes down what it has made."""

    def __init__(self, project: Path) -> None:
        self.project = project

    def stage(self, name: str) -> None:
        if name == "remember":
            write(self.project, CHECK_IN, SAID.format(7))
            build(BuildRequest(root=self.project, today=DAY, keep_going=True, cache=False, jobs=1))
            write(self.project, CHECK_IN, SAID.format(3))


def test_what_another_build_has_published_is_not_taken_for_ones_own(project: Path) -> None:
    write(project, CHECK_IN, SAID.format(3))
    build_in(project, Another(project))
    build_in(project)
    assert tree(project / "site") == made_anew(project)


EVERYTHING = {
    "a promise": ("content/2026-q4/growth/goal.md", f"title: New\n{KEY_RESULTS}"),
    "a team": ("content/teams/growth.md", "name: Grown"),
    "the settings": ("okrpress.toml", "[site]\ntheme = 'lean'\n[thresholds]\ngap_on_track = 1"),
    "a template": ("themes/lean/templates/head.html", "<p>New</p>"),
    "a cycle after its end": (AFTERWARDS, "key_results: {goal#a: {value: 2}}"),
    "a mistake": (CHECK_IN, "key_results: {goal#b: {value: 3}}"),
    "a check-in of tomorrow": (
        "content/2026-q4/growth/checkins/2026-11-23.md",
        "key_results: {goal#a: {value: 2}}",
    ),
}


@pytest.mark.parametrize(("file", "text"), EVERYTHING.values(), ids=EVERYTHING.keys())
def test_wherever_a_part_may_not_do_the_whole_is_read(project: Path, file: str, text: str) -> None:
    write(project, file, text)
    all_files = files_of(project)
    assert parsed(project) >= all_files
    assert tree(project / "site") == made_anew(project)


def test_where_a_page_is_made_from_nobody_knows_what_the_whole_is_read(project: Path) -> None:
    lean = project / "themes" / "lean"
    (lean / "theme.toml").write_text(
        'pages = ["home", "unit", "objective", "quality"]\nalone = true'
    )
    (lean / "templates" / "quality.html").write_text("{{ view.frame.title }}")
    build_in(project)
    write(project, CHECK_IN, "key_results: {goal#a: {value: 3}}")
    assert parsed(project) >= files_of(project)
    assert tree(project / "site") == made_anew(project)


def test_a_page_that_somebody_has_edited_is_mended_too(project: Path) -> None:
    (project / "site" / FAR).write_text("mine")
    (project / "site" / "static" / "style.css").unlink()
    write(project, CHECK_IN, "key_results: {goal#a: {value: 3}}")
    build_in(project)
    assert tree(project / "site") == made_anew(project)


MEDDLING: dict[str, Callable[[Path], object]] = {
    "a page is deleted": lambda own: (own / "site" / FAR).unlink(),
    "a page is edited in place": lambda own: (own / "site" / FAR).write_text("mine"),
    "a page is edited elsewhere and put there": lambda own: replaced(own / "site" / FAR),
    "a page is touched": lambda own: (own / "site" / FAR).touch(),
    "a page that is drawn anew is deleted": lambda own: (own / "site" / NEAR).unlink(),
    "a page is a folder": lambda own: swapped_for_folder(own / "site" / FAR),
    "something lies beside a page": lambda own: (own / "site" / FAR).with_name("x").touch(),
    "a page of the spare site is deleted": lambda own: (spare(own) / FAR).unlink(),
    "a page of the spare site is another": lambda own: replaced(spare(own) / FAR),
    "something lies in the spare site": lambda own: (spare(own) / FAR).with_name("x").touch(),
    "the spare site is gone": lambda own: shutil.rmtree(spare(own)),
    "the site is gone": lambda own: shutil.rmtree(own / "site"),
}


def spare(root: Path) -> Path:
    (found,) = (root / ".okrpress" / "spare").iterdir()
    return found


def replaced(page: Path) -> None:
    page.unlink()
    page.write_text("mine")


def swapped_for_folder(page: Path) -> None:
    page.unlink()
    page.mkdir()


def test_whatever_somebody_does_to_a_site_the_next_one_is_clean(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aside, "FEWEST", 20)
    values = count(3)
    for what, meddle in MEDDLING.items():
        for _ in range(2):  # now the spare one is one that was published
            report(project, next(values))
            build_in(project)
        meddle(project)
        report(project, next(values))
        build_in(project)
        assert tree(project / "site") == made_anew(project), what


def report(project: Path, value: int) -> None:
    write(project, CHECK_IN, f"key_results: {{goal#a: {{value: {value}}}}}")


def test_after_a_build_that_was_killed_the_next_one_is_clean(project: Path) -> None:
    script = Path(__file__).with_name("killed_builds.py")
    places = [str(script.parents[1]), str(script.parent), str(script.parents[2])]
    done = subprocess.run(
        [sys.executable, str(script), str(project)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(places)},
        capture_output=True,
        text=True,
        check=True,
    )
    came_to = done.stdout.split()
    assert len(came_to) > STEPS
    assert {*came_to} == {"clean"}, came_to


# ── the law ───────────────────────────────────────────────────────────────────────────────────

REPORTS = st.builds(
    "{}key_results: {{{}#a: {{value: {}{}}}}}".format,
    st.sampled_from(["", "", "author: maria\n", "author: nobody\n", "visibility: internal\n"]),
    st.sampled_from(["goal", "goal", "onboarding", "one"]),
    st.sampled_from(["1", "2", "2.0", "9"]),
    st.sampled_from(["", ", confidence: 3", ", note: Said"]),
)
REVIEWS = st.sampled_from(
    [
        "date: 2026-11-12\nkey_results: {goal#a: {decision: keep}}",
        "date: 2026-11-13\nkey_results: {goal#a: {decision: adjust, why: W}}",
    ]
)
GRADES = st.sampled_from(
    [
        "date: 2026-11-12\ngrades: {goal#a: {score: 0.5, why: W}}",
        "date: 2026-11-12\ngrades: {goal#a: 1}\nlessons: [{text: More}]",
    ]
)
OBSERVED = {
    CHECK_IN: REPORTS,
    "content/2026-q4/growth/checkins/2026-11-20.md": REPORTS,
    "content/2026-q4/company/checkins/2026-11-20.md": REPORTS,
    "content/2026-q4/team-3/checkins/2026-11-02.md": REPORTS,
    PAST: REPORTS,
    AFTERWARDS: REPORTS,
    ELSEWHERE: REPORTS,
    "content/2026-q4/growth/mid-cycle.md": REVIEWS,
    "content/2026-q3/growth/retrospective.md": GRADES,
    "content/2026-q4/maria/checkins/2026-11-20.md": REPORTS,
}
EDITS = st.sampled_from([*OBSERVED]).flatmap(
    lambda file: st.tuples(st.just(file), st.none() | OBSERVED[file])
)


@settings(max_examples=10, deadline=None)
@given(
    edits=st.lists(EDITS, min_size=1, max_size=3), is_personal=st.booleans(), is_twice=st.booleans()
)
def test_whatever_is_reported_the_site_is_a_clean_one(
    edits: list[tuple[str, str | None]], is_personal: bool, is_twice: bool
) -> None:
    with project_folder() as root:
        lean_project(root)
        if is_twice:
            write(root, TWICE, f"title: Too\n{KEY_RESULTS}")
        if is_personal:
            own = "content/2026-q4/maria/goal.md"
            write(
                root, own, f"title: Mine\nvisibility: public\nsupports: growth/goal\n{KEY_RESULTS}"
            )
        build_in(root)
        for file, text in edits:
            if text is None:
                clear(root, file)
            else:
                write(root, file, text)
            build_in(root)
            assert tree(root / "site") == made_anew(root)
