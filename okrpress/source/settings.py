"""The settings: `okrpress.toml`, with a finding for everything in it that is wrong."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from okrpress.model.finding import Finding, Place, Span
from okrpress.model.ids import is_id
from okrpress.model.okr import ObjectiveType
from okrpress.model.settings import Settings
from okrpress.rules.catalogue import finding
from okrpress.source.files import read_optional
from okrpress.source.numbers import (
    LIMITS,
    THRESHOLDS,
    Numbers,
    Table,
    WrongValue,
    read_numbers,
    read_thresholds,
)
from okrpress.source.suggest import did_you_mean, suggest
from okrpress.source.text import decode, escape, forbidden, quote, span_of

__all__ = [
    "FILE",
    "ReadSettings",
    "cadence_days",
    "parse_settings",
    "read_settings",
    "read_thresholds",
]

FILE = "okrpress.toml"
"""The name of the settings' file, in the project's folder."""

Reader: TypeAlias = Callable[[object], object]


class ReadSettings(NamedTuple):
    """The settings, with the usual values where something is wrong, and what is wrong."""

    settings: Settings
    findings: tuple[Finding, ...]


def read_settings(root: Path) -> ReadSettings:
    """The settings of the project in `root`; the usual ones when it has no file of them."""
    data = read_optional(root, FILE)
    if data is None:
        return ReadSettings(Settings(), ())
    if isinstance(data, Finding):
        return ReadSettings(Settings(), (data,))
    return parse_settings(data)


def parse_settings(data: bytes) -> ReadSettings:
    """The settings that a file with these bytes makes."""
    text = decode(FILE, data)
    if isinstance(text, Finding):
        return ReadSettings(Settings(), (text,))
    try:
        tables = tomllib.loads(text, parse_float=_Float)
    except (ValueError, RecursionError) as error:
        return ReadSettings(Settings(), (_invalid(text, error),))
    return _Toml(text).read(tables)


class _Float(str):
    """A number with a decimal point, as it was written."""

    __slots__ = ()


# ── values ────────────────────────────────────────────────────────────────────────────────────

CADENCES = {"daily": 1, "weekly": 7, "biweekly": 14, "monthly": 30, "quarterly": 91}
"""Rhythms that have a name, in days."""

_DAYS = re.compile(r"([1-9][0-9]{0,2}) days?\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_INSIDE = re.compile(r"(?!\.)[^/\\:]+(/(?!\.)[^/\\:]+)*")
_LONGEST_LINE = 300
_TOO_LARGE = 10**15


def cadence_days(text: str) -> int | None:
    """Days of `daily`, `weekly`, `biweekly`, `monthly`, `quarterly` or `10 days`, else None."""
    days = _DAYS.match(text)
    return int(days[1]) if days else CADENCES.get(text)


def _describe(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if abs(value) < _TOO_LARGE else "a very large number"
    if isinstance(value, str):
        return quote(value) if value else "empty"
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a table"
    return "a date or time"


def _text(value: object) -> str:
    if not isinstance(value, str) or isinstance(value, _Float):
        raise WrongValue(f"is {_describe(value)}", 'write a text in quotes: "…"')
    found = forbidden(value)
    if found:
        raise WrongValue(f"holds {found.name}, written as an escape", "delete the escape")
    return unicodedata.normalize("NFC", value)


def _line(value: object) -> str:
    text = _text(value)
    if len(text) > _LONGEST_LINE or "\n" in text or "\t" in text:
        raise WrongValue(
            f"has more than one line, or more than {_LONGEST_LINE} characters", "shorten it"
        )
    return text


def _folder(value: object) -> str:
    text = _text(value).removesuffix("/")
    if not text.isprintable() or not _INSIDE.fullmatch(text):
        help = "name a folder inside the project by its path from okrpress.toml, like `docs/okrs`"
        raise WrongValue(f"is {_describe(text)}", help)
    return text


def _matching(pattern: str, help: str) -> Reader:
    compiled = re.compile(pattern)

    def read(value: object) -> str:
        text = _text(value)
        if not compiled.fullmatch(text):
            raise WrongValue(f"is {_describe(text)}", help)
        return text

    return read


def _one_of(*words: str) -> Reader:
    def read(value: object) -> str:
        text = _text(value)
        if text not in words:
            raise WrongValue(f"is {_describe(text)}", did_you_mean(text, words))
        return text

    return read


def _theme(value: object) -> str:
    text = _text(value)
    if not is_id(text):
        raise WrongValue(f"is {_describe(text)}", "name a folder in themes/, or `default`")
    return text


def _month(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 12:
        raise WrongValue(f"is {_describe(value)}", "write the number of a month, 1 to 12")
    return value


def _cadence(value: object) -> int:
    days = cadence_days(_text(value))
    if days is None:
        names = ", ".join(f'"{name}"' for name in CADENCES)
        raise WrongValue(f"is {_describe(value)}", f'write {names}, or days: "10 days"')
    return days


def _day(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _DAY.match(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise WrongValue(f"is {_describe(value)}", "write a day of the calendar: 2026-12-15")


# ── the file ──────────────────────────────────────────────────────────────────────────────────

_SETTINGS: Mapping[str, Mapping[str, tuple[str, Reader]]] = {
    "": {"as_of": ("as_of", _day)},
    "site": {
        "title": ("title", _line),
        "output": ("output", _folder),
        "theme": ("theme", _theme),
        "palette": ("palette", _one_of("traffic", "blue")),
        "language": (
            "language",
            _matching(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "write a language tag: `en` or `de-CH`"),
        ),
        "source_url": (
            "source_url",
            _matching(
                r"(https?://[^\s{}]+\{path\}[^\s{}]*)?",
                "write an address with {path} where a file's path belongs",
            ),
        ),
        "footer": ("footer", _text),
    },
    "content": {"folder": ("content", _folder)},
    "cycles": {
        "fiscal_year_start": ("fiscal_year_start", _month),
        "fiscal_year_named_after": ("fiscal_year_named_after", _one_of("start", "end")),
    },
    "check_ins": {"cadence": ("cadence", _cadence)},
    "objectives": {"default_type": ("default_type", _one_of(*ObjectiveType))},
}
"""For each table and key, the field of `Settings` and what reads it."""

_TABLES = (*filter(None, _SETTINGS), "thresholds", "limits")


class _Toml:
    """The tables of a settings' file while they are read; findings are gathered on the way."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._values: dict[str, Any] = {}
        self._findings: list[Finding] = []

    def read(self, tables: Mapping[str, object]) -> ReadSettings:
        """The settings that the tables make."""
        for name, value in tables.items():
            if name in _SETTINGS[""]:
                self._set("", name, value)
            elif name not in _TABLES:
                self._unknown("", name)
            elif not isinstance(value, dict):
                self._wrong("", name, f"is {_describe(value)}", f"write a line [{name}]")
            elif name == "thresholds":
                self._set_numbers(name, THRESHOLDS, value)
            elif name == "limits":
                self._set_numbers(name, LIMITS, value)
            else:
                for key, inner in value.items():
                    self._set(name, key, inner)
        settings = replace(Settings(), **self._values)
        self._compare_folders(settings)
        return ReadSettings(settings, tuple(sorted(self._findings, key=lambda each: each.order)))

    def _set(self, table: str, key: str, value: object) -> None:
        if key not in _SETTINGS[table]:
            self._unknown(table, key)
            return
        field, read = _SETTINGS[table][key]
        try:
            self._values[field] = read(value)
        except WrongValue as wrong:
            self._wrong(table, key, wrong.message, wrong.help)

    def _set_numbers(self, name: str, table: Table[Numbers], written: Mapping[str, object]) -> None:
        def where(key: str, on: str) -> Place:
            return self._place(name, key, on)

        self._values[name], findings = read_numbers(table, written, _text_of_number, where)
        self._findings.extend(findings)

    def _compare_folders(self, settings: Settings) -> None:
        content, output = (f"{path.casefold()}/" for path in (settings.content, settings.output))
        if content.startswith(output) or output.startswith(content):
            table, key = ("site", "output") if "output" in self._values else ("content", "folder")
            folders = (
                f"content in {quote(settings.content)} and the site in {quote(settings.output)}"
            )
            help = "choose two folders side by side"
            self._wrong(table, key, f"puts {folders}, one inside the other", help)

    def _unknown(self, table: str, key: str) -> None:
        message = f"{quote(key)} is no setting" + (f" of [{table}]" if table else "")
        place = self._place(table, key, "key")
        self._findings.append(finding("FMT022", place, message, _meant(table, key)))

    def _wrong(self, table: str, key: str, message: str, help: str) -> None:
        place = self._place(table, key, "value")
        self._findings.append(finding("FMT023", place, f"`{key}` {message}", help))

    def _place(self, table: str, key: str, on: str) -> Place:
        keys = (table, key) if table else (key,)
        return Place(file=FILE, keys=keys, on=on, span=_span(self._text, table, key))


