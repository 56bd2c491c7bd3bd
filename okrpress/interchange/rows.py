"""Reading a JSON Lines file of OKRs: one objective a line, every mistake with its line."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple, NoReturn

from okrpress.errors import OkrpressError
from okrpress.model.frozen import dataclass

_LINE_LENGTH = 300  # characters of a title or name in a content file
_SHOWN = 20
_OWNER = re.compile(r"([^/:\s]+)/[^/:\s]+:")
_ORGANISATION = ("org", "organisation")
_OBJECTIVE_KEYS = frozenset(
    {"id", "source", "cycle", "team", "objective", "source_kr_count", "key_results", *_ORGANISATION}
)
_KEY_RESULT_KEYS = frozenset({"text", "score", "baseline", "target", "current", "unit", "status"})
_HIDING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})  # categories of characters that show nothing
_ALLOWED = frozenset("\n\t\u200c\u200d")  # … and those among them that spelling needs


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResultRow:
    """A key result as the source has it. `score` is the final one; None means not given."""

    text: str
    score: Decimal | None = None
    baseline: Decimal | None = None
    target: Decimal | None = None
    current: Decimal | None = None
    unit: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An objective as the source has it.

    `cycle` and `team` are the source's words. `source` says where it was published;
    `source_kr_count` how many key results it had there, which may be more than are here.
    """

    id: str
    organisation: str
    source: str
    cycle: str
    team: str
    objective: str
    source_kr_count: int | None
    key_results: tuple[KeyResultRow, ...]


class ReadRows(NamedTuple):
    """The rows in order, and how often each key that nobody knows occurred."""

    rows: tuple[Row, ...]
    unknown: Mapping[str, int]


class BadInputError(OkrpressError):
    """The file cannot be imported; the message lists the lines and what is wrong with each."""

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        lines = list(mistakes[:_SHOWN])
        if len(mistakes) > _SHOWN:
            lines.append(f"and {len(mistakes) - _SHOWN} more")
        super().__init__(
            "the file cannot be imported:\n  " + "\n  ".join(lines),
            help="correct these lines; nothing was written",
        )
        self.mistakes = mistakes


class _Mistake(Exception):  # noqa: N818 - becomes a line of BadInputError
    """What is wrong with one line."""


def read_rows(text: str) -> ReadRows:
    """All rows of the file. Raises `BadInputError` with the first mistake of every bad line."""
    rows: list[Row] = []
    unknown: Counter[str] = Counter()
    mistakes: list[str] = []
    lines: dict[str, int] = {}
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = _row(_parsed(line), unknown)
            if row.id in lines:
                _fail(f"`id` is {_quote(row.id)}, as on line {lines[row.id]}")
        except _Mistake as mistake:
            mistakes.append(f"line {number}: {mistake}")
            continue
        lines[row.id] = number
        rows.append(row)
    if not rows and not mistakes:
        mistakes.append("it holds no objectives")
    if mistakes:
        raise BadInputError(tuple(mistakes))
    return ReadRows(tuple(rows), unknown)


def _parsed(line: str) -> object:
    try:
        parsed: object = json.loads(
            line,
            parse_float=Decimal,
            parse_int=Decimal,
            parse_constant=_no_number,
            object_pairs_hook=_unique_keys,
        )
    except json.JSONDecodeError as error:
        _fail(f"no JSON: {error.msg} at column {error.colno}")
    except RecursionError:
        _fail("no JSON for us: it is nested too deeply")
    return parsed


def _no_number(word: str) -> NoReturn:
    _fail(f"{word} is no number in JSON")


