"""Circles as messages to authors show them."""

from collections.abc import Callable

from okrpress.insight.alignment_loops import SHOWN, Loop, Node


def in_words(loop: Loop[Node], name: Callable[[Node], str]) -> str:
    """A circle: `a → b → … 9 990 more … → a`."""
    shown = [name(node) for node in loop.path]
    if loop.length > SHOWN:
        shown.append(f"… {loop.length - SHOWN:,} more …".replace(",", " "))
    return " → ".join((*shown, name(loop.first)))
