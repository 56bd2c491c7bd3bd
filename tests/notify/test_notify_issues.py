"""One issue for what is owed, against trackers that answer as GitHub and GitLab do."""

from collections.abc import Mapping

import pytest
from http_server import SECRET, Issues, Reply, Waits, in_turn, serving, wire

from okrpress.errors import OkrpressError
from okrpress.notify.github import github_from
from okrpress.notify.gitlab import gitlab_from
from okrpress.notify.issues import Done, Kept, Notice, Tracker, keep_issue, marker

HOSTS = ["github", "gitlab"]
NOTICE = Notice(title="OKRs: 2 check-ins are owed", body="- Kitchen\n- Garden\n")
OTHER = Notice(title="OKRs: 1 check-in is owed", body="- Kitchen\n")
both = pytest.mark.parametrize("host", HOSTS)


def environment(host: str, url: str, **more: str) -> Mapping[str, str]:
    if host == "github":
        own = {"GITHUB_REPOSITORY": "harbour/okr", "GITHUB_API_URL": url, "GITHUB_TOKEN": SECRET}
    else:
        own = {"CI_PROJECT_ID": "42", "CI_API_V4_URL": url, "GITLAB_TOKEN": SECRET}
    return {**own, **more}


def tracker(host: str, url: str) -> Tracker:
    known = environment(host, url)
    return github_from(known) if host == "github" else gitlab_from(known)


def keep(issues: Issues, notice: Notice | None, *, waits: Waits | None = None) -> tuple[Kept, int]:
    """What came of it, and how many requests changed something."""
    with serving(issues) as server:
        kept = keep_issue(wire(waits), tracker(issues.host, server.url), "*", notice)
    return kept, sum(one.method != "GET" for one in server.asked)


def text(issue: Mapping[str, object]) -> str:
    return str(issue.get("body") or issue.get("description"))


@both
def test_the_life_of_an_issue(host: str) -> None:
    issues = Issues(host)
    assert keep(issues, None) == (Kept(done=Done.NONE), 0)
    opened, changes = keep(issues, NOTICE)
    assert (opened.done, opened.number, changes) == (Done.OPENED, 1, 1)
    assert opened.url == "https://tracker.example/issues/1"
    assert text(issues.known[0]) == f"{marker('*')}\n{NOTICE.body}"
    same, changes = keep(issues, NOTICE)
    assert (same.done, changes) == (Done.UNCHANGED, 0)
    updated, changes = keep(issues, OTHER)
    assert (updated.done, updated.number, changes) == (Done.UPDATED, 1, 1)
    assert issues.known[0]["title"] == OTHER.title
    closed, changes = keep(issues, None)
    assert (closed.done, closed.number, changes) == (Done.CLOSED, 1, 1)
    assert issues.open == []
    again, _ = keep(issues, NOTICE)
    assert (again.done, again.number) == (Done.OPENED, 2)


@both
def test_a_tracker_that_stores_other_line_ends_is_not_changed_every_night(host: str) -> None:
    issues = Issues(host, crlf=True)
    keep(issues, NOTICE)
    assert "\r\n" in text(issues.known[0])
    assert keep(issues, NOTICE)[0].done is Done.UNCHANGED


@both
def test_two_issues_become_one(host: str) -> None:
    issues = Issues(host)
    body = f"{marker('*')}\n{NOTICE.body}"
    for _ in range(3):
        issues.add(title=NOTICE.title, body=body, description=body)
    kept, changes = keep(issues, NOTICE)
    assert (kept.done, kept.number, changes) == (Done.UNCHANGED, 1, 2)
    assert len(issues.open) == 1


@both
def test_issues_of_others_are_left_alone(host: str) -> None:
    issues = Issues(host)
    for body in ("", f"I quote: {marker('*')}", marker("kitchen"), None):
        issues.add(title=NOTICE.title, body=body, description=body)
    assert keep(issues, NOTICE)[0].number == 5
    assert keep(issues, None)[0].done is Done.CLOSED
    assert len(issues.open) == 4


def test_a_pull_request_is_no_issue() -> None:
    issues = Issues("github")
    issues.add(title="x", body=marker("*"), pull_request={"url": "x"})
    assert keep(issues, NOTICE)[0].number == 2


@both
def test_an_issue_is_found_on_a_later_page(host: str) -> None:
    issues = Issues(host, page=2)
    for _ in range(5):
        issues.add(title="x")
    assert keep(issues, NOTICE)[0].done is Done.OPENED
    assert keep(issues, NOTICE)[0].done is Done.UNCHANGED


