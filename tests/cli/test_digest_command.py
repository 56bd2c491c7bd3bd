"""`okrpress digest` as people run it."""

import json
from pathlib import Path

import pytest
from okrpress_process import okrpress
from telling_project import CANARY, HIDDEN, project

FORMATS = ("text", "markdown", "html", "slack", "teams", "json")


def test_it_tells_of_the_week(tmp_path: Path) -> None:
    done = okrpress("digest", cwd=project(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Week 8 of 13: 2 of 2 key results need a decision\n")
    assert "Harbour, 16 to 22 Nov 2026" in done.stdout
    assert "* The terrace is full\n  Kitchen (Maria Okafor)" in done.stdout


@pytest.mark.parametrize("format", FORMATS)
def test_two_runs_say_the_same(tmp_path: Path, format: str) -> None:
    root = project(tmp_path)
    first = okrpress("digest", "--format", format, cwd=root)
    again = okrpress("digest", "-C", root, "--format", format, cwd=tmp_path.parent)
    assert first.returncode == again.returncode == 0
    assert first.stdout == again.stdout


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_that_a_site_hides_is_told(tmp_path: Path, format: str) -> None:
    plain = project(tmp_path / "plain")
    hiding = project(tmp_path / "hiding", HIDDEN)
    wanted = ("digest", "--format", format, "--url", "https://example.org/okr")
    shown, same = okrpress(*wanted, cwd=hiding), okrpress(*wanted, cwd=plain)
    assert CANARY not in shown.stdout + shown.stderr
    assert json_of(shown.stdout, format) == json_of(same.stdout, format)


def json_of(text: str, format: str) -> object:
    return json.loads(text) if format in {"slack", "teams", "json"} else text


def test_whoever_asks_for_everything_gets_it_without_links_to_what_is_hidden(
    tmp_path: Path,
) -> None:
    root = project(tmp_path, HIDDEN)
    done = okrpress(
        *("digest", "--audience", "everything", "--format", "json"),
        *("--url", "https://example.org/okr"),
        cwd=root,
    )
    told = json.loads(done.stdout)
    assert told["audience"] == "everything"
    found = [one for section in told["sections"] for one in section["items"]]
    hidden = [one for one in found if one["text"] == f"{CANARY} result"]
    assert hidden
    assert {one["url"] for one in hidden} == {None}
    urls = {one["url"] for one in found}
    assert "https://example.org/okr/o/2026-q4/kitchen/welcome/#return" in urls
    assert "https://example.org/okr/t/kitchen/" in urls


@pytest.mark.parametrize(
    ("since", "days"),
    [
        ("1d", "22 Nov 2026"),
        ("2w", "9 to 22 Nov 2026"),
        ("2026-11-20", "20 to 22 Nov 2026"),
    ],
)
def test_since(tmp_path: Path, since: str, days: str) -> None:
    done = okrpress("digest", "--since", since, cwd=project(tmp_path))
    assert f"Harbour, {days}\n" in done.stdout


def test_another_day_and_the_address_of_the_settings(tmp_path: Path) -> None:
    root = project(tmp_path)
    settings = root / "okrpress.toml"
    settings.write_text(settings.read_text() + "url = 'https://example.org/okr/'\n")
    done = okrpress("digest", "--as-of", "2026-11-10", cwd=root)
    assert done.stdout.startswith("Week 6 of 13")
    assert done.stdout.endswith("\nhttps://example.org/okr/\n")
    assert not okrpress("digest", "--url", "", cwd=root).stdout.endswith("okr/\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--since", "0d"], "'0d' is no span"),
        (["--since", "soon"], "'soon' is no span"),
        (["--since", "2026-13-01"], "no date of the form"),
        (["--since", "2026-11-23"], "2026-11-23 lies after 2026-11-22"),
        (["kitchn"], "did you mean `kitchen`?"),
        (["nobody-at-all"], "known are `garden`, `kitchen`"),
        (["--url", "javascript:alert(1)"], "is no address of a site"),
        (["--url", "https://x/ y"], "is no address of a site"),
        (["--format", "pdf"], "'pdf' is not one of"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_said(tmp_path: Path, arguments: list[str], said: str) -> None:
    done = okrpress("digest", *arguments, cwd=project(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_hidden_unit_is_as_unknown_as_one_that_is_not(tmp_path: Path) -> None:
    root = project(tmp_path, {"content/2026-q4/ghost/x.md": HIDDEN_ALONE})
    done = okrpress("digest", "ghost", cwd=root)
    none = okrpress("digest", "gh0st", cwd=root)
    assert done.returncode == none.returncode == 2
    assert done.stderr.replace("ghost", "gh0st") == none.stderr


HIDDEN_ALONE = HIDDEN[f"content/2026-q4/kitchen/{CANARY}.md"]


def test_a_file_with_an_error_is_left_out_and_named(tmp_path: Path) -> None:
    root = project(tmp_path, {"content/2026-q4/kitchen/broken.md": "---\ntitle: [\n---\n"})
    done = okrpress("digest", cwd=root)
    assert done.returncode == 1
    assert "broken.md" in done.stderr
    assert done.stdout.startswith("Week 8 of 13")


def test_a_folder_without_content(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    done = okrpress("digest", cwd=tmp_path)
    assert done.returncode == 2
    assert "okrpress init" in done.stderr
