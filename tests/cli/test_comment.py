"""`okrpress comment`: what another job wrote is distrusted, said, and kept as one comment."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from git_repository import commit, git, new_repository, write
from http_server import SECRET, Asked, Reply, Server, serving
from review_project import FILE, FILES, ONBOARDING, Commands, Ran

HEAD = "b" * 40
EASED = ONBOARDING.replace("target: 45", "target: 40")
FROM = "somebody:eased $(touch x);&head=evil"


@dataclass
class Host:
    """GitHub and GitLab, as far as comments go: one proposal, numbered 7."""

    comments: list[dict[str, object]] = field(default_factory=list)
    head: str = HEAD
    fails: int = 0

    def __call__(self, asked: Asked) -> Reply:
        found = urlsplit(asked.path)
        if found.path.endswith("/user"):
            return _json({"id": 5})
        if found.path.endswith("/pulls"):
            assert parse_qs(found.query)["head"] == [FROM]
            return _json(
                [
                    {"number": 6, "head": {"sha": "c" * 40}},
                    {"number": 7, "head": {"sha": self.head}},
                ]
            )
        assert "/7/" in asked.path or asked.method in {"PATCH", "PUT"}
        if asked.method == "GET":
            return _json(self.comments)
        if asked.method == "POST":
            own = {"user": {"type": "Bot"}, "author": {"id": 5}}
            self.comments.append({"id": len(self.comments), "body": asked.said["body"], **own})
        else:
            self.comments[int(found.path.rpartition("/")[2])]["body"] = asked.said["body"]
        if self.fails:
            self.fails -= 1
            return Reply(status=502)
        return _json({})


def _json(said: object) -> Reply:
    return Reply(body=json.dumps(said).encode())


@pytest.fixture
def host() -> Host:
    return Host()


@pytest.fixture
def server(host: Host, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with serving(host) as server:
        for name, value in (
            ("GITHUB_API_URL", server.url),
            ("GITHUB_REPOSITORY", "harbour/okrs"),
            ("GITHUB_TOKEN", SECRET),
            ("CI_API_V4_URL", server.url),
            ("CI_PROJECT_ID", "12"),
            ("CI_MERGE_REQUEST_IID", "7"),
            ("GITLAB_TOKEN", SECRET),
        ):
            monkeypatch.setenv(name, value)
        yield server


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = new_repository(tmp_path / "project")
    commit(root, FILES)
    git(root, "checkout", "--quiet", "-b", "change")
    write(root, {FILE: EASED})
    return root


@pytest.fixture
def data(root: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """What a job without rights wrote about an eased target."""
    file = root.parent / "comment.json"
    ran = _diff(root, capsys, "--comment-file", str(file), "--commit", HEAD)
    assert ran.code == 1
    return file


def _diff(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> Ran:
    return Commands(root, capsys)("diff", *arguments, "--as-of", "2026-11-22")


def _comment(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Ran:
    from okrpress.cli.group import run

    code = run(["comment", *map(str, arguments)])
    out, err = capsys.readouterr()
    return Ran(code, out, err)


POST = ("--commit", HEAD, "--post", "github", "--head", FROM)


def test_the_data_become_the_comment(
    root: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = _comment(capsys, data, "--commit", HEAD)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == _diff(root, capsys, "--format", "markdown", "--commit", HEAD).out
    assert "CHG001" in ran.out


@pytest.mark.usefixtures("server")
def test_a_pull_request_that_has_gone_on_gets_no_comment(
    host: Host, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    host.head = "d" * 40
    ran = _comment(capsys, data, *POST)
    assert (ran.code, host.comments) == (0, [])
    assert "nothing was posted" in ran.err


@pytest.mark.parametrize("way", [POST, ("--post", "gitlab")], ids=["github", "gitlab"])
def test_one_comment_is_written_then_changed_then_left(
    host: Host, server: Server, data: Path, capsys: pytest.CaptureFixture[str], way: tuple[str, ...]
) -> None:
    forged = {
        "id": 0,
        "body": "<!-- okrpress: diff -->",
        "user": {"type": "User"},
        "author": {"id": 1},
    }
    host.comments = [dict(forged)]
    assert _comment(capsys, data, *way).err == "wrote the comment\n"
    assert "CHG001" in str(host.comments[1]["body"])
    assert _comment(capsys, data, *way).err == "the comment says so already\n"
    host.comments[1]["body"] = "<!-- okrpress: diff -->\nOlder."
    assert _comment(capsys, data, *way).err == "changed the comment\n"
    assert "CHG001" in str(host.comments[1]["body"])
    assert host.comments[0] == forged
    assert len(host.comments) == 2
    tokens = {
        asked.headers.get("authorization", asked.headers.get("private-token"))
        for asked in server.asked
    }
    assert tokens <= {SECRET, f"Bearer {SECRET}"}


@pytest.mark.usefixtures("server")
def test_an_answer_that_got_lost_leads_to_no_second_comment(
    host: Host,
    data: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    host.fails = 1
    assert _comment(capsys, data, *POST).err == "the comment says so already\n"
    assert len(host.comments) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('"schema_version": 1', '"schema_version": 9', id="another schema"),
        pytest.param('"known"', '"number": 1, "known"', id="a number to post to"),
        pytest.param(HEAD, "e" * 40, id="another commit"),
    ],
)
def test_tampered_data_are_refused_and_nothing_is_posted(
    server: Server, data: Path, capsys: pytest.CaptureFixture[str], old: str, new: str
) -> None:
    text = data.read_text()
    assert old in text
    data.write_text(text.replace(old, new))
    ran = _comment(capsys, data, *POST)
    assert (ran.code, ran.out, server.asked) == (1, "", [])
    assert "comment.json is not what okrpress writes" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("--commit", "main"),
        ("--post", "github"),
        ("--head", "a:b"),
        ("--post", "github", "--commit", HEAD),
    ],
    ids=" ".join,
)
def test_a_command_line_without_sense(
    data: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert _comment(capsys, data, *arguments).code == 2


@pytest.mark.parametrize("number", ["", "7/../8", "٧"])
def test_no_merge_request_to_comment_on(
    server: Server,
    data: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    number: str,
) -> None:
    monkeypatch.setenv("CI_MERGE_REQUEST_IID", number)
    ran = _comment(capsys, data, "--post", "gitlab")
    assert (ran.code, server.asked) == (2, [])
    assert "names no merge request" in ran.err
