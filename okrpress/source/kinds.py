"""Which kind of file a path names, and the ids in it: the path is the identity."""

import re
from datetime import date
from enum import StrEnum
from functools import lru_cache
from sys import intern

from okrpress.model.finding import Finding, Place, Span
from okrpress.model.frozen import dataclass
from okrpress.model.ids import RESERVED, UnitCycle, as_words, is_id
from okrpress.model.maker import maker
from okrpress.rules.catalogue import finding
from okrpress.source.suggest import suggest
from okrpress.source.text import character_name, quote


class FileKind(StrEnum):
    """The kinds of content files, by the names the command line knows them under."""

    ORGANISATION = "organisation"
    TEAM = "team"
    PERSON = "person"
    CYCLE = "cycle"
    OBJECTIVE = "objective"
    CHECK_IN = "check-in"
    MID_CYCLE = "mid-cycle"
    RETROSPECTIVE = "retrospective"


PATHS = {
    FileKind.ORGANISATION: "index.md",
    FileKind.TEAM: "teams/<team>.md",
    FileKind.PERSON: "people/<person>.md",
    FileKind.CYCLE: "<cycle>/index.md",
    FileKind.OBJECTIVE: "<cycle>/<unit>/<objective>.md",
    FileKind.CHECK_IN: "<cycle>/<unit>/checkins/<date>.md",
    FileKind.MID_CYCLE: "<cycle>/<unit>/mid-cycle.md",
    FileKind.RETROSPECTIVE: "<cycle>/<unit>/retrospective.md",
}
"""Where a file of each kind lies under the content folder."""

NO_FOLDERS = frozenset({"index"})
"""Ids that no cycle, team or person may have: files are called so."""

NO_OBJECTIVES = frozenset({"index", "checkins", "mid-cycle", "retrospective"})
"""Ids that no objective may have: other files of its folder are called so."""

_FOLDERS = {"teams": FileKind.TEAM, "people": FileKind.PERSON}
REVIEWS = {"mid-cycle": FileKind.MID_CYCLE, "retrospective": FileKind.RETROSPECTIVE}
"""The files of a unit that hold a review, without `.md`."""
_DATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?=-[a-z0-9]|\Z)")
_ID_HELP = "use a-z, 0-9 and hyphens, at most 64, and begin with a letter or digit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a path says. `cycle` and `unit` are the folders' names, which may be no ids.

    `name` is the id of a team, person or objective and the name of a check-in, without `.md`.
    """

    kind: FileKind
    cycle: str = ""
    unit: str = ""
    name: str = ""

    @property
    def unit_cycle(self) -> UnitCycle | None:
        """The folder of the objective, check-in or review."""
        return UnitCycle(self.cycle, self.unit) if self.unit else None

    @property
    def date(self) -> date:
        """The day that a check-in's name begins with. Raises ValueError when there is none."""
        day = _day_of(self.name)
        if day is None:
            raise ValueError(self.name)
        return day


@lru_cache(maxsize=1024)  # many units report on the same day
def _day_of(name: str) -> date | None:
    """The day that a check-in's name begins with."""
    dated = _DATED.match(name)
    try:
        return date.fromisoformat(dated[0]) if dated else None
    except ValueError:
        return None


_make_identity = maker(Identity)


def identify(file: str, content: str) -> Identity | Finding | None:
    """What the path of a file says; a finding when nothing lies there; None for a file to skip.

    Read-me files and names that begin with a dot are skipped.
    """
    folder, _, name = file.rpartition("/")
    stem = name[:-3]
    room = _room(folder, content) if name == f"{stem}.md" else None
    if room is not None and stem[:1] not in {"", "."} and stem.casefold() != "readme":
        kind, cycle, unit = room
        if kind is FileKind.OBJECTIVE:
            kind = REVIEWS.get(stem, kind)
        return _make_identity(kind, cycle, unit, intern(stem))
    return _identified(file, content)


def misplaced(file: str, content: str) -> Finding | None:
    """What is wrong with the path of a file: what `identify` finds where it finds anything."""
    folder, _, name = file.rpartition("/")
    if name.endswith(".md") and _room(folder, content):
        return None
    found = _identified(file, content)
    return found if isinstance(found, Finding) else None


@lru_cache(maxsize=1024)  # thousands of files lie in the same
def _room(folder: str, content: str) -> tuple[FileKind, str, str] | None:
    """What a folder whose files are all of one kind says of them; reviews lie with objectives."""
    above = content.rstrip("/") + "/"
    path = folder.removeprefix(above)
    if path == folder or path.startswith(".") or "/." in path:
        return None
    identity = _identity([*map(intern, path.split("/"))], "")
    return (identity.kind, identity.cycle, identity.unit) if identity else None


