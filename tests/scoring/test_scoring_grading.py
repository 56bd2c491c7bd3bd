"""The end: grades, their colours, and what must be explained."""

from decimal import Decimal

import builders as b
import pytest

from okrpress.model.observations import Grade
from okrpress.model.okr import Aggregate, KeyResult, ObjectiveType, State
from okrpress.model.settings import Settings, Thresholds
from okrpress.scoring import score
from okrpress.scoring.grading import colour
from okrpress.scoring.result import Band, ScoredKeyResult, Status

D = Decimal
ACTIVATION = b.key_result_ref()
COMMITTED, ASPIRATIONAL = ObjectiveType.COMMITTED, ObjectiveType.ASPIRATIONAL


def graded(
    grade: Grade | None,
    *,
    value: b.Number | None = 50,
    key_result: KeyResult | None = None,
    type: ObjectiveType | None = COMMITTED,
    as_of: int = 110,
) -> ScoredKeyResult:
    """Scored after a retrospective on day 105 of the hundred days."""
    return b.scored_key_result(
        key_result or b.key_result(),
        [] if value is None else [b.check_in(99, b.reading(value))],
        as_of=as_of,
        type=type,
        retrospectives=[
            b.retrospective(b.percent(105), grades={ACTIVATION: grade} if grade else None)
        ],
    )


@pytest.mark.parametrize(
    ("value", "band"),
    [
        pytest.param("0", Band.RED, id="0"),
        pytest.param("0.399", Band.RED, id="judged before display rounds it to 0.4"),
        pytest.param("0.4", Band.YELLOW, id="0.4: inclusive"),
        pytest.param("0.699", Band.YELLOW, id="judged before display rounds it to 0.7"),
        pytest.param("0.7", Band.GREEN, id="0.7: inclusive"),
        pytest.param("0." + "6" + "9" * 12, Band.GREEN, id="0.7 but for the noise of arithmetic"),
        pytest.param("1", Band.GREEN, id="1"),
    ],
)
def test_colour(value: str, band: Band) -> None:
    assert colour(D(value), Thresholds()) is band


@pytest.mark.parametrize(
    ("grade", "value", "score", "status"),
    [
        pytest.param(None, 70, "0.7", Status.ACHIEVED, id="not graded: the computed score"),
        pytest.param(b.grade(), 50, "0.5", Status.PARTLY, id="graded by a note: the computed one"),
        pytest.param(b.grade("0.3"), 70, "0.3", Status.MISSED, id="the grade overrides"),
        pytest.param(b.grade("0.9"), None, "0.9", Status.ACHIEVED, id="the grade is all there is"),
        pytest.param(b.grade(0), 70, "0", Status.MISSED, id="a grade of 0 is a grade"),
        pytest.param(None, None, None, Status.NO_DATA, id="nothing to score"),
    ],
)
def test_score(grade: Grade | None, value: int | None, score: str | None, status: Status) -> None:
    scored = graded(grade, value=value)
    assert scored.score == (None if score is None else D(score))
    assert scored.computed_score == (None if value is None else D(value) / 100)
    assert (scored.status, scored.grade) == (status, grade)
    assert scored.band is colour(scored.score, Thresholds())


def test_before_the_retrospective_it_is_to_be_graded() -> None:
    scored = graded(b.grade("0.9"), as_of=104)
    assert scored.status is Status.TO_BE_GRADED
    assert (scored.score, scored.grade, scored.progress) == (None, None, D("0.5"))


def test_on_the_day_of_the_retrospective_it_is_graded() -> None:
    assert graded(b.grade("0.9"), as_of=105).score == D("0.9")


def test_an_early_retrospective_waits_for_the_end() -> None:
    scored = b.scored_key_result(
        b.key_result(),
        [b.check_in(95, b.reading(90))],
        as_of=100,
        retrospectives=[b.retrospective(b.percent(98), grades={ACTIVATION: b.grade("0.9")})],
    )
    assert (scored.status, scored.score, scored.grade) == (Status.ON_TRACK, None, b.grade("0.9"))


def test_a_cancelled_key_result_keeps_its_grade_and_has_no_score() -> None:
    scored = graded(b.grade("0.2"), key_result=b.key_result(state=State.CANCELLED))
    assert (scored.status, scored.grade, scored.score) == (
        Status.CANCELLED,
        b.grade("0.2"),
        None,
    )