@both
@pytest.mark.parametrize("arrives", [True, False], ids=["that was done", "that was not done"])
def test_a_request_without_an_answer_never_makes_two_issues(host: str, *, arrives: bool) -> None:
    issues = Issues(host, fails=[Reply(status=502)], arrives=arrives)
    kept, changes = keep(issues, NOTICE)
    assert len(issues.open) == 1
    assert kept.done is (Done.UNCHANGED if arrives else Done.OPENED)
    assert changes == (1 if arrives else 2)


@both
def test_it_gives_up_where_no_answer_comes(host: str) -> None:
    waits = Waits()
    with pytest.raises(OkrpressError, match="answers 502"):
        keep(Issues(host, fails=[Reply(status=502)] * 9), NOTICE, waits=waits)
    assert waits.waited == [1, 2]


@both
def test_an_issue_that_could_not_be_found_again_is_not_left_open(host: str) -> None:
    issues = Issues(host, takes_labels=False)
    with pytest.raises(OkrpressError, match="okrpress-reminder"):
        keep(issues, NOTICE)
    assert issues.open == []


@both
@pytest.mark.parametrize(
    "body", [b"<html>", b"{}", b'"x"', b"null", b"7"], ids=["html", "{}", "text", "null", "7"]
)
def test_garbage_is_no_list_of_issues(host: str, body: bytes) -> None:
    with (
        serving(in_turn(Reply(body=body))) as server,
        pytest.raises(OkrpressError, match=r"GitHub|GitLab"),
    ):
        keep_issue(wire(), tracker(host, server.url), "*", NOTICE)


@both
@pytest.mark.parametrize("body", [b"[]", b'{"number": "x"}', b'{"iid": 1}'])
def test_garbage_is_no_issue(host: str, body: bytes) -> None:
    with (
        serving(in_turn(Reply(body=b"[]"), Reply(body=body))) as server,
        pytest.raises(OkrpressError, match="no issue"),
    ):
        keep_issue(wire(), tracker(host, server.url), "*", NOTICE)


@both
def test_odd_entries_of_a_list_are_passed_over(host: str) -> None:
    listed = in_turn(Reply(body=b'[null, 7, {"title": "x"}, {"number": 1, "iid": 1}]'))
    with serving(listed) as server:
        assert keep_issue(wire(), tracker(host, server.url), "*", None).done is Done.NONE


# ── what a job knows ──────────────────────────────────────────────────────────────────────────


def test_github_gets_what_it_asks_for() -> None:
    with serving(Issues("github")) as server:
        keep_issue(wire(), tracker("github", server.url), "*", NOTICE)
    first, second = server.asked
    assert first.path.startswith("/repos/harbour/okr/issues?labels=okrpress-reminder&state=open")
    assert first.headers["authorization"] == f"Bearer {SECRET}"
    assert first.headers["x-github-api-version"] == "2022-11-28"
    assert second.said["labels"] == ["okrpress-reminder"]


@pytest.mark.parametrize(
    ("more", "header"),
    [({}, "private-token"), ({"GITLAB_TOKEN": "", "CI_JOB_TOKEN": SECRET}, "job-token")],
    ids=["a token of the project", "the job's own"],
)
def test_gitlab_gets_what_it_asks_for(more: dict[str, str], header: str) -> None:
    with serving(Issues("gitlab")) as server:
        known = gitlab_from(environment("gitlab", server.url, **more))
        keep_issue(wire(), known, "*", NOTICE)
    first, second = server.asked
    assert first.path.startswith("/projects/42/issues?labels=okrpress-reminder&state=opened")
    assert first.headers[header] == SECRET
    assert second.said["labels"] == "okrpress-reminder"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GITHUB_TOKEN", ""),
        ("GITHUB_TOKEN", f"{SECRET}\n"),
        ("GITHUB_REPOSITORY", ""),
        ("GITHUB_REPOSITORY", "../x"),
        ("GITHUB_REPOSITORY", "a/b/c"),
        ("GITHUB_API_URL", f"http://api.example/{SECRET}"),
        ("GITLAB_TOKEN", ""),
        ("CI_PROJECT_ID", ""),
        ("CI_API_V4_URL", f"http://api.example/{SECRET}"),
    ],
)
def test_what_is_missing_is_named_and_not_told(name: str, value: str) -> None:
    host = "gitlab" if name.startswith(("CI_", "GITLAB_")) else "github"
    given = environment(host, "https://api.example", **{name: value})
    with pytest.raises(OkrpressError) as error:
        github_from(given) if host == "github" else gitlab_from(given)
    assert name in str(error.value)
    assert SECRET not in f"{error.value}{error.value.help}"


@pytest.mark.parametrize("host", HOSTS)
def test_addresses_of_the_services_are_known(host: str) -> None:
    given = environment(host, "")
    where = github_from(given) if host == "github" else gitlab_from(given)
    assert where.api in {"https://api.github.com", "https://gitlab.com/api/v4"}
    assert SECRET not in repr(where)
