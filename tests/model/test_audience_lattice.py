"""Each audience sees what the wider one sees, and visibility only narrows on the way down."""

from itertools import pairwise

import builders as b
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrpress.model.audience import EVERYTHING, PUBLIC, Audience, parse_audience
from okrpress.model.audience_sight import narrowest, reports_of
from okrpress.model.audience_view import sees_folder, view_for, visibility_of
from okrpress.model.observations import Lesson
from okrpress.model.okr import Initiative, Visibility
from okrpress.model.portfolio import LeftOut, Portfolio, Whole

CHAINS = (
    ("public", "internal", "manager:maria", "person:maria"),
    ("public", "internal", "manager:ada", "person:ada"),
)
"""From the widest audience to the narrowest: maria reports to ada."""

SAID = st.sampled_from([None, *Visibility])
PEOPLE = st.sampled_from([None, "maria", "ada"])


def audience(text: str) -> Audience:
    found = parse_audience(text)
    assert found
    return found


@st.composite
def portfolios(draw: st.DrawFn) -> Portfolio:
    people = [b.person("ada", visibility=draw(SAID)), b.person("maria", manager="ada")]
    teams = [
        b.team("up", lead=draw(PEOPLE), visibility=draw(SAID)),
        b.team("product", parent="up", lead=draw(PEOPLE), visibility=draw(SAID)),
    ]
    objectives = [
        b.objective(
            id,
            unit=unit,
            owner=draw(PEOPLE),
            visibility=draw(SAID),
            key_results=[b.key_result("a", visibility=draw(SAID), owner=draw(PEOPLE))],
            initiatives=[Initiative(title="Work", visibility=draw(SAID), key_result=draw(KEYS))],
        )
        for unit in ("product", "up", "maria")
        for id in ("one", "two")
    ]
    check_in = b.check_in(
        "2026-11-01",
        *(
            b.reading(5, of=f"product/{id}#a", note="Said", visibility=draw(SAID))
            for id in ("one", "two")
        ),
        visibility=draw(SAID),
        author=draw(PEOPLE),
        wins=["won"],
    )
    lessons = [Lesson(text="Learned", visibility=draw(SAID))]
    return b.portfolio(
        people=people,
        teams=teams,
        objectives=objectives,
        check_ins=[check_in],
        retrospectives=[b.retrospective(lessons=lessons, visibility=draw(SAID))],
        organisation=b.organisation(visibility=draw(st.sampled_from([None, *Visibility]))),
    )


KEYS = st.sampled_from([None, "a"])


def seen(text: str, portfolio: Portfolio) -> set[object]:
    """Everything that the audience sees, in pieces."""
    view = view_for(audience(text), Whole(portfolio))
    found: set[object] = {*view.units, *view.teams, *view.people, *view.objectives}
    for one in view.objectives.values():
        found |= {one.key_result_ref(each) for each in one.key_results}
        found |= {(one.ref, "initiative") for _ in one.initiatives}
    for group in view.check_ins.values():
        for check_in in group:
            found |= {("words", *check_in.wins)}
            found |= {(each.ref, each.note) for each in check_in.readings if each.note}
            found |= {(each.ref, "read") for each in check_in.readings}
    for end in view.retrospectives.values():
        found |= {("lesson", each.text) for each in end.lessons}
    return found - {("words",)}


@given(portfolio=portfolios())
@settings(max_examples=60, deadline=None)
def test_the_narrower_audience_sees_all_that_the_wider_sees(portfolio: Portfolio) -> None:
    for chain in CHAINS:
        pieces = [seen(text, portfolio) for text in chain]
        for wide, narrow in pairwise(pieces):
            assert wide <= narrow


@given(portfolio=portfolios())
@settings(max_examples=30, deadline=None)
def test_nothing_is_wider_than_what_it_is_in(portfolio: Portfolio) -> None:
    for text in ("public", "internal"):
        view = view_for(audience(text), Whole(portfolio))
        level = Visibility(text)
        for ref, one in portfolio.objectives.items():
            is_open = narrowest(visibility_of(one, portfolio), level) is level
            assert (ref in view.objectives) == is_open
        for one in view.objectives.values():
            assert all(narrowest(each.visibility, level) is level for each in one.key_results)


def test_the_authors_see_everything() -> None:
    whole = Whole(b.portfolio(organisation=b.organisation(visibility=Visibility.PRIVATE)))
    assert view_for(EVERYTHING, whole) is whole.everything
    assert view_for(PUBLIC, whole).organisation.name == ""
    assert view_for(PUBLIC, whole).cycles == {}


def test_key_results_that_are_hidden_change_nothing() -> None:
    """Neither scores nor counts, as if they had never been written."""
    shown = b.key_result("a")
    hidden = b.key_result("b", weight=9, visibility=Visibility.INTERNAL)
    work = (Initiative(title="Shown"), Initiative(title="For the hidden", key_result="b"))
    mixed = b.portfolio(
        objectives=[b.objective(key_results=[hidden, shown], initiatives=work)],
        check_ins=[b.check_in("2026-11-01", b.reading(5, of=f"{b.OBJECTIVE}#a"))],
    )
    plain = b.portfolio(
        objectives=[b.objective(key_results=[shown], initiatives=work[:1])],
        check_ins=[b.check_in("2026-11-01", b.reading(5, of=f"{b.OBJECTIVE}#a"))],
    )
    assert b.public_view(mixed) == b.public_view(plain)


def test_who_may_not_be_known_of_is_named_nowhere() -> None:
    portfolio = b.portfolio(
        people=[
            b.person("maria", visibility=Visibility.INTERNAL),
            b.person("jon", manager="maria"),
        ],
        teams=[b.team(lead="maria", members=["maria", "jon"])],
        objectives=[b.objective(owner="maria", key_results=[b.key_result("a", owner="maria")])],
        check_ins=[b.check_in("2026-11-01", b.reading(5, of=f"{b.OBJECTIVE}#a"), author="maria")],
    )
    assert "maria" not in repr(b.public_view(portfolio))


def test_a_team_inside_a_hidden_team_is_hidden() -> None:
    teams = [b.team("up", visibility=Visibility.INTERNAL), b.team(parent="up")]
    portfolio = b.portfolio(teams=teams, objectives=[b.objective(visibility=Visibility.PUBLIC)])
    view = b.public_view(portfolio)
    assert (view.teams, view.units, view.objectives) == ({}, {}, {})


def test_managers_are_those_above_in_people() -> None:
    people = {
        one.id: one
        for one in (
            b.person("ada"),
            b.person("bo", manager="ada"),
            b.person("maria", manager="bo"),
            b.person("loop", manager="pool"),
            b.person("pool", manager="loop"),
        )
    }
    assert reports_of("ada", people) == {"bo", "maria"}
    assert reports_of("maria", people) == frozenset()
    assert reports_of("loop", people) == {"pool"}


@pytest.mark.parametrize(
    ("folder", "shown"), [("product", True), ("maria", False), ("nobody", False)]
)
def test_what_was_left_out_is_counted_where_it_would_be_seen(folder: str, shown: bool) -> None:
    at = b.FOLDER._replace(unit=folder)
    portfolio = b.portfolio(
        people=[b.person()],
        teams=[b.team()],
        left_out=[
            LeftOut(file="x", unit_cycle=at, reason="broken"),
            LeftOut(file="y", unit_cycle=at, reason="broken", is_unclear=True),
        ],
    )
    assert sees_folder(PUBLIC, Whole(portfolio), at) is shown
    assert len(b.public_view(portfolio).left_out) == shown