@pytest.mark.parametrize(
    ("type", "value", "grade", "needed"),
    [
        pytest.param(COMMITTED, 99, None, True, id="committed, 0.99"),
        pytest.param(COMMITTED, 100, None, False, id="committed, 1.0"),
        pytest.param(COMMITTED, 99, b.grade(why="Legal was late"), False, id="explained by why"),
        pytest.param(COMMITTED, 99, b.grade(note="Legal was late"), False, id="by a note"),
        pytest.param(COMMITTED, 99, b.grade(why=" ", note="\n"), True, id="blank explains nothing"),
        pytest.param(COMMITTED, 100, b.grade("0.8"), True, id="graded down"),
        pytest.param(COMMITTED, None, None, False, id="no score to explain"),
        pytest.param(None, 99, None, False, id="an unstated type is no promise"),
        pytest.param(ASPIRATIONAL, 70, None, False, id="aspirational at 0.7: a success"),
    ],
)
def test_needs_explanation(
    type: ObjectiveType | None, value: int | None, grade: Grade | None, needed: bool
) -> None:
    assert graded(grade, value=value, type=type).needs_explanation is needed


@pytest.mark.parametrize(
    ("key_result", "original"),
    [
        pytest.param(b.key_result(), None, id="nothing moved"),
        pytest.param(
            b.key_result(changes=[b.change("target", D(200), D(100), on=b.percent(50))]),
            "0.25",
            id="target",
        ),
        pytest.param(
            b.key_result(changes=[b.change("baseline", D(20), D(0), on=b.percent(50))]),
            "0.375",
            id="baseline",
        ),
        pytest.param(
            b.key_result(
                changes=[
                    b.change("target", D(80), D(100), on=b.percent(60)),
                    b.change("target", D(200), D(80), on=b.percent(50)),
                ]
            ),
            "0.25",
            id="moved twice: the first promise",
        ),
        pytest.param(
            b.key_result(changes=[b.change("target", D(200), D(100), on=b.percent(111))]),
            None,
            id="an entry of tomorrow does not exist",
        ),
        pytest.param(
            b.key_result(changes=[b.change("target", D(200), D(100), on=b.percent(110))]),
            "0.25",
            id="an entry of today does",
        ),
        pytest.param(
            b.key_result(changes=[b.change("owner", "maria", "jan", on=b.percent(50))]),
            None,
            id="another field",
        ),
        pytest.param(
            b.key_result(changes=[b.change("target", "", D(100), on=b.percent(50))]),
            None,
            id="there was no target",
        ),
        pytest.param(
            b.key_result(changes=[b.change("baseline", "", D(0), on=b.percent(50))]),
            None,
            id="there was no baseline",
        ),
        pytest.param(
            b.key_result(
                measure=b.metric(10, 100, aggregate=Aggregate.SUM),
                changes=[b.change("baseline", "", D(10), on=b.percent(50))],
            ),
            "0.5",
            id="there was no baseline: a sum began at zero",
        ),
        pytest.param(
            b.key_result(
                measure=b.band(max=60),
                changes=[b.change("keep", "max 40", "max 60", on=b.percent(50))],
            ),
            "0",
            id="band",
        ),
        pytest.param(
            b.key_result(
                measure=b.band(max=40),
                changes=[b.change("keep", "min 10, max 60", "max 40", on=b.percent(50))],
            ),
            "1",
            id="band, both bounds",
        ),
        pytest.param(
            b.key_result(
                measure=b.band(max=40),
                changes=[b.change("keep", "lower", "max 40", on=b.percent(50))],
            ),
            None,
            id="band, not readable",
        ),
        pytest.param(
            b.key_result(
                measure=b.band(max=40), changes=[b.change("keep", D(3), D(4), on=b.percent(50))]
            ),
            None,
            id="band, a bare number",
        ),
        pytest.param(
            b.key_result(
                measure=b.yes_no(), changes=[b.change("target", D(1), D(2), on=b.percent(50))]
            ),
            None,
            id="yes/no has no target",
        ),
    ],
)
def test_original_score(key_result: KeyResult, original: str | None) -> None:
    scored = graded(None, key_result=key_result)
    assert scored.original_score == (None if original is None else D(original))


def test_a_closed_cycle_keeps_its_thresholds() -> None:
    strict = Thresholds(score_green=D("0.9"))
    during = b.cycle(
        start=b.percent(0), end=b.percent(100), closed=b.percent(106), thresholds=strict
    )
    world = b.portfolio(
        objectives=[b.objective()],
        check_ins=[b.check_in(99, b.reading(80))],
        retrospectives=[b.retrospective(b.percent(105))],
        cycles=[during],
    )
    scored = score(world, Settings(), b.percent(200))
    assert scored.objectives[b.objective_ref()].rollup.band is Band.YELLOW
    assert scored.folders[b.FOLDER].band is Band.YELLOW
    assert scored.cycles[b.CYCLE].band is Band.YELLOW
    assert scored.thresholds(b.CYCLE) == strict


def test_an_undated_cycle_is_graded_like_one_that_is_over() -> None:
    scored = b.scored_key_result(
        b.key_result(),
        [b.check_in(1, b.reading(80))],
        during=b.cycle(undated="nobody knows"),
        retrospectives=[b.retrospective(b.percent(20))],
        as_of=50,
    )
    assert (scored.status, scored.score) == (Status.ACHIEVED, D("0.8"))
