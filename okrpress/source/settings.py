"""The settings: `okrpress.toml`, with a finding for everything in it that is wrong."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from okrpress.model.colours import DARK_PAGE, LIGHT_PAGE
from okrpress.model.finding import Finding, Place, Span
from okrpress.model.okr import ObjectiveType
from okrpress.model.settings import CheckSettings, Settings
from okrpress.rules.catalogue import finding
from okrpress.source.check_settings import CHECK, CHECK_TABLES
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
from okrpress.source.setting_values import (
    TOO_LARGE,
    Float,
    Reader,
    cadence_days,
    describe,
    matching,
    one_of,
    read_audience,
    read_cadence,
    read_day,
    read_folder,
    read_grace,
    read_language,
    read_line,
    read_logo,
    read_month,
    read_switch,
    read_text,
    read_theme,
    readable_colour,
)
from okrpress.source.suggest import did_you_mean, suggest
from okrpress.source.text import decode, escape, quote, span_of

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
        tables = tomllib.loads(text, parse_float=Float)
    except (ValueError, RecursionError) as error:
        return ReadSettings(Settings(), (_invalid(text, error),))
    return _Toml(text).read(tables)


# ── the file ──────────────────────────────────────────────────────────────────────────────────

_ABOUT_A_FILE = matching(
    r"(https?://[^\s{}]+\{path\}[^\s{}]*)?",
    "write an address with {path} where a file's path belongs",
)

SETTINGS: Mapping[str, Mapping[str, tuple[str, Reader]]] = {
    "": {"as_of": ("as_of", read_day)},
    "site": {
        "title": ("title", read_line),
        "output": ("output", read_folder),
        "theme": ("theme", read_theme),
        "palette": ("palette", one_of("traffic", "blue")),
        "accent": ("accent", readable_colour("light", LIGHT_PAGE)),
        "accent_dark": ("accent_dark", readable_colour("dark", DARK_PAGE)),
        "logo": ("logo", read_logo),
        "language": ("language", read_language),
        "url": (
            "url",
            matching(
                r"(https?://[^\s{}?#]+/)?",
                "write the address that the site is published at, with a slash at its end",
            ),
        ),
        "source_url": ("source_url", _ABOUT_A_FILE),
        "history_url": ("history_url", _ABOUT_A_FILE),
        "announcement": ("announcement", read_line),
        "footer": ("footer", read_text),
        "people": ("people", read_switch),
        "audience": ("audience", read_audience),
    },
    "content": {"folder": ("content", read_folder)},
    "cycles": {
        "fiscal_year_start": ("fiscal_year_start", read_month),
        "fiscal_year_named_after": ("fiscal_year_named_after", one_of("start", "end")),
    },
    "check_ins": {
        "cadence": ("cadence", read_cadence),
        "grace": ("check_in_grace", read_grace),
    },
    "objectives": {"default_type": ("default_type", one_of(*ObjectiveType))},
}
"""For each table and key, the field of `Settings` and what reads it."""

_TABLES = (*filter(None, SETTINGS), "thresholds", "limits", "check")


class _Toml:
    """The tables of a settings' file while they are read; findings are gathered on the way."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._values: dict[str, Any] = {}
        self._check: dict[str, Any] = {}
        self._findings: list[Finding] = []

    def read(self, tables: Mapping[str, object]) -> ReadSettings:
        """The settings that the tables make."""
        for name, value in tables.items():
            if name in SETTINGS[""]:
                self._set("", name, value)
            elif name not in _TABLES:
                self._unknown("", name)
            elif not isinstance(value, dict):
                self._wrong("", name, f"is {describe(value)}", f"write a line [{name}]")
            elif name == "thresholds":
                self._set_numbers(name, THRESHOLDS, value)
            elif name == "limits":
                self._set_numbers(name, LIMITS, value)
            elif name == "check":
                self._set_check(value)
            else:
                for key, inner in value.items():
                    self._set(name, key, inner)
        check = replace(CheckSettings(), **self._check)
        settings = replace(Settings(), check=check, **self._values)
        self._compare_folders(settings)
        return ReadSettings(settings, tuple(sorted(self._findings, key=lambda each: each.order)))

    def _set(self, table: str, key: str, value: object) -> None:
        if key not in SETTINGS[table]:
            self._unknown(table, key)
            return
        field, read = SETTINGS[table][key]
        try:
            self._values[field] = read(value)
        except WrongValue as wrong:
            self._wrong(table, key, wrong.message, wrong.help)

    def _set_numbers(self, name: str, table: Table[Numbers], written: Mapping[str, object]) -> None:
        def where(key: str, on: str) -> Place:
            return self._place(name, key, on)

        self._values[name], findings = read_numbers(table, written, _text_of_number, where)
        self._findings.extend(findings)

    def _set_check(self, written: Mapping[str, object]) -> None:
        for key, value in written.items():
            if key in CHECK_TABLES:
                self._set_entries(key, value)
            elif key in CHECK:
                try:
                    self._check[key] = CHECK[key](value)
                except WrongValue as wrong:
                    self._wrong("check", key, wrong.message, wrong.help)
            else:
                self._unknown("check", key)

    def _set_entries(self, key: str, written: object) -> None:
        if not isinstance(written, dict):
            self._wrong("check", key, f"is {describe(written)}", f"write a line [check.{key}]")
            return
        entries = self._check[key] = {}
        for name, value in written.items():
            try:
                entries[name] = CHECK_TABLES[key](name, value)
            except WrongValue as wrong:
                self._wrong(f"check.{key}", name, wrong.message, wrong.help)

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
        name = f"`{key}`" if key.isidentifier() else quote(key)
        self._findings.append(finding("FMT023", place, f"{name} {message}", help))

    def _place(self, table: str, key: str, on: str) -> Place:
        keys = (*table.split("."), key) if table else (key,)
        return Place(file=FILE, keys=keys, on=on, span=span_of_setting(self._text, table, key))


