"""Which cycles are in which phase, which stand above or before others, and how lists are told."""

import builders as b
import pytest

from okrpress.model.okr import Cycle
from okrpress.rules.portfolios.hierarchy import follows, spans
from okrpress.rules.portfolios.scope import is_open, is_recent, is_running, is_unsettled
from okrpress.rules.portfolios.telling import listed


def lasting(start: str, end: str) -> Cycle:
    return b.cycle("season", start=start, end=end)


QUARTER = lasting("2026-10-01", "2026-12-31")
UNDATED = b.cycle("someday", undated="Nobody knows")


@pytest.mark.parametrize(
    ("cycle", "on", "phases"),
    [
        pytest.param(QUARTER, "2026-09-30", "open", id="the day before it"),
        pytest.param(QUARTER, "2026-10-01", "open running", id="its first day"),
        pytest.param(QUARTER, "2026-12-31", "open running", id="its last day"),
        pytest.param(QUARTER, "2027-01-01", "recent unsettled", id="the day after it"),
        pytest.param(QUARTER, "2027-04-02", "recent unsettled", id="its own length later"),
        pytest.param(QUARTER, "2027-04-03", "", id="a day more"),
        pytest.param(UNDATED, "2026-11-22", "", id="without dates"),
        pytest.param(
            b.cycle("2026-q3", closed="2026-10-09"), "2026-10-08", "recent unsettled", id="unclosed"
        ),
        pytest.param(b.cycle("2026-q3", closed="2026-10-09"), "2026-10-09", "recent", id="closed"),
        pytest.param(b.cycle(closed="2026-11-01"), "2026-11-22", "", id="closed before its end"),
    ],
)
def test_the_phase_of_a_cycle(cycle: Cycle, on: str, phases: str) -> None:
    tests = {
        "open": is_open,
        "running": is_running,
        "recent": is_recent,
        "unsettled": is_unsettled,
    }
    assert [name for name, holds in tests.items() if holds(cycle, b.day(on))] == phases.split()


@pytest.mark.parametrize(
    ("longer", "holds"),
    [
        pytest.param(b.cycle("2026"), True, id="its year"),
        pytest.param(b.cycle("2026-h2"), True, id="its half"),
        pytest.param(b.cycle(), False, id="itself"),
        pytest.param(b.cycle("2026-10"), False, id="its month"),
        pytest.param(b.cycle("2027"), False, id="the next year"),
        pytest.param(lasting("2026-06-01", "2026-10-01"), True, id="ends on its first day"),
        pytest.param(lasting("2026-05-01", "2026-09-30"), False, id="ends before it"),
        pytest.param(lasting("2026-12-31", "2027-06-30"), True, id="begins on its last day"),
        pytest.param(lasting("2027-01-01", "2027-06-30"), False, id="begins after it"),
        pytest.param(UNDATED, False, id="undated"),
    ],
)
def test_what_spans_a_quarter(longer: Cycle, holds: bool) -> None:
    assert spans(longer, b.cycle()) is holds


def test_nothing_spans_an_undated_cycle() -> None:
    assert not spans(b.cycle("2026"), UNDATED)


@pytest.mark.parametrize(
    ("earlier", "holds"),
    [
        pytest.param(b.cycle("2026-q3"), True, id="the quarter before"),
        pytest.param(b.cycle("2026-q2"), False, id="the one before that"),
        pytest.param(b.cycle(), False, id="itself"),
        pytest.param(b.cycle("2027-q1"), False, id="the next"),
        pytest.param(lasting("2026-06-01", "2026-08-31"), True, id="31 days lie between"),
        pytest.param(lasting("2026-06-01", "2026-08-30"), False, id="32 days lie between"),
        pytest.param(lasting("2026-07-01", "2026-10-01"), False, id="they share a day"),
        pytest.param(lasting("2026-03-31", "2026-09-30"), False, id="more than twice as long"),
        pytest.param(lasting("2026-04-01", "2026-09-30"), True, id="twice as long"),
        pytest.param(lasting("2026-09-01", "2026-09-30"), False, id="a third as long"),
        pytest.param(UNDATED, False, id="undated"),
    ],
)
def test_what_a_quarter_follows(earlier: Cycle, holds: bool) -> None:
    assert follows(b.cycle(), earlier) is holds


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["a"], "`a`"),
        (["a", "b"], "`a` and `b`"),
        (["a", "b", "c"], "`a`, `b` and `c`"),
        (["a", "b", "c", "d"], "`a`, `b`, `c` and 1 more"),
        (["a" * 61], f"`{'a' * 59}…`"),
    ],
)
def test_names_in_a_sentence(names: list[str], said: str) -> None:
    assert listed(names) == said
