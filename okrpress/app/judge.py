"""Make a verdict: on everything, or on what some units have changed since the one before."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from okrpress.app.content import Content, read_files
from okrpress.app.judging import found_by_rules, is_looked_at, unsound_files
from okrpress.app.observed import Observed, Parts, stand_alone
from okrpress.app.places import located
from okrpress.app.project import Project
from okrpress.app.promises import Promises, promises_of
from okrpress.app.verdict import Verdict
from okrpress.app.watcher import Watcher
from okrpress.cache.folder import CacheFolder
from okrpress.model.finding import Finding
from okrpress.model.frozen import dataclass
from okrpress.rules.registry import RULES, SINGLE
from okrpress.rules.rule import About, PortfolioRule, Rule
from okrpress.rules.runner import judge
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio
from okrpress.source.files import Discovered, Source
from okrpress.source.ignores import speaks
from okrpress.source.suppressions import obey


def _is_about_promises(rule: Rule) -> bool:
    return isinstance(rule, PortfolioRule) and rule.about is About.PROMISES


_PROMISES = tuple(filter(_is_about_promises, RULES))
_UNITS = tuple(rule for rule in RULES if rule not in SINGLE and rule not in _PROMISES)
_ABOUT_PROMISES = frozenset(rule.code.code for rule in _PROMISES)


@dataclass(frozen=True, slots=True)
class Judge:
    """Everything beside the files that a verdict needs. `stamp` names what all units promise."""

    project: Project
    as_of: date
    watch: Watcher
    cache: CacheFolder
    stamp: str

    def everything(self, found: Discovered) -> tuple[Verdict, Promises]:
        """The verdict on all files, and what all units promise."""
        content, scored = self._read(found, whole=True)
        by_rules = list(found_by_rules(content, self.project, scored))
        verdict = self._verdict(content, located(by_rules, content.sources))
        about = (one for one in by_rules if one.code in _ABOUT_PROMISES)
        return (
            replace(verdict, is_local=stand_alone(content, self._folder)),
            promises_of(content.everything, self.stamp, about, self.as_of),
        )

    def observations(
        self, before: Verdict, parts: Parts, units: AbstractSet[str]
    ) -> Verdict | None:
        """The verdict before, with that on some units' check-ins and reviews made anew.

        None if that would not be the same as to judge everything.
        """
        content, scored = self._read(parts.of(units), whole=False)
        theirs = Observed(units, self._folder)
        if not theirs.stand_alone(content):
            return None
        by_rules = found_by_rules(content, self.project, scored)
        verdict = self._verdict(content, located(by_rules, content.sources))
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

    def promises(
        self,
        before: Verdict,
        kept: Promises,
        found: Discovered,
        parts: Parts,
        units: AbstractSet[str],
    ) -> tuple[Verdict, Promises] | None:
        """The verdict before, with that on all files of some units made anew, and what all units
        promise now. None if that would not be the same as to judge everything.
        """
        content, scored = self._read(parts.of(units, kept.named_by(units)), whole=False)
        theirs = Observed(units, self._folder)
        own = {ref: one for ref, one in content.everything.objectives.items() if ref.unit in units}
        if not theirs.keep_to_themselves(content) or not kept.have_outline(units, own.values()):
            return None
        all_promises = kept.scored(own, content.everything, self.project.settings, self.as_of)
        now = tuple(judge(all_promises, _PROMISES))
        was, is_now = frozenset(kept.head.found), frozenset(now)
        gone, new = _beside(was - is_now, theirs, found), _beside(is_now - was, theirs, found)
        if any(speaks(source) for source in _about((*gone, *new), found)):
            return None
        by_rules = (
            *judge(all_promises, SINGLE, own),
            *(one for one in judge(scored, _UNITS) if theirs.owns(one.at.file)),
            *(one for one in now if theirs.owns(one.at.file)),
        )
        verdict = self._verdict(content, located(by_rules, content.sources))
        findings = (
            *(one for one in before.findings if not theirs.owns(one.at.file) and one not in gone),
            *(one for one in verdict.findings if theirs.owns(one.at.file)),
            *new,
        )
        promises = kept.changed(self.stamp, own.values(), now, self.as_of)
        return replace(before, findings=_in_order(findings)), promises

    @property
    def _folder(self) -> str:
        return self.project.settings.content

    def _read(self, found: Discovered, *, whole: bool) -> tuple[Content, ScoredPortfolio]:
        content = read_files(self.project, found, self.watch, self.cache, whole=whole)
        self.watch.stage("judge")
        return content, score(content.everything, self.project.settings, self.as_of)

    def _verdict(self, content: Content, by_rules: Iterable[Finding]) -> Verdict:
        findings = obey(
            (*content.findings, *by_rules),
            content.sources,
            is_looked_at(content, self.project, self.as_of),
        )
        return Verdict(findings=_in_order(findings), unsound=tuple(sorted(unsound_files(content))))


def _beside(findings: Iterable[Finding], theirs: Observed, found: Discovered) -> set[Finding]:
    """Those in the files of others, with lines."""
    return {*located((one for one in findings if not theirs.owns(one.at.file)), found.sources)}


def _about(findings: Iterable[Finding], found: Discovered) -> Iterator[Source]:
    files = {one.at.file for one in findings}
    return (source for source in found.sources if source.file in files)


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.order))
