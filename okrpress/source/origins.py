"""Where each setting comes from: a line of `okrpress.toml`, or the usual value."""

import tomllib
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from enum import StrEnum

from okrpress.model.frozen import dataclass
from okrpress.model.settings import Settings
from okrpress.source.settings import SETTINGS, span_of_setting
from okrpress.source.text import decode


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A setting as it holds: `site.theme`, its value as text, and the line that says so.

    `line` is None for a usual value.
    """

    name: str
    value: str
    line: int | None


def origins(data: bytes | None, settings: Settings) -> tuple[Origin, ...]:
    """Every setting that has one value, in the order of the reference; `data` is the file's bytes.

    The settings are those that were read from these bytes, without errors.
    """
    text = decode("", data) if data is not None else ""
    written = tomllib.loads(text) if isinstance(text, str) else {}
    return tuple(_origins(text if isinstance(text, str) else "", written, settings))


def _origins(text: str, written: dict[str, object], settings: Settings) -> Iterator[Origin]:
    for table, keys in SETTINGS.items():
        for key, (name, _) in keys.items():
            yield _origin(text, written, table, key, getattr(settings, name))
    for table in ("thresholds", "limits"):
        numbers = getattr(settings, table)
        for field in fields(numbers):
            yield _origin(text, written, table, field.name, getattr(numbers, field.name))


def _origin(text: str, written: dict[str, object], table: str, key: str, value: object) -> Origin:
    inside = written.get(table) if table else written
    is_said = isinstance(inside, dict) and key in inside
    return Origin(
        name=f"{table}.{key}".lstrip("."),
        value=_shown(value),
        line=span_of_setting(text, table, key).line if is_said else None,
    )


def _shown(value: object) -> str:
    """A value as TOML has it; nothing for one that is not set."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f'"{value.value if isinstance(value, StrEnum) else value}"'
    return value.isoformat() if isinstance(value, date) else str(value)
