"""The order in which an alignment is read: each objective under the first that it supports.

A network has no reading order; a forest has. Whatever else an objective supports is told beside
it. Where the forest is too large for one sheet, branches are cut off and go on sheets of their own.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from okrpress.insight.alignment import Alignment
from okrpress.model.frozen import dataclass
from okrpress.model.ids import ObjectiveRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Forest:
    """`roots` are first what others support, then the rest; `under` has a key for every node.

    `parent` is the one that each node but the roots stands under.
    """

    roots: tuple[ObjectiveRef, ...]
    under: Mapping[ObjectiveRef, tuple[ObjectiveRef, ...]]
    parent: Mapping[ObjectiveRef, ObjectiveRef]


class Branch(NamedTuple):
    """A connected piece of the forest, in the order of reading; it begins with its root.

    `parent` is the objective that the root belongs under, when that is on another branch.
    """

    parent: ObjectiveRef | None
    refs: tuple[ObjectiveRef, ...]


Sheet = tuple[Branch, ...]


def forest(alignment: Alignment) -> Forest:
    """Each under the first of the choice that it supports, else under the first outside."""
    chosen = set(alignment.refs)
    parent: dict[ObjectiveRef, ObjectiveRef] = {}
    under: dict[ObjectiveRef, list[ObjectiveRef]] = {}
    for ref in alignment.refs:
        if above := alignment.above[ref]:
            parent[ref] = next((one for one in above if one in chosen), above[0])
            under.setdefault(parent[ref], []).append(ref)
    tops = (ref for ref in alignment.refs if ref not in parent)
    elsewhere = (ref for ref in alignment.outside if ref in under)
    return Forest(
        roots=(*elsewhere, *sorted(tops, key=lambda ref: not alignment.below[ref])),
        under={ref: tuple(under.get(ref, ())) for ref in alignment.nodes},
        parent=parent,
    )


def preorder(
    roots: Iterable[ObjectiveRef], under: Mapping[ObjectiveRef, tuple[ObjectiveRef, ...]]
) -> list[ObjectiveRef]:
    """Every node before those under it, siblings in their order."""
    found: list[ObjectiveRef] = []
    waiting = list(roots)[::-1]
    while waiting:
        found.append(waiting.pop())
        waiting.extend(under[found[-1]][::-1])
    return found


def sheets(trees: Forest, limit: int) -> tuple[Sheet, ...]:
    """The forest on sheets of at most `limit` objectives, in the order of reading.

    A tree that is too large loses its largest branches, from below, until it fits; branches that
    follow each other share a sheet while there is room. No sheets for an empty forest.
    """
    order = preorder(trees.roots, trees.under)
    cut = _cut(order, trees, limit)
    made: list[Sheet] = []
    held = 0
    for branch in _branches(order, trees, cut):
        if made and held + len(branch.refs) <= limit:
            made[-1] = (*made[-1], branch)
            held += len(branch.refs)
        else:
            made.append((branch,))
            held = len(branch.refs)
    return tuple(made)


def _cut(order: list[ObjectiveRef], trees: Forest, limit: int) -> set[ObjectiveRef]:
    """The objectives at which branches are cut off."""
    weight: dict[ObjectiveRef, int] = {}
    cut: set[ObjectiveRef] = set()
    for ref in reversed(order):
        below = trees.under[ref]
        total = 1 + sum([weight[one] for one in below])
        if total > limit:
            for one in sorted(below, key=lambda one: -weight[one]):
                cut.add(one)
                total -= weight[one]
                if total <= limit:
                    break
        weight[ref] = total
    return cut


def _branches(order: list[ObjectiveRef], trees: Forest, cut: set[ObjectiveRef]) -> list[Branch]:
    """The pieces, by where their roots stand in the order."""
    home: dict[ObjectiveRef, ObjectiveRef] = {}
    pieces: dict[ObjectiveRef, list[ObjectiveRef]] = {}
    for ref in order:
        root = ref if ref in cut or ref not in trees.parent else home[trees.parent[ref]]
        home[ref] = root
        pieces.setdefault(root, []).append(ref)
    return [Branch(trees.parent.get(root), tuple(refs)) for root, refs in pieces.items()]
