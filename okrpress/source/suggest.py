"""Did you mean …?"""

from collections.abc import Iterable

_CLOSE = 0.65
"""Share of letters in common, in order: enough for one slip in a word of three letters."""

_SURE = 0.8
"""The same for a slip that may be corrected without asking."""

_LONGEST = 64


def suggest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a misspelt one most likely stands for; None when none is close."""
    folded = {_fold(each): each for each in known}
    close = _matches(word, folded, 1, _CLOSE)
    return folded[close[0]] if close else None


def only_candidate(word: str, known: Iterable[str]) -> str | None:
    """The known word that a misspelt one stands for beyond doubt: close, and the only one near."""
    folded = {_fold(each): each for each in known}
    near = _matches(word, folded, 2, _CLOSE)
    if len(near) != 1 or not _matches(word, near, 1, _SURE):
        return None
    return folded[near[0]]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Help for an unknown word: the word that was meant, or else all that are known."""
    choices = sorted(known)
    meant = suggest(word, choices)
    if meant is not None:
        return f"did you mean `{meant}`?"
    return "known are " + ", ".join(f"`{choice}`" for choice in choices)


def _matches(word: str, folded: Iterable[str], most: int, share: float) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(_fold(word[:_LONGEST]), folded, n=most, cutoff=share)


def _fold(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-")
