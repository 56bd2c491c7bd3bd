"""What the units promised, kept without what they reported.

Some rules compare the objectives of many units with each other. They look at no reading, so what
they ask for can be kept in a small file: after an edit of one objective, they are asked again
without anybody else's files.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import groupby

from okrpress.cache.codec import Codec, DamagedError
from okrpress.cache.folder import CacheFolder
from okrpress.digests import blake2b
from okrpress.model.finding import Finding
from okrpress.model.frozen import dataclass
from okrpress.model.ids import ObjectiveRef
from okrpress.model.okr import Cycle, KeyResult, Objective, Steps
from okrpress.model.portfolio import Portfolio, Unit, folders_of, supporters_of
from okrpress.model.settings import Settings
from okrpress.rules.key_results.kr007_jargon import explained_in
from okrpress.scoring.result import Rollup, ScoredKeyResult, ScoredObjective, ScoredPortfolio

_NAME = "promises"
_HEAD, _OUTLINE = "=", "="  # no unit is called that, and no unit's name ends in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What there is beside objectives.

    `stamp` says which files all of it is about, `found` is what the rules about promises found in
    them, without lines.
    """

    stamp: str
    units: tuple[Unit, ...]
    cycles: tuple[Cycle, ...]
    found: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Promises:
    """The promises of all units; `texts` are those of each, and a digest of their outlines."""

    head: Head
    texts: Mapping[str, str]

    def named_by(self, units: AbstractSet[str]) -> AbstractSet[str]:
        """The units that the objectives of some units name."""
        objectives = (one for unit in units for one in self._of(unit))
        return {ref.unit for one in objectives for ref in (*one.supports, *one.depends_on)}

    def have_outline(self, units: AbstractSet[str], objectives: Iterable[Objective]) -> bool:
        """Whether nobody else's files tell these objectives from what the units had before."""
        now = _by_unit(objectives)
        return all(self.texts.get(unit + _OUTLINE) == _outline(now.get(unit, ())) for unit in units)

    def scored(
        self,
        objectives: Mapping[ObjectiveRef, Objective],
        around: Portfolio,
        settings: Settings,
        as_of: date,
    ) -> ScoredPortfolio:
        """All objectives, these in place of what their units had before, and no observation.

        Nothing in it has a score: it is for rules about promises. `around` has the organisation,
        its teams and its people.
        """
        units = {ref.unit for ref in objectives}
        others = (one for unit in self._units() if unit not in units for one in self._of(unit))
        all_of_them = dict(sorted({**objectives, **{one.ref: one for one in others}}.items()))
        portfolio = replace(
            around,
            cycles={cycle.id: cycle for cycle in self.head.cycles},
            units={unit.id: unit for unit in self.head.units},
            objectives=all_of_them,
            by_folder=folders_of(all_of_them),
            supporters=supporters_of(all_of_them),
            check_ins={},
            mid_cycle_reviews={},
            retrospectives={},
            left_out=(),
        )
        unscored = {ref: _unscored(one) for ref, one in all_of_them.items()}
        return ScoredPortfolio(
            portfolio=portfolio, settings=settings, as_of=as_of, objectives=unscored
        )

    def changed(
        self, stamp: str, objectives: Iterable[Objective], found: Iterable[Finding], as_of: date
    ) -> "Promises":
        """These, with some units' objectives in place of those before, and what is found now."""
        closed = _closed(self.head.cycles, as_of)
        return Promises(
            replace(self.head, stamp=stamp, found=tuple(found)),
            {**self.texts, **_texts(objectives, closed)},
        )

    def _units(self) -> Iterator[str]:
        return (unit for unit in self.texts if not unit.endswith(_OUTLINE))

    def _of(self, unit: str) -> tuple[Objective, ...]:
        return _codec().decode(self.texts[unit]) if unit in self.texts else ()


