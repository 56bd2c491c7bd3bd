"""The grammar of single values: text nodes in; numbers, dates, ids and references out.

Nothing is guessed: what does not match is a `Mistake` that says how to write it.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from typing import TypeVar

from okrpress.model.ids import KeyResultRef, Ref, UnitCycle, is_id, parse_reference
from okrpress.source.kinds import id_help, odd_part
from okrpress.source.schema.mistakes import Mistake, describe
from okrpress.source.settings import cadence_days
from okrpress.source.suggest import did_you_mean
from okrpress.source.text import quote

Choice = TypeVar("Choice", bound=StrEnum)

TITLE_LENGTH = 300
"""Characters of a title, name or other text on one line."""

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?\Z")
_LEADING = re.compile(r"\A\+?(-?)0*(?=[0-9])")
_SEPARATOR = re.compile(r"[,_' ](?=[0-9]{3}(?![0-9]))")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_LIKE_A_DATE = re.compile(r"([0-9]{4})[-./]?([0-9]{1,2})[-./]?([0-9]{1,2})(?:[T ].*)?\Z", re.ASCII)
_DATE_IN_PARTS = re.compile(r"([0-9]{4})([-./])([0-9]{1,2})\2([0-9]{1,2})\Z", re.ASCII)
_URL = re.compile(r"(?:https?://[^\s/?#]\S*|mailto:[^\s@]+@\S+)\Z", re.IGNORECASE)
_FLAGS = {"true": True, "false": False}
_FLAG_WORDS = {
    "yes": "true",
    "on": "true",
    "y": "true",
    "no": "false",
    "off": "false",
    "n": "false",
}
_NOTHING = frozenset({"null", "~", "none", "n/a", "-", "?", "tbd", "todo"})
_ZERO = Decimal(0)
_HERE = UnitCycle("", "")


def text_of(node: object, wanted: str) -> str:
    """The text of a scalar that is neither empty nor a list nor a mapping."""
    if not isinstance(node, str):
        raise Mistake("FMT033", f"is {describe(node)} where {wanted} belongs", f"write {wanted}")
    if not node:
        raise Mistake("FMT032", "is empty", f"write {wanted}, or remove the key")
    return node


# ── numbers, days, yes and no ─────────────────────────────────────────────────────────────────


def read_number(node: object) -> Decimal:
    """At most 15 digits and 6 decimals, no exponent, no leading zero; `-0` is 0."""
    value = _number(node) if isinstance(node, str) else None
    if value is not None:
        return value
    text = text_of(node, "a number")
    raise Mistake("FMT034", f"is {quote(text)}, not a number", _number_help(text))


@lru_cache(maxsize=4096)  # the same few numbers are written again and again: one object for each
def _number(text: str) -> Decimal | None:
    return (Decimal(text) or _ZERO) if _NUMBER.match(text) else None


def _number_help(text: str) -> str:
    if text[-1] in "%€$£" or text[0] in "€$£":
        return "write the bare number, and the sign as the key result's `unit`"
    if text.casefold() in _FLAGS or text.casefold() in _FLAG_WORDS:
        return "a number belongs here; what is done or not is `true` or `false`"
    if text.casefold() in _NOTHING:
        return "remove the key until there is a number"
    bare = _LEADING.sub(r"\1", _SEPARATOR.sub("", text))
    if _NUMBER.match(bare):
        return f"did you mean {bare}? Digits stand alone: no plus, leading zero or separator"
    return "write at most 15 digits, a point and at most 6 decimals: 1250 or -0.5"


def number_in(low: int, high: int | None) -> Callable[[object], Decimal]:
    """A reader of numbers from `low` to `high`, both inside."""

    @lru_cache(maxsize=1024)
    def known(text: str) -> Decimal | None:
        value = _number(text)
        is_outside = value is None or value < low or (high is not None and value > high)
        return None if is_outside else value

    def read(node: object) -> Decimal:
        value = known(node) if isinstance(node, str) else None
        if value is not None:
            return value
        value = read_number(node)
        allowed = f"of at least {low}" if high is None else f"from {low} to {high}"
        raise Mistake("FMT044", f"is {value}", f"write a number {allowed}")

    return read


read_weight = number_in(0, None)
read_confidence = number_in(0, 10)
read_score = number_in(0, 1)


def read_date(node: object) -> date:
    """`YYYY-MM-DD`, a day of the calendar."""
    day = _day(node) if isinstance(node, str) else None
    if day is not None:
        return day
    text = text_of(node, "a date, YYYY-MM-DD")
    if not _DATE.match(text):
        raise Mistake("FMT035", f"is {quote(text)}, not a date", _date_help(text))
    message = f"is {quote(text)}, a day that does not exist"
    raise Mistake("FMT035", message, _calendar_help(text))


@lru_cache(maxsize=4096)  # the same days are written again and again: one object for each
def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DATE.match(text) else None
    except ValueError:
        return None


def _calendar_help(text: str) -> str:
    year, month = int(text[:4]), int(text[5:7])
    if not year or not 1 <= month <= 12:
        return "write a day of the calendar"
    return f"{text[:7]} has {monthrange(year, month)[1]} days"


def meant_date(text: str) -> str | None:
    """The day that a text means beyond doubt: year, month and day in this order, with one sign."""
    parts = _DATE_IN_PARTS.match(text)
    day = f"{parts[1]}-{parts[3]:0>2}-{parts[4]:0>2}" if parts else text
    try:
        return date.fromisoformat(day).isoformat() if parts else None
    except ValueError:
        return None


def _date_help(text: str) -> str:
    likely = _LIKE_A_DATE.match(text)
    if likely:
        year, month, day = likely.groups()
        return f"write it as YYYY-MM-DD: did you mean {year}-{month:0>2}-{day:0>2}?"
    return "write it as YYYY-MM-DD, like 2026-12-15"


def read_flag(node: object) -> bool:
    """`true` or `false`, and no other word."""
    text = text_of(node, "true or false")
    if text in _FLAGS:
        return _FLAGS[text]
    meant = meant_flag(text)
    help = f"write `{meant}`" if meant else "write `true` or `false`"
    raise Mistake("FMT036", f"is {quote(text)}, neither true nor false", help)


def meant_flag(text: str) -> str | None:
    """`true` or `false`, where a word says the same in another way."""
    word = text.casefold()
    return _FLAG_WORDS.get(word, word if word in _FLAGS else None)


# ── texts ─────────────────────────────────────────────────────────────────────────────────────


def read_text(node: object) -> str:
    """Text of any length, on one line or several, without blanks around it."""
    text = text_of(node, "text").strip()
    if not text:
        raise Mistake("FMT032", "is blank", "write some text, or remove it")
    return text


def read_prose(node: object) -> str:
    """Text of any length, or nothing."""
    return "" if node == "" else read_text(node)


def read_line(node: object) -> str:
    """Text on one line, at most `TITLE_LENGTH` characters."""
    if isinstance(node, str) and _is_surely_a_line(node):
        return node
    text = read_text(node)
    if len(text) > TITLE_LENGTH:
        help = f"shorten it to {TITLE_LENGTH} characters; details go into the text below"
        raise Mistake("FMT040", f"has {len(text)} characters", help)
    if "\n" in text or "\t" in text:
        what = "several lines" if "\n" in text else "a tab"
        raise Mistake("FMT041", f"has {what}", "write it as one line of text")
    return text


def _is_surely_a_line(text: str) -> bool:
    """Whether it is one, as nearly all are: what can be printed has no blank but the usual."""
    return 0 < len(text) <= TITLE_LENGTH and text.isprintable() and text[0] != " " != text[-1]


def read_optional_line(node: object) -> str:
    """Text on one line, or nothing."""
    return "" if node == "" else read_line(node)


# ── ids and references ────────────────────────────────────────────────────────────────────────


def read_id(node: object) -> str:
    """An id, as in a path."""
    if isinstance(node, str) and _is_id(node):
        return node
    text = text_of(node, "an id")
    raise Mistake("FMT038", f"is {quote(text)}, not an id{odd_part(text)}", id_help(text))


_is_id = lru_cache(maxsize=4096)(is_id)  # the same few people, values and key results are named


def read_reference(node: object) -> Ref:
    """A reference; `cycle` and `unit` are empty where the text leaves them out."""
    text = text_of(node, "a reference")
    reference = _reference(text)
    if reference is None:
        raise Mistake("FMT039", f"is {quote(text)}, not a reference", _reference_help(text))
    return reference


@lru_cache(maxsize=4096)  # a unit names the same ones in all its check-ins
def _reference(text: str) -> Ref | None:
    return parse_reference(text, _HERE)


def _reference_help(text: str) -> str:
    bare = text.replace(".md", "")
    if parse_reference(bare, _HERE):
        return f"write it without .md: `{bare}`"
    return "write `unit/objective`, `unit/objective#key-result` or `cycle/unit/objective`"


def read_own_key_result(node: object) -> KeyResultRef:
    """`objective#key-result`, of the file's own folder; `cycle` and `unit` are empty."""
    text = text_of(node, "a reference")
    reference = _reference(text)
    if isinstance(reference, KeyResultRef) and not reference.unit:
        return reference
    help = "write `objective#key-result`, with the two ids"
    if reference is not None and reference.unit:
        help += "; key results of another folder are reported in that folder"
    raise Mistake("FMT039", "is not a key result of this folder", help)


# ── words ─────────────────────────────────────────────────────────────────────────────────────


def read_cadence(node: object) -> int:
    """Days of a rhythm: `weekly`, `10 days`."""
    text = text_of(node, "a rhythm")
    days = cadence_days(text)
    if days is None:
        help = "write daily, weekly, biweekly, monthly, quarterly, or a number of days: 10 days"
        raise Mistake("FMT042", f"is {quote(text)}, not a rhythm", help)
    return days


def read_url(node: object) -> str:
    """A web or mail address."""
    text = text_of(node, "a web address")
    if not _URL.match(text):
        help = "begin it with https://, http:// or mailto:, and leave out blanks"
        raise Mistake("FMT043", f"is {quote(text)}, not a web address", help)
    return text


@cache
def one_of(choices: type[Choice]) -> Callable[[object], Choice]:
    """A reader of the words of an enumeration."""
    known = {choice.value: choice for choice in choices}
    wanted = "one of " + ", ".join(known)

    def read(node: object) -> Choice:
        choice = known.get(node) if isinstance(node, str) else None
        if choice is None:
            text = text_of(node, wanted)
            help = did_you_mean(text, known)
            raise Mistake("FMT037", f"is {quote(text)}, an unknown word", help)
        return choice

    return read