def _meant(table: str, key: str) -> str:
    """Help for an unknown setting: the one that was meant, here or in another table."""
    known = _SETTINGS[table] if table else (*_SETTINGS[""], *_TABLES)
    homes = {name: home for home, names in _SETTINGS.items() for name in names}
    meant = suggest(key, (*known, *homes))
    if meant is None or meant in known:
        return did_you_mean(key, known)
    home = homes[meant]
    return f"did you mean `{meant}` " + (f"under [{home}]?" if home else "above all tables?")


def _text_of_number(name: str, value: object) -> str:
    """A number as it was written; numbers stand without quotes in TOML, words with them."""
    is_word = isinstance(value, str) and not isinstance(value, _Float)
    if isinstance(value, bool | list | dict | date) or is_word != (name == "pace_rule"):
        wanted = "a text in quotes" if name == "pace_rule" else "a number without quotes"
        raise WrongValue(f"is {_describe(value)}", f"write {wanted}")
    if isinstance(value, int) and abs(value) >= _TOO_LARGE:
        raise WrongValue("is too large a number", "write a number of less than 16 digits")
    return str(value)


_ERROR_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")


def _invalid(text: str, error: Exception) -> Finding:
    """What tomllib found, at the place that its message ends with."""
    message = str(error)
    place = _ERROR_AT.search(message)
    line = text.count("\n") + 1 if place else 1
    column = len(text) - text.rfind("\n") if place else 1
    if place and place[1]:
        line, column = int(place[1]), int(place[2])
    what = escape(_ERROR_AT.sub("", message)[:100])
    if not isinstance(error, tomllib.TOMLDecodeError):
        what = "a list nests too deep, or a number has too many digits"
    return finding(
        "FMT021",
        Place(file=FILE, span=Span(line, column, line, column)),
        f"this is not valid TOML: {what[:1].lower()}{what[1:]}",
        'texts need quotes: "…"; tables are [name]; nothing may be set twice',
    )


