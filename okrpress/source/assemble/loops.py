"""Circles in what points to what: found in one walk, without recursion."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

Node = TypeVar("Node", bound=Hashable)

SHOWN = 10
"""Nodes of a circle that a message names."""


class Loop(NamedTuple, Generic[Node]):
    """A circle from `last` to `first` and along `path` back to `last`.

    `path` begins with `first` and is cut at `SHOWN` nodes; `length` counts all of them.
    """

    first: Node
    last: Node
    path: tuple[Node, ...]
    length: int

    def shown(self, name: Callable[[Node], str]) -> str:
        """The circle for a message: `a → b → … 9 990 more … → a`."""
        shown = [name(node) for node in self.path]
        if self.length > SHOWN:
            shown.append(f"… {self.length - SHOWN:,} more …".replace(",", " "))
        return " → ".join((*shown, name(self.first)))


def loops(edges: Mapping[Node, Iterable[Node]]) -> Iterator[Loop[Node]]:
    """The circles that a walk along the edges closes, in the order of `edges`.

    Without the edge from `last` to `first` of each of them, no circle is left. The time is linear
    in nodes and edges, whatever the depth.
    """
    done: set[Node] = set()
    for root in edges:
        path: list[Node] = []
        depth: dict[Node, int] = {}
        pending = [iter((root,))] if root not in done else []
        while pending:
            node = next(pending[-1], None)
            if node is None:
                pending.pop()
                if path:
                    done.add(path[-1])
                    del depth[path.pop()]
            elif node in depth:
                start = depth[node]
                shown = tuple(path[start : start + SHOWN])
                yield Loop(node, path[-1], shown, len(path) - start)
            elif node not in done:
                depth[node] = len(path)
                path.append(node)
                pending.append(iter(edges.get(node, ())))
