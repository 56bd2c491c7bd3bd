"""Whether everybody can read the repository, as far as a CI server says."""

import json
from collections.abc import Mapping
from pathlib import Path

from okrpress.errors import OkrpressError
from okrpress.model.audience import PUBLIC, Audience


def is_public_repository(environment: Mapping[str, str]) -> bool | None:
    """What the CI server says of the repository; None where none does."""
    gitlab = environment.get("CI_PROJECT_VISIBILITY")
    if gitlab:
        return gitlab == "public"
    path = environment.get("GITHUB_EVENT_PATH")
    try:
        event = json.loads(Path(path).read_bytes()) if path else None
    except (OSError, ValueError, RecursionError):
        return None
    repository = event.get("repository") if isinstance(event, dict) else None
    private = repository.get("private") if isinstance(repository, dict) else None
    return not private if isinstance(private, bool) else None


def refuse_publicity(audience: Audience, environment: Mapping[str, str]) -> None:
    """Raise where a site that is not for everybody would be made in everybody's sight.

    The artifacts and logs of a public repository can be read by all.
    """
    if audience != PUBLIC and is_public_repository(environment):
        raise OkrpressError(
            f"this repository is public: a site for the audience {audience} is not built here",
            help="build it in a private repository; what was ever pushed here stays readable",
        )
