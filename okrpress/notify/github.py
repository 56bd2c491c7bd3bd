"""Issues on GitHub: https://docs.github.com/rest/issues/issues."""

import json
import re
from collections.abc import Mapping
from dataclasses import field

from okrpress.errors import OkrpressError
from okrpress.model.frozen import dataclass
from okrpress.notify.http import Json, Request, checked_address, checked_token
from okrpress.notify.issues import LABEL, PAGE, Issue, Notice, as_list, issue_of

_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class GitHub:
    """A repository, and its issues; `api` is without a slash at its end."""

    api: str
    repository: str
    token: str = field(repr=False)

    service = "GitHub"

    def list(self, page: int) -> Request:
        """Ask for a page of the open issues with our label, the oldest first."""
        query = f"labels={LABEL}&state=open&direction=asc&per_page={PAGE}&page={page}"
        return self.request("GET", f"/issues?{query}")

    def open(self, notice: Notice) -> Request:
        """Open an issue; GitHub makes the label where there is none."""
        said = {"title": notice.title, "body": notice.body, "labels": [LABEL]}
        return self.request("POST", "/issues", said, repeatable=False)

    def update(self, number: int, notice: Notice) -> Request:
        """Change title and text; nobody gets a mail for it."""
        said = {"title": notice.title, "body": notice.body}
        return self.request("PATCH", f"/issues/{number}", said)

    def close(self, number: int) -> Request:
        """Close it as completed."""
        said = {"state": "closed", "state_reason": "completed"}
        return self.request("PATCH", f"/issues/{number}", said)

    def read(self, found: Json) -> Issue | None:
        """An issue; a pull request, which is listed among them, is none."""
        if not isinstance(found, dict) or "pull_request" in found:
            return None
        labels = found.get("labels")
        names = [one.get("name") if isinstance(one, dict) else one for one in as_list(labels)]
        return issue_of(
            found.get("number"), found.get("title"), found.get("body"), names, found.get("html_url")
        )

    def request(
        self,
        method: str,
        path: str,
        said: Mapping[str, object] | None = None,
        *,
        repeatable: bool = True,
    ) -> Request:
        """Ask or tell something of the repository, which the path begins below."""
        return Request(
            service=self.service,
            method=method,
            url=f"{self.api}/repos/{self.repository}{path}",
            content="" if said is None else json.dumps(said),
            headers={
                "authorization": f"Bearer {self.token}",
                "accept": "application/vnd.github+json",
                "x-github-api-version": "2022-11-28",
            },
            repeatable=repeatable,
        )


def github_from(environment: Mapping[str, str]) -> GitHub:
    """The repository that a job runs for. Raises OkrpressError where something is missing."""
    repository = environment.get("GITHUB_REPOSITORY", "")
    if not _REPOSITORY.fullmatch(repository) or ".." in repository:
        raise OkrpressError(
            "GITHUB_REPOSITORY does not name a repository",
            help="run it in a GitHub workflow, or set it to owner/name",
        )
    api = environment.get("GITHUB_API_URL") or "https://api.github.com"
    return GitHub(
        api=checked_address(api, "GITHUB_API_URL").rstrip("/"),
        repository=repository,
        token=checked_token(environment.get("GITHUB_TOKEN", ""), "GITHUB_TOKEN"),
    )
