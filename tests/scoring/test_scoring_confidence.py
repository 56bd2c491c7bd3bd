"""What people believe, beside what the numbers say."""

from decimal import Decimal

import builders as b
import pytest

from okrpress.model.observations import Reading
from okrpress.model.okr import KeyResult
from okrpress.model.settings import Settings, Thresholds
from okrpress.scoring.result import Disagreement

D = Decimal
MORE, LESS = Disagreement.MORE_CONFIDENT, Disagreement.LESS_CONFIDENT


@pytest.mark.parametrize(
    ("reports", "change", "fell"),
    [
        pytest.param([6], None, False, id="the first report"),
        pytest.param([6, 7], "1", False, id="a rise"),
        pytest.param([6, 6], "0", False, id="no change"),
        pytest.param([6, 5], "-1", False, id="a fall of 1"),
        pytest.param([6, 4], "-2", True, id="a fall of 2, inclusive"),
        pytest.param([6, "4.1"], "-1.9", False, id="a fall of less than 2"),
        pytest.param([6, "5.9", "5.8"], "-0.1", True, id="two falls in a row"),
        pytest.param([6, 5, 5, 4], "-1", False, id="two falls with a rest between"),
        pytest.param([9, 5, 6], "1", False, id="a fall that was made good"),
    ],
)
def test_change(reports: list[b.Number], change: str | None, fell: bool) -> None:
    check_ins = [b.check_in(7 * at, b.reading(confidence=c)) for at, c in enumerate(reports)]
    confidence = b.scored_key_result(b.key_result(), check_ins).confidence
    assert confidence
    assert confidence.value == D(reports[-1])
    assert confidence.date == b.percent(7 * len(reports) - 7)
    assert confidence.change == (None if change is None else D(change))
    assert confidence.fell is fell


@pytest.mark.parametrize(
    ("thresholds", "fell"),
    [
        pytest.param(Thresholds(confidence_fall=D("0.5")), True, id="confidence_fall"),
        pytest.param(Thresholds(confidence_falls=D(1)), True, id="confidence_falls"),
        pytest.param(Thresholds(confidence_falls=D(3)), False, id="more falls than reports"),
    ],
)
def test_falls_are_settings(thresholds: Thresholds, fell: bool) -> None:
    check_ins = [b.check_in(on, b.reading(confidence=c)) for on, c in ((10, 6), (20, 5))]
    settings = Settings(thresholds=thresholds)
    confidence = b.scored_key_result(b.key_result(), check_ins, settings=settings).confidence
    assert confidence
    assert confidence.fell is fell


def test_none_without_a_report() -> None:
    assert b.scored_key_result(b.key_result(), [b.check_in(40, b.reading(3))]).confidence is None


def test_two_reports_on_one_day_are_one() -> None:
    check_ins = [
        b.check_in(40, b.reading(confidence=9)),
        b.check_in(40, b.reading(confidence=5), suffix="-b"),
    ]
    confidence = b.scored_key_result(b.key_result(), check_ins).confidence
    assert confidence
    assert (confidence.value, confidence.change, confidence.fell) == (D(5), None, False)


@pytest.mark.parametrize(
    ("value", "confidence", "disagreement"),
    [
        pytest.param(50, 7, None, id="both on track"),
        pytest.param(50, 6, LESS, id="on track, believed at risk"),
        pytest.param(50, 3, LESS, id="on track, believed off track"),
        pytest.param(30, 8, MORE, id="at risk, believed on track"),
        pytest.param(30, 5, None, id="both at risk"),
        pytest.param(30, 3, LESS, id="at risk, believed off track"),
        pytest.param(10, 4, MORE, id="off track, believed at risk"),
        pytest.param(10, 1, None, id="both off track"),
        pytest.param(100, 1, LESS, id="reached, and not believed to last"),
    ],
)
def test_disagreement(value: int, confidence: int, disagreement: Disagreement | None) -> None:
    check_ins = [b.check_in(45, b.reading(value, confidence=confidence))]
    scored = b.scored_key_result(b.key_result(), check_ins)
    assert scored.confidence
    assert scored.confidence.disagreement is disagreement


@pytest.mark.parametrize(
    ("key_result", "reading", "as_of"),
    [
        pytest.param(
            b.key_result(measure=b.yes_no()),
            b.reading(done=False, confidence=1),
            50,
            id="where confidence is the judge",
        ),
        pytest.param(
            b.key_result(measure=b.steps("de")),
            b.reading(steps=["de"], confidence=1),
            50,
            id="once it is delivered",
        ),
        pytest.param(b.key_result(), b.reading(0, confidence=9), 9, id="before pace is judged"),
        pytest.param(b.key_result(), b.reading(0, confidence=9), 101, id="after the end"),
    ],
)
def test_nothing_to_disagree_with(key_result: KeyResult, reading: Reading, as_of: int) -> None:
    check_in = b.check_in(min(as_of, 45), reading)
    scored = b.scored_key_result(key_result, [check_in], as_of=as_of)
    assert scored.confidence
    assert scored.confidence.disagreement is None
