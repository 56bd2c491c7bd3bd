"""Ids from words."""

from collections.abc import Iterable

from okrpress.model.ids import RESERVED, as_words


def slug(words: str, *, length: int = 60) -> str:
    """The id closest to the words, cut between two of them; empty when no letter or digit stays."""
    found = as_words(words)
    if len(found) <= length:
        return found
    cut = found[: length + 1].rpartition("-")[0]
    return cut or found[:length]


class Ids:
    """Hands out ids that are taken once: `goal`, `goal-2`, `goal-3`."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {*taken, *RESERVED}

    def new(self, words: str, *, otherwise: str, length: int = 60) -> str:
        """An id like the words, at most `length` characters and a number long.

        `otherwise` is used for words without a letter or digit that an id may have.
        """
        wanted = slug(words, length=length) or otherwise
        found, number = wanted, 1
        while found in self._taken:
            number += 1
            found = f"{wanted}-{number}"
        self._taken.add(found)
        return found
