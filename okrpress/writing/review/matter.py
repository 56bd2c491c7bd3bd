"""What a review is about: the objectives of one unit in one cycle, and what was said on the way."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from okrpress.insight.folders import check_ins_of, objectives_of, retrospective_of
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, UnitCycle
from okrpress.model.observations import Retrospective
from okrpress.model.okr import State
from okrpress.scoring.result import ScoredKeyResult, ScoredObjective, ScoredPortfolio
from okrpress.writing.check_in.phrases import amount, day
from okrpress.writing.front_matter import scalar
from okrpress.writing.remarks import cited, remark
from okrpress.writing.review.facts import facts, keep_text

_MOST_SAID = 6
_GONE = frozenset({State.CANCELLED, State.DRAFT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """The folder that is reviewed. `on` is the day of the review, None where nobody has met."""

    scored: ScoredPortfolio
    folder: UnitCycle
    on: date | None = None

    @property
    def unit(self) -> str:
        """The name of the unit."""
        return self.scored.portfolio.units[self.folder.unit].name

    def subjects(self) -> Iterator[tuple[ScoredObjective, ScoredKeyResult]]:
        """The key results that something is to be said about: not drafts, nor what was given up."""
        for objective in objectives_of(self.scored, self.folder):
            for scored in objective.key_results:
                if not _GONE.intersection({objective.objective.state, scored.key_result.state}):
                    yield objective, scored


Entry = Callable[[ScoredObjective, ScoredKeyResult], str]
"""The line about a key result: `objective#key-result: …`, or the same as a remark."""


def own_key(ref: KeyResultRef) -> str:
    """How the reviews of its own folder name a key result."""
    return f"{ref.objective}#{ref.key_result}"


def beginning(matter: Matter, what: str) -> Iterator[str]:
    """What the file is, and the day of the review.

    Until the day is there the file counts for nothing, and `check` asks for it.
    """
    yield from remark(f"{matter.unit}, {matter.folder.cycle}: {what}.")
    yield from remark(f"Facts as of {matter.scored.as_of}. Lines that begin with # are not read.")
    if matter.on:
        yield f"date: {matter.on}"
        return
    yield from remark('Once you have met, delete the "# " before the date, and correct it.')
    yield f"# date: {matter.scored.as_of}"


def entries(matter: Matter, entry: Entry) -> Iterator[str]:
    """Facts and a line for each key result, objective by objective."""
    above: ScoredObjective | None = None
    for objective, scored in matter.subjects():
        if above is not objective:
            above = objective
            yield ""
            yield from remark(_headline(objective), at=2)
        yield ""
        yield from remark(cited(scored.key_result.title), at=2)
        for fact in facts(scored, matter.scored.as_of):
            yield from remark(f"  {fact}", at=2, hanging=4)
        yield f"  {entry(objective, scored)}"


def _headline(objective: ScoredObjective) -> str:
    kind = f" ({objective.objective.type})" if objective.objective.type else ""
    return f"── {objective.ref.objective}: {cited(objective.objective.title)}{kind}"


def texts(key: str, said: Iterable[str], *questions: str) -> Iterator[str]:
    """A list of texts with the questions that it answers; empty as long as nobody has said any."""
    for question in questions:
        yield from remark(question)
    yield f"{key}:"
    lines = [f"  - {scalar(text)}" for text in said]
    yield from lines or ["  # -"]


# ── what was said and seen before ─────────────────────────────────────────────────────────


def reported(matter: Matter, of: str, heading: str) -> Iterator[str]:
    """What check-ins said under `wins` or `blockers`, the newest first."""
    said = [
        f"{day(check_in.date)}: {cited(text)}"
        for check_in in reversed(check_ins_of(matter.scored, matter.folder))
        for text in (check_in.wins if of == "wins" else check_in.blockers)
    ]
    if said:
        yield from remark(heading)
    for line in said[:_MOST_SAID]:
        yield from remark(f"  {line}", hanging=4)


def last_retrospective(matter: Matter) -> Retrospective | None:
    """The one that the unit held before, about an earlier cycle."""
    portfolio = matter.scored.portfolio
    start = portfolio.cycles[matter.folder.cycle].start
    held = [
        found
        for cycle in portfolio.cycles.values()
        if cycle.end and start and cycle.end < start
        if (found := retrospective_of(matter.scored, UnitCycle(cycle.id, matter.folder.unit)))
    ]
    return max(held, key=lambda each: each.date, default=None)


def health(matter: Matter) -> Iterator[str]:
    """The unit's health metrics as they were last seen."""
    metrics = matter.scored.portfolio.units[matter.folder.unit].health
    check_ins = check_ins_of(matter.scored, matter.folder)
    lines = []
    for metric in metrics:
        seen = [one.health[metric.id] for one in check_ins if metric.id in one.health]
        last = amount(seen[-1], metric.unit) if seen else "not reported"
        lines.append(f"{cited(metric.title)}: {last}; {keep_text(metric.keep, metric.unit)}")
    if lines:
        yield from remark("Health, as last reported:")
    for line in lines:
        yield from remark(f"  {line}", hanging=4)
