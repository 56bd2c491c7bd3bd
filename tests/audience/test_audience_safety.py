"""What must not happen: traces of what is hidden, mixed audiences, private sites made in public."""

import base64
import gzip
import hashlib
import json
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import git_repository as repo
import pytest
from audience_world import okrpress, tree, write

from okrpress.cli.group import run

CANARY = "zürqanary-q7x"
ID = "qanary-q7x"
HIDDEN = {
    f"content/people/{ID}-p.md": f"---\nname: {CANARY}\nvisibility: private\nrole: {CANARY}\n---\n"
    f"{CANARY}\n",
    f"content/teams/{ID}-t.md": f"---\nname: {CANARY}\nvisibility: private\nlead: {ID}-p\n---\n",
    f"content/2026-q4/{ID}-t/{ID}.md": f"---\ntitle: {CANARY}\nowner: {ID}-p\ntags: [{ID}]\n"
    f"supports: kitchen/welcome#return\nkey_results: [{{id: {ID}, title: {CANARY}, baseline: 1, "
    f"target: 77123}}]\n---\n![{CANARY}](https://example.org/{ID}.png)\n",
    f"content/2026-q4/{ID}-t/checkins/2026-11-07-{ID}.md": f"---\nkey_results: {{{ID}#{ID}: "
    f"{{value: 77122, note: {CANARY}}}}}\nwins: [{CANARY}]\n---\n{CANARY}\n",
    f"content/2026-q4/kitchen/{ID}-o.md": f"---\ntitle: {CANARY}\nvisibility: private\n"
    f"owner: {ID}-p\nstands_alone: {CANARY}\nkey_results:\n"
    f"  - {{id: a, title: {CANARY}, done_when: {CANARY}}}\n---\n",
}
NONE = {"internal": 0, "managers": 0, "private": 0}


def secret_project(root: Path) -> Path:
    write(root, NONE)
    for name, text in HIDDEN.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def traces() -> Iterator[bytes]:
    """The canary raw, and in every form that it might be written in."""
    for word in (CANARY, ID, "77123", "77122"):
        for form in ("NFC", "NFD"):
            text = unicodedata.normalize(form, word)
            data = text.encode()
            yield data
            yield quote(text).encode()
            yield text.encode("ascii", "xmlcharrefreplace")
            yield json.dumps(text)[1:-1].encode()
            yield base64.b64encode(data)[:-4]
            for digest in (hashlib.md5, hashlib.sha1, hashlib.sha256):
                yield digest(data).hexdigest().encode()
    yield ID[:6].encode()


def found(data: bytes) -> list[bytes]:
    data = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    lower = data.lower()
    return [trace for trace in traces() if trace in data or trace.lower() in lower]


