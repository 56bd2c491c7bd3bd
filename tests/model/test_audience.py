"""What the public may see."""

import builders as b
import pytest

from okrpress.model.ids import UnitCycle
from okrpress.model.observations import CheckIn, Decision, Reading
from okrpress.model.okr import Objective, Visibility
from okrpress.model.portfolio import LeftOut, Portfolio, UnitKind

MINE = UnitCycle(b.CYCLE, "maria")


def personal(id: str = "sleep", visibility: Visibility | None = None) -> Objective:
    return b.objective(id, unit="maria", visibility=visibility)


def of(objective: str, **said: object) -> Reading:
    return b.reading(5, of=f"maria/{objective}#activation", **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("unit", "visibility", "shown"),
    [
        pytest.param("product", None, True, id="a team's, silent"),
        pytest.param("product", Visibility.PUBLIC, True, id="a team's, public"),
        pytest.param("product", Visibility.INTERNAL, False, id="a team's, internal"),
        pytest.param("product", Visibility.PRIVATE, False, id="a team's, private"),
        pytest.param("maria", None, False, id="a person's, silent"),
        pytest.param("maria", Visibility.PUBLIC, True, id="a person's, public"),
        pytest.param("maria", Visibility.MANAGERS, False, id="a person's, for managers"),
        pytest.param("me", None, True, id="of a unit without a file, silent"),
    ],
)
def test_which_objectives_are_public(unit: str, visibility: Visibility | None, shown: bool) -> None:
    whole = b.portfolio(
        objectives=[b.objective(unit=unit, visibility=visibility)],
        people=[b.person()],
        teams=[b.team()],
    )
    assert bool(b.public_view(whole).objectives) is shown


def test_references_to_what_is_hidden_go_with_it() -> None:
    hidden = b.ref("product/secret")
    shown = b.objective(supports=[hidden, b.ref("product/other")], depends_on=[hidden])
    view = b.public_view(
        b.portfolio(
            objectives=[
                shown,
                b.objective("other"),
                b.objective("secret", visibility=Visibility.INTERNAL, supports=[shown.ref]),
            ]
        )
    )
    assert view.objectives[shown.ref].supports == (b.ref("product/other"),)
    assert view.objectives[shown.ref].depends_on == ()
    assert dict(view.supporters) == {b.ref("product/other"): (shown.ref,)}


def test_readings_grades_and_decisions_of_what_is_hidden_go_with_it() -> None:
    shown, hidden = "maria/run#activation", "maria/sleep#activation"
    view = b.public_view(
        b.portfolio(
            people=[b.person()],
            objectives=[personal("run", Visibility.PUBLIC), personal("sleep")],
            check_ins=[b.check_in("2026-11-01", of("run"), of("sleep"))],
            mid_cycle_reviews=[
                b.mid_cycle_review(
                    folder=MINE,
                    decisions={
                        b.key_result_ref(shown): Decision.KEEP,
                        b.key_result_ref(hidden): Decision.CANCEL,
                    },
                )
            ],
            retrospectives=[
                b.retrospective(
                    folder=MINE,
                    grades={
                        b.key_result_ref(shown): b.grade("0.5"),
                        b.key_result_ref(hidden): b.grade("0.1"),
                    },
                )
            ],
        )
    )
    assert [r.ref for r in view.check_ins[MINE][0].readings] == [b.key_result_ref(shown)]
    assert list(view.mid_cycle_reviews[MINE].decisions) == [b.key_result_ref(shown)]
    assert list(view.retrospectives[MINE].grades) == [b.key_result_ref(shown)]


def full_check_in(visibility: Visibility | None, unit: str = "maria") -> CheckIn:
    return b.check_in(
        "2026-11-01",
        b.reading(5, of=f"{unit}/run#activation"),
        health={"rest": 3},
        blockers=["blocked"],
        wins=["won"],
        body="words",
        visibility=visibility,
    )


def test_a_persons_words_need_to_be_public_by_name() -> None:
    def view(visibility: Visibility | None) -> tuple[CheckIn, ...]:
        portfolio = b.portfolio(
            people=[b.person(health=[b.health_metric("rest")])],
            objectives=[personal("run", Visibility.PUBLIC)],
            check_ins=[full_check_in(visibility)],
        )
        return b.public_view(portfolio).check_ins.get(MINE, ())

    silent = view(None)[0]
    assert silent.readings
    assert [silent.health, silent.blockers, silent.wins, silent.body] == [{}, (), (), ""]
    assert view(Visibility.PUBLIC) == (full_check_in(Visibility.PUBLIC),)
    assert view(Visibility.PRIVATE) == ()


def test_a_teams_words_are_public_with_its_objectives() -> None:
    shown = b.portfolio(
        teams=[b.team()],
        objectives=[b.objective("run")],
        check_ins=[full_check_in(None, "product")],
    )
    assert b.public_view(shown).check_ins == shown.check_ins


