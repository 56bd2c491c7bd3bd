"""What an edit of one unit's files can change in a verdict, and what it cannot.

What is found in a unit's check-ins and reviews, or through them, depends on the files of that unit
and on what all units share: on nobody else's observations. So after the edit that people make most
often, only the units that reported something else are judged again. What is found in objectives
may depend on those of others as well; `promises` has these.

That holds as long as all files can be used, and all names in them lead somewhere. Where one does
not, a finding may speak of several files at once, and everything is judged again.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from okrpress.digests import blake2b
from okrpress.model.finding import Finding, Level
from okrpress.model.frozen import dataclass
from okrpress.rules.registry import RULES
from okrpress.rules.rule import About, PortfolioRule
from okrpress.source.files import Discovered, Source
from okrpress.source.kinds import FileKind, Identity, identify

if TYPE_CHECKING:
    from okrpress.app.content import Content

_KINDS = frozenset({FileKind.CHECK_IN, FileKind.MID_CYCLE, FileKind.RETROSPECTIVE})
_IN_OBJECTIVES = frozenset(
    rule.code.code
    for rule in RULES
    if isinstance(rule, PortfolioRule) and rule.about is About.A_UNIT
)
"""Rules that find something in an objective's file because of what was observed."""
_PEOPLE, _BESIDE = "REF003", "REF017"
_OF_ALL_FILES = frozenset({_PEOPLE, "REF006", "REF007"})
"""Codes of names that nobody knows: one finding for all files that use it."""
_OF_REFERENCES = frozenset({"REF006", "REF007"})
_OF_UNITS = frozenset({"REF001", _PEOPLE, "REF004", "REF005", "REF008", "REF011", "REF018"})
"""Codes that may speak of the objectives of several units at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A unit, with a digest of its objectives and one of its check-ins and reviews."""

    unit: str
    promised: str
    observed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What was found in a project: the files that all share, and those of each unit, its
    observations apart. `findings` are about what is no file.
    """

    findings: tuple[Finding, ...]
    shared: tuple[Source, ...]
    objectives: Mapping[str, tuple[Source, ...]]
    observations: Mapping[str, tuple[Source, ...]]

    def firm(self) -> list[object]:
        """What all units share, and where the files of each lie; for a digest."""
        objectives = [source.file for own in self.objectives.values() for source in own]
        observations = (source for own in self.observations.values() for source in own)
        folders = {_folder(source.file) for source in observations}
        files = [(one.file, digest(one)) for one in self.shared]
        return [self.findings, sorted(files), sorted(objectives), sorted(folders)]

    def seen(self) -> tuple[Seen, ...]:
        """What each unit promised and observed, as digests."""
        return tuple(
            Seen(
                unit=unit,
                promised=_digest_of(self.objectives.get(unit, ())),
                observed=_digest_of(self.observations.get(unit, ())),
            )
            for unit in sorted(self.objectives.keys() | self.observations.keys())
        )

    def of(self, units: AbstractSet[str], beside: AbstractSet[str] = frozenset()) -> Discovered:
        """What these units share with the others, and their own files; objectives of others."""
        objectives = [self.objectives.get(unit, ()) for unit in sorted(units | beside)]
        observations = [self.observations.get(unit, ()) for unit in sorted(units)]
        chosen = chain(self.shared, *objectives, *observations)
        return Discovered(tuple(sorted(chosen, key=attrgetter("file"))), self.findings)


def split(found: Discovered, content: str) -> Parts:
    """The parts of what was found below the folder `content`."""
    shared: list[Source] = []
    objectives: dict[str, list[Source]] = {}
    observations: dict[str, list[Source]] = {}
    for source in found.sources:
        identity = identify(source.file, content)
        if not isinstance(identity, Identity) or not identity.unit:
            shared.append(source)
        elif identity.kind in _KINDS:
            observations.setdefault(identity.unit, []).append(source)
        else:
            objectives.setdefault(identity.unit, []).append(source)
    return Parts(
        findings=found.findings,
        shared=tuple(shared),
        objectives={unit: tuple(own) for unit, own in objectives.items()},
        observations={unit: tuple(own) for unit, own in observations.items()},
    )


def _digest_of(own: Iterable[Source]) -> str:
    said = repr([(one.file, digest(one)) for one in own])
    return blake2b(said.encode(), digest_size=16).hexdigest()


def digest(source: Source) -> str:
    """A digest of the file's bytes."""
    return blake2b(source.data, digest_size=16).hexdigest()


def _folder(file: str) -> str:
    return file.rpartition("/")[0].removesuffix("/checkins")


# ── findings ──────────────────────────────────────────────────────────────────────────────────


class Observed:
    """Tells what comes from the observations of some units from everything else."""

    def __init__(self, units: AbstractSet[str], content: str) -> None:
        self._units = units
        self._content = content

    def owns(self, file: str) -> bool:
        """Whether the file is one of the units'."""
        identity = identify(file, self._content)
        return isinstance(identity, Identity) and identity.unit in self._units

    def holds(self, file: str) -> bool:
        """Whether the file is an observation of one of the units."""
        identity = identify(file, self._content)
        return (
            isinstance(identity, Identity)
            and identity.unit in self._units
            and identity.kind in _KINDS
        )

    def explains(self, finding: Finding) -> bool:
        """Whether the finding depends on these observations, and on no others."""
        if finding.code in _IN_OBJECTIVES:
            return self.owns(finding.at.file)
        return self.holds(finding.at.file)

    def stand_alone(self, content: "Content") -> bool:
        """Whether nothing that they lead to in these files may speak of other files, too.

        What their objectives name in files that were not read looks as if it were missing.
        """
        return are_plain(content, self._content) and not any(
            one.code == _PEOPLE or (one.code in _OF_ALL_FILES and self.holds(one.at.file))
            for one in content.findings
        )

    def keep_to_themselves(self, content: "Content") -> bool:
        """Whether nothing about these units' files, objectives too, may speak of other files.

        The others in the content are there to be named; what they name themselves is missing.
        """
        return not any(
            one.code in _OF_UNITS
            or (self.owns(one.at.file) and (one.code in _OF_REFERENCES or one.level is Level.ERROR))
            for one in content.findings
        ) and not any(self.owns(one.file) for one in content.everything.left_out)


def stand_alone(content: "Content", folder: str) -> bool:
    """Whether no observation leads to a finding that may speak of other units' files, too."""
    return are_plain(content, folder) and not any(
        finding.code in _OF_ALL_FILES for finding in content.findings
    )


def speak_of_many(findings: Iterable[Finding]) -> bool:
    """Whether one may be about the objectives of several units at once."""
    return any(one.code in _OF_UNITS or one.code in _OF_REFERENCES for one in findings)


def are_plain(content: "Content", folder: str) -> bool:
    """Whether all check-ins and reviews are used, and none makes an objective's file unsound."""
    left_out = (identify(each.file, folder) for each in content.everything.left_out)
    return not (
        any(isinstance(each, Identity) and each.kind in _KINDS for each in left_out)
        or any(finding.code == _BESIDE for finding in content.findings)
    )
