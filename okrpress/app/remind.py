"""Remind: who owes which check-in or review."""

from okrpress.app.telling import TellRequest, read_known
from okrpress.app.voice import in_language
from okrpress.app.watcher import Watcher
from okrpress.insight.due import Debt, debts, upcoming
from okrpress.model.finding import Finding
from okrpress.model.frozen import dataclass
from okrpress.report.bulletin import Bulletin
from okrpress.report.digest.choice import told_units
from okrpress.report.reminder import reminder_bulletin
from okrpress.scoring.result import ScoredPortfolio

AHEAD = 60
"""Days that a calendar of reminders looks ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindResult:
    """What is owed, by the units that were asked for.

    `unsure` are the units with files that cannot be read: what they owe is not known, and so they
    are not reminded.
    """

    scored: ScoredPortfolio
    units: tuple[str, ...]
    debts: tuple[Debt, ...]
    bulletin: Bulletin
    unsure: tuple[str, ...]
    errors: tuple[Finding, ...]
    outside: str

    @property
    def name(self) -> str:
        """What tells this reminder from those of other units."""
        return "+".join(sorted(self.units)) or "*"


def remind(
    request: TellRequest, grace: int | None = None, watch: Watcher | None = None
) -> RemindResult:
    """What is owed for more than `grace` days; by default, those of the settings."""
    known = read_known(request, watch)
    scored = known.scored
    told = told_units(scored, request.units)
    unsure = tuple(unit for unit in known.unread if unit in told)
    owed = tuple(
        one
        for one in debts(scored, grace)
        if one.folder.unit in told and one.folder.unit not in unsure
    )
    bulletin = reminder_bulletin(scored, owed, known.addresses)
    return RemindResult(
        scored=scored,
        units=request.units,
        debts=owed,
        bulletin=in_language(bulletin, scored.settings.language),
        unsure=unsure,
        errors=known.errors,
        outside=known.outside,
    )


def calendar_text(result: RemindResult) -> str:
    """What is owed and what comes next, as an iCalendar file."""
    from okrpress.site.debts_calendar import debts_calendar
    from okrpress.site.views.here import Options, make_site

    told = set(told_units(result.scored, result.units))
    ahead = [
        one
        for one in upcoming(result.scored, AHEAD)
        if one.folder is None or one.folder.unit in told
    ]
    return debts_calendar(make_site(result.scored, Options()), result.debts, ahead).decode()
