"""Whatever happens to the cache, commands say and build what they would without one."""

import os
import random
import resource
import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from project_edits import write
from run_as_nobody import open_folder
from whole_project import HIDDEN, NOT_FOR_ALL, WHOLE, Outcome, make_project, okrpress, tree

from okrpress.app.serve_preview import LivePreview
from okrpress.app.serve_request import ServeRequest
from okrpress.app.watcher import NotesOnly

LEAN = Path(__file__).parents[2] / "bench" / "lean"
DAY = "2026-11-22"
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "check": ("check", "{root}", "--format", "json", "--as-of", DAY),
    "build": ("build", "{root}", "--as-of", DAY),
    "build for others": (
        *("build", "{root}", "--as-of", DAY),
        *("--audience", "internal", "--output", "{root}/inside"),
    ),
    "status": ("status", "-C", "{root}", "--all", "--format", "json", "--as-of", DAY),
}
SITES = {"build": "site", "build for others": "inside"}


class Found(NamedTuple):
    """What a command has come to, and the site that it leaves."""

    result: tuple[int, str, str]
    site: dict[str, bytes]


def found(root: Path, name: str, said: Outcome) -> Found:
    return Found(said.result, tree(root / SITES[name]) if name in SITES else {})


def run(root: Path, name: str) -> tuple[Found, tuple[str, ...]]:
    """Run one of the commands: what came of it, and the notes beside it."""
    said = okrpress(root, *COMMANDS[name])
    return found(root, name, said), said.notes


class Project(NamedTuple):
    """A project with a cache that every command has filled, and what they say without one."""

    root: Path
    whole: Path
    clean: Mapping[str, Found]
    foreign: Path

    @property
    def cache(self) -> Path:
        return self.root / ".okrpress" / "cache"

    def mend(self) -> None:
        """Give it the whole cache again, as every command left it."""
        shutil.rmtree(self.root / ".okrpress", ignore_errors=True)
        (self.root / ".okrpress").unlink(missing_ok=True)
        shutil.copytree(self.whole, self.root / ".okrpress")


FILES = {
    **WHOLE,
    **NOT_FOR_ALL,
    HIDDEN: NOT_FOR_ALL[HIDDEN] + "\n---\n" + "long " * 30_000 + "\n---",
}
"""What is hidden makes a larger file in the cache than any on the site."""


def make_lean(root: Path, files: Mapping[str, str]) -> Path:
    """A project with a theme of few pages."""
    shutil.copytree(LEAN, root / "themes" / "own")
    return make_project(root, files)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("cached")
    folder.chmod(0o755)
    without = make_lean(folder / "without", FILES)
    clean = {name: run(without, name)[0] for name in COMMANDS}
    root = make_lean(folder / "project", FILES)
    other = make_lean(folder / "other", {**FILES, "content/index.md": "name: Other"})
    for name in COMMANDS:
        run(root, name)
        run(other, name)
    shutil.copytree(root / ".okrpress", folder / "whole")
    return Project(root, folder / "whole", clean, other / ".okrpress" / "cache")


def kept(project: Project) -> list[Path]:
    """All files in the project's own folder, those of the cache last; but for spare sites."""
    own = project.root / ".okrpress"
    files = sorted(path for path in own.rglob("*") if path.is_file())
    return [
        file
        for file in files
        if file.name not in {".gitignore", "CACHEDIR.TAG"}
        and not file.is_relative_to(own / "spare")
    ]


def test_every_command_keeps_something(project: Project) -> None:
    project.mend()
    kinds = {file.name.partition("-")[0] for file in kept(project)}
    assert kinds == {"records", "listing", "verdict", "promises", "site"}
    assert sum(file.name.startswith("site-") for file in kept(project)) == 2


# ── damage ────────────────────────────────────────────────────────────────────────────────────

Damage = Callable[[Project, Path, random.Random], None]


def flip(_: Project, file: Path, chance: random.Random) -> None:
    data = bytearray(file.read_bytes())
    for _each in range(chance.choice([1, 1, 5])):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(bytes(data))


