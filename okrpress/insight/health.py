"""What units protect: levels over time, held against their bands."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from okrpress.insight.days import days_after
from okrpress.model.frozen import dataclass
from okrpress.model.okr import HealthMetric
from okrpress.scoring.bands import outside
from okrpress.scoring.result import Point, ScoredPortfolio

DAYS_SHOWN = 365
"""How far back levels are looked at."""
DAYS_COUNTED = 91
"""How far back the share of levels inside their bands is counted: a quarter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthHistory:
    """A unit's health metric with its levels of the last year, the oldest first, one for a day.

    All are held against the band of today: bands have no history.
    """

    unit: str
    metric: HealthMetric
    levels: tuple[Point, ...]

    @property
    def latest(self) -> Point | None:
        """The last level."""
        return self.levels[-1] if self.levels else None

    @property
    def outside_now(self) -> Decimal | None:
        """How far the last level is outside the band, signed; None without any."""
        return outside(self.metric.keep, self.levels[-1].value) if self.levels else None

    @property
    def breaches(self) -> tuple[Point, ...]:
        """The levels outside the band."""
        return tuple(one for one in self.levels if outside(self.metric.keep, one.value))

    @property
    def since(self) -> Point | None:
        """The first level of the breach that lasts until now; None where the last is inside."""
        first = None
        for one in reversed(self.levels):
            if not outside(self.metric.keep, one.value):
                break
            first = one
        return first


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """What units protect under one id: levels of the last quarter inside their bands.

    `title` is the one that most units give it.
    """

    id: str
    title: str
    units: int
    inside: int
    levels: int

    @property
    def share(self) -> Decimal:
        """Share of the levels that are inside, 0-1."""
        return Decimal(self.inside) / self.levels


def health_of(scored: ScoredPortfolio) -> tuple[HealthHistory, ...]:
    """Every health metric of every unit, in the order of the units and of their files."""
    found = _levels(scored)
    return tuple(
        HealthHistory(
            unit=unit.id,
            metric=metric,
            levels=tuple(
                Point(day, value)
                for day, value in sorted(found.get((unit.id, metric.id), {}).items())
            ),
        )
        for unit in scored.portfolio.units.values()
        for metric in unit.health
    )


def _levels(scored: ScoredPortfolio) -> dict[tuple[str, str], dict[date, Decimal]]:
    """Levels by unit and metric; of two on one day the one in the later file."""
    first = days_after(scored.as_of, -DAYS_SHOWN)
    said: list[tuple[date, str, str, str, Decimal]] = [
        (one.date, one.file.removesuffix(".md"), folder.unit, id, value)
        for folder, check_ins in scored.portfolio.check_ins.items()
        for one in check_ins
        if first < one.date <= scored.as_of
        for id, value in one.health.items()
    ]
    found: dict[tuple[str, str], dict[date, Decimal]] = {}
    for day, _, unit, id, value in sorted(said):
        found.setdefault((unit, id), {})[day] = value
    return found


def dimensions_of(histories: tuple[HealthHistory, ...], as_of: date) -> tuple[Dimension, ...]:
    """What is protected, by id: what most units share first, then by title."""
    by_id: dict[str, list[HealthHistory]] = {}
    for one in histories:
        by_id.setdefault(one.metric.id, []).append(one)
    found = [dimension for shared in by_id.values() for dimension in _dimension(shared, as_of)]
    return tuple(sorted(found, key=lambda one: (-one.units, one.title.casefold(), one.id)))


def _dimension(shared: list[HealthHistory], as_of: date) -> Iterator[Dimension]:
    """One, or none where nothing was reported in the quarter."""
    first = days_after(as_of, -DAYS_COUNTED)
    judged = [
        [not outside(one.metric.keep, level.value) for level in one.levels if level.date > first]
        for one in shared
    ]
    levels = sum(len(one) for one in judged)
    if levels:
        yield Dimension(
            id=shared[0].metric.id,
            title=Counter(one.metric.title for one in shared).most_common(1)[0][0],
            units=sum(bool(one) for one in judged),
            inside=sum(sum(one) for one in judged),
            levels=levels,
        )
