"""What may be asked of a build, and what it answers."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from pathlib import Path

from okrpress.model.audience import Audience
from okrpress.model.finding import Finding
from okrpress.model.frozen import dataclass
from okrpress.publish.published import Published


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What to build: the project's folder, and what the caller asks for beside its settings.

    `today` holds when neither `as_of` nor the settings say a date. `strict` treats warnings as
    errors; `keep_going` leaves broken files out instead of stopping. With the `cache`, only what
    has changed since the last build is made. `audience` is whom the site is for, None for what the
    settings say; the `environment` tells whether everybody would see it being made. `jobs`
    processes draw the pages, one for each processor unless it says otherwise. `commit` is the
    revision that the site is to name as what it was built from.
    """

    root: Path
    today: date
    as_of: date | None = None
    output: Path | None = None
    theme: str | None = None
    strict: bool = False
    keep_going: bool = False
    cache: bool = True
    audience: Audience | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    jobs: int | None = None
    commit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What came of it: `published` is None when findings stopped the build.

    `failed` says that there are errors, even where the build kept going. `later` counts the
    check-ins that the site does not know of yet, because they are dated after its day. `findings`
    are about files that the audience may know of; `outside` says what it may of the others.
    """

    findings: tuple[Finding, ...]
    as_of: date
    failed: bool
    audience: Audience
    outside: str = ""
    left_out: int = 0
    later: int = 0
    published: Published | None = None
