import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from okrpress.errors import OkrpressError
from okrpress.model.finding import Finding, Level, Span
from okrpress.source.files import (
    Discovered,
    Source,
    discover,
    read_file,
    read_optional,
    read_text,
    write_new,
)
from okrpress.source.kinds import Identity, identify, name_mistake

OBJECTIVE = "content/2026-q4/product/onboarding.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one file of every kind."""
    for file in (
        "index.md",
        "teams/product.md",
        "people/maria.md",
        "2026-q4/index.md",
        "2026-q4/product/onboarding.md",
        "2026-q4/product/mid-cycle.md",
        "2026-q4/product/retrospective.md",
        "2026-q4/product/checkins/2026-10-09.md",
    ):
        put(tmp_path, file)
    return tmp_path


def put(root: Path, file: str, text: str = "---\n---\n") -> Path:
    path = root / "content" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def codes(found: Discovered) -> list[tuple[str, str]]:
    return [(finding.code, finding.at.file) for finding in found.findings]


def test_every_content_file_in_order_of_path(root: Path) -> None:
    found = discover(root, "content")
    assert [source.file for source in found.sources] == [
        "content/2026-q4/index.md",
        "content/2026-q4/product/checkins/2026-10-09.md",
        "content/2026-q4/product/mid-cycle.md",
        "content/2026-q4/product/onboarding.md",
        "content/2026-q4/product/retrospective.md",
        "content/index.md",
        "content/people/maria.md",
        "content/teams/product.md",
    ]
    assert found.findings == ()
    assert found.sources[3] == Source(file=OBJECTIVE, data=b"---\n---\n")


def test_the_bytes_of_a_file_are_as_they_are(root: Path) -> None:
    (root / OBJECTIVE).write_bytes(b"\xef\xbb\xbf\r\n\xff\x00")
    assert b"\xef\xbb\xbf\r\n\xff\x00" in {
        source.data for source in discover(root, "content").sources
    }


def test_a_content_folder_may_lie_deeper(tmp_path: Path) -> None:
    path = tmp_path / "docs" / "okrs" / "index.md"
    path.parent.mkdir(parents=True)
    path.touch()
    assert discover(tmp_path, "docs/okrs").sources == (Source(file="docs/okrs/index.md", data=b""),)


@pytest.mark.parametrize(
    "file", ["README.md", "2026-q4/readme.md", ".DS_Store", ".git/HEAD", "teams/.product.md.swp"]
)
def test_what_is_left_alone(root: Path, file: str) -> None:
    before = discover(root, "content")
    put(root, file)
    assert discover(root, "content") == before


@pytest.mark.parametrize(
    ("file", "code", "level"),
    [
        pytest.param("logo.png", "FMT006", Level.WARNING, id="a picture"),
        pytest.param("2026-q4/product/plan.xlsx", "FMT006", Level.WARNING, id="a sheet"),
        pytest.param("2026-q4/product/onboarding.md~", "FMT006", Level.WARNING, id="a backup"),
        pytest.param("notes", "FMT006", Level.WARNING, id="no extension"),
        pytest.param("teams/product.MD", "FMT070", Level.ERROR, id="capitals"),
        pytest.param("teams/sales.markdown", "FMT070", Level.ERROR, id="the long extension"),
        pytest.param("growth.md", "FMT070", Level.ERROR, id="an objective at the top"),
        pytest.param("2026-q4/growth.md", "FMT070", Level.ERROR, id="an objective in the cycle"),
    ],
)
def test_a_file_that_is_no_content_is_a_finding(
    root: Path, file: str, code: str, level: Level
) -> None:
    before = discover(root, "content")
    put(root, file)
    found = discover(root, "content")
    assert codes(found) == [(code, f"content/{file}")]
    assert found.findings[0].level is level
    assert found.sources == before.sources


@pytest.mark.parametrize(
    ("folder", "help"),
    [
        pytest.param("2026-q4/product/check-ins", "did you mean `checkins`?", id="misspelt"),
        pytest.param("2026-q4/product/notes", "move its files", id="in a unit"),
        pytest.param("2026-q4/product/checkins/october", "move its files", id="too deep"),
        pytest.param("teams/emea", "move its files", id="in teams"),
    ],
)
def test_a_folder_without_a_meaning_is_one_finding(root: Path, folder: str, help: str) -> None:
    put(root, f"{folder}/one.md")
    put(root, f"{folder}/deeper/two.md")
    found = discover(root, "content")
    assert codes(found) == [("FMT020", f"content/{folder}")]
    assert help in found.findings[0].help
    assert found.findings[0].at.span == Span(1, 1, 1, 1)


