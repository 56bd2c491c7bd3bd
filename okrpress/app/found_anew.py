"""Tell what a change brings from what was found before it.

Only what may differ is judged in full: a file whose bytes, objective and cycle are the same on
both sides, and of which the rules about the whole portfolio say the same, has the same findings.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import NamedTuple, TypeVar

from okrpress.app.judging import is_known, is_looked_at
from okrpress.app.places import located
from okrpress.app.report_of import report_of
from okrpress.app.revision import Revision
from okrpress.app.touched import touched
from okrpress.changes import Changes
from okrpress.memo import Memo
from okrpress.model.audience import EVERYTHING
from okrpress.model.finding import Finding
from okrpress.model.ids import UnitCycle
from okrpress.model.portfolio import Portfolio
from okrpress.report.fingerprint import fingerprinted
from okrpress.report.report import Report
from okrpress.rules.registry import RULES, SINGLE
from okrpress.rules.rule import About, PortfolioRule
from okrpress.rules.runner import judge
from okrpress.scoring.result import ScoredPortfolio
from okrpress.source.files import Source
from okrpress.source.ignores import speaks
from okrpress.source.suppressions import obey

_WIDE = tuple(rule for rule in RULES if isinstance(rule, PortfolioRule))
_OF_A_UNIT = tuple(rule for rule in _WIDE if rule.about is About.A_UNIT)
_OF_ALL = tuple(rule for rule in _WIDE if rule not in _OF_A_UNIT)
_AFTER = {rule.code.code: rule.after for rule in _WIDE}

T = TypeVar("T")


class FoundAnew(NamedTuple):
    """What is found in the newer revision only.

    `known` counts what was found before, too, in the files that differ or of which the change
    tells something; `mended` what is not found any more, anywhere.
    """

    new: list[Finding]
    known: int
    mended: int


class _Side(NamedTuple):
    """A revision, scored, with what the rules about the whole portfolio find in it.

    Rules about what a unit reported look at units of which something differs. `is_known` tells
    findings from what only seems so because something could not be read.
    """

    revision: Revision
    scored: ScoredPortfolio
    is_known: Callable[[Finding], bool]
    wide: list[Finding]


def found_anew(base: Revision, head: Revision, changes: Changes) -> FoundAnew:
    """Compare what is found in two revisions, in the order of the newer one."""
    renamed = _renamed_files(changes, base, head)
    differing = _differing_sources(base, head)
    linked = _linked_differently(changes.before, changes.after)
    units = _units(differing | linked, head)
    older, newer = _side(base, changes.before, units), _side(head, changes.after, units)
    files = _differing(older, newer) | linked | differing | renamed.keys() | {*renamed.values()}
    places = Memo()
    was = _keyed(older, files, renamed, places)
    now = _keyed(newer, files, {}, places)
    told = {place.file for one in changes.changes for place in (one.was, one.now) if place}
    about = differing | told | {*renamed.values()}
    return FoundAnew(
        new=[finding for key, finding in now.items() if key not in was],
        known=sum(key in was and finding.at.file in about for key, finding in now.items()),
        mended=len(was.keys() - now.keys()),
    )


def _side(revision: Revision, scored: ScoredPortfolio, units: Container[str] | None) -> _Side:
    known = is_known(revision.content, revision.project)
    own = scored if units is None else _of_units(scored, units)
    wide = (*judge(scored, _OF_ALL), *judge(own, _OF_A_UNIT))
    return _Side(revision, scored, known, [one for one in wide if known(one)])


# ── where findings may differ ─────────────────────────────────────────────────────────────────


def _differing(older: _Side, newer: _Side) -> AbstractSet[str]:
    """The files of which a rule about the portfolio, or what links it, finds something else."""
    findings = {*older.wide} ^ {*newer.wide}
    findings |= {*older.revision.content.findings} ^ {*newer.revision.content.findings}
    return {one.at.file for one in findings}


def _linked_differently(older: ScoredPortfolio, newer: ScoredPortfolio) -> AbstractSet[str]:
    """The files of objectives that are other ones, or stand in something else."""
    before, after = older.portfolio.objectives, newer.portfolio.objectives
    is_alike = _is_alike_around(older, newer)
    return {
        one.file
        for these, those in ((before, after), (after, before))
        for ref, one in these.items()
        if not is_alike or those.get(ref) is not one
    }


def _units(files: Iterable[str], head: Revision) -> Container[str] | None:
    """The units that the files belong to; None for all.

    An audience is not told by files what differs: theirs are empty.
    """
    if head.content.everything.audience != EVERYTHING:
        return None
    part = touched(files, head.project.settings.content)
    return part.units if part else None


def _of_units(scored: ScoredPortfolio, units: Container[str]) -> ScoredPortfolio:
    """The same with what these units promised and reported, and nothing of the others."""
    whole = scored.portfolio

    def theirs(folders: Mapping[UnitCycle, T]) -> dict[UnitCycle, T]:
        return {folder: one for folder, one in folders.items() if folder.unit in units}

    portfolio = replace(
        whole,
        objectives={ref: one for ref, one in whole.objectives.items() if ref.unit in units},
        by_folder=theirs(whole.by_folder),
        check_ins=theirs(whole.check_ins),
        mid_cycle_reviews=theirs(whole.mid_cycle_reviews),
        retrospectives=theirs(whole.retrospectives),
    )
    objectives = {ref: one for ref, one in scored.objectives.items() if ref.unit in units}
    return replace(
        scored, portfolio=portfolio, objectives=objectives, folders=theirs(scored.folders)
    )


def _is_alike_around(older: ScoredPortfolio, newer: ScoredPortfolio) -> bool:
    """Whether a rule about a single objective sees the same in what it stands in."""
    around = [(one.settings, *_around(one.portfolio)) for one in (older, newer)]
    return around[0] == around[1]


def _around(portfolio: Portfolio) -> tuple[object, ...]:
    return portfolio.organisation, portfolio.cycles, portfolio.units, portfolio.by_folder.keys()


def _differing_sources(base: Revision, head: Revision) -> set[str]:
    """The files with other bytes, which are other objects where they have not changed at all."""
    older = {one.file: one for one in base.content.sources}
    newer = {one.file: one for one in head.content.sources}
    return {
        file
        for file in older.keys() | newer.keys()
        if older.get(file) is not newer.get(file) and older.get(file) != newer.get(file)
    }


def _renamed_files(changes: Changes, base: Revision, head: Revision) -> dict[str, str]:
    """What the newer revision calls the files that lie elsewhere in it."""
    old, new = (one.project.settings.content for one in (base, head))
    files = [one.file for one in base.content.sources] if old != new else []
    renamed = {file: f"{new}{file.removeprefix(old)}" for file in files}
    before, after = changes.before.portfolio.objectives, changes.after.portfolio.objectives
    for was, now in changes.moved.items():
        renamed[before[was].file] = after[now].file
    return renamed


# ── what is found there ───────────────────────────────────────────────────────────────────────


def _keyed(
    side: _Side, files: AbstractSet[str], renamed: Mapping[str, str], places: Memo
) -> dict[str, Finding]:
    """What is found in these files, by what it is recognised by in the other revision.

    `renamed` leads from a file to what the other revision calls it.
    """
    content, project = side.revision.content, side.revision.project
    sources = [one for one in content.sources if one.file in files or speaks(one)]
    wanted = files | {one.file for one in sources}
    places.begin()
    judged = located(_judged(side, wanted), sources, places)
    in_files = (one for one in content.findings if one.at.file in wanted)
    looked_at = is_looked_at(content, project, side.scored.as_of)
    found = obey((*in_files, *judged), sources, looked_at)
    report = _report((_moved(finding, renamed) for finding in found), sources, renamed)
    return {key: finding for finding, key in fingerprinted(report)}


def _judged(side: _Side, files: Container[str]) -> Iterator[Finding]:
    """What all rules find in these files: the same as if they judged all."""
    objectives = side.scored.portfolio.objectives.items()
    only = {ref for ref, one in objectives if one.file in files}
    fired: dict[str, set[str]] = {}
    for finding in judge(side.scored, SINGLE, only):
        fired.setdefault(finding.at.file, set()).add(finding.code)
        if side.is_known(finding):
            yield finding
    for finding in side.wide:
        file = finding.at.file
        if file in files and fired.get(file, set()).isdisjoint(_AFTER[finding.code]):
            yield finding


def _moved(finding: Finding, renamed: Mapping[str, str]) -> Finding:
    file = renamed.get(finding.at.file)
    return replace(finding, at=replace(finding.at, file=file)) if file else finding


def _report(
    findings: Iterable[Finding], sources: list[Source], renamed: Mapping[str, str]
) -> Report:
    """The findings, with the texts of the files that they are about."""
    named = ((renamed.get(one.file, one.file), one.data) for one in sources)
    return report_of(findings, named, len(sources))
