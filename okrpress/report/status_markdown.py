"""A status as Markdown: for a wiki, an issue or a chat."""

from collections.abc import Iterable, Iterator, Sequence

from okrpress.insight.attention import Concern
from okrpress.insight.tasks import Stake, Tasks, Work
from okrpress.model.okr import State, Tier, Visibility
from okrpress.report.due_words import debt_text, ground_text, upcoming_text
from okrpress.report.markdown_text import inline
from okrpress.report.readers import readers_text
from okrpress.report.status import CycleStatus, Scope, StatusReport, UnitStatus
from okrpress.report.status_words import (
    aim_text,
    confidence_text,
    counts_text,
    cycle_week,
    now_text,
    own_words,
    percent,
    rollup_text,
    share_text,
    short_age,
    status_word,
    whole_day,
)
from okrpress.scoring.result import ScoredKeyResult, ScoredObjective

_UNITS = ("Status", "Unit, objective", "Progress", "Expected", "Key results")
_KEY_RESULTS = ("Status", "Key result", "Now", "Aim", "Progress", "Confidence", "Age")


def status_markdown(report: StatusReport) -> str:
    """The status as headings, lists and tables."""
    return "\n\n".join(_blocks(report))


def _blocks(report: StatusReport) -> Iterator[str]:
    name = _name(report)
    shown = ", ".join(filter(None, (whole_day(report.scored.as_of), readers_text(report.audience))))
    yield f"# {_own(name)}\n\n{shown}"
    yield from (_cycle(report, one) for one in report.cycles)
    if report.concerns:
        yield "## Needs attention"
        yield _list(_concern(report, one) for one in report.concerns)
    for one in report.cycles:
        yield from _body(report, one)
    if report.tasks:
        yield from _tasks(report, report.tasks)
    if report.debts:
        yield "## Owed"
        yield _list(
            f"{_own(report.unit(one.folder.unit))}"
            f"{_of(report.person(one.person))}: {debt_text(one)}"
            for one in report.debts
        )
    if report.upcoming:
        yield "## Next"
        yield _list(
            f"{whole_day(one.on)}: {upcoming_text(one.kind)}, "
            + _own(report.unit(one.folder.unit) if one.folder else _title(report, one.cycle))
            for one in report.upcoming
        )


def _name(report: StatusReport) -> str:
    about = report.about
    if about.scope is Scope.PORTFOLIO:
        return report.name or "Objectives"
    if about.unit:
        return report.unit(about.unit)
    return report.person(about.person) or about.id


def _title(report: StatusReport, cycle: str) -> str:
    return report.portfolio.cycles[cycle].title


def _own(text: str) -> str:
    """An author's words that format nothing."""
    return inline(own_words(text))


def _of(name: str) -> str:
    return f" ({_own(name)})" if name else ""


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(_row(cells) for cells in (head, ["---"] * len(head), *rows))


def _row(cells: Sequence[str]) -> str:
    escaped = (cell.replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(escaped)} |"


# ── how everything stands ─────────────────────────────────────────────────────────────────────


def _cycle(report: StatusReport, shown: CycleStatus) -> str:
    rollup = shown.rollup
    line = f"**{_own(shown.cycle.title)}**, {cycle_week(shown.cycle, report.scored.as_of)}"
    if not rollup.total:
        return line
    is_graded = rollup.score is not None or rollup.expected is None
    expected = "" if is_graded else f", expected {percent(rollup.expected)}"
    return f"{line}: {rollup_text(rollup)}{expected}\\\n{counts_text(rollup.counts)}"


def _body(report: StatusReport, shown: CycleStatus) -> Iterator[str]:
    """Units and their objectives; of one unit or objective its key results."""
    if not shown.units:
        return
    if report.about.scope in {Scope.PORTFOLIO, Scope.PERSON}:
        yield f"## {_own(shown.cycle.title)}"
        yield _table(_UNITS, _units(report, shown.units))
        return
    for objective in (one for unit in shown.units if not unit.depth for one in unit.objectives):
        yield f"## {_own(objective.objective.title)}"
        notes = (status_word(objective.status), *_notes(report, objective))
        yield ", ".join((*notes, rollup_text(objective.rollup)))
        found = [one for one in objective.key_results if report.about.key_result in {None, one.ref}]
        yield _table(_KEY_RESULTS, (_key_result(one) for one in found))
    below = [unit for unit in shown.units if unit.depth]
    if below:
        yield "## Teams below"
        yield _table(_UNITS, (_unit(unit) for unit in below))


def _units(report: StatusReport, units: Iterable[UnitStatus]) -> Iterator[tuple[str, ...]]:
    for unit in units:
        yield _unit(unit)
        for one in unit.objectives:
            rollup = one.rollup
            notes = "".join(f" ({note})" for note in _notes(report, one))
            yield (
                status_word(one.status),
                f"{_own(one.objective.title)}{notes}",
                rollup_text(rollup),
                percent(rollup.expected),
                counts_text(rollup.counts),
            )


def _unit(unit: UnitStatus) -> tuple[str, ...]:
    rollup = unit.rollup
    return (
        status_word(rollup.status),
        f"**{_own(unit.unit.name)}**",
        rollup_text(rollup),
        percent(rollup.expected),
        counts_text(rollup.counts),
    )


def _notes(report: StatusReport, scored: ScoredObjective) -> Iterator[str]:
    objective = scored.objective
    visibility = report.visibility(objective)
    if objective.tier is Tier.NICE_TO_HAVE:
        yield "nice to have"
    if objective.state is not State.ACTIVE:
        yield objective.state.value
    if visibility is not Visibility.PUBLIC:
        yield visibility.value


def _key_result(scored: ScoredKeyResult) -> tuple[str, ...]:
    return (
        status_word(scored.status),
        _own(scored.key_result.title),
        _own(now_text(scored)),
        _own(aim_text(scored.key_result)),
        share_text(scored),
        confidence_text(scored),
        short_age(scored.age if scored.last_reading else None),
    )


# ── what is to be done ────────────────────────────────────────────────────────────────────────


def _concern(report: StatusReport, found: Concern) -> str:
    scored = found.scored
    title = scored.key_result.title if scored else found.blocker
    unit = scored.key_result.unit if scored else ""
    why = "; ".join(_own(ground_text(ground, unit)) for ground in found.grounds)
    whose = _of(report.person(found.owner) if found.owner != found.folder.unit else "")
    return f"{_own(title)}: {why}. {_own(report.unit(found.folder.unit))}{whose}"


def _tasks(report: StatusReport, tasks: Tasks) -> Iterator[str]:
    own = [stake for stake in tasks.stakes if stake.owned]
    others = [stake for stake in tasks.stakes if not stake.owned]
    sections = (("Key results to answer for", own), ("Key results of others", others))
    for title, stakes in sections:
        if stakes:
            yield f"## {title}"
            yield _list(_stake(report, stake) for stake in stakes)
    if tasks.adrift:
        yield "## Work that moves no key result"
        yield _list(_work(report, one) for one in tasks.adrift)


def _stake(report: StatusReport, stake: Stake) -> str:
    scored = stake.scored
    state = f"{status_word(scored.status)}, {share_text(scored)}"
    due = ", check-in due" if stake.due else ""
    lines = [f"{_own(scored.key_result.title)}: {state}{due}"]
    lines += [f"  - {_work(report, one)}" for one in stake.work]
    lines += ["  - no work is planned or under way"] if stake.is_unmoved else []
    return "\n".join(lines)


def _work(report: StatusReport, one: Work) -> str:
    name = _of(report.person(one.person))
    return f"{_own(one.initiative.title)}: {one.initiative.status.value}{name}"
