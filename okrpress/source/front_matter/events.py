"""What libyaml says of a block: events, one for each text and each end of a list or mapping."""

from collections.abc import Iterator
from itertools import islice

from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs do not know it
from yaml.events import Event
from yaml.tokens import Token

MAX_EVENTS = 5000
"""More than any front matter has."""


def events(block: str) -> Iterator[Event]:
    """The events of a block, at most so many. Raises MarkedYAMLError where it is not YAML."""
    return islice(iter(CParser(block).get_event, None), MAX_EVENTS)


def tokens(block: str) -> Iterator[Token]:
    """The tokens of a block, which tell what events do not: how something was written."""
    return iter(CParser(block).get_token, None)


def stretch(part: Event | Token) -> tuple[int, int]:
    """From where to where an event or token lies in its block."""
    assert part.start_mark is not None
    assert part.end_mark is not None
    return part.start_mark.index, part.end_mark.index
