"""Personal task mapping: which work moves which key result, and which moves none."""

from collections.abc import Iterable

import builders as make
import pytest

from okrpress.insight.due import DebtKind
from okrpress.insight.tasks import Tasks, tasks_of
from okrpress.model.okr import Initiative, InitiativeStatus, KeyResult, State
from okrpress.model.settings import Settings
from okrpress.scoring import score


def tasks(
    *key_results: KeyResult,
    initiatives: Iterable[Initiative] = (),
    owner: str | None = "maria",
    state: State = State.ACTIVE,
    person: str = "maria",
) -> Tasks:
    objective = make.objective(
        key_results=key_results, initiatives=initiatives, owner=owner, state=state
    )
    portfolio = make.portfolio(
        objectives=[objective],
        teams=[make.team(lead="ada")],
        check_ins=[make.check_in("2026-11-08", make.reading(10))],
        mid_cycle_reviews=[make.mid_cycle_review("2026-11-12")],
    )
    return tasks_of(score(portfolio, Settings(), make.day("2026-11-22")), person)


def test_work_stands_beside_the_key_result_that_it_moves() -> None:
    doing = make.initiative("Mails", owner="jon")
    other = make.initiative("Calls", key_result="retention")
    found = tasks(
        make.key_result(), make.key_result("retention", owner="jon"), initiatives=[doing, other]
    )
    assert [
        (stake.scored.ref.key_result, stake.owned, [one.initiative.title for one in stake.work])
        for stake in found.stakes
    ] == [("activation", True, ["Mails"]), ("retention", False, ["Calls"])]
    assert found.adrift == ()
    [due, fresh] = [stake.due for stake in found.stakes]
    assert due is not None
    assert due.days_late == 7
    assert fresh is not None  # never reported


@pytest.mark.parametrize(
    ("initiatives", "unmoved"),
    [
        pytest.param([], True, id="no work"),
        pytest.param([make.initiative()], False, id="being done"),
        pytest.param([make.initiative(status=InitiativeStatus.PLANNED)], False, id="planned"),
        pytest.param([make.initiative(status=InitiativeStatus.DONE)], True, id="all done"),
        pytest.param([make.initiative(status=InitiativeStatus.DROPPED)], True, id="dropped"),
        pytest.param([make.initiative(key_result=None)], True, id="for nothing in particular"),
    ],
)
def test_a_key_result_that_nothing_moves(initiatives: list[Initiative], unmoved: bool) -> None:
    [stake] = tasks(make.key_result(), initiatives=initiatives).stakes
    assert stake.is_unmoved == unmoved


@pytest.mark.parametrize(
    ("key_result", "initiative", "adrift"),
    [
        pytest.param(make.key_result(), make.initiative(), False, id="for one that is pursued"),
        pytest.param(make.key_result(), make.initiative(key_result=None), True, id="for none"),
        pytest.param(
            make.key_result(state=State.CANCELLED),
            make.initiative(),
            True,
            id="for a cancelled one",
        ),
        pytest.param(
            make.key_result(),
            make.initiative(key_result=None, status=InitiativeStatus.DONE),
            False,
            id="done",
        ),
        pytest.param(
            make.key_result(), make.initiative(key_result=None, owner="jon"), False, id="not mine"
        ),
    ],
)
def test_work_that_moves_nothing(
    key_result: KeyResult, initiative: Initiative, adrift: bool
) -> None:
    found = tasks(key_result, initiatives=[initiative])
    assert bool(found.adrift) == adrift


def test_what_nobody_owns_falls_to_the_lead() -> None:
    found = tasks(make.key_result(), initiatives=[make.initiative()], owner=None, person="ada")
    [stake] = found.stakes
    assert stake.owned
    assert stake.work[0].person == "ada"
    assert [debt.kind for debt in found.debts] == [DebtKind.CHECK_IN]


def test_what_is_reached_needs_no_work() -> None:
    done = make.scored_key_result(
        make.key_result(measure=make.yes_no()), [make.check_in(10, make.reading(done=True))]
    )
    assert done.status.value == "done"
    portfolio = make.portfolio(
        objectives=[make.objective(key_results=[make.key_result(measure=make.yes_no())])],
        check_ins=[make.check_in("2026-11-08", make.reading(done=True))],
    )
    [stake] = tasks_of(score(portfolio, Settings(), make.day("2026-11-22")), "maria").stakes
    assert not stake.is_unmoved


@pytest.mark.parametrize("state", [State.DRAFT, State.POSTPONED, State.CANCELLED])
def test_what_is_not_pursued_concerns_nobody(state: State) -> None:
    found = tasks(make.key_result(), initiatives=[make.initiative(key_result=None)], state=state)
    assert (found.stakes, found.adrift) == ((), ())


def test_a_stranger_has_nothing_to_do() -> None:
    assert tasks(make.key_result(), person="zoe") == Tasks(person="zoe")
