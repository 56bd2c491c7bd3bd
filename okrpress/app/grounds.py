"""Digests of everything that goes into a site, what each folder holds apart from all else."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from typing import NamedTuple

from okrpress.app.inputs import files_digest, inputs_digest
from okrpress.app.project import Project
from okrpress.digests import blake2b
from okrpress.model.finding import Finding
from okrpress.model.frozen import dataclass
from okrpress.source.files import Discovered, Source
from okrpress.source.kinds import REVIEWS

_REVIEWS = frozenset(f"{name}.md" for name in REVIEWS)


class Group(NamedTuple):
    """Files that count together: what was observed in a `folder`, what was promised there, or,
    without a folder, what all folders share.

    `digest` is of their bytes and paths; `files` are their paths in the content folder.
    """

    folder: str
    is_observed: bool
    digest: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The files of a project: those that all folders share, and each folder's, by `cycle/unit`."""

    groups: tuple[Group, ...]
    shared: Group | None
    promised: Mapping[str, Group]
    observed: Mapping[str, Group]

    @classmethod
    def made_of(cls, groups: Iterable[Group]) -> "Parts":
        """All groups of a project."""
        groups = tuple(groups)
        return cls(
            groups=groups,
            shared=next((one for one in groups if not one.folder), None),
            promised={one.folder: one for one in groups if one.folder and not one.is_observed},
            observed={one.folder: one for one in groups if one.is_observed},
        )

    def of(self, folder: str) -> Iterator[Group | None]:
        """All that lies in a folder."""
        yield self.promised.get(folder)
        yield self.observed.get(folder)


def group_of(folder: str, sources: Iterable[Source], content: str, *, is_observed: bool) -> Group:
    """The group of these files, which are in order of path."""
    sources = tuple(sources)
    start = len(content) + 1
    files = tuple(source.file[start:] for source in sources)
    return Group(folder, is_observed, files_digest(sources), files)


def grouped(sources: Iterable[Source], content: str) -> Iterator[Group]:
    """All groups of these files, by their paths alone: what has no meaning is for others to say."""
    found: dict[tuple[str, bool], list[Source]] = {}
    start = len(content) + 1
    for source in sources:
        folder, _, name = source.file[start:].rpartition("/")
        match folder.count("/"):
            case 2 if folder.endswith("/checkins"):
                key = (folder.removesuffix("/checkins"), True)
            case 1:
                key = (folder, name in _REVIEWS)
            case _:
                key = ("", False)
        found.setdefault(key, []).append(source)
    for folder, is_observed in sorted(found):
        own = found[folder, is_observed]
        yield group_of(folder, own, content, is_observed=is_observed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """`promised` and `observed` have a digest of the objectives, and of the check-ins and reviews,
    of each folder; `day` is the day that is spoken of, `shared` a digest of all else.
    """

    day: str = ""
    shared: str = ""
    promised: Mapping[str, str] = field(default_factory=dict)
    observed: Mapping[str, str] = field(default_factory=dict)

    def digest(self) -> str:
        """One digest of all of it."""
        return blake2b(repr(self).encode(), digest_size=16).hexdigest()

    def is_firm_since(self, before: "Grounds") -> bool:
        """Whether nothing has changed but the day and what was observed."""
        return (self.shared, self.promised) == (before.shared, before.promised)

    def changed_since(self, before: "Grounds") -> frozenset[str]:
        """The folders whose observations are not what they were."""
        ours, theirs = self.observed, before.observed
        every = ours.keys() | theirs.keys()
        return frozenset(one for one in every if ours.get(one) != theirs.get(one))


def grounds_of(
    project: Project, findings: tuple[Finding, ...], parts: Parts, day: date, *more: object
) -> Grounds:
    """Of the settings, of all files with their bytes and paths, of the day, and of `more`."""
    shared = parts.shared.digest if parts.shared else ""
    return Grounds(
        day=day.isoformat(),
        shared=inputs_digest(project, Discovered((), findings), *more, shared),
        promised={folder: group.digest for folder, group in parts.promised.items()},
        observed={folder: group.digest for folder, group in parts.observed.items()},
    )
