"""The board by status: every key result in one column, and none lost."""

import builders as make
import pytest
from site_samples import empty, sample

from okrpress.model.okr import State
from okrpress.model.settings import Settings
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio, Status
from okrpress.site.views.board import (
    _COLUMNS,
    _GIVEN_UP,
    BoardColumn,
    BoardView,
    CycleBoard,
    board_pages,
)
from okrpress.site.views.here import Options, make_site

AS_OF = make.day("2026-11-22")


def views(scored: ScoredPortfolio) -> list[BoardView]:
    found = []
    for planned in board_pages(make_site(scored, Options())):
        view = planned.make()
        assert isinstance(view, BoardView)
        found.append(view)
    return found


def columns(cycle: CycleBoard) -> dict[str, BoardColumn]:
    return {column.key: column for column in cycle.columns}


@pytest.mark.parametrize("status", Status)
def test_every_status_has_one_place(status: Status) -> None:
    places = [kind.key for kind in _COLUMNS if status in kind.statuses]
    assert len(places) + (status in _GIVEN_UP) == 1


def test_every_key_result_of_a_running_cycle_is_on_the_board() -> None:
    scored = sample()
    (view,) = views(scored)
    running = {cycle.id for cycle in scored.portfolio.running_cycles(scored.as_of)}
    expected = sum(
        len(one.key_results) for one in scored.objectives.values() if one.ref.cycle in running
    )
    shown = sum(len(column.cards) for cycle in view.cycles for column in cycle.columns)
    listed = sum(len(cycle.listed) for cycle in view.cycles)
    assert shown + listed == expected


def test_the_furthest_behind_comes_first() -> None:
    objective = make.objective(key_results=[make.key_result(id) for id in ("a", "b", "c")])
    readings = [make.reading(value, of=f"onboarding#{id}") for id, value in (("a", 20), ("b", 5))]
    check_ins = [make.check_in("2026-11-20", *readings)]
    scored = score(make.portfolio(objectives=[objective], check_ins=check_ins), Settings(), AS_OF)
    (cycle,) = views(scored)[0].cycles
    cards = columns(cycle)["off-track"].cards
    assert [card.link.text for card in cards] == ["Raise b", "Raise a"]
    assert [chip.word for chip in cards[0].reasons] == ["Behind pace"]
    assert (cards[0].unit.text, cards[0].owner.text) == ("Product", "maria")
    assert [card.status.key for card in columns(cycle)["open"].cards] == ["no-data"]


def test_what_is_given_up_is_listed_and_has_no_card() -> None:
    given_up = make.objective(key_results=[make.key_result(state=State.CANCELLED)])
    scored = score(make.portfolio(objectives=[given_up]), Settings(), AS_OF)
    (cycle,) = views(scored)[0].cycles
    assert all(not column.cards for column in cycle.columns)
    assert [one.status.word for one in cycle.listed] == ["Cancelled"]
    assert cycle.listed_count.startswith("1 key result that is")


def test_without_a_running_cycle_the_board_says_so() -> None:
    (view,) = views(empty())
    assert view.cycles == ()
    assert view.empty is not None


def test_a_running_cycle_without_objectives_says_what_to_do() -> None:
    portfolio = make.portfolio(objectives=[], cycles=[make.cycle()])
    (view,) = views(score(portfolio, Settings(), AS_OF))
    assert [cycle.empty is not None for cycle in view.cycles] == [True]


def test_a_large_board_goes_on_in_parts() -> None:
    objectives = [
        make.objective(f"o{number}", unit=f"u{unit}", key_results=[make.key_result("a")])
        for unit in range(3)
        for number in range(50)
    ]
    found = views(score(make.portfolio(objectives=objectives), Settings(), AS_OF))
    assert [view.part for view in found] == [1, 2]
    assert [link.text for link in found[0].parts] == ["Part 1", "Part 2"]
    shown = [columns(view.cycles[0])["open"] for view in found]
    assert [len(one.cards) + len(one.rest) for one in shown] == [100, 50]
    assert [(len(one.cards), one.rest_count) for one in shown] == [
        (24, "76 more"),
        (24, "26 more"),
    ]
