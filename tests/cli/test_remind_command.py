"""`okrpress remind` as people and nightly jobs run it."""

import json
import re
from pathlib import Path

import pytest
import yaml
from http_server import SECRET, Issues, Reply, in_turn, serving
from icalendar import Calendar
from okrpress_process import okrpress
from telling_project import BROKEN, CANARY, GARDEN, HIDDEN, SETTLED, project

ROOT = Path(__file__).parents[2]
HOOK = f"https://hooks.example.com/{SECRET}"
GITHUB = {"GITHUB_REPOSITORY": "harbour/okr", "GITHUB_TOKEN": SECRET}


def test_it_says_who_owes_what(tmp_path: Path) -> None:
    done = okrpress("remind", cwd=project(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 check-in is owed\n\nHarbour\nThe oldest since 8 Oct 2026\n")
    assert "* Kitchen: Maria Okafor\n  1 key result in Winter" in done.stdout


def test_a_check_fails_as_long_as_something_is_owed(tmp_path: Path) -> None:
    root = project(tmp_path)
    assert okrpress("remind", "--check", cwd=root).returncode == 1
    assert okrpress("remind", "--check", "--grace", "366", cwd=root).returncode == 0
    done = okrpress("remind", "--check", cwd=project(tmp_path, SETTLED))
    assert (done.returncode, done.stdout) == (0, "Nothing is owed\n\nHarbour\n")


def test_a_unit_alone(tmp_path: Path) -> None:
    root = project(tmp_path, GARDEN)
    done = okrpress("remind", "garden", "--format", "json", cwd=root)
    found = [one for part in json.loads(done.stdout)["sections"] for one in part["items"]]
    assert {one["unit"] for one in found} == {"garden"}
    assert found[0]["about"] == ["2026-q4/garden/beds#herbs", "2026-q4/garden/beds#beds"]


@pytest.mark.parametrize("format", ["text", "markdown", "html", "json", "ics"])
def test_nothing_that_a_site_hides_is_told(tmp_path: Path, format: str) -> None:
    root = project(tmp_path, HIDDEN)
    done = okrpress("remind", "--format", format, cwd=root)
    assert done.returncode == 0
    assert CANARY not in done.stdout + done.stderr
    everything = okrpress("remind", "--format", format, "--audience", "everything", cwd=root)
    assert CANARY in everything.stdout


def test_a_calendar_has_what_is_owed_and_what_comes(tmp_path: Path) -> None:
    done = okrpress("remind", "--format", "ics", cwd=project(tmp_path))
    events = Calendar.from_ical(done.stdout).walk("VEVENT")
    said = {str(one["summary"]): one.decoded("dtstart").isoformat() for one in events}
    assert said["Check-in of Kitchen is missing since 8 Oct 2026, Winter"] == "2026-11-22"
    assert said["Mid-cycle review of Winter"] == "2026-12-10"
    assert len({str(one["uid"]) for one in events}) == len(events)
    assert done.stdout.replace("\r\n", "\n").endswith("END:VCALENDAR\n")


def test_a_post_says_what_was_done_on_standard_error(tmp_path: Path) -> None:
    root = project(tmp_path)
    arguments = ("remind", "--post", "slack", "--webhook-env", "HOOK", "--state", "state.json")
    with serving(in_turn(Reply())) as server:
        hook = f"{server.url}/{SECRET}"
        first, second = (okrpress(*arguments, cwd=root, HOOK=hook) for _ in range(2))
    assert (first.returncode, first.stdout, first.stderr) == (0, "", f"posted to {server.url}\n")
    assert second.stderr == "the same is owed as at the last post: nothing was posted\n"
    assert len(server.asked) == 1


def test_an_issue_is_kept_and_checked(tmp_path: Path) -> None:
    issues = Issues("github")
    arguments = ("remind", "--issue", "github", "--format", "text", "--check")
    with serving(issues) as server:
        env = {**GITHUB, "GITHUB_API_URL": server.url}
        first = okrpress(*arguments, cwd=project(tmp_path), **env)
        last = okrpress(*arguments, cwd=project(tmp_path, SETTLED), **env)
    assert first.stderr == "opened issue 1: https://tracker.example/issues/1\n"
    assert first.stdout.startswith("1 check-in is owed")
    assert (first.returncode, last.returncode) == (1, 0)
    assert last.stderr.startswith("nothing is owed: closed issue 1")


@pytest.mark.parametrize("status", [302, 401, 404])
def test_what_cannot_be_reached_ends_with_two_and_no_secret(tmp_path: Path, status: int) -> None:
    away = Reply(status=status, headers={"location": f"https://x.example/{SECRET}"})
    with serving(in_turn(away)) as server:
        done = okrpress(
            *("remind", "--issue", "github"),
            cwd=project(tmp_path),
            **GITHUB,
            GITHUB_API_URL=server.url,
        )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: GitHub answers {status}\n  help: ")
    assert SECRET not in done.stderr


def test_a_dry_run_sends_nothing_and_shows_no_secret(tmp_path: Path) -> None:
    issues = Issues("github")
    with serving(issues) as server:
        done = okrpress(
            *("remind", "--post", "teams", "--webhook-env", "HOOK", "--issue", "github"),
            "--dry-run",
            cwd=project(tmp_path),
            **GITHUB,
            GITHUB_API_URL=server.url,
            HOOK=f"{server.url}/{SECRET}",
        )
    assert server.asked == []
    assert done.stdout.count("POST ") == 2
    assert SECRET not in done.stdout + done.stderr


def test_a_unit_with_a_broken_file_is_not_reminded(tmp_path: Path) -> None:
    done = okrpress("remind", cwd=project(tmp_path, BROKEN, GARDEN))
    assert done.returncode == 1
    assert "2026-11-22.md" in done.stderr
    assert "not reminded, for files that cannot be read: kitchen" in done.stderr
    assert "Kitchen" not in done.stdout
    assert "Garden" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--post", "slack"], "--post and --webhook-env go together"),
        (["--webhook-env", "HOOK"], "--post and --webhook-env go together"),
        (["--state", "x"], "add --post"),
        (["--dry-run"], "add --post or --issue"),
        (["--post", "irc", "--webhook-env", "HOOK"], "'irc' is not one of"),
        (["--post", "slack", "--webhook-env", "NONE"], "NONE is not set"),
        (["--post", "slack", "--webhook-env", "PLAIN"], "PLAIN holds an address that is not https"),
        (["--issue", "github"], "GITHUB_REPOSITORY does not name"),
        (["--issue", "gitlab"], "CI_PROJECT_ID does not name"),
        (["--grace", "-1"], "-1 is not in the range"),
        (["kitchn"], "did you mean `kitchen`?"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_said(tmp_path: Path, arguments: list[str], said: str) -> None:
    none = {"GITHUB_REPOSITORY": "", "CI_PROJECT_ID": "", "PLAIN": HOOK.replace("https", "http")}
    done = okrpress("remind", *arguments, cwd=project(tmp_path), **none)
    assert done.returncode == 2
    assert said in done.stderr
    assert SECRET not in done.stderr


def test_the_workflows_of_the_docs_are_ones_that_run() -> None:
    """They parse, ask for no more than they need, and pin what this repository pins."""
    text = (ROOT / "docs" / "reminders.md").read_text(encoding="utf-8")
    blocks = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)]
    github, step, gitlab = blocks
    assert github["permissions"] == {}
    job = github["jobs"]["remind"]
    assert job["permissions"] == {"contents": "read", "issues": "write"}
    pinned = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    assert [one["uses"] for one in job["steps"] if "uses" in one and one["uses"] in pinned] == [
        one["uses"] for one in job["steps"][:2]
    ]
    commands = [job["steps"][-1]["run"], step[0]["run"], gitlab["remind"]["script"][-1]]
    assert all(command.startswith("okrpress remind --") for command in commands)