def promises_of(
    portfolio: Portfolio, stamp: str, found: Iterable[Finding], as_of: date
) -> Promises:
    """What the units of a portfolio promised, and what was found in that."""
    head = Head(
        stamp=stamp,
        units=tuple(portfolio.units.values()),
        cycles=tuple(portfolio.cycles.values()),
        found=tuple(found),
    )
    closed = _closed(head.cycles, as_of)
    return Promises(head, _texts(portfolio.objectives.values(), closed))


def _closed(cycles: Iterable[Cycle], as_of: date) -> frozenset[str]:
    return frozenset(one.id for one in cycles if one.closed is not None and one.closed <= as_of)


# ── keeping ───────────────────────────────────────────────────────────────────────────────────


def read_promises(cache: CacheFolder, stamp: str) -> Promises | None:
    """What was kept about the files that the stamp stands for; None if that is something else."""
    texts = cache.read(_NAME)
    try:
        head = Codec(Head).decode(texts.pop(_HEAD))
    except (KeyError, DamagedError):
        return None
    return Promises(head, texts) if head.stamp == stamp else None


def write_promises(cache: CacheFolder, promises: Promises) -> None:
    """Keep them."""
    cache.write(_NAME, {_HEAD: Codec(Head).encode(promises.head), **promises.texts})


@cache
def _codec() -> Codec[tuple[Objective, ...]]:
    return Codec(tuple[Objective, ...])


def _texts(objectives: Iterable[Objective], closed: AbstractSet[str]) -> dict[str, str]:
    codec = _codec()
    texts: dict[str, str] = {}
    for unit, own in _by_unit(objectives).items():
        texts[unit] = codec.encode(tuple(_slim(one, closed) for one in own))
        texts[unit + _OUTLINE] = _outline(own)
    return texts


def _by_unit(objectives: Iterable[Objective]) -> dict[str, list[Objective]]:
    in_order = sorted(objectives, key=lambda one: (one.ref.unit, one.ref))
    return {unit: list(own) for unit, own in groupby(in_order, key=lambda one: one.ref.unit)}


# ── what matters of an objective ──────────────────────────────────────────────────────────────


def _slim(objective: Objective, closed: AbstractSet[str]) -> Objective:
    """What rules about promises ask of somebody else's objective; less in a closed cycle.

    Of its text, these are the words that it explains.
    """
    words = " ".join(sorted(explained_in(objective)))
    if objective.ref.cycle in closed:
        return Objective(
            ref=objective.ref,
            title="",
            supports=objective.supports,
            depends_on=objective.depends_on,
            visibility=objective.visibility,
            state=objective.state,
            body=words,
            file=objective.file,
        )
    key_results = tuple(
        replace(one, plan=(), changes=(), source="", reason="") for one in objective.key_results
    )
    return replace(objective, body=words, initiatives=(), changes=(), key_results=key_results)


def _outline(objectives: Iterable[Objective]) -> str:
    """A digest of all that decides where references of others lead."""
    seen = [
        (
            *(one.ref, one.file, one.state, one.visibility, one.supports, one.depends_on),
            [_outline_of(key_result) for key_result in one.key_results],
        )
        for one in objectives
    ]
    return blake2b(repr(seen).encode(), digest_size=16).hexdigest()


def _outline_of(key_result: KeyResult) -> object:
    measure = key_result.measure
    steps = [one.id for one in measure.steps] if isinstance(measure, Steps) else []
    kind = type(measure).__name__
    return key_result.id, key_result.state, key_result.visibility, kind, steps


def _unscored(objective: Objective) -> ScoredObjective:
    return ScoredObjective(
        ref=objective.ref,
        objective=objective,
        key_results=tuple(
            ScoredKeyResult(
                ref=objective.key_result_ref(one),
                key_result=one,
                start=None,
                due=None,
                elapsed=None,
            )
            for one in objective.key_results
        ),
        rollup=Rollup(),
    )
