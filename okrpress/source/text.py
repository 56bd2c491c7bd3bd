"""Text as okrpress accepts it: UTF-8 without characters that hide, reorder or command.

Every string an author wrote passes through here twice, as a file and as a decoded value, so that
terminals, logs, feeds and pages downstream never meet a character that means more than it shows.
"""

import codecs
import re
import unicodedata
from functools import cache
from typing import NamedTuple

from okrpress.model.finding import Finding, Place, Span
from okrpress.rules.catalogue import finding

QUOTED = 60
"""Characters of an author's text that a message repeats."""

_MARKS_IN_A_ROW = 30

# Scripts whose spelling needs joiners: Hebrew to Tibetan, Myanmar, Khmer, Mongolian, the other
# Indic blocks, Arabic presentation forms, the historic Indic scripts, Adlam and its neighbours.
_JOINING = (
    "\u0590-\u0fff\u1000-\u109f\u1700-\u180d\u180f-\u18af\u1a00-\u1c7f\ua800-\uaaff\uabc0-\uabff"
    "\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00011fff\U0001e900-\U0001e95f"
)
_EMOJI = "\u00a9\u00ae\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_IDEOGRAPHS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"  # all but tab and line feed
_REORDERING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = (
    "\u00ad\u115f\u1160\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
_SEPARATORS = "\u2028\u2029"
_NO_CHARACTERS = "\ud800-\udfff\ufdd0-\ufdef" + "".join(
    chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
)
_FORBIDDEN = (  # dear to compile, and of use only where something is suspect
    f"[{_CONTROLS}{_REORDERING}{_INVISIBLE}{_SEPARATORS}{_NO_CHARACTERS}]"
    # A joiner beside a letter of a joining script, or between emoji, is spelling; elsewhere it
    # only hides.
    f"|(?<![{_JOINING}])\u200c(?![{_JOINING}])"
    f"|(?<![{_JOINING}{_EMOJI}])\u200d(?![{_JOINING}])"
    f"|(?<=[{_EMOJI}])\u200d(?![{_JOINING}{_EMOJI}])"
    # A variation selector follows the character that it varies.
    f"|(?<![{_IDEOGRAPHS}])[\U000e0100-\U000e01ef]"
    "|(?<=[\ufe00-\ufe0f])[\ufe00-\ufe0f]"
)
# One set is searched far faster than many alternatives: whatever passes here needs no closer look.
_SUSPECT = re.compile(
    f"[{_CONTROLS}{_REORDERING}{_SEPARATORS}\u00ad\u115f\u1160\u180e\u200b-\u200d\u2060-\u206f"
    "\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff9-\uffff\U00010000-\U0010ffff]"
)
_ASCII = bytes([*b"\t\n", *range(0x20, 0x7F)])
"""The bytes that a file may have anywhere, as UTF-8 and as line endings."""
_SYMBOLS_IN_A_ROW = re.compile(rf"[^\x00-\x7f\w]{{{_MARKS_IN_A_ROW + 1},}}")

_WIDE_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


class Forbidden(NamedTuple):
    """A character that no text may hold: where it first stands, and its name for a message."""

    start: int
    name: str


def forbidden(text: str) -> Forbidden | None:
    """The first character that hides, reorders or commands; None for clean text.

    Tab and line feed pass: whether a field may have several lines is the schema's business.
    Joiners pass where a script or an emoji is spelled with them.
    """
    suspect = _SUSPECT.search(text)
    match = suspect and _forbidden().search(text, suspect.start())
    if match:
        return Forbidden(match.start(), character_name(match[0]))
    return None if text.isascii() else _piled_marks(text)


@cache
def _forbidden() -> re.Pattern[str]:
    return re.compile(_FORBIDDEN)


def _piled_marks(text: str) -> Forbidden | None:
    for run in _SYMBOLS_IN_A_ROW.finditer(text):
        marks = 0
        for index, character in enumerate(run[0], run.start()):
            marks = marks + 1 if unicodedata.category(character).startswith("M") else 0
            if marks > _MARKS_IN_A_ROW:
                return Forbidden(index, f"more than {_MARKS_IN_A_ROW} marks on one letter")
    return None


def character_name(character: str) -> str:
    """`U+202E (right-to-left override)`: a character named, never shown."""
    name = unicodedata.name(character, "").lower()
    if not name:
        name = "control character" if unicodedata.category(character) == "Cc" else "no character"
    return f"U+{ord(character):04X} ({name})"


def escape(text: str) -> str:
    """The text on one line, with everything unprintable written as an escape."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def quote(text: str) -> str:
    """An author's text for a message: in quotes, on one line, cut at 60 characters."""
    shown = escape(text if len(text) <= QUOTED else text[: QUOTED - 1] + "…")
    return f"'{shown}'" if '"' in shown else f'"{shown}"'


def span_of(text: str, start: int, end: int) -> Span:
    """Lines and columns of `text[start:end]`, whose lines end in line feeds."""
    line = text.count("\n", 0, start) + 1
    return Span(
        line,
        start - text.rfind("\n", 0, start),
        line + text.count("\n", start, end),
        end - text.rfind("\n", 0, end),
    )


def decode(file: str, data: bytes) -> str | Finding:
    """A file's text with line feeds, without its byte order mark; or what is wrong with it."""
    if not data.translate(None, _ASCII):
        return data.decode("ascii")
    for mark, encoding in _WIDE_ENCODINGS:
        if data.startswith(mark):
            place = Place(file=file, span=Span(1, 1, 1, 1))
            return finding("FMT007", place, f"the file is {encoding}", "save it as UTF-8")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(file, data, error.start)
    text = text.replace("\r\n", "\n")
    lone = text.find("\r")
    if lone >= 0:
        message = "a carriage return stands without a line feed"
        help = "save the file with LF or CRLF line endings"
        return finding("FMT008", _place(file, text, lone), message, help)
    found = forbidden(text)
    if found is None:
        return text
    message = f"the text holds {found.name}"
    return finding("FMT009", _place(file, text, found.start), message, "delete it")


def _not_utf8(file: str, data: bytes, index: int) -> Finding:
    before = data[:index].decode("utf-8").replace("\r\n", "\n")
    message = f"byte 0x{data[index]:02X} is not UTF-8"
    place = _place(file, before + "?", len(before))
    return finding("FMT007", place, message, "save the file as UTF-8")


def _place(file: str, text: str, index: int) -> Place:
    return Place(file=file, span=span_of(text, index, index + 1))