def cut(_: Project, file: Path, chance: random.Random) -> None:
    os.truncate(file, chance.randrange(file.stat().st_size))


def grow(_: Project, file: Path, chance: random.Random) -> None:
    file.write_bytes(file.read_bytes() + chance.randbytes(9))


def empty(_: Project, file: Path, _chance: random.Random) -> None:
    file.write_bytes(b"")


def scramble(_: Project, file: Path, chance: random.Random) -> None:
    file.write_bytes(chance.randbytes(file.stat().st_size))


def make_newer(_: Project, file: Path, _chance: random.Random) -> None:
    magic, version, rest = file.read_bytes().split(b" ", 2)
    file.write_bytes(b" ".join((magic, b"f" * len(version), rest)))


def swap(project: Project, file: Path, chance: random.Random) -> None:
    others = sorted((project.whole / "cache").glob("*-*"))
    shutil.copyfile(chance.choice(others), file)


def take_from_another_project(project: Project, file: Path, _chance: random.Random) -> None:
    foreign = sorted(project.foreign.glob(f"{file.name.partition('-')[0]}*"))
    shutil.copyfile(project.foreign / file.name if file in foreign else foreign[-1], file)


def delete(_: Project, file: Path, _chance: random.Random) -> None:
    file.unlink()


def make_folder(_: Project, file: Path, _chance: random.Random) -> None:
    file.unlink()
    file.mkdir()
    (file / "within").touch()


def make_link(project: Project, file: Path, _chance: random.Random) -> None:
    file.unlink()
    file.symlink_to(project.whole / "cache" / file.name)


def make_dangling_link(_: Project, file: Path, _chance: random.Random) -> None:
    file.unlink()
    file.symlink_to("nothing")


def make_pipe(_: Project, file: Path, _chance: random.Random) -> None:
    file.unlink()
    os.mkfifo(file)


ANEW = "it is made anew, and nothing has to be done"
DAMAGED = f"note: .okrpress/cache/{{}} in the cache is damaged: {ANEW}"
NO_FILE = f"note: .okrpress/cache/{{}} in the cache is no file of okrpress: {ANEW}"
VERSION = f"note: the cache in .okrpress/cache is of another version of okrpress: {ANEW}"
IN_THE_WAY = (
    "note: .okrpress/cache/{} is in the way of the cache: "
    "nothing is kept for the next time until you delete it"
)
DAMAGES: Mapping[str, tuple[Damage, str]] = {
    "flipped": (flip, DAMAGED),
    "cut": (cut, DAMAGED),
    "longer": (grow, DAMAGED),
    "empty": (empty, DAMAGED),
    "other bytes": (scramble, DAMAGED),
    "newer": (make_newer, VERSION),
    "of another file": (swap, ""),
    "of another project": (take_from_another_project, ""),
    "deleted": (delete, ""),
    "a folder": (make_folder, IN_THE_WAY),
    "a link": (make_link, NO_FILE),
    "a dangling link": (make_dangling_link, NO_FILE),
    "a pipe": (make_pipe, NO_FILE),
}


def is_said(words: str, note: str) -> bool:
    """Whether a note says this of some file of the cache."""
    before, _, after = words.partition("{}")
    return note.startswith(before) and note.endswith(after)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_cache_of_which_every_file_is(project: Project, damage: str) -> None:
    """It is told in one line at most, with what to do; then all is as if nothing had been."""
    project.mend()
    change, words = DAMAGES[damage]
    for file in kept(project):
        change(project, file, random.Random(file.name))
    told = [note for name in COMMANDS for note in looks_clean(project, name)]
    assert bool(told) == bool(words)
    assert all(is_said(words, note) for note in told)
    again = [note for name in SITES for note in looks_clean(project, name)]
    assert bool(again) == (damage == "a folder")


def looks_clean(project: Project, name: str) -> tuple[str, ...]:
    """Run a command, which comes to what it comes to without a cache; the note beside it."""
    came, notes = run(project.root, name)
    assert came == project.clean[name]
    assert len(notes) <= 1
    return notes


