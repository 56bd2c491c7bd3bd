"""From what single files say to a portfolio in which everything leads somewhere."""

from collections.abc import Iterable
from dataclasses import dataclass

from okrpress.model.finding import Finding
from okrpress.model.ids import ObjectiveRef
from okrpress.model.observations import CheckIn, MidCycleReview, Retrospective
from okrpress.model.okr import Objective, Organisation
from okrpress.model.portfolio import Portfolio, UnitKind, folders_of, supporters_of
from okrpress.model.settings import Settings
from okrpress.source.assemble.check_ins import Around, link_check_ins
from okrpress.source.assemble.cycles import link_cycles
from okrpress.source.assemble.files import (
    Files,
    housed,
    in_order,
    misnamed_cycles,
    misnamed_units,
    objective_refs,
    records,
)
from okrpress.source.assemble.objectives import judge_key_results, link_references, link_values
from okrpress.source.assemble.people import judge_people
from okrpress.source.assemble.references import Targets
from okrpress.source.assemble.report import Report
from okrpress.source.assemble.reviews import link_mid_cycle_reviews, link_retrospectives
from okrpress.source.assemble.units import Units, link_units
from okrpress.source.kinds import FileKind
from okrpress.source.parse import Parsed


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """The portfolio, and what was found while linking it.

    The portfolio is valid whatever was found: broken files and files without a home are in its
    `left_out`, references that lead nowhere are dropped. Who does not want to keep going looks
    at the findings.
    """

    portfolio: Portfolio
    findings: tuple[Finding, ...]


def assemble(parsed: Iterable[Parsed], settings: Settings) -> Assembled:
    """Link all files of a project. The findings of the files themselves are not repeated.

    A broken file is known by its path: what refers to it is not blamed for leading nowhere.
    """
    report = Report()
    files = in_order(parsed, report)
    organisation = _organisation(files, settings)
    bad_cycles, bad_units = misnamed_cycles(files, report), misnamed_units(files, report)
    units = link_units(files, bad_units, report)
    cycles = link_cycles(files, bad_cycles, settings, report)
    judge_people(files, report)
    used = housed(files, bad_cycles | cycles.unusable, bad_units | units.unknown, report)

    written = {each.ref: each for each in sorted(records(used, Objective), key=_ref)}
    judge_key_results(written.values(), cycles.cycles, report)
    valued = link_values(written, organisation, report)
    targets = Targets(valued, objective_refs(files), cycles.cycles, report)
    objectives = link_references(targets, report)
    around = Around(targets, cycles.cycles, units.units, _unread(units), report)
    current = (check_in for _, each in used for check_in in each.current)
    check_ins = link_check_ins(records(used, CheckIn), current, around)
    mid_cycle_reviews = link_mid_cycle_reviews(records(used, MidCycleReview), around)
    retrospectives = link_retrospectives(records(used, Retrospective), around)
    targets.judge()

    portfolio = Portfolio(
        organisation=organisation or Organisation(name=settings.title),
        cycles=cycles.cycles,
        teams=units.teams,
        people=units.people,
        units=units.units,
        objectives=objectives,
        by_folder=folders_of(objectives),
        check_ins=check_ins,
        mid_cycle_reviews=mid_cycle_reviews,
        retrospectives=retrospectives,
        supporters=supporters_of(objectives),
        left_out=tuple(sorted(report.left_out, key=lambda each: each.file)),
    )
    return Assembled(portfolio=portfolio, findings=tuple(report.findings))


def _ref(objective: Objective) -> ObjectiveRef:
    return objective.ref


def _organisation(files: Files, settings: Settings) -> Organisation | None:
    """The organisation; one with the site's title where no file says more; None when broken."""
    for identity, each in files:
        if identity.kind is FileKind.ORGANISATION:
            return each.record if isinstance(each.record, Organisation) else None
    return Organisation(name=settings.title)


def _unread(units: Units) -> frozenset[str]:
    """Teams and people whose files are broken."""
    return frozenset(
        unit.id
        for unit in units.units.values()
        if unit.kind is not UnitKind.UNDECLARED
        and unit.id not in units.teams
        and unit.id not in units.people
    )
