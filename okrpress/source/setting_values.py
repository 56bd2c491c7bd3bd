"""Single settings: what each may be in TOML, and what to write instead."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from math import floor
from typing import TypeAlias

from okrpress.model.audience import Audience, parse_audience
from okrpress.model.colours import READABLE, least_contrast, readable
from okrpress.model.ids import is_id
from okrpress.model.settings import LANGUAGES
from okrpress.source.numbers import WrongValue
from okrpress.source.suggest import did_you_mean
from okrpress.source.text import forbidden, quote

Reader: TypeAlias = Callable[[object], object]
"""From a value in TOML to a setting. Raises WrongValue."""


class Float(str):
    """A number with a decimal point, as it was written."""

    __slots__ = ()


CADENCES = {"daily": 1, "weekly": 7, "biweekly": 14, "monthly": 30, "quarterly": 91}
"""Rhythms that have a name, in days."""

_DAYS = re.compile(r"([1-9][0-9]{0,2}) days?\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_INSIDE = re.compile(r"(?!\.)[^/\\:]+(/(?!\.)[^/\\:]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_COLOUR = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})")
_LONG_COLOUR = len("#rrggbb")
_PICTURE = re.compile(
    r"([a-z0-9][a-z0-9._-]*/)*[a-z0-9][a-z0-9._-]*\.(svg|png|webp|avif|jpe?g|gif)"
)
_LONGEST_LINE = 300
_LONGEST_GRACE = 90
TOO_LARGE = 10**15
"""The first number with more digits than any setting has."""


def cadence_days(text: str) -> int | None:
    """Days of `daily`, `weekly`, `biweekly`, `monthly`, `quarterly` or `10 days`, else None."""
    days = _DAYS.match(text)
    return int(days[1]) if days else CADENCES.get(text)


def describe(value: object) -> str:
    """What a value is, for a message: as it was written, or its shape."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if abs(value) < TOO_LARGE else "a very large number"
    if isinstance(value, str):
        return quote(value) if value else "empty"
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a table"
    return "a date or time"


def read_text(value: object) -> str:
    """A text of any length, clean and in NFC."""
    if not isinstance(value, str) or isinstance(value, Float):
        raise WrongValue(f"is {describe(value)}", 'write a text in quotes: "…"')
    found = forbidden(value)
    if found:
        raise WrongValue(f"holds {found.name}, written as an escape", "delete the escape")
    return unicodedata.normalize("NFC", value)


def read_audience(value: object) -> Audience:
    """Whom the site is for."""
    audience = parse_audience(value) if isinstance(value, str) else None
    if audience is None:
        help = "write public, internal, manager:<person> or person:<person>"
        raise WrongValue(f"is {describe(value)}", help)
    return audience


def read_line(value: object) -> str:
    """A text on one line."""
    text = read_text(value)
    if len(text) > _LONGEST_LINE or "\n" in text or "\t" in text:
        raise WrongValue(
            f"has more than one line, or more than {_LONGEST_LINE} characters", "shorten it"
        )
    return text


def read_folder(value: object) -> str:
    """A path below the project's folder."""
    text = read_text(value).removesuffix("/")
    if not text.isprintable() or not _INSIDE.fullmatch(text):
        help = "name a folder inside the project by its path from okrpress.toml, like `docs/okrs`"
        raise WrongValue(f"is {describe(text)}", help)
    return text


def matching(pattern: str, help: str) -> Reader:
    """A reader of texts with this form."""
    compiled = re.compile(pattern)

    def read(value: object) -> str:
        text = read_text(value)
        if not compiled.fullmatch(text):
            raise WrongValue(f"is {describe(text)}", help)
        return text

    return read


def one_of(*words: str) -> Reader:
    """A reader of these words."""

    def read(value: object) -> str:
        text = read_text(value)
        if text not in words:
            raise WrongValue(f"is {describe(text)}", did_you_mean(text, words))
        return text

    return read


def read_language(value: object) -> str:
    """A language that the site speaks, with or without a region: "de", "de-AT"."""
    text = read_text(value)
    if text.partition("-")[0] not in LANGUAGES or not _LANGUAGE.fullmatch(text):
        known = " or ".join(f"`{one}`" for one in LANGUAGES)
        help = f"write {known}, with a region where its numbers and dates are wanted: `de-CH`"
        raise WrongValue(f"is {describe(text)}", help)
    return text


def read_theme(value: object) -> str:
    """The name of a theme."""
    text = read_text(value)
    if not is_id(text):
        raise WrongValue(f"is {describe(text)}", "name a folder in themes/, or `default`")
    return text


def readable_colour(name: str, grounds: tuple[str, ...]) -> Reader:
    """A reader of colours that text may have on these grounds."""

    def read(value: object) -> str:
        text = read_text(value).lower()
        if not _COLOUR.fullmatch(text):
            raise WrongValue(f"is {describe(text)}", 'write a colour like "#1d4ea8"')
        colour = text if len(text) == _LONG_COLOUR else "#" + "".join(2 * one for one in text[1:])
        found = least_contrast(colour, grounds)
        if found < READABLE:
            raise WrongValue(
                f"has a contrast of {floor(found * 10) / 10} to 1 with {name} pages; text needs "
                f"{READABLE} to 1",
                f'take a colour that stands out more, such as "{readable(colour, grounds)}"',
            )
        return colour

    return read


def read_logo(value: object) -> str:
    """The name of a picture among a theme's static files."""
    text = read_text(value)
    if text and not _PICTURE.fullmatch(text):
        help = "name a picture in your theme's folder static/, like `logo.svg`"
        raise WrongValue(f"is {describe(text)}", help)
    return text


def read_switch(value: object) -> bool:
    """Yes or no, as TOML writes it."""
    if not isinstance(value, bool):
        raise WrongValue(f"is {describe(value)}", "write `true` or `false`, without quotes")
    return value


def read_month(value: object) -> int:
    """The number of a month."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 12:
        raise WrongValue(f"is {describe(value)}", "write the number of a month, 1 to 12")
    return value


def read_cadence(value: object) -> int:
    """Days of a rhythm."""
    days = cadence_days(read_text(value))
    if days is None:
        names = ", ".join(f'"{name}"' for name in CADENCES)
        raise WrongValue(f"is {describe(value)}", f'write {names}, or days: "10 days"')
    return days


def read_grace(value: object) -> int:
    """Days of grace."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _LONGEST_GRACE:
        raise WrongValue(f"is {describe(value)}", "write a number of days, 0 to 90")
    return value


def read_day(value: object) -> date:
    """A day of the calendar."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _DAY.match(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise WrongValue(f"is {describe(value)}", "write a day of the calendar: 2026-12-15")
