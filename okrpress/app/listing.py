"""The content files as a build needs them: those that look as they did are not read again.

A file of the size, the times and the number that it had has the bytes that it had: the system
notes the time of any change, and nobody can set that. Only a change within one tick of its clock
could be overlooked. So whatever is that young when files begin to be read is read again the next
time, however it looks.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import chain
from operator import attrgetter

from okrpress.app.discovery import discovered
from okrpress.app.grounds import Group, Parts, group_of, grouped
from okrpress.app.project import Project
from okrpress.cache.codec import Codec, DamagedError
from okrpress.cache.folder import CacheFolder, Moment
from okrpress.cache.version import YOUNG
from okrpress.model.finding import Finding
from okrpress.model.frozen import dataclass
from okrpress.publish.stamps import MISSING, differing, look, look_at_all, packed
from okrpress.source.files import Discovered, Source, look_at, read_file
from okrpress.source.kinds import is_skipped

_NAME = "listing"
FEW = 64
"""Files and folders that are looked into again and again, before all is written down anew."""
_MOST = 0.1
"""Share of the files beyond which all are read."""
_FIELDS = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")
_UNKNOWN = (0,) * 4
_AND_DEVICE = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino", "st_dev")
_IS_TOLD = sys.platform != "win32"  # the time of the last change of any kind
_DEEP = 2  # parts of the path of a unit's folder


class MovedError(Exception):
    """A file is no longer what it was when the build began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What lay below the folder `content`; paths are relative to it.

    `stamps` are of the `folders` and then of the files, packed.
    """

    content: str
    folders: tuple[str, ...]
    groups: tuple[Group, ...]
    stamps: bytes

    def paths(self) -> list[str]:
        """The folders, and then the files."""
        return [*self.folders, *chain.from_iterable(group.files for group in self.groups)]


class Listing:
    """The content files; `findings` are what else lies there."""

    def __init__(self, project: Project, cache: CacheFolder) -> None:
        """Raises OkrpressError when there is no content folder to look into."""
        self._project = project
        self._cache = cache
        self._found: Discovered | None = None
        self.findings: tuple[Finding, ...] = ()
        groups = self._recalled()
        self._parts = None if groups is None else Parts.made_of(groups)
        if groups is None:
            self._discover()

    @property
    def parts(self) -> Parts:
        """Their paths and digests; where no build is remembered nobody asks for them."""
        if self._parts is None:
            self._parts = Parts.made_of(grouped(self._sources_found, self._content))
        return self._parts

    @property
    def is_empty(self) -> bool:
        """Whether there is no content file."""
        return not (self._parts.groups if self._parts else self._sources_found)

    @property
    def _sources_found(self) -> tuple[Source, ...]:
        return self._found.sources if self._found else ()

    # ── reading ───────────────────────────────────────────────────────────────────────────────

    def refresh(self) -> Discovered:
        """All files with their bytes: those that are known of, if they are what they were."""
        if self._found is None:
            try:
                sources = sorted(self.read(self.parts.groups), key=attrgetter("file"))
                self._found = Discovered(tuple(sources), ())
            except MovedError:
                self._found = self._discover()
        return self._found

    def _discover(self) -> Discovered:
        """All that lies there, whatever was known of it."""
        begun = self._cache.now()
        found = self._found = discovered(self._project.root, self._content)
        self.findings, self._parts = found.findings, None
        if begun and not self.findings:  # else not all of it was content, or nobody remembers it
            self._keep(self.parts.groups, begun)
        return found

    def read(self, groups: Iterable[Group | None]) -> list[Source]:
        """The files of these groups. Raises MovedError where one is not what it was."""
        return [*chain.from_iterable(map(self._read, filter(None, groups)))]

    def _read(self, group: Group) -> tuple[Source, ...]:
        sources = tuple(self._sources(group.files))
        if group_of(group.folder, sources, self._content, is_observed=group.is_observed) != group:
            raise MovedError
        return sources

    def _sources(self, files: Iterable[str]) -> Iterator[Source]:
        for name in files:
            file = f"{self._content}/{name}"
            data = read_file(self._project.root, file)
            if isinstance(data, Finding):
                raise MovedError
            yield Source(file=file, data=data)

    # ── what was known ────────────────────────────────────────────────────────────────────────

    @property
    def _content(self) -> str:
        return self._project.settings.content

    @property
    def _folder(self) -> str:
        return f"{self._project.root}/{self._content}"

    def _recalled(self) -> tuple[Group, ...] | None:
        """The files as they are now; None where reading all of them is the way to know."""
        kept = self._kept() if _IS_TOLD else None
        if kept is None or self._is_linked():
            return None
        paths = kept.paths()
        now = look_at_all(self._folder, paths, _FIELDS, len(_UNKNOWN))
        if len(now) != len(kept.stamps):
            return None
        changed = [paths[place] for place in differing(kept.stamps, now, len(_UNKNOWN))]
        if not changed:
            return kept.groups
        if len(changed) > FEW + _MOST * len(paths):
            return None
        begun = self._cache.now()
        try:
            groups = self._followed(kept, changed)
        except (MovedError, OSError):
            return None
        if groups is not None and begun and len(changed) > FEW:
            self._keep(groups, begun)
        return groups

    def _kept(self) -> _Kept | None:
        try:
            kept = Codec(_Kept).decode(self._cache.read(_NAME)["all"])
        except (KeyError, DamagedError):
            return None
        return kept if kept.content == self._content else None

    def _is_linked(self) -> bool:
        """Whether something on the way to the content is a link, which is to be refused."""
        parts = self._content.split("/")
        folders = ("/".join(parts[:length]) for length in range(1, len(parts) + 1))
        return any(map(os.path.islink, (f"{self._project.root}/{one}" for one in folders)))

    def _followed(self, kept: _Kept, changed: Iterable[str]) -> tuple[Group, ...] | None:
        """The groups, of which those are read again in which something has changed."""
        folders = frozenset(kept.folders)
        shallow = {path for path in changed if path in folders and path.count("/") < _DEEP - 1}
        if shallow and not self._hold_the_same(shallow, kept):
            return None
        others = [path for path in changed if path not in shallow]
        units = {"/".join(path.split("/")[:_DEEP]) for path in others}
        units = {unit for unit in units if unit in folders}
        groups = {(group.folder, group.is_observed): group for group in kept.groups}
        if any("/".join(path.split("/")[:_DEEP]) not in units for path in others):
            shared = groups["", False]
            sources = tuple(self._sources(shared.files))
            groups["", False] = group_of("", sources, self._content, is_observed=False)
        for unit in units:
            groups.pop((unit, False), None)
            groups.pop((unit, True), None)
            groups |= {(one.folder, one.is_observed): one for one in self._looked_at(unit)}
        return tuple(groups[key] for key in sorted(groups))

    def _hold_the_same(self, folders: AbstractSet[str], kept: _Kept) -> bool:
        """Whether these folders have the files and folders that they had."""
        known = {(path, path in folders) for path in kept.paths() if _parent(path) in folders}
        known |= {(path, True) for path in kept.folders if path and _parent(path) in folders}
        return known == {one for folder in folders for one in _inside(self._folder, folder)}

    def _looked_at(self, unit: str) -> Iterator[Group]:
        """The groups of a unit's folder, as it is now."""
        path = f"{self._content}/{unit}"
        at, found = look_at(self._project.root, self._content, path)
        sources = [one for _, one in found if isinstance(one, Source)]
        if at != path or len(sources) < len(found):
            raise MovedError
        sources.sort(key=attrgetter("file"))
        yield from grouped(sources, self._content)

    # ── what is to be known ───────────────────────────────────────────────────────────────────

    def _keep(self, groups: tuple[Group, ...], begun: Moment) -> None:
        """Write down what was found."""
        folders = tuple(_folders_below(self._folder))
        kept = _Kept(content=self._content, folders=folders, groups=groups, stamps=b"")
        found = look(self._folder, kept.paths(), _AND_DEVICE)
        sure = (one[:-1] if _is_sure(one, begun) else _UNKNOWN for one in found)
        kept = replace(kept, stamps=packed(sure))
        self._cache.write(_NAME, {"all": Codec(_Kept).encode(kept)})


def _is_sure(stamp: tuple[int, ...], begun: Moment) -> bool:
    """Whether a change since would be seen."""
    if stamp == MISSING:
        return False
    _, modified, changed, _, device = stamp
    return device == begun.device and max(modified, changed) < begun.time - YOUNG


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _inside(top: str, folder: str) -> Iterator[tuple[str, bool]]:
    """What lies in a folder below `top`, and whether that is a folder."""
    with os.scandir(f"{top}/{folder}") as entries:
        for entry in entries:
            if not is_skipped(entry.name):
                path = f"{folder}/{entry.name}" if folder else entry.name
                yield path, entry.is_dir(follow_symlinks=False)


def _folders_below(top: str) -> list[str]:
    """All folders that content can lie in, the one itself first."""
    found = [""]
    for folder in found:
        found += sorted(path for path, is_folder in _inside(top, folder) if is_folder)
    return found
