"""Reminders on their way: to chats and into issues, each once, against real servers."""

import json
from pathlib import Path

import builders as make
import pytest
from http_server import QUICK, SECRET, Issues, Reply, Server, Waits, in_turn, serving
from telling_project import BROKEN, GARDEN, SETTLED, project

from okrpress.app.remind import RemindResult, remind
from okrpress.app.remind_post import (
    Outside,
    keep_reminder,
    planned_issue,
    planned_post,
    post_reminder,
)
from okrpress.app.telling import TellRequest
from okrpress.errors import OkrpressError


def found(root: Path, *more: dict[str, str], units: tuple[str, ...] = ()) -> RemindResult:
    project(root, *more)
    return remind(TellRequest(root=root, today=make.day("2026-11-22"), units=units))


def outside(server: Server | None = None, waits: Waits | None = None, **more: str) -> Outside:
    environment = {
        "HOOK": f"{server.url}/{SECRET}" if server else f"https://hooks.example.com/{SECRET}",
        "GITHUB_REPOSITORY": "harbour/okr",
        "GITHUB_TOKEN": SECRET,
        "CI_PROJECT_ID": "42",
        "GITLAB_TOKEN": SECRET,
        **({"GITHUB_API_URL": server.url, "CI_API_V4_URL": server.url} if server else {}),
        **more,
    }
    return Outside(environment=environment, sleep=waits or Waits(), patience=QUICK)


# ── chats ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("chat", ["slack", "teams", "generic"])
def test_what_is_owed_is_posted(tmp_path: Path, chat: str) -> None:
    result = found(tmp_path)
    with serving(in_turn(Reply())) as server:
        said = post_reminder(result, chat, "HOOK", None, outside(server))
    [asked] = server.asked
    assert asked.path == f"/{SECRET}"
    assert "Kitchen: Maria Okafor" in json.dumps(asked.said)
    assert said == f"posted to {server.url}"


def test_the_same_is_posted_once_where_a_file_remembers(tmp_path: Path) -> None:
    state = tmp_path / "kept" / "state.json"
    with serving(in_turn(Reply())) as server:

        def post(result: RemindResult) -> str:
            return post_reminder(result, "slack", "HOOK", state, outside(server))

        first = found(tmp_path)
        assert post(first).startswith("posted")
        assert "the same is owed" in post(first)
        assert "the same is owed" in post(found(tmp_path))
        assert post(found(tmp_path, GARDEN)).startswith("posted")
        settled = found(tmp_path, SETTLED, units=("kitchen",))
        assert post(settled) == "nothing is owed: nothing was posted"
        assert post(first).startswith("posted")
    assert len(server.asked) == 3
    assert SECRET not in state.read_text()


def test_without_a_file_it_is_posted_every_time(tmp_path: Path) -> None:
    result = found(tmp_path)
    with serving(in_turn(Reply())) as server:
        for _ in range(2):
            post_reminder(result, "slack", "HOOK", None, outside(server))
    assert len(server.asked) == 2


def test_what_did_not_arrive_is_not_remembered(tmp_path: Path) -> None:
    result, state = found(tmp_path), tmp_path / "state.json"
    with serving(in_turn(Reply(status=401))) as server, pytest.raises(OkrpressError) as error:
        post_reminder(result, "slack", "HOOK", state, outside(server))
    assert str(error.value) == "the webhook in HOOK answers 401"
    assert not state.exists()


def test_haste_and_failures_of_a_chat_are_waited_out(tmp_path: Path) -> None:
    waits = Waits()
    busy = in_turn(Reply(status=429, headers={"retry-after": "9"}), Reply(status=500), Reply())
    with serving(busy) as server:
        post_reminder(found(tmp_path), "teams", "HOOK", None, outside(server, waits))
    assert waits.waited == [9, 2]


def test_what_is_not_known_is_not_posted(tmp_path: Path) -> None:
    result = found(tmp_path, BROKEN)
    assert (result.unsure, result.debts) == (("kitchen",), ())
    with serving(in_turn(Reply())) as server:
        said = post_reminder(result, "slack", "HOOK", None, outside(server))
    assert said.startswith("it is not known")
    assert server.asked == []


# ── issues ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_an_issue_lives_as_long_as_something_is_owed(tmp_path: Path, host: str) -> None:
    issues = Issues(host)
    with serving(issues) as server:

        def keep(result: RemindResult) -> str:
            return keep_reminder(result, host, outside(server))[0]

        first = found(tmp_path)
        assert keep(first) == "opened issue 1"
        assert keep(first) == "issue 1 says so already"
        assert keep(found(tmp_path, GARDEN)) == "updated issue 1"
        broken = found(tmp_path, SETTLED, BROKEN, units=("kitchen",))
        assert "left as it is" in keep(broken)
        assert len(issues.open) == 1
    assert str(issues.known[0]["title"]).startswith("OKRs: 2 check-ins are owed")


def test_it_is_closed_when_nothing_is_owed(tmp_path: Path) -> None:
    issues = Issues("github")
    with serving(issues) as server:
        first, url = keep_reminder(found(tmp_path), "github", outside(server))
        assert (first, url) == ("opened issue 1", "https://tracker.example/issues/1")
        settled = found(tmp_path, SETTLED)
        assert settled.debts == ()
        said, _ = keep_reminder(settled, "github", outside(server))
        assert said == "nothing is owed: closed issue 1"
        said, _ = keep_reminder(settled, "github", outside(server))
        assert said == "nothing is owed, and no issue is open"


def test_units_have_issues_of_their_own(tmp_path: Path) -> None:
    issues = Issues("github")
    with serving(issues) as server:
        for units in ((), ("kitchen",), ("garden", "kitchen"), ("kitchen", "garden")):
            keep_reminder(found(tmp_path, GARDEN, units=units), "github", outside(server))
    assert len(issues.open) == 3


# ── what would be sent ────────────────────────────────────────────────────────────────────────


def test_a_plan_has_no_secret(tmp_path: Path) -> None:
    result = found(tmp_path)
    plans = (
        planned_post(result, "slack", "HOOK", outside()),
        planned_issue(result, "github", outside()),
        planned_issue(result, "gitlab", outside()),
    )
    assert plans[0].startswith("POST https://hooks.example.com/… (from HOOK)\n{")
    assert "POST https://api.github.com/repos/harbour/okr/issues\n{" in plans[1]
    assert "PUT https://gitlab.com/api/v4/projects/42/issues/NUMBER" in plans[2]
    for plan in plans:
        assert SECRET not in plan


def test_a_plan_where_nothing_is_owed(tmp_path: Path) -> None:
    result = found(tmp_path, SETTLED)
    assert planned_post(result, "slack", "HOOK", outside()).startswith("# nothing is owed")
    assert "if an issue is open: PATCH" in planned_issue(result, "github", outside())
