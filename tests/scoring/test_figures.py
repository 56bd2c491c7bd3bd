"""Figures that are written in the quick way are those that the thorough way gives."""

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from okrpress.scoring.figures import figures
from okrpress.scoring.written import exact, shown
from okrpress.site.formatting import ENGLISH

numbers = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**14), max_value=10**14, places=6
) | st.builds(Decimal.scaleb, st.integers(-(10**6), 10**6).map(Decimal), st.integers(-6, 9))


def trimmed(text: str) -> str:
    short = text.rstrip("0").rstrip(".") if "." in text else text
    return short if short.strip("-0") else "0"


@settings(max_examples=100)
@given(numbers)
def test_figures_are_those_of_a_format(number: Decimal) -> None:
    assert figures(number) == trimmed(f"{number:,f}")
    assert ENGLISH.exact(number) == exact(number)
    places = number.quantize(Decimal("0.001"), ROUND_HALF_UP)
    assert shown(number) == trimmed(f"{places:f}").replace("-", "−")
