"""What a shell offers while one types: names from folders, and ids from lines.

A shell waits for this at every press of a key. So nothing is parsed that a path or a line can say,
and a file that is broken offers nothing.
"""

import os
import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from okrpress.model.cycles import dates_from_name
from okrpress.model.frozen import dataclass
from okrpress.model.ids import is_id

Setting = TypeVar("Setting", int, str)

_NO_CYCLES = frozenset({"teams", "people"})
_NO_OBJECTIVES = frozenset({"index", "mid-cycle", "retrospective"})
_SETTINGS = "okrpress.toml"
_LONGEST = 256 * 1024  # bytes of a file that an author writes
_DAY = re.compile(r"^(start|end):[ \t]*[\"']?([0-9]{4}-[0-9]{2}-[0-9]{2})", re.MULTILINE)
_LIST = re.compile(r"^key_results:(.*?)(?=^[^\s#-]|\Z)", re.MULTILINE | re.DOTALL)
_ITEM = re.compile(r"^([ \t]*)-[ \t]+(?:\{.*?\bid:|id:)[ \t]*[\"']?([a-z0-9-]+)", re.MULTILINE)
_CODE = re.compile(r"([a-z]{2,3}[0-9]{3})_\w+\.py\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names in a project, in order; none where a folder is missing or cannot be read.

    `as_of` is the day that the settings fix, if they do.
    """

    root: Path
    content: Path
    fiscal_year_start: int
    fiscal_year_named_after: str
    as_of: date | None

    def teams(self) -> list[str]:
        """Ids of teams."""
        return _files(self.content / "teams")

    def people(self) -> list[str]:
        """Ids of people."""
        return _files(self.content / "people")

    def units(self) -> list[str]:
        """Ids of teams and people; where none are declared, those that cycles have folders for."""
        declared = {*self.teams(), *self.people()}
        return sorted(declared or {unit for each in self.cycles() for unit in self.folders(each)})

    def cycles(self) -> list[str]:
        """Ids of cycles."""
        return [name for name in _folders(self.content) if name not in _NO_CYCLES]

    def folders(self, cycle: str) -> list[str]:
        """Ids of the units that have a folder in a cycle."""
        return _folders(self.content / cycle)

    def objectives(self, cycle: str, unit: str) -> list[str]:
        """Ids of the objectives of a unit in a cycle."""
        found = _files(self.content / cycle / unit)
        return [name for name in found if name not in _NO_OBJECTIVES]

    def key_results(self, cycle: str, unit: str, objective: str) -> list[str]:
        """Ids of the key results of an objective, as far as its lines show them."""
        listed = _LIST.search(_text(self.content / cycle / unit / f"{objective}.md"))
        found = _ITEM.findall(listed[1]) if listed else []
        return [id for indent, id in found if indent == found[0][0] and is_id(id)]

    def themes(self) -> list[str]:
        """Names of themes, with the one that comes with okrpress."""
        return sorted({"default", *_folders(self.root / "themes")})

    def running(self, day: date) -> list[str]:
        """The cycles that hold the day, the shortest first."""
        holding = [(end - start, id) for start, end, id in self._dated() if start <= day <= end]
        return [id for _, id in sorted(holding)]

    def current(self, day: date) -> list[str]:
        """The cycles that hold the day; where none does, the one that began last."""
        begun = sorted(dated for dated in self._dated() if dated[0] <= day)
        return self.running(day) or [id for _, _, id in begun[-1:]]

    def _dated(self) -> Iterator[tuple[date, date, str]]:
        for cycle in self.cycles():
            days = self._days(cycle)
            if days:
                yield *days, cycle

    def _days(self, cycle: str) -> tuple[date, date] | None:
        named = dates_from_name(
            cycle,
            fiscal_year_start=self.fiscal_year_start,
            named_after=self.fiscal_year_named_after,
        )
        written = dict(_DAY.findall(_text(self.content / cycle / "index.md")))
        try:
            start, end = (date.fromisoformat(written[key]) for key in ("start", "end"))
        except (KeyError, ValueError):
            return named
        return start, end


def names_in(root: Path) -> Names:
    """The names in the project in `root`, which may have no settings, or broken ones."""
    try:
        settings = tomllib.loads(_text(root / _SETTINGS))
    except (ValueError, RecursionError):
        settings = {}
    month = _setting(settings, "cycles", "fiscal_year_start", 1)
    as_of = settings.get("as_of")
    return Names(
        root=root,
        content=root / _setting(settings, "content", "folder", "content"),
        fiscal_year_start=month if 1 <= month <= 12 else 1,
        fiscal_year_named_after=_setting(settings, "cycles", "fiscal_year_named_after", "end"),
        as_of=as_of if isinstance(as_of, date) and not isinstance(as_of, datetime) else None,
    )


def _setting(settings: dict[str, object], table: str, key: str, usual: Setting) -> Setting:
    """What the settings say, if it is of the same type as the usual value."""
    found = settings.get(table)
    value = found.get(key) if isinstance(found, dict) else None
    return value if isinstance(value, type(usual)) else usual


# ── references ────────────────────────────────────────────────────────────────────────────────


def references(names: Names, typed: str, day: date) -> list[str]:
    """References that may become of what is `typed`: objectives, and behind a `#` key results.

    `unit/objective` stands for the current cycles; what begins with the id of a cycle
    is completed in it.
    """
    path, hash_sign, _ = typed.partition("#")
    if hash_sign:
        return [f"{path}#{id}" for id in _key_results(names, path.split("/"), day)]
    first = typed.partition("/")[0]
    cycles = [cycle for cycle in names.cycles() if first and cycle.startswith(first)]
    written_out = [f"{cycle}/{path}" for cycle in cycles for path in _paths(names, cycle)]
    running = {path for cycle in names.current(day) for path in _paths(names, cycle)}
    return [*sorted(running), *written_out]


def own_key_results(names: Names, unit: str, day: date) -> list[str]:
    """`objective#key-result` of a unit in the current cycles."""
    found = {
        f"{objective}#{id}"
        for cycle in names.current(day)
        for objective in names.objectives(cycle, unit)
        for id in names.key_results(cycle, unit, objective)
    }
    return sorted(found)


def _paths(names: Names, cycle: str) -> Iterator[str]:
    """`unit/objective` for all of a cycle."""
    for unit in names.folders(cycle):
        for objective in names.objectives(cycle, unit):
            yield f"{unit}/{objective}"


def _key_results(names: Names, path: list[str], day: date) -> list[str]:
    """The key results of `unit/objective` or `cycle/unit/objective`."""
    if not 2 <= len(path) <= 3 or not all(is_id(part) for part in path):
        return []
    cycles = [path[0]] if len(path) == 3 else names.current(day)
    unit, objective = path[-2:]
    return sorted({id for cycle in cycles for id in names.key_results(cycle, unit, objective)})


def codes() -> list[str]:
    """Codes of findings. Rules are not loaded for it: each is a file that is called by its code."""
    import okrpress.rules
    from okrpress.rules.catalogue import CODES

    folder = Path(next(iter(okrpress.rules.__path__)))
    files = (entry.name for room in _entries(folder) for entry in _entries(Path(room.path)))
    rules = {found[1].upper() for name in files if (found := _CODE.match(name))}
    return sorted({*rules, *CODES})


# ── folders and files ─────────────────────────────────────────────────────────────────────────


def _folders(folder: Path) -> list[str]:
    return sorted(entry.name for entry in _entries(folder) if is_id(entry.name) and entry.is_dir())


def _files(folder: Path) -> list[str]:
    """Ids of the Markdown files in a folder."""
    stems = (entry.name.removesuffix(".md") for entry in _entries(folder) if ".md" in entry.name)
    return sorted(filter(is_id, stems))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except (OSError, ValueError):
        return []


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_LONGEST).decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""
