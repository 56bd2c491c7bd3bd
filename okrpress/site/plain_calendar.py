"""Calendars of plain texts, in one pass.

Names and days need no library; what has to be escaped or folded with care does, and is left to
icalendar (see `calendar`), which comes to the same where this gives a calendar at all.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from okrpress.model.frozen import dataclass

_ROOM = 74  # octets of a line
_WORDS = re.compile(r'[^\x00-\x1f\x7f-\xa0\\;"\u2028\u2029]*')
_NAME = re.compile(r'[^\x00-\x1f\x7f-\xa0\\;",\u2028\u2029]+')
_ADDRESS = re.compile(r"[A-Za-z0-9:/.#?=&%~+_-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One whole day of a calendar; `uid` names it in all calendars that ever have it."""

    uid: str
    on: date
    summary: str
    url: str = ""
    description: str = ""


class _NotPlainError(Exception):
    """There is something that icalendar knows how to write."""


def plain_calendar(name: str, as_of: date, entries: Iterable[Entry]) -> bytes | None:
    """The entries as iCalendar, stamped with a day; None where they are not surely plain."""
    try:
        return "".join(f"{_folded(line)}\r\n" for line in _lines(name, as_of, entries)).encode()
    except _NotPlainError:
        return None


def _lines(name: str, as_of: date, entries: Iterable[Entry]) -> Iterator[str]:
    name = _checked(name, _NAME)
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//okrpress//EN")
    yield from (f"NAME:{name}", f"X-WR-CALNAME:{name}")
    for entry in entries:
        yield from _event(entry, as_of)
    yield "END:VCALENDAR"


def _event(entry: Entry, as_of: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"SUMMARY:{_text(entry.summary)}"
    yield f"DTSTART;VALUE=DATE:{_day(entry.on)}"
    yield f"DTEND;VALUE=DATE:{_day(entry.on + timedelta(days=1))}"
    yield f"DTSTAMP:{_day(as_of)}T000000Z"
    yield f"UID:{_checked(entry.uid, _NAME)}"
    if entry.description:
        yield f"DESCRIPTION:{_text(entry.description)}"
    yield "TRANSP:TRANSPARENT"
    if entry.url:
        yield f"URL:{_checked(entry.url, _ADDRESS)}"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(words: str) -> str:
    return _checked(words, _WORDS).replace(",", r"\,")


def _checked(text: str, plain: re.Pattern[str]) -> str:
    if not plain.fullmatch(text):
        raise _NotPlainError
    return text


def _folded(line: str) -> str:
    if len(line) <= _ROOM and (line.isascii() or len(line.encode()) <= _ROOM):
        return line
    if not line.isascii():
        raise _NotPlainError
    return "\r\n ".join(line[at : at + _ROOM] for at in range(0, len(line), _ROOM))