# ── names ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param(b"\xff.md", "\\xff.md", id="no UTF-8"),
        pytest.param(b"a\nb.md", "a\\nb.md", id="a line feed"),
        pytest.param(b"a\x1b[31m.md", "a\\x1b[31m.md", id="a terminal command"),
        pytest.param("a\u202eb.md".encode(), "a\\u202eb.md", id="order of writing"),
        pytest.param("a\u00a0b.md".encode(), "a\\xa0b.md", id="a blank that does not break"),
    ],
)
@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_name_that_cannot_be_printed(root: Path, name: bytes, shown: str, kind: str) -> None:
    path = root / "content" / "2026-q4" / "product" / os.fsdecode(name)
    path.touch() if kind == "file" else path.mkdir()
    found = discover(root, "content")
    assert codes(found) == [("FMT005", f"content/2026-q4/product/{shown}")]
    assert found.findings[0].message.isprintable()
    assert len(found.sources) == 8


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Onboarding", id="a case twin"),
        pytest.param("zürich", id="composed"),
        pytest.param("zu\u0308rich", id="decomposed"),
        pytest.param("aux", id="a name that Windows keeps"),
        pytest.param("a ", id="a blank at the end"),
        pytest.param("::error::x", id="a command of a CI service"),
        pytest.param("x" * 252, id="255 bytes"),
        pytest.param("аpple", id="a Cyrillic letter"),
        pytest.param("-a", id="a hyphen first"),
        pytest.param("a.b", id="a dot"),
        pytest.param("index", id="a name with another meaning"),
    ],
)
def test_a_name_that_is_no_id_is_found_when_the_file_is_parsed(root: Path, name: str) -> None:
    file = f"content/2026-q4/product/{name}.md"
    (root / file).touch()
    found = discover(root, "content")
    assert found.findings == ()
    assert file in {source.file for source in found.sources}
    identity = identify(file, "content")
    assert isinstance(identity, Identity)
    mistake = name_mistake(identity, file)
    assert mistake is not None
    assert mistake.message.isprintable()


# ── links and special files ───────────────────────────────────────────────────────────────────


@pytest.fixture
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file outside the project that nobody may read through it."""
    path = tmp_path_factory.mktemp("outside") / "canary.md"
    path.write_text("secret")
    return path


@pytest.mark.parametrize(
    ("link", "target"),
    [
        pytest.param("2026-q4/product/link.md", "{secret}", id="a file, absolute"),
        pytest.param("2026-q4/product/link.md", "onboarding.md", id="a file beside it"),
        pytest.param("2026-q4/product/link.md", "nothing.md", id="nothing"),
        pytest.param("2026-q4/product/link.md", "link.md", id="itself"),
        pytest.param("2026-q4/product/checkins/link", "..", id="the folder above"),
        pytest.param("2027-q1", "{secret.parent}", id="a folder, absolute"),
        pytest.param("teams/link.png", "{secret}", id="not even named like content"),
    ],
)
def test_a_symbolic_link_is_named_and_not_followed(
    root: Path, secret: Path, link: str, target: str
) -> None:
    (root / "content" / link).symlink_to(target.format(secret=secret))
    found = discover(root, "content")
    assert codes(found) == [("FMT003", f"content/{link}")]
    assert len(found.sources) == 8


OPENED = """
import sys
from pathlib import Path
opened = []
sys.addaudithook(lambda event, args: opened.append(f"{event} {args[0]!r}"))
from okrpress.source.files import discover, read_optional
discover(Path(sys.argv[1]), "content")
read_optional(Path(sys.argv[1]), "okrpress.toml")
print(*opened, sep="\\n")
"""


def test_what_a_link_leads_to_is_never_opened(root: Path, secret: Path) -> None:
    (root / "content" / "link.md").symlink_to(secret)
    (root / "content" / "2027-q1").symlink_to(secret.parent)
    (root / "okrpress.toml").symlink_to(secret)
    run = subprocess.run(
        [sys.executable, "-c", OPENED, str(root)], capture_output=True, text=True, check=True
    )
    assert "onboarding.md" in run.stdout
    assert "okrpress.toml" in run.stdout
    assert str(secret.parent) not in run.stdout


def test_a_pipe_is_named_and_not_waited_for(root: Path) -> None:
    os.mkfifo(root / "content" / "teams" / "x.md")
    assert codes(discover(root, "content")) == [("FMT002", "content/teams/x.md")]


def test_a_socket_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "content" / "teams")  # a socket's address is short
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("x.md")
        assert codes(discover(root, "content")) == [("FMT002", "content/teams/x.md")]


@pytest.mark.parametrize("name", ["x.md", "X.MD"])
def test_a_folder_named_like_a_file(root: Path, name: str) -> None:
    put(root, f"2026-q4/{name}/one.md")
    assert codes(discover(root, "content")) == [("FMT002", f"content/2026-q4/{name}")]


# ── size ──────────────────────────────────────────────────────────────────────────────────────


def test_256_kib_and_no_more(root: Path) -> None:
    path = root / OBJECTIVE
    path.write_bytes(b"x" * 256 * 1024)
    assert discover(root, "content").findings == ()
    path.write_bytes(b"x" * (256 * 1024 + 1))
    assert codes(discover(root, "content")) == [("FMT004", OBJECTIVE)]


READ = """
import resource, sys
from pathlib import Path
from okrpress.source.files import discover
resource.setrlimit(resource.RLIMIT_AS, (300 << 20, 300 << 20))
print(*(finding.code for finding in discover(Path(sys.argv[1]), "content").findings))
"""


def test_a_file_larger_than_memory_is_not_read(root: Path) -> None:
    with (root / OBJECTIVE).open("wb") as file:
        file.truncate(1 << 40)
    run = subprocess.run(
        [sys.executable, "-c", READ, str(root)], capture_output=True, text=True, check=True
    )
    assert run.stdout == "FMT004\n"


# ── rights ────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the rights of root, whom no file's mode stops."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


@pytest.fixture
def open_root() -> Iterator[Path]:
    """A project where everybody may go: pytest's own folders are closed to others."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o755)
        put(root, "teams/one.md")
        put(root, "teams/two.md")
        put(root, "people/one.md")
        (root / "okrpress.toml").touch()
        yield root
        for path in (root, root / "content", root / "content" / "people"):
            path.chmod(0o755)


