"""What holds for several keys together, wherever they are read."""

from okrpress.model.okr import State

MOST_KEY_RESULTS = 50
"""More key results than this are no objective; five are many."""

NEEDS_REASON = frozenset({State.POSTPONED, State.CANCELLED})
"""The states of what does not count, which say why."""
