"""What `digest` and `remind` share: read and score what their readers may know of."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from okrpress.app.addresses import addresses_of
from okrpress.app.audiences import shown_to
from okrpress.app.content import Content, read_content
from okrpress.app.project import Project, read_project
from okrpress.app.watcher import Silence, Watcher
from okrpress.errors import OkrpressError
from okrpress.model.audience import Audience
from okrpress.model.audience_view import view_for
from okrpress.model.finding import Finding, Level
from okrpress.model.frozen import dataclass
from okrpress.model.portfolio import Portfolio
from okrpress.report.bulletin import Addresses
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio
from okrpress.source.suggest import did_you_mean


@dataclass(frozen=True, slots=True, kw_only=True)
class TellRequest:
    """Whom to tell of what: the project's folder, and what the caller asks for.

    `today` holds when neither `as_of` nor the settings say a date. `units` are ids, none for all.
    `url` is where the site is; None for what the settings say. Nothing is known but what the
    `audience` may see; None for that of the site.
    """

    root: Path
    today: date
    as_of: date | None = None
    units: tuple[str, ...] = ()
    url: str | None = None
    audience: Audience | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What may be told. `errors` keep files from being used.

    `outside` says what may be said of other files; `unread` are the units with files
    that cannot be used.
    """

    scored: ScoredPortfolio
    addresses: Addresses
    errors: tuple[Finding, ...]
    outside: str
    unread: tuple[str, ...]


def read_known(request: TellRequest, watch: Watcher | None = None) -> Known:
    """Read, score and check that the units exist. Raises OkrpressError."""
    watch = watch or Silence()
    project = read_project(request.root)
    content = read_content(project, watch)
    _demand_content(project, content)
    site = project.settings.audience
    shown = shown_to(request.audience or site, content)
    _demand_units(request.units, shown.portfolio.units)
    addresses = addresses_of(
        request.url,
        project.settings.url,
        view_for(site, content.whole),
        people=project.settings.people,
    )
    watch.stage("score")
    as_of = request.as_of or project.settings.as_of or request.today
    return Known(
        scored=score(shown.portfolio, project.settings, as_of),
        addresses=addresses,
        errors=tuple(one for one in shown.findings if one.level is Level.ERROR),
        outside=shown.outside,
        unread=_unread(shown.portfolio),
    )


def _unread(portfolio: Portfolio) -> tuple[str, ...]:
    folders = (one.unit_cycle for one in portfolio.left_out)
    return tuple(sorted({folder.unit for folder in folders if folder}))


def _demand_content(project: Project, content: Content) -> None:
    if not content.sources:
        raise OkrpressError(
            f"there is no content file in {project.content}",
            help="run `okrpress init`, or write a first one: content/2026-q4/me/health.md",
        )


def _demand_units(units: Iterable[str], known: Iterable[str]) -> None:
    choices = set(known)
    for unit in units:
        if unit not in choices:
            help = did_you_mean(unit, choices) if choices else "there is none yet"
            raise OkrpressError(f"there is no team or person {unit!r}", help=help)