def _span(text: str, table: str, key: str) -> Span:
    """Where a key most likely stands: TOML's reader does not say, and it can be written in ways."""
    above, name = (rf"""["']?{re.escape(word)}["']?""" for word in (table, key))
    if not table:
        return _first(text, [rf"^[ \t]*\[*[ \t]*({name})[ \t]*[=.\]]"])
    start, end = _region(text, above)
    inside = re.compile(rf"^[ \t]*({name})[ \t]*[=.]", re.MULTILINE).search(text, start, end)
    if inside:
        return span_of(text, *inside.span(1))
    dotted = rf"^[ \t]*{above}[ \t]*[=.][^\n]*?({name})[ \t]*="
    return _first(text, [dotted, rf"^[ \t]*\[*[ \t]*({above})[ \t]*[=.\]]"])


def _first(text: str, patterns: Iterable[str]) -> Span:
    for pattern in patterns:
        match = re.search(pattern, text, re.MULTILINE)
        if match:
            return span_of(text, *match.span(1))
    return Span(1, 1, 1, 1)


def _region(text: str, table: str) -> tuple[int, int]:
    """From the line after a table's header to the next header; nothing without such a header."""
    header = re.search(rf"^[ \t]*\[[ \t]*{table}[ \t]*\]", text, re.MULTILINE)
    if header is None:
        return 0, 0
    following = _HEADER.search(text, header.end())
    return header.end(), following.start() if following else len(text)


_HEADER = re.compile(r"^[ \t]*\[", re.MULTILINE)