def _identified(file: str, content: str) -> Identity | Finding | None:
    """The same for a file that lies anywhere."""
    path = file.removeprefix(content.rstrip("/") + "/").removeprefix("./")
    *folders, name = path.split("/")
    if is_skipped(name) or path.startswith(".") or "/." in path:
        return None
    stem, dot, suffix = name.rpartition(".")
    if not dot or suffix.casefold() not in {"md", "markdown"}:
        return finding(
            "FMT006",
            _at(file),
            f"{quote(name)} is no content file",
            "move it out of the content folder: only .md files are read here",
        )
    if suffix != "md":
        return _misplaced(
            file, f"the name ends in .{suffix}", f"rename it to {quote(stem + '.md')}"
        )
    return _identity(folders, stem) or _misplaced(file, *_why_misplaced(folders, stem))


def is_skipped(name: str) -> bool:
    """Whether nobody asks what a file or folder of this name is."""
    return name.startswith(".") or name.casefold() == "readme.md"


def _at(file: str) -> Place:
    """The file as a whole: what is wrong is its path."""
    return Place(file=file, span=Span(1, 1, 1, 1))


def _identity(folders: list[str], stem: str) -> Identity | None:
    match folders:
        case [] if stem == "index":
            return Identity(kind=FileKind.ORGANISATION)
        case ["teams" | "people" as folder]:
            return Identity(kind=_FOLDERS[folder], name=stem)
        case ["teams" | "people", *_]:
            return None
        case [cycle] if stem == "index":
            return Identity(kind=FileKind.CYCLE, cycle=cycle)
        case [cycle, unit]:
            kind = REVIEWS.get(stem, FileKind.OBJECTIVE)
            return Identity(kind=kind, cycle=cycle, unit=unit, name=stem)
        case [cycle, unit, "checkins"]:
            return Identity(kind=FileKind.CHECK_IN, cycle=cycle, unit=unit, name=stem)
    return None


def _why_misplaced(folders: list[str], stem: str) -> tuple[str, str]:
    """What a file lies amiss in, and where it may have been meant to lie."""
    match folders:
        case []:
            return (
                f"nothing called {quote(stem + '.md')} belongs at the top of the content folder",
                "an objective lies in <cycle>/<unit>/, a team in teams/, a person in people/",
            )
        case ["teams" | "people" as folder, *_]:
            return f"{folder}/ has no folders inside", f"move the file to {folder}/{stem}.md"
        case [cycle]:
            return (
                f"only index.md belongs directly into the folder of the cycle {quote(cycle)}",
                f"move it into the folder of the team or person: <cycle>/<unit>/{stem}.md",
            )
        case [_, _, folder] if suggest(folder, ["checkins"]):
            return f"a unit's folder has no folder {quote(folder)}", "did you mean `checkins`?"
    return "no content file lies so deep", f"an objective is {PATHS[FileKind.OBJECTIVE]}"


def _misplaced(file: str, message: str, help: str) -> Finding:
    return finding("FMT070", _at(file), message, help)


def name_mistake(identity: Identity, file: str) -> Finding | None:
    """What is wrong with the file's own name. Folders are judged once for all files in them."""
    name = identity.name
    match identity.kind:
        case FileKind.CHECK_IN:
            return None if _is_dated(name) else _date_mistake(identity, _at(file))
        case FileKind.OBJECTIVE:
            noun, taken = "objective", NO_OBJECTIVES
        case FileKind.TEAM | FileKind.PERSON:
            noun, taken = identity.kind, NO_FOLDERS
        case _:
            return None
    return None if name not in taken and is_id(name) else id_mistake(name, noun, _at(file), taken)


def id_mistake(
    id: str, noun: str, at: Place, taken: frozenset[str] = frozenset()
) -> Finding | None:
    """What keeps a file's or folder's name from being an id."""
    if id in taken:
        message = f"{quote(id)} is no id for {_a(noun)}: the name has another meaning"
        return finding("FMT072", at, message, "rename it")
    if is_id(id):
        return None
    return finding("FMT005", at, f"{quote(id)} is no id for {_a(noun)}{odd_part(id)}", id_help(id))


def odd_part(id: str) -> str:
    """The first letter that only looks like one of an id, for a message."""
    for character in id:
        if not character.isascii() and character.isalpha():
            return f": it holds {character_name(character)}"
    return ""


def id_help(text: str) -> str:
    """How to turn the text into an id."""
    if text in RESERVED:
        return "choose another: Windows keeps the name for a device"
    meant = slug(text)
    return f"did you mean `{meant}`? Ids are of a-z, 0-9 and hyphens" if meant else _ID_HELP


def slug(text: str) -> str:
    """The id closest to the text; empty when no letter or digit of it can stay."""
    id = as_words(text[:200])[:64].rstrip("-")
    return "" if id in RESERVED else id


@lru_cache(maxsize=1024)  # many units report on the same day
def _is_dated(name: str) -> bool:
    """Whether a check-in may be called so."""
    return _day_of(name) is not None and is_id(name)


def _date_mistake(identity: Identity, at: Place) -> Finding:
    day = _day_of(identity.name)
    return finding(
        "FMT073",
        at,
        f"{quote(identity.name + '.md')} does not begin with a day that the calendar has"
        if day is None
        else f"what follows the date in {quote(identity.name + '.md')} is no id",
        "name it like 2026-11-06.md, or 2026-11-06-second.md when there is one already",
    )


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"
