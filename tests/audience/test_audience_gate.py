"""The release gate: two projects that differ in what an audience may not see are the same to it."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import git_repository as repo
import pytest
from audience_world import LEVELS, VISIBLE, Outcome, Secrets, files, okrpress, tree, write
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

NUMBERS = st.integers(0, 9)
SECRETS = st.fixed_dictionaries(dict.fromkeys(LEVELS, NUMBERS))
AUDIENCES = st.sampled_from(sorted(VISIBLE))
ALL = {"internal": 3, "managers": 4, "private": 5}
NONE = dict.fromkeys(LEVELS, 0)


def hidden_changed(audience: str, one: Secrets, other: Secrets) -> Secrets:
    """The other secrets, but for those that the audience sees: they are as in the one."""
    return {level: (one if level in VISIBLE[audience] else other)[level] for level in LEVELS}


@contextmanager
def two_projects(one: Secrets, other: Secrets) -> Iterator[tuple[Path, Path]]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        yield write(root / "one", one), write(root / "other", other)


def said_to(audience: str, root: Path) -> list[Outcome]:
    """What every command says to an audience, but for builds."""
    as_them = ("--audience", audience)
    return [
        okrpress(root, "check", "{root}", "--format", "concise", *as_them),
        okrpress(root, "check", "{root}", "--format", "json", "--strict", *as_them),
        okrpress(root, "status", "-C", "{root}", "--format", "json", *as_them),
        okrpress(root, "status", "-C", "{root}", "--all", *as_them),
        okrpress(root, "digest", "-C", "{root}", "--since", "60d", *as_them),
        okrpress(root, "digest", "-C", "{root}", "--format", "json", *as_them),
        okrpress(root, "remind", "-C", "{root}", "--check", "--format", "json", *as_them),
        okrpress(root, "remind", "-C", "{root}", "--format", "ics", *as_them),
        okrpress(
            root, "simulate", "--root", "{root}", "--all-at", "expected", "--at-end", *as_them
        ),
    ]


def build(audience: str, root: Path, *more: str) -> tuple[Outcome, dict[str, bytes]]:
    output = root / "site"
    done = okrpress(root, "build", "{root}", "--audience", audience, "--strict", *more)
    return done, tree(output)


@given(audience=AUDIENCES, one=SECRETS, other=SECRETS)
@example(audience="public", one=ALL, other=NONE)
@example(audience="internal", one=ALL, other=NONE)
@example(audience="manager:maria", one=ALL, other=NONE)
@example(audience="manager:ada", one=ALL, other=NONE)
@example(audience="person:ada", one=NONE, other=ALL)
@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink takes minutes
)
def test_what_an_audience_may_not_see_makes_no_difference(
    audience: str, one: Secrets, other: Secrets
) -> None:
    """Bytes, file list, output, messages, exit codes; cold, from a warm cache, and after edits."""
    other = hidden_changed(audience, one, other)
    with two_projects(one, other) as (first, second):
        assert said_to(audience, first) == said_to(audience, second)
        wanted = build(audience, first, "--no-cache")
        assert build(audience, second) == wanted
        write(second, one)  # what was hidden is edited: the site that is there stays right
        assert build(audience, second) == wanted


@pytest.mark.parametrize("audience", ["public", "manager:ada"])
def test_a_diff_is_that_of_what_the_audience_sees(audience: str, tmp_path: Path) -> None:
    """Histories that differ only in what is hidden, and what was hidden before or is now."""
    outcomes = []
    for name, base, head in (("one", NONE, ALL), ("other", ALL, NONE), ("still", NONE, NONE)):
        root = repo.new_repository(tmp_path / name)
        repo.commit(root, files(hidden_changed(audience, ALL, base)), f"Keep {base}")
        edited = _edited(write(root, hidden_changed(audience, ALL, head)))
        outcomes.append(
            [
                okrpress(root, "diff", "HEAD", "--root", "{root}", "--audience", audience, *more)
                for more in (("--format", "json"), ("--format", "markdown"), ("--strict",))
            ]
        )
        assert "120" in edited
    assert outcomes[0] == outcomes[1] == outcomes[2]
    assert "120" in outcomes[0][0].out


def _edited(root: Path) -> str:
    """The folder with a change that everybody sees: a target that moved."""
    path = root / "content/2026-q4/kitchen/welcome.md"
    text = path.read_text(encoding="utf-8").replace("target: 100", "target: 120")
    path.write_text(text, encoding="utf-8")
    return text


def test_a_secret_made_public_is_new_and_made_secret_is_gone(tmp_path: Path) -> None:
    shown, hidden = files(NONE), dict(files(NONE))
    path = "content/2026-q4/kitchen/turn.md"
    goal = (
        "---\ntitle: The turn\n{}stands_alone: Yes\n"
        "key_results: [{{id: a, title: A {} rises, baseline: 1, target: 9}}]\n---\n"
    )
    hidden[path] = goal.format("visibility: private\n", "before")
    shown[path] = goal.format("", "after")
    for before, after, verb in ((hidden, shown, "added"), (shown, hidden, "removed")):
        root = repo.new_repository(tmp_path / verb)
        repo.commit(root, before)
        repo.write(root, after)
        told = okrpress(
            root, "diff", "HEAD", "--root", "{root}", "--audience", "public", "--format", "json"
        )
        assert "The turn" in told.out
        assert "A before" not in told.out


def test_real_processes_say_the_same_and_write_the_same(tmp_path: Path) -> None:
    """Everything of a process: streams, exit code, the files and their modes."""
    seen = []
    for name, secrets in (("one", ALL), ("other", NONE)):
        root = write(tmp_path / name / "project", secrets)
        done = subprocess.run(
            [sys.executable, "-m", "okrpress", "build", "--strict", "--keep-going"],
            cwd=root,
            capture_output=True,
            env=_environment(),
            check=False,
        )
        modes = {path.stat().st_mode for path in (root / "site").rglob("*")}
        err = done.stderr.decode().partition(", as of")[0]
        seen.append((done.returncode, done.stdout, err, modes, tree(root / "site")))
        cache = root / ".okrpress" / "cache"
        assert cache.stat().st_mode & 0o777 == 0o700
        assert not (root / "site" / ".okrpress").exists()
    assert seen[0] == seen[1]


def _environment() -> Mapping[str, str]:
    package = Path(__file__).parents[2]
    return {**os.environ, "PYTHONPATH": str(package), "NO_COLOR": "1"}
