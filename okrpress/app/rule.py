"""Look codes up."""

from okrpress.errors import OkrpressError
from okrpress.rules.code import Code
from okrpress.rules.registry import ALL_CODES
from okrpress.rules.selection import matching
from okrpress.source.check_settings import selector_help


def all_codes() -> tuple[Code, ...]:
    """Every code, in order."""
    return tuple(sorted(ALL_CODES.values(), key=lambda code: code.code))


def find_codes(word: str) -> tuple[Code, ...]:
    """The codes that a word means: a code, a name, or the beginning of codes, in any case.

    Raises OkrpressError when it means none.
    """
    found = matching(word, all_codes()) or matching(word.upper(), all_codes())
    found = found or matching(word.lower(), all_codes())
    if not found:
        message = f"{word!a} is no code, no beginning of codes and no name"
        raise OkrpressError(message, help=selector_help(word))
    return found
