"""What a build loads: code for what it does, and templates as they were compiled before."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from lean_project import LEAN, lean_project, made_anew
from project_edits import CHECK_IN, write
from whole_project import tree

from okrpress.cache import installation
from okrpress.publish.seal import SEAL
from okrpress.site.drawings import drawings
from okrpress.site.theme import load_theme

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
ASIDE = """
import os
from okrpress.publish import aside
os.sched_getaffinity = lambda _: {0, 1}
aside.FEWEST = 1
"""
"""As where thousands of files are read, and where there is a second processor."""
HEAVY = {
    *("yaml", "pydantic", "jinja2", "markdown_it", "babel", "rich", "importlib.metadata"),
    *("hashlib", "difflib", "shutil", "tempfile", "traceback", "_strptime", "subprocess"),
}
UNCHANGED = HEAVY | {
    "_hashlib",  # OpenSSL: 3 ms, for the digests of what was drawn
    "okrpress.scoring",
    "okrpress.source.parse",
    "okrpress.site.pages",
    "okrpress.publish.publishing",
    "okrpress.cli.check",
}
"""What a build has no use for that changes nothing."""
MENDED = HEAVY | {
    *("pickle", "html"),
    "okrpress.app.workers",
    "okrpress.app.kept_pages",
    "okrpress.site.cldr",
    "okrpress.site.environments",
    "okrpress.site.charts.chart",
    "okrpress.site.charts.scored",
    "okrpress.site.views.alignment_drawing",
    "okrpress.site.views.attention",
    "okrpress.site.views.changes",
    "okrpress.site.views.explanations",
    "okrpress.site.views.home",
    "okrpress.site.views.lessons",
    "okrpress.site.views.unit_past",
    "okrpress.site.views.weekly_calendar",
}
"""What a build has no use for that shows a report with a theme of few words."""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    """A project with a theme that shows units and their objectives.

    Templates are kept by the name of a theme, for all projects: tests run side by side, so each
    has a name of its own.
    """
    root = lean_project(tmp_path / "project")
    name = f"light-{uuid4().hex}"
    (root / "themes" / "lean").rename(root / "themes" / name)
    write(root, "okrpress.toml", f"[site]\ntheme = '{name}'")
    yield root
    kept_at(root).unlink(missing_ok=True)


def theme_of(root: Path) -> Path:
    """The folder of the project's theme."""
    (folder,) = (root / "themes").iterdir()
    return folder


def kept_at(root: Path) -> Path:
    """Where the templates are kept."""
    name = drawings(load_theme(theme_of(root).name, root / "themes")).name
    file = f"{name}.{sys.implementation.cache_tag}"
    return Path(str(installation.__spec__.cached)).with_name(file)


def loaded(root: Path, before: str = "") -> set[str]:
    """The modules that a build has loaded, in a process that may keep what it compiles."""
    done = subprocess.run(
        [sys.executable, "-c", before + LOADED],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(LEAN.parents[1]), "PYTHONDONTWRITEBYTECODE": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def pages(root: Path) -> dict[str, bytes]:
    """The site, without what says how it was built."""
    return {**tree(root / "site"), SEAL: b""}


def test_a_build_loads_no_code_for_what_it_does_not_do(project: Path) -> None:
    assert "jinja2" in loaded(project)
    assert kept_at(project).is_file()
    assert UNCHANGED & loaded(project) == set()
    write(project, CHECK_IN, "key_results: {goal#a: {value: 3}}")
    assert MENDED & loaded(project) == set()
    assert pages(project) == {**made_anew(project), SEAL: b""}


def test_for_many_files_another_process_compiles_the_templates(project: Path) -> None:
    compiles_here = sys.platform != "linux"  # where no process is forked for it
    assert ("okrpress.site.quick_templates" in loaded(project, ASIDE)) == compiles_here
    assert pages(project) == {**made_anew(project), SEAL: b""}
    kept = kept_at(project).read_bytes()
    write(project, CHECK_IN, "key_results: {goal#a: {value: 3}}")
    assert MENDED & loaded(project) == set()
    assert kept_at(project).read_bytes() == kept


def test_a_broken_template_is_told_by_whoever_draws_it(project: Path) -> None:
    templates = theme_of(project) / "templates"
    (templates / "unused.html").write_text("{% if %}")
    loaded(project, ASIDE)
    assert pages(project) == {**made_anew(project), SEAL: b""}
    (templates / "unit.html").write_text("{% if %}")
    with pytest.raises(subprocess.CalledProcessError) as failed:
        loaded(project, ASIDE)
    assert "unit.html" in failed.value.stderr


def test_templates_are_compiled_anew_where_they_or_what_was_kept_are_not_as_they_were(
    project: Path,
) -> None:
    loaded(project)
    kept = kept_at(project)
    kept.write_bytes(kept.read_bytes()[:-1])
    write(project, CHECK_IN, "key_results: {goal#a: {value: 3}}")
    assert "jinja2" in loaded(project)
    assert pages(project) == {**made_anew(project), SEAL: b""}
    (theme_of(project) / "templates" / "head.html").write_text("<p>New</p>")
    assert "jinja2" in loaded(project)
    assert pages(project) == {**made_anew(project), SEAL: b""}
