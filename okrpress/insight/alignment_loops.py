"""Circles in what points to what, and how long the ways along it are; without recursion."""

from collections import deque
from collections.abc import Collection, Hashable, Iterator, Mapping
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


def loops(edges: Mapping[Node, Collection[Node]]) -> Iterator[Loop[Node]]:
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
            elif node not in done and (onward := edges.get(node)):
                depth[node] = len(path)
                path.append(node)
                pending.append(iter(onward))


def depths(above: Mapping[Node, Collection[Node]]) -> dict[Node, int]:
    """The longest way up from each node, in steps: 0 where nothing is above.

    `above` has a key for every node and no circle.
    """
    waits = {node: len(uppers) for node, uppers in above.items() if uppers}
    below: dict[Node, list[Node]] = {}
    for node in waits:
        for upper in above[node]:
            below.setdefault(upper, []).append(node)
    found = dict.fromkeys(above, 0)
    ready = deque(node for node in below if node not in waits)
    while ready:
        upper = ready.popleft()
        for node in below.get(upper, ()):
            found[node] = max(found[node], found[upper] + 1)
            waits[node] -= 1
            if not waits[node]:
                ready.append(node)
    return found