@pytest.mark.parametrize("audience", ["public", "internal", "manager:ada", "person:maria"])
def test_no_trace_of_what_is_hidden(
    audience: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OKR_TOKEN", CANARY)
    root = repo.new_repository(tmp_path / "project")
    repo.commit(root, {"README.md": ""}, message=CANARY)
    secret_project(root)
    (root / f"content/2026-q4/kitchen/{ID}.png").write_bytes(CANARY.encode())
    said = [
        okrpress(root, *arguments, "--audience", audience)
        for arguments in (
            ("build", "{root}"),
            ("check", "{root}", "--format", "sarif"),
            ("status", "-C", "{root}", "--format", "markdown", "--all"),
            ("digest", "-C", "{root}", "--format", "html", "--since", "60d"),
            ("remind", "-C", "{root}", "--format", "json"),
            ("simulate", "--root", "{root}", "--all-at", "expected", "--format", "json"),
            ("diff", "HEAD", "--root", "{root}", "--format", "json"),
            ("diff", "HEAD", "--root", "{root}", "--format", "markdown"),
        )
    ]
    assert [one.code for one in said] == [0] * len(said)
    for one in said:
        assert found((one.out + one.err).encode()) == []
    for path, data in tree(root / "site").items():
        assert found(path.encode()) == []
        assert found(data) == [], path


def test_history_and_times_of_files_make_no_difference(tmp_path: Path) -> None:
    root = write(tmp_path, NONE)
    assert okrpress(root, "build", "{root}").code == 0
    before = tree(root / "site")
    repo.commit(repo.new_repository(root), message=CANARY)
    for path in (root / "content").rglob("*.md"):
        os.utime(path, (0, 0))
    assert okrpress(root, "build", "{root}", "--no-cache").code == 0
    assert tree(root / "site") == before


def test_what_becomes_private_leaves_the_site(tmp_path: Path) -> None:
    """Its page, its address, and every word of it."""
    root = write(tmp_path, NONE)
    path = root / "content/2026-q4/kitchen/turn.md"
    goal = (
        f"---\ntitle: The {ID}\n{{}}stands_alone: Yes\n"
        "key_results: [{{id: a, title: A rises, baseline: 1, target: 9}}]\n---\n"
    )
    path.write_text(goal.format(""), encoding="utf-8")
    assert okrpress(root, "build", "{root}").code == 0
    page = root / "site/o/2026-q4/kitchen/turn/index.html"
    assert page.exists()
    path.write_text(goal.format("visibility: private\n"), encoding="utf-8")
    assert okrpress(root, "build", "{root}").code == 0
    assert not page.exists()
    assert not any(found(data) for data in tree(root / "site").values())


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(f"---\ntitle: {CANARY}\nvisibility: privat\n---\n", id="a word for nobody"),
        pytest.param(f"---\ntitle: {CANARY}\nvisibility: Public\n---\n", id="a capital"),
        pytest.param(f"---\ntitle: {CANARY}\nvisibility: [public]\n---\n", id="a list"),
        pytest.param(f"---\ntitle: {CANARY}\nvisibility: null\n---\n", id="null"),
        pytest.param(f"---\ntitle: {CANARY}\nvisibilty: public\n---\n", id="a slip in the key"),
        pytest.param(f"---\ntitle: {CANARY}\nvisibility: private\ndue: [\n---\n", id="no YAML"),
    ],
)
def test_what_is_unclear_is_not_shown_and_only_the_authors_hear_why(
    broken: str, tmp_path: Path
) -> None:
    root = write(tmp_path, NONE)
    (root / f"content/2026-q4/kitchen/{ID}.md").write_text(broken, encoding="utf-8")
    for strict in ((), ("--strict",)):
        built = okrpress(root, "build", "{root}", *strict)
        assert built.code == 1
        first, _, rest = built.err.partition("\n")
        assert first == ("error: a file outside this audience is invalid; run okrpress check")
        assert rest.startswith("not built: no findings")
        assert not (root / "site").exists()
    kept = okrpress(root, "build", "{root}", "--keep-going")
    assert (kept.code, found((kept.out + kept.err).encode())) == (1, [])
    assert not any(found(data) for data in tree(root / "site").values())
    full = okrpress(root, "check", "{root}", "--format", "concise")
    assert full.code == 1
    assert f"kitchen/{ID}.md" in full.out


def test_an_error_in_what_everybody_sees_is_told(tmp_path: Path) -> None:
    root = write(tmp_path, NONE)
    (root / "content/2026-q4/kitchen/open.md").write_text("---\nno title\n", encoding="utf-8")
    built = okrpress(root, "build", "{root}")
    assert built.code == 1
    assert "kitchen/open.md" in built.err
    assert "outside" not in built.err


