"""Alignment as a whole: who supports whom, and that no circle is left in it."""

from collections.abc import Mapping
from typing import NamedTuple

from okrpress.insight.alignment_loops import Loop, loops
from okrpress.model.ids import ObjectiveRef, Ref, objective_of

Edges = tuple[tuple[ObjectiveRef, tuple[Ref, ...]], ...]
"""Objectives that name others, and what they name."""


class Alignment(NamedTuple):
    """The circles of support and of dependence, and who supports what once they are cut.

    `cut` has what is left of `supports` where a circle was closed.
    """

    supporting: tuple[Loop[ObjectiveRef], ...]
    depending: tuple[Loop[ObjectiveRef], ...]
    cut: Mapping[ObjectiveRef, tuple[Ref, ...]]
    supporters: Mapping[Ref, tuple[ObjectiveRef, ...]]


def align(supports: tuple[Edges, ...], depends_on: tuple[Edges, ...]) -> Alignment:
    """What follows from all references; both come folder by folder, in order of reference."""
    above = {ref: refs for edges in supports for ref, refs in edges}
    supporting = tuple(loops({ref: _objectives(refs) for ref, refs in above.items()}))
    cut: dict[ObjectiveRef, tuple[Ref, ...]] = {}
    for loop in supporting:
        before = cut.get(loop.last, above[loop.last])
        cut[loop.last] = tuple(ref for ref in before if objective_of(ref) != loop.first)
    needed = {ref: _objectives(refs) for edges in depends_on for ref, refs in edges}
    supporters: dict[Ref, list[ObjectiveRef]] = {}
    for ref, targets in (above | cut).items():
        for target in targets:
            supporters.setdefault(target, []).append(ref)
    return Alignment(
        supporting=supporting,
        depending=tuple(loops(needed)),
        cut=cut,
        supporters={target: tuple(refs) for target, refs in supporters.items()},
    )


def _objectives(refs: tuple[Ref, ...]) -> dict[ObjectiveRef, None]:
    """The objectives that references lead to, each once."""
    return dict.fromkeys(map(objective_of, refs))