def test_a_persons_health_shows_only_where_it_is_reported_in_public() -> None:
    def health(visibility: Visibility | None) -> tuple[object, ...]:
        view = b.public_view(
            b.portfolio(
                people=[b.person(health=[b.health_metric("rest")])],
                objectives=[personal("run", Visibility.PUBLIC)],
                check_ins=[full_check_in(visibility)],
            )
        )
        assert view.people["maria"].health == view.units["maria"].health
        return view.units["maria"].health

    assert health(None) == ()
    assert health(Visibility.PUBLIC) == (b.health_metric("rest"),)


def test_folders_units_and_cycles_that_hold_only_hidden_things_are_gone() -> None:
    view = b.public_view(
        b.portfolio(
            objectives=[
                b.objective(unit="me", visibility=Visibility.PRIVATE, cycle="2026-q3"),
                b.objective(unit="us"),
            ],
            check_ins=[
                b.check_in(folder=UnitCycle("2026-q3", "me")),
                b.check_in(folder=UnitCycle("2026-q4", "us")),
            ],
        )
    )
    assert list(view.units) == ["us"]
    assert list(view.by_folder) == list(view.check_ins) == [UnitCycle("2026-q4", "us")]


def test_a_file_left_out_is_counted_but_not_named() -> None:
    view = b.public_view(
        b.portfolio(
            teams=[b.team()],
            people=[b.person()],
            left_out=[
                LeftOut(file="content/x/product/secret.md", unit_cycle=b.FOLDER, reason="broken"),
                LeftOut(file="content/x/maria/sleep.md", unit_cycle=MINE, reason="broken"),
            ],
        )
    )
    assert view.left_out == (LeftOut(file="", unit_cycle=b.FOLDER, reason=""),)


def with_private(extra: bool) -> Portfolio:
    """Two portfolios that differ only in what is private."""
    hidden = [personal("sleep")] if extra else []
    check_ins = [b.check_in("2026-11-01", of("run"), *([of("sleep", note="bad")] if extra else []))]
    return b.portfolio(
        people=[b.person()],
        objectives=[
            personal("run", Visibility.PUBLIC),
            *hidden,
            *([b.objective(visibility=Visibility.PRIVATE)] if extra else []),
        ],
        teams=[b.team()],
        check_ins=check_ins,
    )


def test_what_is_private_makes_no_difference() -> None:
    one, other = b.public_view(with_private(False)), b.public_view(with_private(True))
    assert one.objectives == other.objectives
    assert one.check_ins == other.check_ins
    assert one.supporters == other.supporters
    assert one.people == other.people
    assert one.units["maria"].kind is UnitKind.PERSON


@pytest.mark.parametrize(
    ("about", "visibility", "shown"),
    [
        pytest.param(["run"], None, True, id="about what is public"),
        pytest.param([], None, True, id="about nothing in particular"),
        pytest.param(["secret"], None, False, id="about what is hidden"),
        pytest.param(["run", "secret"], None, False, id="about both"),
        pytest.param(["run", "secret"], Visibility.PUBLIC, True, id="about both, and public"),
    ],
)
def test_a_teams_words_are_hidden_where_they_may_be_about_what_is_hidden(
    about: list[str], visibility: Visibility | None, shown: bool
) -> None:
    refs = [f"{objective}#activation" for objective in about]
    view = b.public_view(
        b.portfolio(
            teams=[b.team()],
            objectives=[b.objective("run"), b.objective("secret", visibility=Visibility.PRIVATE)],
            check_ins=[
                b.check_in(
                    "2026-11-01",
                    *(b.reading(5, of=ref) for ref in refs),
                    folder=b.FOLDER,
                    blockers=["words"],
                    visibility=visibility,
                )
            ],
            mid_cycle_reviews=[
                b.mid_cycle_review(
                    decisions={b.key_result_ref(ref): Decision.KEEP for ref in refs},
                    tactics=["words"],
                    visibility=visibility,
                )
            ],
            retrospectives=[
                b.retrospective(
                    grades={b.key_result_ref(ref): b.grade("0.5") for ref in refs},
                    lessons=["words"],
                    visibility=visibility,
                )
            ],
        )
    )
    check_ins = view.check_ins.get(b.FOLDER, ())
    assert any(one.blockers for one in check_ins) is shown
    assert any(one.tactics for one in view.mid_cycle_reviews.values()) is shown
    assert any(one.lessons for one in view.retrospectives.values()) is shown
    is_left = shown or "run" in about  # of what is only about the hidden, nothing is left
    assert bool(check_ins) is is_left
    assert bool(view.mid_cycle_reviews) is is_left
    assert bool(view.retrospectives) is is_left
