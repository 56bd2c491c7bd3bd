"""Text as somebody entered it, at a prompt or as an option."""

import unicodedata

from okrpress.errors import OkrpressError
from okrpress.interchange.names import slug
from okrpress.model.ids import is_id
from okrpress.source.kinds import id_help
from okrpress.source.text import forbidden, quote

_LONGEST = 300
"""Characters of a title or name, as in files."""

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
    | {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i"}
)
"""Latin letters that are more than a letter of ASCII with a mark on it."""


def entered_line(text: str, what: str) -> str:
    """A title or name as files may hold it: on one line, in NFC, without blanks around it.

    Raises OkrpressError for one that no file may hold; `what` names it in the message.
    """
    line = unicodedata.normalize("NFC", text).strip()
    found = forbidden(line)
    if not line:
        raise OkrpressError(f"{what} is empty", help="write some text")
    if "\n" in line or "\t" in line:
        raise OkrpressError(f"{what} has several lines, or a tab", help="write one line of text")
    if found:
        raise OkrpressError(f"{what} holds {found.name}", help="type it again without that")
    if len(line) > _LONGEST:
        help = f"shorten it to {_LONGEST} characters"
        raise OkrpressError(f"{what} has {len(line)} characters", help=help)
    return line


def entered_id(text: str, what: str) -> str:
    """An id, as it was entered. Raises OkrpressError for a text that is none."""
    if not is_id(text):
        raise OkrpressError(f"{quote(text)} cannot be the id of {what}", help=id_help(text))
    return text


def id_from(words: str, *, length: int = 60) -> str:
    """The id closest to a title or name, such as `nouvel-an-a-orebro`; empty when there is none.

    Umlauts and accents are dropped, and what has no letter in ASCII is left out.
    """
    found = slug(words.translate(_LETTERS), length=length)
    return found if is_id(found) else ""
