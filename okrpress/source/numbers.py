"""The numbers that verdicts and rules depend on: what each may be, wherever it is written."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from okrpress.model.finding import Finding, Place
from okrpress.model.frozen import dataclass
from okrpress.model.settings import Limits, PaceRule, Thresholds
from okrpress.rules.catalogue import finding
from okrpress.source.suggest import did_you_mean
from okrpress.source.text import quote

if TYPE_CHECKING:
    from okrpress.source.front_matter import Node

Numbers = TypeVar("Numbers", Thresholds, Limits)
Written = TypeVar("Written")


class WrongValue(ValueError):  # noqa: N818 - the author's, not ours
    """A value that a setting cannot have. The message goes on after the setting's name."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message, self.help = message, help


class Range(NamedTuple):
    """The lowest and highest number allowed."""

    low: Decimal
    high: Decimal
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Generic[Numbers]):
    """A set of numbers with their usual values. In `pairs`, the first is below the second.

    Names without a range are words: `pace_rule`.
    """

    noun: str
    usual: Numbers
    ranges: Mapping[str, Range]
    pairs: tuple[tuple[str, str], ...]
    pairs_may_be_equal: bool

    @property
    def names(self) -> tuple[str, ...]:
        """What may be written."""
        return tuple(field.name for field in fields(self.usual))


def _range(low: str, high: str) -> Range:
    return Range(Decimal(low), Decimal(high))


def _whole(low: int, high: int) -> Range:
    return Range(Decimal(low), Decimal(high), whole=True)


_SHARE = _range("0", "1")
_CONFIDENCE = _range("0", "10")
_DAYS = _whole(0, 366)

THRESHOLDS = Table(
    noun="threshold",
    usual=Thresholds(),
    ranges={
        "expected_committed": _range("0.1", "1"),  # progress is divided by what is expected
        "expected_aspirational": _range("0.1", "1"),
        "gap_on_track": _range("0", "100"),
        "gap_at_risk": _range("0", "100"),
        "ratio_on_track": _SHARE,
        "ratio_at_risk": _SHARE,
        "pace_from": _SHARE,
        "stale_after": _range("0.1", "100"),
        "confidence_on_track": _CONFIDENCE,
        "confidence_at_risk": _CONFIDENCE,
        "confidence_fall": _range("0.1", "10"),
        "confidence_falls": _whole(1, 100),
        "score_yellow": _SHARE,
        "score_green": _SHARE,
        "forecast_readings": _whole(3, 1000),  # two would leave nothing to judge the line by
        "forecast_interval": _range("0.01", "0.99"),
    },
    pairs=(
        ("gap_on_track", "gap_at_risk"),
        ("ratio_at_risk", "ratio_on_track"),
        ("confidence_at_risk", "confidence_on_track"),
        ("score_yellow", "score_green"),
    ),
    pairs_may_be_equal=False,
)
LIMITS = Table(
    noun="limit",
    usual=Limits(),
    ranges={
        "objectives_per_unit": _whole(1, 100),
        "key_results_from": _whole(0, 100),
        "key_results_to": _whole(1, 100),
        "objective_words": _whole(1, 300),
        "key_results_per_owner": _whole(1, 1000),
        "supporters_per_objective": _whole(1, 1000),
        "mid_cycle_from": _DAYS,
        "mid_cycle_to": _DAYS,
        "retrospective_within": _DAYS,
        "bottom_up_share": _SHARE,
        "dominant_weight": _SHARE,
        "sandbagging_score": _SHARE,
        "overreach_score": _SHARE,
    },
    pairs=(
        ("key_results_from", "key_results_to"),
        ("mid_cycle_from", "mid_cycle_to"),
        ("overreach_score", "sandbagging_score"),
    ),
    pairs_may_be_equal=True,
)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?\Z")


def read_thresholds(
    nodes: "Mapping[str, Node]", place: Place
) -> tuple[Thresholds, tuple[Finding, ...]]:
    """The `thresholds` of a front matter, at `place`; what is left out has its usual value."""

    def text_of(name: str, node: "Node") -> str:
        if isinstance(node, str):
            return node
        shape = "a list" if isinstance(node, list) else "a mapping"
        raise WrongValue(f"is {shape}", _wanted(THRESHOLDS.ranges.get(name)))

    def where(name: str, on: str) -> Place:
        return place.at(name, on=on)

    return read_numbers(THRESHOLDS, nodes, text_of, where)


def read_numbers(
    table: Table[Numbers],
    written: Mapping[str, Written],
    text_of: Callable[[str, Written], str],
    where: Callable[[str, str], Place],
) -> tuple[Numbers, tuple[Finding, ...]]:
    """The numbers of a table as written in any format.

    `text_of(name, value)` is a value's text and may raise WrongValue; `where(name, on)` is the
    place of a number, with `on` either `key` or `value`.
    """
    values: dict[str, Any] = {}
    findings: list[Finding] = []
    for name, value in written.items():
        if name not in table.names:
            message, help = f"{quote(name)} is not a {table.noun}", did_you_mean(name, table.names)
            findings.append(finding("FMT022", where(name, "key"), message, help))
            continue
        try:
            values[name] = _read(table.ranges.get(name), text_of(name, value))
        except WrongValue as wrong:
            message = f"`{name}` {wrong.message}"
            findings.append(finding("FMT023", where(name, "value"), message, wrong.help))
    numbers = replace(table.usual, **values)
    if not findings:
        findings.extend(_out_of_order(table, numbers, values, where))
    return numbers, tuple(findings)


def _read(allowed: Range | None, text: str) -> Decimal | PaceRule:
    if allowed is None:
        if text in set(PaceRule):
            return PaceRule(text)
        raise WrongValue(f"is {quote(text)}", _wanted(allowed))
    if not _NUMBER.match(text):
        raise WrongValue(f"is {quote(text)}, not a number", _wanted(allowed))
    value = Decimal(text)
    if not allowed.low <= value <= allowed.high or (allowed.whole and value % 1):
        raise WrongValue(f"is {text}", _wanted(allowed))
    return value


def _wanted(allowed: Range | None) -> str:
    if allowed is None:
        return "write " + " or ".join(f"`{rule}`" for rule in PaceRule)
    number = "whole number" if allowed.whole else "number"
    return f"write a {number} from {allowed.low} to {allowed.high}"


def _out_of_order(
    table: Table[Numbers],
    numbers: Numbers,
    written: Mapping[str, object],
    where: Callable[[str, str], Place],
) -> Iterator[Finding]:
    relation = "above" if table.pairs_may_be_equal else "not below"
    for lower, higher in table.pairs:
        low, high = getattr(numbers, lower), getattr(numbers, higher)
        if low > high or (low == high and not table.pairs_may_be_equal):
            name, other = (higher, lower) if higher in written else (lower, higher)
            message = f"`{lower}` ({low}) is {relation} `{higher}` ({high})"
            yield finding("FMT023", where(name, "value"), message, f"change `{name}` or `{other}`")
