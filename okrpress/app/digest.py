"""Digest: what a week brought, for people who do not look at the site every day."""

from datetime import date

from okrpress.app.telling import TellRequest, read_known
from okrpress.app.voice import in_language
from okrpress.app.watcher import Watcher
from okrpress.errors import OkrpressError
from okrpress.insight.days import days_after
from okrpress.model.finding import Finding
from okrpress.model.frozen import dataclass
from okrpress.report.bulletin import Bulletin
from okrpress.report.digest import digest_bulletin, make_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestResult:
    """The digest, and what keeps files from being in it."""

    bulletin: Bulletin
    errors: tuple[Finding, ...]
    outside: str


def digest(request: TellRequest, since: date | int, watch: Watcher | None = None) -> DigestResult:
    """The digest from a day on, or of the last so many days, the as-of day being one of them."""
    known = read_known(request, watch)
    as_of = known.scored.as_of
    first = days_after(as_of, 1 - since) if isinstance(since, int) else since
    if first > as_of:
        raise OkrpressError(
            f"{first} lies after {as_of}, the day the digest is made for",
            help="name an earlier day with --since, or a later one with --as-of",
        )
    found = make_digest(known.scored, first, request.units)
    bulletin = digest_bulletin(found, known.addresses)
    return DigestResult(
        bulletin=in_language(bulletin, known.scored.settings.language),
        errors=known.errors,
        outside=known.outside,
    )