@pytest.mark.parametrize("file", ["content/teams/two.md", "content/people", "content"])
def test_what_may_not_be_read_is_a_finding(open_root: Path, file: str) -> None:
    (open_root / file).chmod(0)
    with as_nobody():
        found = discover(open_root, "content")
    assert codes(found) == [("FMT001", file)]
    assert found.findings[0].message == "this cannot be read: permission denied"


def test_settings_that_may_not_be_read_are_a_finding(open_root: Path) -> None:
    (open_root / "okrpress.toml").chmod(0)
    with as_nobody():
        found = read_optional(open_root, "okrpress.toml")
    assert isinstance(found, Finding)
    assert found.code == "FMT001"


def test_a_project_that_may_not_be_entered_stops_okrpress(open_root: Path) -> None:
    open_root.chmod(0)
    with as_nobody(), pytest.raises(OkrpressError, match="cannot be read: permission denied"):
        discover(open_root, "content")


# ── one file ──────────────────────────────────────────────────────────────────────────────────


def test_a_file_that_may_be_missing(tmp_path: Path) -> None:
    assert read_optional(tmp_path, "okrpress.toml") is None
    (tmp_path / "okrpress.toml").write_bytes(b"# settings\n")
    assert read_optional(tmp_path, "okrpress.toml") == b"# settings\n"


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        pytest.param("link", "FMT003", id="link"),
        pytest.param("link to nothing", "FMT003", id="link to nothing"),
        pytest.param("folder", "FMT002", id="folder"),
        pytest.param("pipe", "FMT002", id="pipe"),
        pytest.param("nothing", "FMT001", id="nothing"),
    ],
)
def test_a_file_that_is_none(tmp_path: Path, kind: str, code: str) -> None:
    path = tmp_path / "okrpress.toml"
    match kind:
        case "link":
            path.symlink_to(__file__)
        case "link to nothing":
            path.symlink_to("nothing")
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
    found = read_file(tmp_path, "okrpress.toml")
    assert isinstance(found, Finding)
    assert (found.code, found.at.file) == (code, "okrpress.toml")


# ── no content ────────────────────────────────────────────────────────────────────────────────


def test_a_project_without_content_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(OkrpressError, match='no content folder "content"') as raised:
        discover(tmp_path, "content")
    assert "content/2026-q4/me/health.md" in raised.value.help


def test_a_content_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "content").touch()
    with pytest.raises(OkrpressError, match="no content folder"):
        discover(tmp_path, "content")


@pytest.mark.parametrize("link", ["docs", "docs/okrs"])
def test_a_content_folder_behind_a_link(tmp_path: Path, link: str) -> None:
    (tmp_path / "real" / "okrs").mkdir(parents=True)
    (tmp_path / link).parent.mkdir(exist_ok=True)
    (tmp_path / link).symlink_to(tmp_path / "real")
    with pytest.raises(OkrpressError, match="symbolic link"):
        discover(tmp_path, "docs/okrs")


# ── importing ─────────────────────────────────────────────────────────────────────────────────


def test_a_text_to_import(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes("\ufeffÜ\n".encode())
    assert read_text(tmp_path / "in.jsonl") == "Ü\n"


def test_a_text_that_cannot_be_imported(tmp_path: Path) -> None:
    with pytest.raises(OkrpressError, match="cannot be read: no such file"):
        read_text(tmp_path / "in.jsonl")
    (tmp_path / "in.jsonl").write_bytes(b"\xff")
    with pytest.raises(OkrpressError, match="is not UTF-8"):
        read_text(tmp_path / "in.jsonl")


def test_a_new_file_is_written_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "content" / "teams" / "product.md"
    write_new(path, "Ü\n")
    assert path.read_bytes() == b"\xc3\x9c\n"
    with pytest.raises(OkrpressError, match="cannot be written: file exists"):
        write_new(path, "other")
    assert path.read_bytes() == b"\xc3\x9c\n"