@pytest.mark.parametrize("stage", ["shown_to", "score", "publish", "SitePages"])
def test_a_mistake_of_ours_says_nothing_of_what_is_hidden(
    stage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever stage fails with private things in its hands: no word of them is printed or kept."""
    from okrpress import scoring
    from okrpress.app import audiences, publishing
    from okrpress.site import pages

    def fail(*given: object, **named: object) -> None:
        raise KeyError(CANARY, repr(given), repr(named))

    homes = {"shown_to": audiences, "score": scoring, "SitePages": pages, "publish": publishing}
    monkeypatch.setattr(homes[stage], stage, fail)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    root = secret_project(tmp_path / "project")
    done = okrpress(root, "build", "{root}")
    assert done.code == 3
    assert found((done.out + done.err).encode()) == []
    reports = [*tmp_path.glob("okrpress-*.txt")]
    assert len(reports) == 1
    assert found(reports[0].read_bytes()) == []


# ── audiences do not mix ──────────────────────────────────────────────────────────────────────


def test_a_site_names_its_audience_and_is_not_replaced_by_another(tmp_path: Path) -> None:
    root = write(tmp_path, NONE)
    assert okrpress(root, "build", "{root}", "--audience", "internal").code == 0
    before = tree(root / "site")
    assert json.loads(before[".okrpress.json"])["audience"] == "internal"
    for audience in ("public", "person:maria"):
        refused = okrpress(root, "build", "{root}", "--audience", audience)
        assert refused.code == 2
        assert "another audience" in refused.err
    assert tree(root / "site") == before


def test_every_page_that_is_not_for_all_says_for_whom_it_is(tmp_path: Path) -> None:
    root = write(tmp_path, NONE)
    for audience, words in {
        "internal": "For everybody inside",
        "manager:ada": "For Ada as a manager.",
        "person:maria": "For Maria alone.",
        "public": "",
    }.items():
        output = root / audience.replace(":", "-")
        built = okrpress(root, "build", "{root}", "--audience", audience, "--output", str(output))
        assert built.code == 0
        for path in output.rglob("*.html"):
            page = path.read_text(encoding="utf-8")
            assert ('class="readers"' in page) is bool(words), path
            assert words in page
            assert not words or '<meta name="robots" content="noindex' in page
            folder, *below = path.relative_to(output).parts
            is_objective = folder == "o" and len(below) == 4
            assert ("<dt>Seen by</dt>" in page) is (is_objective and bool(words)), path
        robots = (output / "robots.txt").read_text(encoding="utf-8")
        assert ("Disallow: /" in robots) is bool(words)


def test_the_settings_say_whom_the_site_is_for(tmp_path: Path) -> None:
    root = write(tmp_path, NONE)
    settings = root / "okrpress.toml"
    settings.write_text('[site]\naudience = "internal"\n', encoding="utf-8")
    assert okrpress(root, "build", "{root}").code == 0
    assert b'"audience": "internal"' in tree(root / "site")[".okrpress.json"]
    settings.write_text('[site]\naudience = "intern"\n', encoding="utf-8")
    assert okrpress(root, "build", "{root}").code == 1


@pytest.mark.parametrize(
    "audience", ["everybody", "", "manager", "manager:", "person:A", "public:x"]
)
def test_what_is_no_audience_is_refused(audience: str, tmp_path: Path) -> None:
    root = write(tmp_path, NONE)
    assert run(["build", str(root), "--audience", audience]) == 2
    assert not (root / "site").exists()


def test_an_audience_of_nobody_is_refused(tmp_path: Path) -> None:
    root = write(tmp_path, NONE)
    for command in (("build", "{root}"), ("check", "{root}"), ("status", "-C", "{root}")):
        assert okrpress(root, *command, "--audience", "person:nobody").code == 2


@pytest.mark.parametrize(
    ("event", "gitlab", "code"),
    [
        pytest.param({"repository": {"private": False}}, None, 2, id="GitHub, public"),
        pytest.param({"repository": {"private": True}}, None, 0, id="GitHub, private"),
        pytest.param(None, "public", 2, id="GitLab, public"),
        pytest.param(None, "private", 0, id="GitLab, private"),
        pytest.param(None, None, 0, id="no CI"),
    ],
)
def test_a_private_site_is_not_made_where_everybody_sees_it(
    event: object,
    gitlab: str | None,
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = write(tmp_path / "project", NONE)
    monkeypatch.delenv("GITHUB_EVENT_PATH", raising=False)
    monkeypatch.delenv("CI_PROJECT_VISIBILITY", raising=False)
    if event:
        (tmp_path / "event.json").write_text(json.dumps(event), encoding="utf-8")
        monkeypatch.setenv("GITHUB_EVENT_PATH", str(tmp_path / "event.json"))
    if gitlab:
        monkeypatch.setenv("CI_PROJECT_VISIBILITY", gitlab)
    built = okrpress(root, "build", "{root}", "--audience", "internal")
    assert built.code == code
    assert okrpress(root, "build", "{root}", "--output", str(root / "open")).code == 0