@given(
    names=st.lists(st.sampled_from(sorted(COMMANDS)), min_size=1, max_size=3),
    damages=st.lists(
        st.tuples(st.sampled_from(sorted(DAMAGES)), st.integers(0, 99), st.integers(0, 10**6)),
        min_size=1,
        max_size=3,
    ),
)
@settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.generate])
def test_no_damage_changes_what_is_said_or_built(
    project: Project, names: list[str], damages: list[tuple[str, int, int]]
) -> None:
    project.mend()
    for damage, number, seed in damages:
        files = kept(project)
        DAMAGES[damage][0](project, files[number % len(files)], random.Random(seed))
    for name in names:
        looks_clean(project, name)


def test_serve_says_it_too(project: Project) -> None:
    project.mend()
    for file in kept(project):
        empty(project, file, random.Random(0))
    notes: list[str] = []
    request = ServeRequest(root=project.root, today=lambda: date.fromisoformat(DAY))
    LivePreview(request, NotesOnly(notes.append))
    (note,) = notes
    assert is_said(DAMAGED, f"note: {note.replace(f'{project.root}/', '')}")


def become_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("no folder\n")


def become_link(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))
    folder.symlink_to(folder.with_name("elsewhere"), target_is_directory=True)


@pytest.mark.parametrize("name", [".okrpress", ".okrpress/cache"])
@pytest.mark.parametrize(
    ("become", "words"),
    [
        pytest.param(become_file, "{name} is in the way of the cache", id="a file"),
        pytest.param(
            become_link,
            "{name} is a symbolic link",
            id="a link",
        ),
    ],
)
def test_a_folder_of_the_cache_that_is(
    project: Project, name: str, become: Callable[[Path], None], words: str
) -> None:
    """It is left alone, whatever it is, until its owner deletes it."""
    project.mend()
    become(project.root / name)
    try:
        for command in COMMANDS:
            (note,) = looks_clean(project, command)
            assert note.startswith(f"note: {words.format(name=name)}")
            assert "nothing is kept for the next time until you delete" in note
    finally:
        (project.root / name).unlink()
        for left in (project.root / "elsewhere", project.root / ".okrpress" / "elsewhere"):
            shutil.rmtree(left, ignore_errors=True)


# ── no room, no right, no peace: in processes of their own ────────────────────────────────────

NOBODY = 65534
ROOM = 140_000  # bytes of a file: enough for every file of the site, not for the hidden record


def start(prepare: Callable[[], object], root: Path, *arguments: str) -> tuple[int, int]:
    """Run a command in a process that was prepared for it: the process, and where it tells."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    prepare()
    said = okrpress(root, *arguments)
    with os.fdopen(writing, "w", encoding="utf-8") as pipe:
        pipe.write("\0".join((said.out, said.err, *said.notes)))
    os._exit(said.code)


def came_of(process: int, reading: int) -> Outcome:
    """What came of a process: its code, or minus the signal that ended it."""
    with os.fdopen(reading, encoding="utf-8") as pipe:
        out, err, *notes = (pipe.read() + "\0").split("\0")
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    return Outcome(code, out, err, tuple(filter(None, notes)))


def room(size: int) -> Callable[[], None]:
    """No file may grow beyond so many bytes: writing more fails."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.fixture
def cold(project: Project) -> Project:
    """The project without a cache and without sites."""
    for folder in (".okrpress", *SITES.values()):
        shutil.rmtree(project.root / folder, ignore_errors=True)
    return project


def test_no_room_for_the_cache_fails_no_command(cold: Project) -> None:
    for name, arguments in COMMANDS.items():
        said = came_of(*start(room(ROOM), cold.root, *arguments))
        assert found(cold.root, name, said) == cold.clean[name]
        (note,) = said.notes
        assert note.startswith("note: .okrpress/cache/records-")
        assert note.endswith("file too large; nothing is kept for the next time")
    assert list(cold.cache.glob(".*")) == []


