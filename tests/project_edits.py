"""What people do to the files of a project: edits for property tests, done on disk."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from textwrap import dedent

from hypothesis import strategies as st

DAY = date(2026, 11, 22)
ONBOARDING = "content/2026-q4/growth/onboarding.md"
CHECK_IN = "content/2026-q4/growth/checkins/2026-11-06.md"

OBJECTIVE = """
title: Newcomers stay
owner: {owner}
values: [{value}]
visibility: {visibility}
supports: [{goal}]
key_results:
  - {{id: a, title: Stay, baseline: 1, target: {target}}}
  - {{id: {second}, title: Live, done_when: Seen{more}}}
"""
OBJECTIVES = st.builds(
    OBJECTIVE.format,
    owner=st.sampled_from(["maria", "jon", "growth"]),
    value=st.sampled_from(["care", "craft", "caer"]),
    visibility=st.sampled_from(["public", "public", "private", "no such"]),
    goal=st.sampled_from(["company/goal", "company/goal#a", "growth/goal#b", "2026/growth/goal"]),
    target=st.sampled_from(["4", "4.0", "9"]),
    second=st.sampled_from(["b", "c"]),
    more=st.sampled_from(["", ", current: true, as_of: 2026-11-01", ", due: 2025-01-01"]),
)
CHECK_INS = st.builds(
    "author: {}\nkey_results: {{{}#{}: {{{}, confidence: 4}}}}\nhealth: {{{}: 2}}".format,
    st.sampled_from(["maria", "nobody"]),
    st.sampled_from(["goal", "onboarding"]),
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from(["value: 3", "value: 3.0", "done: true"]),
    st.sampled_from(["overtime", "mood"]),
)
TEAMS = st.builds(
    "name: {}\nlead: maria\nparent: {}\nhealth: [{{id: {}, title: T, keep: {{max: 4}}}}]".format,
    st.sampled_from(["Growth", "Company", "Both"]),
    st.sampled_from(["company", "growth", "nothing"]),
    st.sampled_from(["overtime", "mood"]),
)
CYCLES = st.sampled_from(
    ["title: T", "closed: 2026-11-20", "start: 2026-10-05", "end: 2025-01-01", "undated: Lost"]
)
REVIEWS = st.sampled_from(
    [
        "date: 2026-11-12\nkey_results: {goal#a: {decision: keep}}",
        "date: 2026-11-12\ngrades: {goal#a: {score: 0.5, why: W}}",
        "date: 2020-01-01\ngrades: {onboarding#c: 1}",
    ]
)
ORGANISATIONS = st.sampled_from(["name: N\nvalues: [{id: care, name: C}]", "name: O", "no: good"])

FILES: dict[str, st.SearchStrategy[str]] = {
    "content/index.md": ORGANISATIONS,
    "content/teams/growth.md": TEAMS,
    "content/teams/company.md": TEAMS,
    "content/people/maria.md": st.just("name: Maria"),
    "content/2026-q4/index.md": CYCLES,
    "content/odd/index.md": CYCLES,
    ONBOARDING: OBJECTIVES,
    "content/2026-q4/growth/goal.md": OBJECTIVES,
    "content/2026-q4/company/goal.md": OBJECTIVES,
    "content/2026/growth/goal.md": OBJECTIVES,
    "content/odd/growth/goal.md": OBJECTIVES,
    "content/2026-q4/No Id/goal.md": OBJECTIVES,
    CHECK_IN: CHECK_INS,
    "content/2026-q4/growth/checkins/2026-11-06-b.md": CHECK_INS,
    "content/2026-q4/company/checkins/2025-01-01.md": CHECK_INS,
    "content/2026-q4/growth/mid-cycle.md": REVIEWS,
    "content/2026-q4/growth/retrospective.md": REVIEWS,
    "content/2026-q4/growth/notes.txt": st.just("no content"),
    "okrpress.toml": st.sampled_from(
        ["[site]\ntitle = 'T'", "[thresholds]\ngap_on_track = 1", "cadence = 'daily'", "broken"]
    ),
}
FOLDERS = [
    *("content/2026-q4", "content/2026-q4/growth", "content/2026-q4/growth/checkins"),
    *("content/teams", "content/2026-q4/company", "content/odd"),
]


def write(root: Path, file: str, text: str) -> list[str]:
    """Write a file, whatever is in its way; the paths that have changed."""
    clear(root, file)
    for parent in reversed(Path(file).parents[:-1]):
        if (root / parent).is_symlink() or (root / parent).is_file():
            (root / parent).unlink()
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    text = dedent(text).strip() + "\n"
    (root / file).write_text(f"---\n{text}---\nBody.\n" if file.endswith(".md") else text)
    return [file]


def is_hidden(root: Path, path: str) -> bool:
    """Whether a link stands on the way: a change there would be one somewhere else."""
    return any((root / parent).is_symlink() for parent in Path(path).parents)


def clear(root: Path, path: str) -> list[str]:
    """Remove what lies at a path, if anything does."""
    if is_hidden(root, path):
        return []
    if (root / path).is_symlink() or (root / path).is_file():
        (root / path).unlink()
    elif (root / path).exists():
        shutil.rmtree(root / path)
    return [path]


def move(root: Path, path: str, target: str) -> list[str]:
    """Rename a file or folder, unless something is in its way."""
    if is_hidden(root, path) or is_hidden(root, target):
        return []
    if (root / path).exists() and not (root / target).exists() and (root / target).parent.is_dir():
        (root / path).rename(root / target)
    return [path, target]


def link(root: Path, path: str) -> list[str]:
    """Put a symbolic link in the place of whatever is there."""
    clear(root, path)
    if (root / path).parent.is_dir() and not is_hidden(root, path):
        (root / path).symlink_to(root / "content", target_is_directory=True)
    return [path]


@st.composite
def edits(draw: st.DrawFn, root: Path) -> list[str]:
    """Something that people do to their files, done: the paths that have changed."""
    file = draw(st.sampled_from(sorted(FILES)))
    folder = draw(st.sampled_from(FOLDERS))
    match draw(st.sampled_from("wwwwwdcfml")):
        case "w":
            return write(root, file, draw(FILES[file]))
        case "d":
            return clear(root, file)
        case "c":
            return clear(root, folder)
        case "f":
            return move(root, folder, f"{folder}-2")
        case "m":
            return move(root, file, draw(st.sampled_from(sorted(FILES))))
        case _:
            return link(root, draw(st.sampled_from([file, folder])))


@contextmanager
def project_folder() -> Iterator[Path]:
    """A project with one file, and the examples' own: hypothesis makes many."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        write(
            root,
            ONBOARDING,
            OBJECTIVE.format(
                owner="maria",
                value="care",
                visibility="public",
                goal="company/goal",
                target="4",
                second="b",
                more="",
            ),
        )
        yield root
