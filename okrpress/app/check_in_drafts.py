"""Drafts of check-ins, in a folder of the project that git does not see."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from okrpress.app.check_in import Desk
from okrpress.app.check_in_texts import clean
from okrpress.cache.folder import OWN
from okrpress.errors import OkrpressError
from okrpress.insight.folders import key_result_at
from okrpress.model.frozen import dataclass
from okrpress.model.observations import Reading
from okrpress.source.files import read_text, rewrite, write_new
from okrpress.source.schema.measures import observation_mistake
from okrpress.writing.check_in.draft import draft_name, draft_text, read_draft
from okrpress.writing.check_in.sheet import Sheet
from okrpress.writing.check_in.text import own_key

FOLDER = f"{OWN}/drafts"
"""Where drafts are, relative to the project."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The drafts of a unit, the newest first, and where files lie now that should be one."""

    sheets: tuple[Sheet, ...]
    set_aside: tuple[str, ...]


def find_drafts(root: Path, unit: str, day: date | None) -> Found:
    """The drafts of a unit, of that day if one is given; what cannot be read is set aside."""
    sheets: list[Sheet] = []
    aside: list[str] = []
    for path in _paths(root, f"*-{unit}-{day or '*'}.json"):
        try:
            sheet = read_draft(read_text(path), clean)
        except (ValueError, OkrpressError):
            aside.append(f"{FOLDER}/{_set_aside(path).name}")
            continue
        if sheet.home.unit == unit and day in {None, sheet.date}:
            sheets.append(sheet)
    sheets.sort(key=lambda sheet: (sheet.date, sheet.home), reverse=True)
    return Found(sheets=tuple(sheets), set_aside=tuple(aside))


def _paths(root: Path, pattern: str) -> Iterator[Path]:
    with suppress(OSError):
        yield from sorted(path for path in (root / FOLDER).glob(pattern) if path.is_file())


def _set_aside(path: Path) -> Path:
    """Out of the way of the next draft of that name."""
    broken = path.with_suffix(".broken")
    with suppress(OSError):
        path.replace(broken)
    return broken


def keep(root: Path, sheet: Sheet) -> None:
    """Write a draft, all at once or not at all. Raises OkrpressError."""
    folder = root / FOLDER
    for path in (root / OWN, folder):
        if path.is_symlink():
            raise OkrpressError(f"{path} is a symbolic link", help="delete it")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or "").lower()
        raise OkrpressError(f"{folder} cannot be made: {reason}") from error
    if not (root / OWN / ".gitignore").exists():
        write_new(root / OWN / ".gitignore", "*\n")
    rewrite(folder / draft_name(sheet), draft_text(sheet).encode())


def drop(root: Path, sheet: Sheet) -> None:
    """Delete a draft, if there is one."""
    with suppress(OSError):
        (root / FOLDER / draft_name(sheet)).unlink()


# ── resuming ──────────────────────────────────────────────────────────────────────────────────


def resumed(desk: Desk, draft: Sheet) -> tuple[Sheet, tuple[str, ...]]:
    """The draft as it can go on, and what of it cannot be used: the content has changed since."""
    kept = {ref: one for ref, one in draft.readings.items() if _fits(desk, one)}
    metrics = {metric.id for metric in desk.unit.health}
    health = {id: value for id, value in draft.health.items() if id in metrics}
    lost = [own_key(ref) for ref in draft.readings if ref not in kept]
    lost += [id for id in draft.health if id not in health]
    home = desk.folders[0]
    return replace(draft, home=home, readings=kept, health=health), tuple(lost)


def _fits(desk: Desk, reading: Reading) -> bool:
    scored = key_result_at(desk.situation.scored, reading.ref)
    if scored is None or reading.ref.objective_ref.unit_cycle not in desk.folders:
        return False
    for observed in (reading.value, reading.done, reading.steps):
        if observed is not None:
            return observation_mistake(scored.key_result.measure, observed) is None
    return True
