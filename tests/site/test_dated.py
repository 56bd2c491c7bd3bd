"""Who asks for what another day would change has looked at the day, and nobody else."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from okrpress.app.content import read_content
from okrpress.app.project import read_project
from okrpress.app.watcher import Silence
from okrpress.model.ids import ObjectiveRef
from okrpress.scoring import score
from okrpress.scoring.result import Rollup, ScoredKeyResult, ScoredObjective, ScoredPortfolio
from okrpress.site.dated import DAY, DRIFTING, STANDING
from okrpress.site.tracing import Read, reading
from okrpress.site.views.here import Here, Options, Site, make_site

AS_OF = date(2026, 11, 22)
THE_DAY = Read(DAY, (AS_OF.isoformat(),))
Ask = Callable[[ScoredObjective], object]


@pytest.fixture(scope="module")
def scored() -> ScoredPortfolio:
    project = read_project(Path(__file__).parents[2])
    everything = read_content(project, Silence(), cache=False).everything
    return score(everything, project.settings, AS_OF)


@pytest.fixture
def site(scored: ScoredPortfolio) -> Site:
    return make_site(scored, Options())


def first_of(site: Site, *, is_closed: bool, is_reported: bool = True) -> ObjectiveRef:
    """An objective of a cycle that is closed or is not; all of it was reported, or its first key
    result never was.
    """
    return next(
        ref
        for ref, one in site.scored.objectives.items()
        if one.key_results and (ref.cycle in site.closed) is is_closed
        if is_reported is all(each.last_reading for each in one.key_results)
        if is_reported or not one.key_results[0].last_reading
    )


def noted(site: Site, ref: ObjectiveRef, ask: Ask) -> set[Read]:
    """What it is to ask something of an objective, beside looking at it."""
    with reading() as found:
        ask(site.scored.objectives[ref])
    return found - {Read("scored.objectives", tuple(ref.unit_cycle))}


@pytest.mark.parametrize("name", sorted(one.name for one in fields(ScoredKeyResult)))
def test_only_what_moves_is_of_the_day(site: Site, name: str) -> None:
    def ask(one: ScoredObjective) -> object:
        return getattr(one.key_results[0], name)

    going_on = first_of(site, is_closed=False)
    within = {Read(STANDING, tuple(going_on))}
    assert noted(site, going_on, ask) == within | ({THE_DAY} if name in DRIFTING else set())
    assert noted(site, first_of(site, is_closed=True), ask) == set()
    silent = first_of(site, is_closed=True, is_reported=False)
    assert noted(site, silent, ask) == ({THE_DAY} if name == "age" else set())


ASKED: dict[str, tuple[Ask, set[str]]] = {
    "its status": (lambda one: one.status, set()),
    "its progress": (lambda one: one.rollup.progress, set()),
    "what it is held against": (lambda one: one.rollup.expected, {DAY}),
    "its key results": (lambda one: one.key_results, {STANDING}),
    "how many are in which state": (lambda one: one.rollup.counts, {STANDING}),
    "a copy": (lambda one: replace(one.rollup, total=0).counts, {DAY, STANDING}),
    "all of it": (repr, {DAY, STANDING}),
}


@pytest.mark.parametrize(("ask", "names"), ASKED.values(), ids=ASKED.keys())
def test_while_a_cycle_goes_on_key_results_are_another_look(
    site: Site, ask: Ask, names: set[str]
) -> None:
    ref = first_of(site, is_closed=False)
    looks = {DAY: THE_DAY, STANDING: Read(STANDING, tuple(ref))}
    assert noted(site, ref, ask) == {looks[name] for name in names}
    assert noted(site, first_of(site, is_closed=True), ask) == set()


def test_a_folder_has_its_own_look(site: Site) -> None:
    folder = first_of(site, is_closed=False).unit_cycle
    with reading() as found:
        assert site.scored.folders[folder].counts
    assert found == {Read("scored.folders", tuple(folder)), Read(STANDING, tuple(folder))}


def test_watched_or_not_the_numbers_are_the_same(site: Site, scored: ScoredPortfolio) -> None:
    with reading():
        watched = [*site.scored.objectives.values()], [*site.scored.folders.values()]
    assert repr(watched) == repr(([*scored.objectives.values()], [*scored.folders.values()]))
    assert all(type(one) is Rollup for one in site.scored.folders.values())  # nobody is reading


def test_a_date_is_of_the_day_where_it_is_said_how_long_ago_it_was(site: Site) -> None:
    here = Here(site, "index.html")
    with reading() as found:
        told = here.day(AS_OF)
        assert (told.text, told.iso) == (site.fmt.date(AS_OF), "2026-11-22")
        assert not found
        assert told.note
    assert found == {THE_DAY}
