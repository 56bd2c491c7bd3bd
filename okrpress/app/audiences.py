"""What a command may tell an audience: what it sees, and what is wrong in files that it sees."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cached_property
from itertools import chain

from okrpress.app.content import Content
from okrpress.errors import OkrpressError
from okrpress.model.audience import EVERYTHING, Audience
from okrpress.model.audience_view import sees_folder, view_for
from okrpress.model.finding import Finding, Level
from okrpress.model.frozen import dataclass
from okrpress.model.portfolio import Portfolio, Whole
from okrpress.source.settings import FILE
from okrpress.source.suggest import did_you_mean

OUTSIDE = "a file outside this audience is invalid; run okrpress check"
"""All that is said of an error in a file that the audience may not know of."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What an audience sees of a project.

    `findings` are what is wrong in the files of which nothing is hidden.
    `is_outside_invalid`: there is an error in any other file.
    """

    audience: Audience
    content: Content
    portfolio: Portfolio
    findings: tuple[Finding, ...]
    is_outside_invalid: bool

    @cached_property
    def files(self) -> AbstractSet[str]:
        """The files of which anything is seen."""
        if self.audience == EVERYTHING:
            return frozenset(source.file for source in self.content.sources)
        open_files = _open_files(self.audience, self.content, self.portfolio)
        return open_files | {file for file, _ in _records(self.portfolio)}

    @property
    def outside(self) -> str:
        """What is to be said of the files that are not shown; empty where all are well."""
        return OUTSIDE if self.is_outside_invalid else ""


def shown_to(audience: Audience, content: Content) -> Shown:
    """What the audience sees. Raises OkrpressError where it is one of nobody who is known."""
    demand_person(audience, content.everything)
    return seen_by(audience, content)


def seen_by(audience: Audience, content: Content) -> Shown:
    """What the audience sees; one of nobody who is known sees what is internal."""
    everything = content.everything
    if audience == EVERYTHING:
        return Shown(
            audience=audience,
            content=content,
            portfolio=everything,
            findings=content.findings,
            is_outside_invalid=False,
        )
    portfolio = view_for(audience, content.whole)
    open_files = _open_files(audience, content, portfolio) if content.findings else frozenset()
    inside = tuple(told(one) for one in content.findings if one.at.file in open_files)
    outside = (one for one in content.findings if one.at.file not in open_files)
    return Shown(
        audience=audience,
        content=content,
        portfolio=portfolio,
        findings=inside,
        is_outside_invalid=any(one.level is Level.ERROR for one in outside),
    )


def narrowed(content: Content, shown: Shown) -> Content:
    """The content as if there were nothing else than what is shown, nor any other file.

    The files are empty: their lines would tell of what is hidden between them. What is found in
    them has none, and comments in them excuse nothing.
    """
    sources = tuple(
        replace(source, data=b"") for source in content.sources if source.file in shown.files
    )
    return Content(whole=Whole(shown.portfolio), findings=shown.findings, sources=sources)


def demand_person(audience: Audience, everything: Portfolio) -> None:
    """Raise where the audience is one of nobody who is known."""
    known = everything.people or everything.units
    if audience.person and audience.person not in known:
        raise OkrpressError(
            f"there is no person {audience.person!r} to be the audience",
            help=did_you_mean(audience.person, known) if known else "add people/{id}.md",
        )


def told(finding: Finding) -> Finding:
    """A finding without what it may say of other files: who is meant, what closes a circle."""
    if not finding.code.startswith("REF"):
        return finding
    message = f"leads nowhere, or not where it should ({finding.name.replace('-', ' ')})"
    return replace(finding, message=message, help="okrpress check says more")


# ── files ─────────────────────────────────────────────────────────────────────────────────────


def _open_files(audience: Audience, content: Content, portfolio: Portfolio) -> AbstractSet[str]:
    """The files of which the audience sees all, and those in which nothing may be hidden."""
    shown = {id(record) for _, record in _records(portfolio)}
    written = [*_records(content.everything)]
    narrowed = {file for file, record in written if id(record) not in shown}
    whole = {file for file, _ in written} - narrowed
    left_out = (
        each.file
        for each in content.everything.left_out
        if not each.is_unclear and sees_folder(audience, content.whole, each.unit_cycle)
    )
    return frozenset(whole.union(left_out) - narrowed | {FILE})


def _records(portfolio: Portfolio) -> Iterator[tuple[str, object]]:
    """Everything that was read, with its file; what no file says has none."""
    check_ins: Iterable[object] = chain.from_iterable(portfolio.check_ins.values())
    for record in chain(
        (portfolio.organisation,),
        portfolio.teams.values(),
        portfolio.people.values(),
        portfolio.cycles.values(),
        portfolio.objectives.values(),
        check_ins,
        portfolio.mid_cycle_reviews.values(),
        portfolio.retrospectives.values(),
    ):
        yield getattr(record, "file"), record  # noqa: B009
