"""What is found in a project, before anybody asks for less; nothing is judged twice."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from okrpress.app.inputs import inputs_digest
from okrpress.app.observed import Parts, Seen, speak_of_many, split
from okrpress.app.project import Project
from okrpress.app.watcher import Watcher
from okrpress.cache.codec import Codec, DamagedError
from okrpress.cache.folder import CacheFolder
from okrpress.digests import blake2b
from okrpress.model.finding import Finding
from okrpress.model.frozen import dataclass
from okrpress.source.files import Discovered

if TYPE_CHECKING:
    from okrpress.app.judge import Judge
    from okrpress.app.promises import Promises

_NAME = "verdict"
_FEW = 0.25  # share of the units beyond which judging all of them again is hardly slower


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Everything that reading and all rules find, with lines, but for what comments excuse.

    Findings are in order of place. `unsound` are the files that cannot be trusted, so that not all
    rules have looked at them. `firm` is a digest of all that units share, `seen` has what each of
    them wrote. `is_local`: what is found through an observation speaks of its unit alone.
    """

    findings: tuple[Finding, ...] = ()
    unsound: tuple[str, ...] = ()
    firm: str = ""
    seen: tuple[Seen, ...] = ()
    is_local: bool = False

    @property
    def stamp(self) -> str:
        """A digest of everything that rules about promises may look at."""
        said = repr([self.firm, *((one.unit, one.promised) for one in self.seen)])
        return blake2b(said.encode(), digest_size=16).hexdigest()

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
    now = Verdict(firm=firm, seen=parts.seen())
    before = _last(cache)
    if (before.firm, before.seen) == (now.firm, now.seen):
        return before

    from okrpress.app.judge import Judge
    from okrpress.app.promises import write_promises

    judge = Judge(project, as_of, watch, cache, now.stamp)
    verdict, promises = _some(judge, before, now, found, parts) or judge.everything(found)
    verdict = replace(verdict, firm=now.firm, seen=now.seen)
    if keep and cache.is_usable:
        cache.write(_NAME, {"last": Codec(Verdict).encode(verdict)})
        if promises is not None:
            write_promises(cache, promises)
    return verdict


def _last(cache: CacheFolder) -> Verdict:
    try:
        return Codec(Verdict).decode(cache.read(_NAME)["last"])
    except (KeyError, DamagedError):
        return Verdict()


def _some(
    judge: "Judge", before: Verdict, now: Verdict, found: Discovered, parts: Parts
) -> "tuple[Verdict, Promises | None] | None":
    """The verdict before, but for what some units have changed; None where that cannot be told.

    What they promise comes with it where it has changed.
    """
    from okrpress.app.promises import read_promises

    if not before.is_local or before.firm != now.firm:
        return None
    units = {one.unit for one in {*before.seen} ^ {*now.seen}}
    if len(units) > _FEW * len(now.seen) or _speak(units, parts):
        return None
    if before.stamp == now.stamp:
        verdict = judge.observations(before, parts, units)
        return None if verdict is None else (verdict, None)
    kept = read_promises(judge.cache, before.stamp)
    if kept is None or before.unsound or speak_of_many(before.findings):
        return None
    try:
        return judge.promises(before, kept, found, parts, units)
    except DamagedError:
        return None


def _speak(units: AbstractSet[str], parts: Parts) -> bool:
    """Whether a comment in an objective asks okrpress to look away."""
    from okrpress.source.ignores import speaks

    return any(speaks(source) for unit in units for source in parts.objectives.get(unit, ()))
