"""When closed cycles were last spoken of, folder by folder, and as a whole."""

from datetime import date

import builders as make

from okrpress.insight.last_words import last_spoken_of, last_words
from okrpress.model.ids import UnitCycle
from okrpress.model.portfolio import Portfolio

PAST = UnitCycle("2026-q3", "product")
TOO = UnitCycle("2026-q3", "sales")
CLOSED = make.day("2026-10-09")


def portfolio(*check_ins: tuple[str, UnitCycle], retrospective: str = "2026-10-08") -> Portfolio:
    """Two folders of a closed cycle and one of a running one."""
    return make.portfolio(
        objectives=[make.objective(cycle=one.cycle, unit=one.unit) for one in (PAST, TOO)]
        + [make.objective()],
        cycles=[make.cycle("2026-q3", closed=CLOSED), make.cycle("2026-q4")],
        check_ins=[make.check_in(day, folder=folder) for day, folder in check_ins],
        retrospectives=[make.retrospective(retrospective, folder=PAST)],
        mid_cycle_reviews=[make.mid_cycle_review("2026-08-12", folder=TOO)],
    )


def told(portfolio: Portfolio, on: str = "2026-11-22") -> tuple[dict[UnitCycle, date], date | None]:
    said = last_words(portfolio, make.day(on))
    return said, last_spoken_of(portfolio, make.day(on), said).get("2026-q3")


def test_whatever_comes_last_counts_in_each_folder_of_a_closed_cycle() -> None:
    days = {PAST: make.day("2026-10-08"), TOO: make.day("2026-09-20")}
    world = portfolio(("2026-09-01", PAST), ("2026-09-20", TOO), ("2026-11-01", make.FOLDER))
    assert told(world) == (days, CLOSED)


def test_what_follows_the_close_moves_its_day_and_what_is_still_to_come_does_not() -> None:
    world = portfolio(("2026-10-20", PAST), ("2026-12-24", PAST), ("2026-10-12", TOO))
    days = {PAST: make.day("2026-10-20"), TOO: make.day("2026-10-12")}
    assert told(world) == (days, make.day("2026-10-20"))


def test_before_it_is_closed_a_cycle_has_no_last_day() -> None:
    assert told(portfolio(("2026-09-01", PAST)), on="2026-10-08") == ({}, None)


def test_what_is_known_of_folders_that_are_not_there_counts_too() -> None:
    part = make.portfolio(cycles=[make.cycle("2026-q3", closed=CLOSED)])
    on = make.day("2026-11-22")
    assert last_words(part, on) == {}
    assert last_spoken_of(part, on, {PAST: make.day("2026-10-20")}) == {
        "2026-q3": make.day("2026-10-20")
    }
    assert last_spoken_of(part, on, {make.FOLDER: on}) == {"2026-q3": CLOSED}
