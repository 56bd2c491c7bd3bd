"""Digests of everything that goes into a site, what was observed apart from all else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain

from okrpress.app.inputs import files_digest, inputs_digest
from okrpress.app.project import Project
from okrpress.source.files import Discovered, Source
from okrpress.source.kinds import REVIEWS

_REVIEWS = frozenset(f"{name}.md" for name in REVIEWS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """`observed` has a digest of the check-ins and reviews of each folder; `firm` is one of all
    that is no observation.
    """

    firm: str = ""
    observed: Mapping[str, str] = field(default_factory=dict)

    def digest(self) -> str:
        """One digest of all of it."""
        return blake2b(repr(self).encode(), digest_size=16).hexdigest()

    def changed_since(self, before: "Grounds") -> frozenset[str]:
        """The folders whose observations are not what they were."""
        ours, theirs = self.observed, before.observed
        every = ours.keys() | theirs.keys()
        return frozenset(one for one in every if ours.get(one) != theirs.get(one))


@dataclass(frozen=True, slots=True)
class Parts:
    """The files of a project: those that all folders share, and each folder's, by `cycle/unit`."""

    shared: tuple[Source, ...]
    promised: Mapping[str, list[Source]]
    observed: Mapping[str, list[Source]]

    def of(self, folder: str) -> list[Source]:
        """All files of a folder."""
        return [*self.promised.get(folder, ()), *self.observed.get(folder, ())]


def parts_of(found: Discovered, content: str) -> Parts:
    """The files by their paths alone: whether they have a meaning there is for others to say."""
    shared: list[Source] = []
    promised: dict[str, list[Source]] = {}
    observed: dict[str, list[Source]] = {}
    start = len(content) + 1
    for source in found.sources:
        match source.file[start:].split("/"):
            case [cycle, unit, "checkins", _]:
                observed.setdefault(f"{cycle}/{unit}", []).append(source)
            case [cycle, unit, name]:
                kind = observed if name in _REVIEWS else promised
                kind.setdefault(f"{cycle}/{unit}", []).append(source)
            case _:
                shared.append(source)
    return Parts(tuple(shared), promised, observed)


def grounds_of(project: Project, found: Discovered, parts: Parts, *more: object) -> Grounds:
    """Of the settings, of all files with their bytes and paths, and of `more`."""
    firm = Discovered((*parts.shared, *chain(*parts.promised.values())), found.findings)
    return Grounds(
        firm=inputs_digest(project, firm, *more),
        observed={folder: files_digest(sources) for folder, sources in parts.observed.items()},
    )
