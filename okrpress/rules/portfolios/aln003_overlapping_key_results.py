"""ALN003: key results of two units measure the same thing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from okrpress.model.finding import Finding, Level
from okrpress.model.ids import objective_of
from okrpress.model.okr import Band
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.portfolios.measured import Measured, is_same, measured, signs
from okrpress.rules.portfolios.scope import Folder, ScoredKeyResultAt, folders, is_open
from okrpress.rules.portfolios.telling import listed
from okrpress.rules.rule import About, PortfolioRule
from okrpress.rules.titles import quote
from okrpress.rules.words import Words, words_of
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="ALN003",
    name="overlapping-key-results",
    level=Level.WARNING,
    what="Key results of two units in one cycle measure the same: they share nearly all words that "
    "tell what is measured, and neither unit, direction nor baseline tells them apart. Ranges to "
    "`keep` are left alone, for two teams may guard the same level, and so are people's own key "
    "results and those whose objectives name each other in `supports` or `depends_on`.",
    why="When the number moves, both teams count it, and the company believes that it moved twice. "
    "When it does not, each waits for the other. Mostly the two teams do not know of each other, "
    "which is the real finding.",
    source="Exactly one owner for each: open-okr, METHOD.md. Goals are agreed in both directions "
    "and not handed down: Felipe Castro, OKRs do not cascade.",
    fix="Talk to each other. Let one team own the key result and the other support it (`supports: "
    "growth/welcome#activation`) with a key result of its own share, or say in the titles what "
    "tells the two apart.",
    bad="""\
=== 2026-q4/growth/welcome.md
---
title: New customers succeed in their first week
key_results:
  - {id: activation, title: Raise week-one activation of customers, baseline: 31, target: 45}
---
=== 2026-q4/support/first-steps.md
---
title: Nobody is lost on the first day
key_results:
  - {id: active, title: Activation of customers in week one grows, baseline: 31, target: 40}
---
""",
    good="""\
=== 2026-q4/growth/welcome.md
---
title: New customers succeed in their first week
key_results:
  - {id: activation, title: Raise week-one activation of customers, baseline: 31, target: 45}
---
=== 2026-q4/support/first-steps.md
---
title: Nobody is lost on the first day
supports: growth/welcome#activation
key_results:
  - {id: calls, title: First-day calls that end with a solution rise, baseline: 52, target: 75}
---
""",
)

# Leaders that a pair of words leads to. A pair that leads to more is not rare, and does not help.
_LEADERS = 20


@dataclass(slots=True)
class _Cluster:
    """Key results that measure what the first of them, the leader, measures."""

    measured: Measured
    members: list[ScoredKeyResultAt] = field(default_factory=list)


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each group of key results that measure the same, at the first of them."""
    words = words_of(scored.settings.language)
    if words is None:
        return
    by_cycle: dict[str, list[Folder]] = defaultdict(list)
    for folder in folders(scored, is_open):
        if not folder.is_personal:
            by_cycle[folder.ref.cycle].append(folder)
    for in_cycle in by_cycle.values():
        for cluster in _clusters(in_cycle, words):
            apart = list(_apart(cluster.members))
            if len({one.scored.ref.unit for one in apart}) > 1:
                yield _finding(apart)


def _clusters(in_cycle: Iterable[Folder], words: Words) -> Iterable[_Cluster]:
    """Group the key results of a cycle, each with the first leader that measures the same.

    Leaders are found by pairs of their rarest words: the time is linear in the key results.
    """
    read = [
        (subject, measured(subject.scored.key_result, words))
        for folder in in_cycle
        for subject in folder.key_results()
        if not isinstance(subject.scored.key_result.measure, Band)
    ]
    wordings = {what.words for _, what in read}
    common = Counter(chain.from_iterable(wordings))
    signs_of = {one: signs(one, lambda word: (common[word], word)) for one in wordings}
    led_to: dict[tuple[str, ...], list[_Cluster]] = defaultdict(list)
    clusters = []
    for subject, what in read:
        found_by = [led_to[sign] for sign in signs_of[what.words]]
        leaders = chain.from_iterable(found_by)
        cluster = next((one for one in leaders if is_same(one.measured, what)), None)
        if cluster is None:
            cluster = _Cluster(what)
            clusters.append(cluster)
            for known in found_by:
                if len(known) < _LEADERS:
                    known.append(cluster)
        cluster.members.append(subject)
    return clusters


def _apart(members: list[ScoredKeyResultAt]) -> Iterator[ScoredKeyResultAt]:
    """Those that do not know of another one: whose objective names none of theirs."""
    objectives = {one.objective.ref for one in members}
    for one in members:
        named = (*one.objective.objective.supports, *one.objective.objective.depends_on)
        if objectives.isdisjoint(map(objective_of, named)):
            yield one


def _finding(apart: list[ScoredKeyResultAt]) -> Finding:
    first = apart[0]
    others = [one for one in apart if one.scored.ref.unit != first.scored.ref.unit]
    names = [str(one.scored.ref) for one in others]
    return CODE.found(
        first.place.at("title"),
        said(
            "{title} measures the same as {other}: {names}",
            title=quote(first.scored.key_result.title),
            other=quote(others[0].scored.key_result.title),
            names=listed(names),
        ),
        said(
            "let one team own it and the other support it, or say in the titles what tells them "
            "apart"
        ),
    )


RULE = PortfolioRule(code=CODE, check=check, about=About.PROMISES)