def _meant(table: str, key: str) -> str:
    """Help for an unknown setting: the one that was meant, here or in another table."""
    homes = {name: home for home, names in SETTINGS.items() for name in names}
    homes.update(dict.fromkeys((*CHECK, *CHECK_TABLES), "check"))
    known = [name for name, home in homes.items() if home == table]
    known += () if table else _TABLES
    meant = suggest(key, (*known, *homes))
    if meant is None or meant in known:
        return did_you_mean(key, known)
    home = homes[meant]
    return f"did you mean `{meant}` " + (f"under [{home}]?" if home else "above all tables?")


def _text_of_number(name: str, value: object) -> str:
    """A number as it was written; numbers stand without quotes in TOML, words with them."""
    is_word = isinstance(value, str) and not isinstance(value, Float)
    if isinstance(value, bool | list | dict | date) or is_word != (name == "pace_rule"):
        wanted = "a text in quotes" if name == "pace_rule" else "a number without quotes"
        raise WrongValue(f"is {describe(value)}", f"write {wanted}")
    if isinstance(value, int) and abs(value) >= TOO_LARGE:
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


def span_of_setting(text: str, table: str, key: str) -> Span:
    """Where a key most likely stands: TOML's reader does not say, and it can be written in ways."""
    above, name = (rf"""["']?{re.escape(word)}["']?""" for word in (table, key))
    if not table:
        return _first(text, [rf"^[ \t]*\[*[ \t]*({name})[ \t]*[=.\]]"])
    start, end = _region(text, above)
    inside = re.compile(rf"^[ \t]*({name})[ \t]*[=.]", re.MULTILINE).search(text, start, end)
    if inside:
        return span_of(text, *inside.span(1))
    if "." in table:
        return span_of_setting(text, *table.split("."))
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
