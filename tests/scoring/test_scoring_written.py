"""How numbers read in a worked line."""

from decimal import Decimal

import pytest

from okrpress.scoring.written import exact, series, shown, term


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("0.3571", "0.357", id="three decimals"),
        pytest.param("0.3575", "0.358", id="halves up"),
        pytest.param("-0.3575", "−0.358", id="halves away from zero, with a true minus"),
        pytest.param("0.500", "0.5", id="no trailing zeros"),
        pytest.param("100", "100", id="whole numbers keep theirs"),
        pytest.param("-0.0004", "0", id="never minus zero"),
        pytest.param("1E+3", "1000", id="no exponent"),
    ],
)
def test_shown(value: str, text: str) -> None:
    assert shown(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("4.50", "4.50", id="as written"),
        pytest.param("-0.123456", "−0.123456", id="every decimal"),
    ],
)
def test_exact(value: str, text: str) -> None:
    assert exact(Decimal(value)) == text


def test_only_negative_terms_are_bracketed() -> None:
    assert [term("5"), term("−5")] == ["5", "(−5)"]


@pytest.mark.parametrize(
    ("count", "text"),
    [
        pytest.param(1, "1", id="one"),
        pytest.param(7, "1 + 2 + 3 + 4 + 5 + 6 + 7", id="seven are shown"),
        pytest.param(8, "1 + 2 + 3 + … + 6 + 7 + 8", id="of eight, the ends"),
    ],
)
def test_series(count: int, text: str) -> None:
    assert series([str(n) for n in range(1, count + 1)]) == text