def _unique_keys(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            _fail(f"it has the key {_quote(key)} twice")
        found[key] = value
    return found


def _row(parsed: object, unknown: Counter[str]) -> Row:
    if not isinstance(parsed, dict):
        _fail("it is no object: an objective is written {…}")
    for key in parsed.keys() - _OBJECTIVE_KEYS:
        unknown[key] += 1
    source = _line(parsed, "source")
    return Row(
        id=_line(parsed, "id", required=True),
        organisation=_organisation(parsed, source),
        source=source,
        cycle=_line(parsed, "cycle", required=True),
        team=_line(parsed, "team", required=True),
        objective=_line(parsed, "objective", required=True),
        source_kr_count=_count(parsed, "source_kr_count"),
        key_results=_key_results(parsed, unknown),
    )


def _organisation(parsed: Mapping[str, object], source: str) -> str:
    """The organisation by its own key, else the owner in `owner/repo:path`."""
    named = next((_line(parsed, key) for key in _ORGANISATION if parsed.get(key)), "")
    owner = _OWNER.match(source)
    if not named and owner is None:
        _fail("it names no organisation: add `org`, or write `source` as owner/repo:path")
    return named or (owner[1] if owner else "")


def _key_results(parsed: Mapping[str, object], unknown: Counter[str]) -> tuple[KeyResultRow, ...]:
    entries = parsed.get("key_results")
    if entries is None:
        _fail("`key_results` is missing")
    if not isinstance(entries, list):
        _fail(f"`key_results` is {_kind(entries)}, where a list belongs")
    found = []
    for number, entry in enumerate(entries, 1):
        try:
            found.append(_key_result(entry, unknown))
        except _Mistake as mistake:
            _fail(f"key result {number}: {mistake}")
    return tuple(found)


def _key_result(entry: object, unknown: Counter[str]) -> KeyResultRow:
    if not isinstance(entry, dict):
        _fail(f"it is {_kind(entry)}, where an object belongs")
    for key in entry.keys() - _KEY_RESULT_KEYS:
        unknown[f"key_results.{key}"] += 1
    return KeyResultRow(
        text=_line(entry, "text", required=True),
        score=_number(entry, "score"),
        baseline=_number(entry, "baseline"),
        target=_number(entry, "target"),
        current=_number(entry, "current"),
        unit=_line(entry, "unit"),
        status=_text(entry, "status"),
    )


# ── single values ─────────────────────────────────────────────────────────────────────────────


def _text(parsed: Mapping[str, object], key: str, *, required: bool = False) -> str:
    """Text on one line or several, without blanks around it; null is none."""
    value = parsed.get(key)
    if value is None and not required:
        return ""
    if value is None:
        _fail(f"`{key}` is missing")
    if not isinstance(value, str):
        _fail(f"`{key}` is {_kind(value)}, where text belongs")
    for character in value:
        if unicodedata.category(character) in _HIDING and character not in _ALLOWED:
            _fail(f"`{key}` holds U+{ord(character):04X}, which shows nothing: delete it")
    if required and not value.strip():
        _fail(f"`{key}` is blank")
    return value.strip()


def _line(parsed: Mapping[str, object], key: str, *, required: bool = False) -> str:
    text = _text(parsed, key, required=required)
    if "\n" in text or "\t" in text:
        _fail(f"`{key}` has several lines or a tab, where one line belongs")
    if len(text) > _LINE_LENGTH:
        _fail(f"`{key}` has {len(text)} characters; a title has at most {_LINE_LENGTH}")
    return text


def _number(parsed: Mapping[str, object], key: str) -> Decimal | None:
    value = parsed.get(key)
    if value is not None and not isinstance(value, Decimal):
        _fail(f"`{key}` is {_kind(value)}, where a number belongs")
    return value


def _count(parsed: Mapping[str, object], key: str) -> int | None:
    value = _number(parsed, key)
    if value is None:
        return None
    if value < 0 or value != value.to_integral_value() or value.adjusted() > 9:
        _fail(f"`{key}` is {value}, where a count belongs")
    return int(value)


def _kind(value: object) -> str:
    """What a JSON value is, in words."""
    if isinstance(value, str):
        return f"the text {_quote(value)}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return "a number"
    if isinstance(value, list):
        return "a list"
    return "an object" if isinstance(value, dict) else "null"


def _quote(text: str) -> str:
    return f"{text[:60]!a}"


def _fail(message: str) -> NoReturn:
    raise _Mistake(message)
