"""Issues on GitLab: https://docs.gitlab.com/api/issues/."""

import json
from collections.abc import Mapping
from dataclasses import field
from urllib.parse import quote

from okrpress.errors import OkrpressError
from okrpress.model.frozen import dataclass
from okrpress.notify.http import Json, Request, checked_address, checked_token
from okrpress.notify.issues import LABEL, PAGE, Issue, Notice, as_list, issue_of


@dataclass(frozen=True, slots=True, kw_only=True)
class GitLab:
    """A project, and its issues; `api` is without a slash at its end.

    `header` is the one that carries the token: a job's own has another than a project's.
    """

    api: str
    project: str
    header: str
    token: str = field(repr=False)

    service = "GitLab"

    def list(self, page: int) -> Request:
        """Ask for a page of the open issues with our label, the oldest first."""
        query = f"labels={LABEL}&state=opened&sort=asc&per_page={PAGE}&page={page}"
        return self.request("GET", f"{self.home}/issues?{query}")

    def open(self, notice: Notice) -> Request:
        """Open an issue; GitLab makes the label where there is none."""
        said = {"title": notice.title, "description": notice.body, "labels": LABEL}
        return self.request("POST", f"{self.home}/issues", said, repeatable=False)

    def update(self, number: int, notice: Notice) -> Request:
        """Change title and text."""
        said = {"title": notice.title, "description": notice.body}
        return self.request("PUT", f"{self.home}/issues/{number}", said)

    def close(self, number: int) -> Request:
        """Close it."""
        return self.request("PUT", f"{self.home}/issues/{number}", {"state_event": "close"})

    def read(self, found: Json) -> Issue | None:
        """An issue, by its number inside the project."""
        if not isinstance(found, dict):
            return None
        return issue_of(
            found.get("iid"),
            found.get("title"),
            found.get("description"),
            as_list(found.get("labels")),
            found.get("web_url"),
        )

    @property
    def home(self) -> str:
        """Where everything of the project is, below the API."""
        return f"/projects/{quote(self.project, safe='')}"

    def request(
        self,
        method: str,
        path: str,
        said: Mapping[str, object] | None = None,
        *,
        repeatable: bool = True,
    ) -> Request:
        """Ask or tell something; the path begins below the API."""
        return Request(
            service=self.service,
            method=method,
            url=f"{self.api}{path}",
            content="" if said is None else json.dumps(said),
            headers={self.header: self.token},
            repeatable=repeatable,
        )


def gitlab_from(environment: Mapping[str, str]) -> GitLab:
    """The project that a job runs for. Raises OkrpressError where something is missing."""
    project = environment.get("CI_PROJECT_ID", "")
    if not project:
        raise OkrpressError(
            "CI_PROJECT_ID does not name a project",
            help="run it in a GitLab pipeline, or set it to the project's number",
        )
    api = environment.get("CI_API_V4_URL") or "https://gitlab.com/api/v4"
    own = environment.get("GITLAB_TOKEN", "")
    token = own or environment.get("CI_JOB_TOKEN", "")
    return GitLab(
        api=checked_address(api, "CI_API_V4_URL").rstrip("/"),
        project=project,
        header="private-token" if own or not token else "job-token",
        token=checked_token(token, "GITLAB_TOKEN"),
    )