def test_no_room_for_the_site_leaves_the_old_one(project: Project) -> None:
    project.mend()
    looks_clean(project, "build")
    file = "content/2026-q4/growth/goal.md"
    write(project.root, file, "title: Nearer\n" + WHOLE[file].partition("\n")[2])
    said = came_of(*start(room(700), project.root, *COMMANDS["build"]))
    assert said.code == 2
    assert "site" in said.err
    assert "File too large" in said.err
    assert tree(project.root / "site") == project.clean["build"].site
    assert [path.name for path in project.root.glob(".*")] == [".okrpress"]
    write(project.root, file, WHOLE[file])
    looks_clean(project, "build")


def die_in_writing() -> None:
    """The system kills whoever writes more than there is room for."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    room(ROOM)()


def test_killed_in_the_middle_of_a_file_of_the_cache(cold: Project) -> None:
    for name, arguments in COMMANDS.items():
        assert came_of(*start(die_in_writing, cold.root, *arguments)).code == -signal.SIGXFSZ
        (half,) = cold.cache.glob(".*")
        assert half.stat().st_size == ROOM
        assert looks_clean(cold, name) == ()
        cold.mend()
        shutil.rmtree(cold.root / ".okrpress")


def killed_at(number: int) -> Callable[[], None]:
    """SIGKILL when a process is about to do its N-th thing to the cache."""

    def prepare() -> None:
        left = iter(range(number))

        def hear(event: str, arguments: tuple[object, ...]) -> None:
            if event in EVENTS and ".okrpress/" in str(arguments[0]) and next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hear)

    return prepare


EVENTS = {"open", "os.rename", "os.remove", "os.mkdir"}


def test_killed_at_any_step_of_keeping(cold: Project) -> None:
    """Each process dies a few steps after the last one has; one comes to the end."""
    for number in range(0, 1000, 7):
        shutil.rmtree(cold.root / ".okrpress", ignore_errors=True)
        said = came_of(*start(killed_at(number), cold.root, *COMMANDS["build"]))
        assert looks_clean(cold, "build") == ()
        if said.code != -signal.SIGKILL:
            break
    assert said.code == 0
    assert number > 28


def become_nobody() -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


@pytest.mark.parametrize(
    ("path", "mode", "words"),
    [
        pytest.param("", 0o000, "permission denied", id="look into"),
        pytest.param("records-*", 0o000, "permission denied", id="read"),
        pytest.param("", 0o555, "", id="write to"),
    ],
)
def test_a_cache_that_one_may_not(project: Project, path: str, mode: int, words: str) -> None:
    project.mend()
    with open_folder() as folder:
        shutil.copytree(project.root, folder / "project")
        project = project._replace(root=folder / "project")
        for file in (project.cache, *project.cache.rglob("*")):
            file.chmod(0o755 if file.is_dir() else 0o644)
        for file in project.cache.glob(path) if path else [project.cache]:
            file.chmod(mode)
        (folder / "theirs").mkdir()
        (folder / "theirs").chmod(0o777)
        theirs = ("--output", str(folder / "theirs" / "site"))
        said = came_of(*start(become_nobody, project.root, *COMMANDS["build"], *theirs))
        assert (said.code, tree(folder / "theirs" / "site")) == (0, project.clean["build"].site)
        assert len(said.notes) == bool(words)
        assert all(words in note for note in said.notes)


def test_builds_that_share_a_cache(cold: Project) -> None:
    """At the same time, for several audiences, while the files are edited."""
    root, file = cold.root, "content/2026-q4/growth/goal.md"
    texts = [
        WHOLE[file],
        *(f"title: Goal {at}\n{WHOLE[file].partition(chr(10))[2]}" for at in "ab"),
    ]
    for text in (*texts, WHOLE[file]):
        write(root, file, text)
        begun = {
            name: start(lambda: None, root, *COMMANDS[name])
            for name in ("build", "build for others")
        }
        began = start(lambda: None, root, *COMMANDS["check"])
        came = {name: came_of(*one) for name, one in begun.items()}
        assert came_of(*began).notes == ()
        for name, said in came.items():
            built = found(root, name, said)
            clean = okrpress(root, *COMMANDS[name], "--no-cache", "--output", str(root / "clean"))
            assert said.notes == ()
            assert (built.result[0], built.site) == (clean.code, tree(root / "clean"))
            shutil.rmtree(root / "clean")
