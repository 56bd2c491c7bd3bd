"""How objectives hang together: what each supports and depends on, and what stands alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from okrpress.insight.alignment_loops import Loop, depths, loops
from okrpress.model.frozen import dataclass
from okrpress.model.ids import ObjectiveRef, Ref, objective_of
from okrpress.model.okr import Objective
from okrpress.model.portfolio import Portfolio, Unit
from okrpress.tuples import new


class Tie(NamedTuple):
    """One objective names another, or a key result of it.

    `closes_loop`: whoever goes on from the end comes back to the start.
    """

    start: ObjectiveRef
    target: Ref
    closes_loop: bool = False

    @property
    def end(self) -> ObjectiveRef:
        """The objective that is named, or that holds the key result."""
        return objective_of(self.target)

    @property
    def crosses_cycles(self) -> bool:
        """Whether the two belong to different cycles."""
        return self.start.cycle != self.target.cycle


class Standing(StrEnum):
    """What an objective says about what it is good for."""

    SUPPORTS = "supports"
    STANDS_ALONE = "stands-alone"  # with a reason
    ORPHAN = "orphan"  # without one, though a unit above pursues something
    FREE = "free"  # there is nothing above that it could support


_KEPT = 8
"""Alignments that are kept: a few maps are looked at again and again while files are edited."""

Loops = tuple[Loop[ObjectiveRef], ...]
Ties = Mapping[ObjectiveRef, tuple[Tie, ...]]
Relatives = Mapping[ObjectiveRef, tuple[ObjectiveRef, ...]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Alignment:
    """A choice of objectives, and all ties that begin at them.

    refs                     the objectives, in the order in which they are read
    outside                  what they name beyond that choice, in the order in which it is named
    supports, depends_on     the ties that begin at an objective, as its author lists them
    above, below             objectives that one supports or is supported by: each once, and without
                             the ties that close a loop
    depth                    the longest way up along `above`, in steps
    standing                 of each of `refs`
    support_loops, dependency_loops     circles, cut at ten nodes

    `standing` has the keys `refs`, all other mappings `refs` and `outside`. Two are equal when they
    are the same one.
    """

    refs: tuple[ObjectiveRef, ...]
    outside: tuple[ObjectiveRef, ...]
    supports: Ties
    depends_on: Ties
    above: Relatives
    below: Relatives
    depth: Mapping[ObjectiveRef, int]
    standing: Mapping[ObjectiveRef, Standing]
    support_loops: Loops
    dependency_loops: Loops

    @property
    def nodes(self) -> Iterator[ObjectiveRef]:
        """All objectives, those of the choice first."""
        yield from self.refs
        yield from self.outside


class _Knot(NamedTuple):
    """What an objective says about others, and nothing that changes more often."""

    ref: ObjectiveRef
    supports: tuple[Ref, ...]
    depends_on: tuple[Ref, ...]
    stands_alone: bool


def align(portfolio: Portfolio, refs: Sequence[ObjectiveRef]) -> Alignment:
    """What ties these objectives together; linear in objectives and ties.

    While nothing changes but titles, numbers and texts, it is the same alignment as before.
    """
    knots = tuple(map(_knot, map(portfolio.objectives.__getitem__, refs)))
    return _align(knots, _below_others({ref.unit for ref in refs}, portfolio.units))


def _knot(objective: Objective) -> _Knot:
    is_alone = bool(objective.stands_alone)
    return new(_Knot, (objective.ref, objective.supports, objective.depends_on, is_alone))


@lru_cache(maxsize=_KEPT)
def _align(knots: Sequence[_Knot], below_others: AbstractSet[str]) -> Alignment:
    refs = tuple(knot.ref for knot in knots)
    supports, support_loops = _ties({knot.ref: knot.supports for knot in knots})
    depends_on, dependency_loops = _ties({knot.ref: knot.depends_on for knot in knots})
    named = dict.fromkeys(tie.end for ref in refs for tie in (*supports[ref], *depends_on[ref]))
    outside = tuple(ref for ref in named if ref not in supports)
    supports |= dict.fromkeys(outside, ())
    depends_on |= dict.fromkeys(outside, ())
    upward = [(tie.start, tie.end) for tie in all_ties(supports) if not tie.closes_loop]
    above = _relatives((*refs, *outside), upward)
    return Alignment(
        refs=refs,
        outside=outside,
        supports=supports,
        depends_on=depends_on,
        above=above,
        below=_relatives((*refs, *outside), [(end, start) for start, end in upward]),
        depth=depths(above),
        standing={knot.ref: _standing(knot, below_others) for knot in knots},
        support_loops=support_loops,
        dependency_loops=dependency_loops,
    )


def all_ties(ties: Ties) -> Iterator[Tie]:
    """All of them, by where they begin."""
    for of_one in ties.values():
        yield from of_one


def _ties(
    named: Mapping[ObjectiveRef, Sequence[Ref]],
) -> tuple[dict[ObjectiveRef, tuple[Tie, ...]], Loops]:
    """The ties, those that close a loop marked as such, and the loops."""
    ends = {ref: [*map(objective_of, targets)] for ref, targets in named.items() if targets}
    circles = tuple(loops(ends))
    closing = {(circle.last, circle.first) for circle in circles}
    ties = {
        ref: tuple(
            [
                new(Tie, (ref, target, (ref, end) in closing))
                for target, end in zip(targets, ends[ref], strict=True)
            ]
        )
        if targets
        else ()
        for ref, targets in named.items()
    }
    return ties, circles


def _relatives(
    nodes: Iterable[ObjectiveRef], pairs: Iterable[tuple[ObjectiveRef, ObjectiveRef]]
) -> dict[ObjectiveRef, tuple[ObjectiveRef, ...]]:
    """For each node those that it is paired with, each once, in order."""
    found: dict[ObjectiveRef, dict[ObjectiveRef, None]] = {}
    for one, other in pairs:
        found.setdefault(one, {})[other] = None
    return {node: tuple(found.get(node, ())) for node in nodes}


# ── where each stands ─────────────────────────────────────────────────────────────────────────


_SUPPORTS = Standing.SUPPORTS  # to name it takes ten times as long


def _standing(knot: _Knot, below_others: AbstractSet[str]) -> Standing:
    for target in knot.supports:
        if target[:3] != knot.ref:
            return _SUPPORTS
    if knot.stands_alone:
        return Standing.STANDS_ALONE
    return Standing.ORPHAN if knot.ref.unit in below_others else Standing.FREE


def _below_others(pursuing: set[str], units: Mapping[str, Unit]) -> frozenset[str]:
    """The units that have one of those that pursue something above them."""
    known: dict[str, bool] = {}
    for unit in sorted(pursuing):
        way: list[str] = []
        at: str | None = unit
        while at is not None and at in units and at not in known:
            way.append(at)
            known[at] = False  # for units that stand above each other
            at = units[at].parent
        is_below = at is not None and (at in pursuing or known.get(at, False))
        for one in reversed(way):
            known[one] = is_below
            is_below = is_below or one in pursuing
    return frozenset(unit for unit, is_below in known.items() if is_below)
