"""What is found in a project, before anybody asks for less; nothing is judged twice."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from okrpress.app.inputs import inputs_digest
from okrpress.app.observed import Observed, Parts, split, stand_alone
from okrpress.app.project import Project
from okrpress.app.watcher import Watcher
from okrpress.cache.codec import Codec, DamagedError
from okrpress.cache.folder import CacheFolder
from okrpress.model.finding import Finding
from okrpress.source.files import Discovered

if TYPE_CHECKING:
    from okrpress.app.content import Content

_NAME = "verdict"
_FEW = 0.25  # share of the units beyond which judging all of them again is hardly slower


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A unit, and a digest of its observations."""

    unit: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Everything that reading and all rules find, with lines, but for what comments excuse.

    Findings are in order of place. `unsound` are the files that cannot be trusted, so that not all
    rules have looked at them. `firm` is a digest of all that was judged but observations, `seen`
    has those. `is_local`: what is found through an observation speaks of its unit alone.
    """

    findings: tuple[Finding, ...] = ()
    unsound: tuple[str, ...] = ()
    firm: str = ""
    seen: tuple[Seen, ...] = ()
    is_local: bool = False

    def looked_at(self, file: str) -> bool:
        """Whether all rules that may could look at the file."""
        return file not in self.unsound


def judge_files(
    project: Project,
    found: Discovered,
    as_of: date,
    watch: Watcher,
    cache: CacheFolder,
    *,
    keep: bool,
) -> Verdict:
    """The verdict on the files that were found; as far as they were judged before, that one.

    With `keep` it takes the place of the one before.
    """
    parts = split(found, project.settings.content)
    firm = inputs_digest(project, Discovered((), ()), as_of, *parts.firm())
    seen = tuple(Seen(unit=unit, digest=digest) for unit, digest in parts.seen().items())
    before = _last(cache)
    if (before.firm, before.seen) == (firm, seen):
        return before
    judging = _Judging(project, as_of, watch, cache)
    verdict = None
    if before.is_local and before.firm == firm:
        verdict = judging.some(before, parts, _changed(before.seen, seen))
    if verdict is None:
        verdict = judging.all(found)
    verdict = replace(verdict, firm=firm, seen=seen)
    if keep and cache.is_usable:
        cache.write(_NAME, {"last": Codec(Verdict).encode(verdict)})
    return verdict


def _last(cache: CacheFolder) -> Verdict:
    try:
        return Codec(Verdict).decode(cache.read(_NAME)["last"])
    except (KeyError, DamagedError):
        return Verdict()


def _changed(before: Iterable[Seen], now: Iterable[Seen]) -> AbstractSet[str]:
    return {one.unit for one in {*before} ^ {*now}}


@dataclass(frozen=True, slots=True)
class _Judging:
    """Everything beside the files that a verdict needs."""

    project: Project
    as_of: date
    watch: Watcher
    cache: CacheFolder

    def all(self, found: Discovered) -> Verdict:
        """The verdict on all files."""
        verdict, content = self._judged(found, whole=True)
        return replace(verdict, is_local=stand_alone(content, self.project.settings.content))

    def some(self, before: Verdict, parts: Parts, units: AbstractSet[str]) -> Verdict | None:
        """The verdict before, with that on some units' observations made anew; None if that
        would not be the same as to judge everything.
        """
        from okrpress.source.ignores import speaks

        objectives = (source for unit in units for source in parts.objectives.get(unit, ()))
        if len(units) > _FEW * len(parts.observations) or any(map(speaks, objectives)):
            return None
        verdict, content = self._judged(parts.of(units), whole=False)
        theirs = Observed(units, self.project.settings.content)
        if not theirs.stand_alone(content):
            return None
        return replace(
            before,
            findings=_in_order(
                (
                    *(one for one in before.findings if not theirs.explains(one)),
                    *(one for one in verdict.findings if theirs.explains(one)),
                )
            ),
            unsound=(
                *(file for file in before.unsound if not theirs.holds(file)),
                *(file for file in verdict.unsound if theirs.holds(file)),
            ),
        )

    def _judged(self, found: Discovered, *, whole: bool) -> "tuple[Verdict, Content]":
        from okrpress.app.content import read_files
        from okrpress.app.judging import is_looked_at, judge_content, unsound_files
        from okrpress.source.suppressions import obey

        content = read_files(self.project, found, self.watch, self.cache, whole=whole)
        self.watch.stage("judge")
        findings = obey(
            (*content.findings, *judge_content(content, self.project, self.as_of)),
            content.sources,
            is_looked_at(content, self.project, self.as_of),
        )
        unsound = tuple(sorted(unsound_files(content)))
        return Verdict(findings=_in_order(findings), unsound=unsound), content


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.order))
