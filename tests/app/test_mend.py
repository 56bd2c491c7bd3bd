"""A build after somebody reported something: the same site, made from a part of the project."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from project_edits import CHECK_IN, DAY, clear, project_folder, write
from whole_project import KEY_RESULTS, WHOLE, make_project, tree

from okrpress.app.build import BuildRequest, BuildResult, build
from okrpress.app.watcher import Silence

LEAN = Path(__file__).parents[2] / "bench" / "lean"
NEAR = "o/2026-q4/growth/goal/index.html"
FAR = "o/2026-q4/company/always/index.html"
OTHERS = {
    f"content/2026-q4/team-{number}/{file}": text
    for number in range(12)
    for file, text in {
        "one.md": f"title: One\nsupports: company/goal\n{KEY_RESULTS}",
        "checkins/2026-11-02.md": "key_results: {one#a: {value: 2}}",
        "checkins/2026-11-09.md": "key_results: {one#a: {value: 3}}",
    }.items()
}
TEAMS = {f"content/teams/team-{number}.md": f"name: Team {number}" for number in range(12)}

Item = TypeVar("Item")


class Counting(Silence):
    """Counts the files that are read in each stage."""

    def __init__(self) -> None:
        self.now = ""
        self.items: dict[str, int] = {}

    def stage(self, name: str) -> None:
        self.now = name

    def each(self, items: Iterable[Item], total: int, user: str = "") -> Iterator[Item]:
        self.items[self.now] = self.items.get(self.now, 0) + total
        return iter(items)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a theme that shows units and their objectives, and has been built."""
    root = lean_project(tmp_path / "project")
    assert not build_in(root).findings
    return root


def lean_project(root: Path) -> Path:
    make_project(root, WHOLE | OTHERS | TEAMS)
    shutil.rmtree(root / "themes" / "own")
    shutil.copytree(LEAN, root / "themes" / "lean", dirs_exist_ok=True)
    write(root, "okrpress.toml", "[site]\ntheme = 'lean'")
    return root


def build_in(root: Path, watch: Silence | None = None, *, jobs: int = 1) -> BuildResult:
    return build(BuildRequest(root=root, today=DAY, keep_going=True, jobs=jobs), watch)


def made_anew(root: Path) -> dict[str, bytes]:
    """The site made from nothing."""
    beside = root / "clean"
    shutil.rmtree(beside, ignore_errors=True)
    build(BuildRequest(root=root, today=DAY, output=beside, keep_going=True, cache=False, jobs=1))
    return tree(beside)


def parsed(root: Path) -> int:
    """How many files a build looks into, beside finding them."""
    counting = Counting()
    build_in(root, counting)
    return counting.items.get("parse", 0)


def test_what_one_unit_reports_is_made_from_a_part_of_the_project(project: Path) -> None:
    before = {path: (project / "site" / path).stat().st_ino for path in (NEAR, FAR)}
    all_files = sum(1 for _ in (project / "content").rglob("*.md"))
    write(project, CHECK_IN, "key_results: {goal#a: {value: 3, confidence: 4}}")
    assert parsed(project) < all_files / 2
    assert (project / "site" / FAR).stat().st_ino == before[FAR]
    assert (project / "site" / NEAR).stat().st_ino != before[NEAR]
    assert tree(project / "site") == made_anew(project)
    assert parsed(project) == 0  # nothing is left to do


EVERYTHING = {
    "a promise": ("content/2026-q4/growth/goal.md", f"title: New\n{KEY_RESULTS}"),
    "a team": ("content/teams/growth.md", "name: Grown"),
    "the settings": ("okrpress.toml", "[site]\ntheme = 'lean'\n[thresholds]\ngap_on_track = 1"),
    "a template": ("themes/lean/templates/head.html", "<p>New</p>"),
    "a closed cycle": (
        "content/2026-q3/growth/checkins/2026-09-08.md",
        "key_results: {goal#a: {value: 2}}",
    ),
    "a mistake": (CHECK_IN, "key_results: {goal#b: {value: 3}}"),
    "a check-in of tomorrow": (
        "content/2026-q4/growth/checkins/2026-11-23.md",
        "key_results: {goal#a: {value: 2}}",
    ),
}


@pytest.mark.parametrize(("file", "text"), EVERYTHING.values(), ids=EVERYTHING.keys())
def test_wherever_a_part_may_not_do_the_whole_is_read(project: Path, file: str, text: str) -> None:
    write(project, file, text)
    all_files = sum(1 for _ in (project / "content").rglob("*.md"))
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
    assert parsed(project) >= sum(1 for _ in (project / "content").rglob("*.md"))
    assert tree(project / "site") == made_anew(project)


def test_a_page_that_somebody_has_edited_is_mended_too(project: Path) -> None:
    (project / "site" / FAR).write_text("mine")
    (project / "site" / "static" / "style.css").unlink()
    write(project, CHECK_IN, "key_results: {goal#a: {value: 3}}")
    build_in(project)
    assert tree(project / "site") == made_anew(project)


LOADED = """
import sys
from okrpress.cli import main
sys.argv = ["okrpress", "build", "--as-of", "2026-11-22"]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print(*sys.modules)
"""
SPARED = {"yaml", "pydantic", "jinja2", "markdown_it", "babel", "rich", "importlib.metadata"} | {
    "okrpress.scoring",
    "okrpress.source.parse",
    "okrpress.site.pages",
    "okrpress.publish.publishing",
    "okrpress.cli.check",
}
"""What a build has no use for that changes nothing."""


def test_a_build_that_changes_nothing_loads_no_code_for_changes(project: Path) -> None:
    build(BuildRequest(root=project, today=DAY, as_of=DAY))
    done = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(LEAN.parents[1])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert SPARED & set(done.stdout.split()) == set()


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
    "content/2026-q3/growth/checkins/2026-09-01.md": REPORTS,
    "content/2026-q4/growth/mid-cycle.md": REVIEWS,
    "content/2026-q3/growth/retrospective.md": GRADES,
    "content/2026-q4/maria/checkins/2026-11-20.md": REPORTS,
}
EDITS = st.sampled_from([*OBSERVED]).flatmap(
    lambda file: st.tuples(st.just(file), st.none() | OBSERVED[file])
)


@settings(max_examples=10, deadline=None)
@given(edits=st.lists(EDITS, min_size=1, max_size=3), is_personal=st.booleans())
def test_whatever_is_reported_the_site_is_a_clean_one(
    edits: list[tuple[str, str | None]], is_personal: bool
) -> None:
    with project_folder() as root:
        lean_project(root)
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
