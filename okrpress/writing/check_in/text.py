"""The text of a check-in's file, and the name that it gets."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import count

from okrpress.model.ids import KeyResultRef, is_id
from okrpress.model.observations import CheckIn, Reading
from okrpress.writing.front_matter import entry, scalar


def check_in_text(check_in: CheckIn) -> str:
    """The whole file, as a person would write it; reading it gives the same check-in again.

    Its texts are in NFC and have nothing around them; what says nothing is left out.
    """
    lines = [
        *entry("author", check_in.author),
        *_readings(check_in.readings),
        *_health(check_in),
        *_list("priorities", check_in.priorities),
        *_list("blockers", check_in.blockers),
        *_list("wins", check_in.wins),
        *entry("visibility", check_in.visibility),
    ]
    body = f"{check_in.body.strip()}\n" if check_in.body.strip() else ""
    return "\n".join(("---", *lines, "---")) + "\n" + body


def own_key(ref: KeyResultRef) -> str:
    """A key result as the check-ins of its own folder name it: `objective#key-result`."""
    return f"{ref.objective}#{ref.key_result}"


def number(value: Decimal) -> str:
    """A number as it is written in files: digits and a point, never an exponent, no `-0`."""
    return f"{value or abs(value):f}"


def _readings(readings: Iterable[Reading]) -> list[str]:
    lines = [f"  {own_key(reading.ref)}: {{{_reading(reading)}}}" for reading in readings]
    return ["key_results:", *lines] if lines else []


def _reading(reading: Reading) -> str:
    """What is between the braces: the keys that say something."""
    parts: list[str] = []
    if reading.value is not None:
        parts.append(f"value: {number(reading.value)}")
    if reading.done is not None:
        parts.append(f"done: {'true' if reading.done else 'false'}")
    if reading.steps is not None:
        parts.append(f"done: [{', '.join(reading.steps)}]")
    if reading.confidence is not None:
        parts.append(f"confidence: {number(reading.confidence)}")
    if reading.note:
        parts.append(f"note: {scalar(reading.note, inline=True)}")
    if reading.visibility:
        parts.append(f"visibility: {reading.visibility}")
    return ", ".join(parts)


def _health(check_in: CheckIn) -> list[str]:
    levels = ", ".join(f"{id}: {number(value)}" for id, value in check_in.health.items())
    return [f"health: {{{levels}}}"] if levels else []


def _list(key: str, texts: Iterable[str]) -> list[str]:
    lines = [f"  - {scalar(text)}" for text in texts]
    return [f"{key}:", *lines] if lines else []


# ── the name ──────────────────────────────────────────────────────────────────────────────────

_TRIES = 9


def new_name(
    day: date, author: str | None, taken: Collection[str], after: Collection[str] = ()
) -> str:
    """The name, without `.md`, of one more check-in of the day, beside those that are `taken`.

    It comes after those in `after`: of two readings of one day the one in the later file counts.
    """
    free = (name for name in _names(day, author, after) if is_id(name) and name not in taken)
    return next(name for name in free if all(name > other for other in after))


def _names(day: date, author: str | None, after: Collection[str]) -> Iterator[str]:
    """First the plain ones; then the last of the others with another `-2` at its end."""
    stems = (f"{day}", f"{day}-{author}") if author else (f"{day}",)
    yield from stems
    yield from (f"{stem}-{again}" for stem in stems for again in range(2, _TRIES + 1))
    last = max(after, default=f"{day}-{_TRIES}")
    yield from (f"{last}{'-2' * times}" for times in count(1))
