"""Circles in what points to what, and how long the ways along it are; without recursion."""

from collections import deque
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

Node = TypeVar("Node", bound=Hashable)

SHOWN = 10
"""Nodes of a circle that are kept to be shown."""


class Loop(NamedTuple, Generic[Node]):
    """A circle from `last` to `first` and along `path` back to `last`.

    `path` begins with `first` and is cut at `SHOWN` nodes; `length` counts all of them.
    """

    first: Node
    last: Node
    path: tuple[Node, ...]
    length: int


def loops(edges: Mapping[Node, Iterable[Node]]) -> Iterator[Loop[Node]]:
    """The circles that a walk along the edges closes, in the order of `edges`.

    Without the edge from `last` to `first` of each of them, no circle is left. The time is linear
    in nodes and edges, whatever the depth.
    """
    done: set[Node] = set()
    for root in edges:
        if root in done:
            continue
        path: list[Node] = []
        depth: dict[Node, int] = {}
        pending = [iter((root,))]
        while pending:
            node = next(pending[-1], None)
            if node is None:
                pending.pop()
                if path:
                    done.add(path[-1])
                    del depth[path.pop()]
            elif node in depth:
                start = depth[node]
                yield Loop(node, path[-1], tuple(path[start : start + SHOWN]), len(path) - start)
            elif node not in done:
                depth[node] = len(path)
                path.append(node)
                pending.append(iter(edges.get(node, ())))


def depths(above: Mapping[Node, Iterable[Node]]) -> dict[Node, int]:
    """The longest way up from each node, in steps: 0 where nothing is above.

    `above` has a key for every node and no circle.
    """
    below: dict[Node, list[Node]] = {node: [] for node in above}
    waits: dict[Node, int] = dict.fromkeys(above, 0)
    for node, uppers in above.items():
        for upper in uppers:
            below[upper].append(node)
            waits[node] += 1
    found = dict.fromkeys(above, 0)
    ready = deque(node for node, count in waits.items() if not count)
    while ready:
        upper = ready.popleft()
        for node in below[upper]:
            found[node] = max(found[node], found[upper] + 1)
            waits[node] -= 1
            if not waits[node]:
                ready.append(node)
    return found
