"""What-if in words: what moves, before and after, and nothing that stays as it is."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from okrpress import __version__
from okrpress.insight.what_if import Outcome, Pair, Rule
from okrpress.model.frozen import dataclass
from okrpress.model.okr import Unmeasured
from okrpress.report.characters import one_line
from okrpress.report.markdown_text import inline
from okrpress.report.report import TOOL
from okrpress.report.screen import LOG, Screen
from okrpress.report.status_words import (
    MISSING,
    grade_text,
    now_text,
    percent,
    status_word,
    whole_day,
)
from okrpress.report.structured import Json, JsonObject, dump
from okrpress.scoring.result import Rollup, ScoredKeyResult, ScoredPortfolio

SCHEMA_VERSION = 1
NUMBERS = ("value", "progress", "status", "score")
"""What a row can have, in order."""

_RULES = {
    Rule.EXPECTED: "where it is expected",
    Rule.CONFIDENCE: "where its confidence says",
    Rule.FORECAST: "where its forecast says",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """What was assumed, and what it would change.

    `broken` are files with errors: what they say may be missing on both sides. `outside` says what
    may be said of files that the audience does not know of.
    """

    scored: ScoredPortfolio
    rule: Rule | None
    at_end: bool
    outcomes: tuple[Outcome, ...]
    broken: tuple[str, ...] = ()
    outside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One thing, with each of its numbers as "before → after", or as one where both are the same.

    `level` is 0 for a cycle, 1 for a unit, 2 for an objective, 3 for a key result. `name` is the
    author's title or name, `id` as references have it.
    """

    level: int
    name: str
    id: str
    numbers: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A cycle with a heading and what moves in it, or nothing."""

    heading: str
    rows: tuple[Moved, ...]


def told(simulation: Simulation) -> tuple[Told, ...]:
    """All cycles, each from the whole down to key results."""
    return tuple(
        Told(heading=_heading(simulation, one), rows=tuple(_rows(simulation, one)))
        for one in simulation.outcomes
    )


def _heading(simulation: Simulation, outcome: Outcome) -> str:
    title, day = outcome.cycle.title, whole_day(simulation.scored.as_of)
    when = f"as of {day}"
    if simulation.at_end and outcome.cycle.end:
        when = f"at its end on {whole_day(outcome.cycle.end)}, as far as is known on {day}"
    rule = f"; whatever is not named lands {_RULES[simulation.rule]}" if simulation.rule else ""
    return f"{title}, {when}{rule}"


def _rows(simulation: Simulation, outcome: Outcome) -> Iterator[Moved]:
    portfolio = simulation.scored.portfolio
    whole = _moved(0, outcome.cycle.title, outcome.cycle.id, _rollup_numbers(outcome.whole))
    yield from _if_seen(whole)
    for folder, pair in outcome.units.items():
        name = portfolio.units[folder.unit].name
        yield from _if_seen(_moved(1, name, folder.unit, _rollup_numbers(pair)))
    for effect in outcome.effects:
        rollups = [one.rollup if one else None for one in (effect.before, effect.after)]
        yield _moved(2, effect.title, str(effect.ref), _rollup_numbers((rollups[0], rollups[1])))
        for was, now in effect.key_results:
            assert was and now  # readings neither make a key result nor remove one
            yield _moved(3, now.key_result.title, str(now.ref), _key_result_numbers(was, now))


def _if_seen(row: Moved) -> Iterator[Moved]:
    """The row, where rounding leaves anything to be seen."""
    if any("→" in text for text in row.numbers.values()):
        yield row


def _moved(level: int, name: str, id: str, pairs: Mapping[str, tuple[str, str]]) -> Moved:
    return Moved(
        level=level,
        name=name,
        id=id,
        numbers={
            key: after if before == after else f"{before} → {after}"
            for key, (before, after) in pairs.items()
            if (before, after) != (MISSING, MISSING)
        },
    )


def _rollup_numbers(pair: Pair) -> dict[str, tuple[str, str]]:
    return {
        "progress": _both(pair, lambda one: percent(one.progress)),
        "status": _both(pair, lambda one: status_word(one.status)),
        "score": _both(pair, lambda one: _score(one.score)),
    }


def _both(pair: Pair, say: Callable[[Rollup], str]) -> tuple[str, str]:
    before, after = (say(one) if one else MISSING for one in pair)
    return before, after


def _key_result_numbers(was: ScoredKeyResult, now: ScoredKeyResult) -> dict[str, tuple[str, str]]:
    return {
        "value": (_value(was), _value(now)),
        "progress": (percent(was.raw), percent(now.raw)),
        "status": (status_word(was.status), status_word(now.status)),
        "score": (_score(was.score), _score(now.score)),
    }


def _value(scored: ScoredKeyResult) -> str:
    return MISSING if isinstance(scored.key_result.measure, Unmeasured) else now_text(scored)


def _score(score: Decimal | None) -> str:
    return MISSING if score is None else grade_text(score)


# ── formats ───────────────────────────────────────────────────────────────────────────────────


def render_simulation(name: str, simulation: Simulation, screen: Screen = LOG) -> str:
    """The simulation in the format of this name. KeyError for an unknown name."""
    if name == "text":
        return _text(simulation, screen)
    return SIMULATION_FORMATS[name](simulation)


def _text(simulation: Simulation, screen: Screen) -> str:
    blocks = []
    for one in told(simulation):
        lines = [screen.paint("code", one_line(one.heading))]
        for row in one.rows:
            where = f"  {screen.paint('place', row.id)}" if row.level in {1, 2} else ""
            said = ", ".join(f"{name} {text}" for name, text in row.numbers.items())
            indent = "  " * min(row.level, 2)
            lines.append(f"{indent}{one_line(row.name)}{where}")
            lines.append(f"{indent}  {screen.paint('frame', '=')} {said}")
        blocks.append("\n".join((*lines, *(() if one.rows else ("nothing moves",)))))
    return "\n\n".join(blocks)


def _markdown(simulation: Simulation) -> str:
    blocks = []
    for one in told(simulation):
        names = [name for name in NUMBERS if any(name in row.numbers for row in one.rows)]
        lines = [f"#### What if: {inline(one.heading)}", ""]
        if one.rows:
            lines += [f"| | {' | '.join(names)} |", f"|---|{'---|' * len(names)}"]
        for row in one.rows:
            title = inline(row.name).replace("|", "\\|")
            cells = " | ".join(row.numbers.get(name, "") for name in names)
            lines.append(f"| {title if row.level == 3 else f'**{title}**'} | {cells} |")
        blocks.append("\n".join((*lines, *(() if one.rows else ("Nothing moves.",)))))
    return "\n\n".join(blocks)


def _json(simulation: Simulation) -> str:
    return dump(
        {
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": TOOL, "version": __version__},
            "as_of": simulation.scored.as_of.isoformat(),
            "at_end": simulation.at_end,
            "rule": simulation.rule and simulation.rule.value,
            "cycles": [_outcome_json(one) for one in simulation.outcomes],
        }
    )


def _outcome_json(outcome: Outcome) -> JsonObject:
    return {
        "cycle": outcome.cycle.id,
        "judged_on": outcome.day.isoformat(),
        **_pair_json(outcome.whole),
        "units": [
            {"unit": folder.unit, **_pair_json(pair)} for folder, pair in outcome.units.items()
        ],
        "objectives": [
            {
                "id": str(effect.ref),
                "title": effect.title,
                "before": _rollup_json(effect.before.rollup if effect.before else None),
                "after": _rollup_json(effect.after.rollup if effect.after else None),
                "key_results": [
                    {
                        "id": str(now.ref),
                        "title": now.key_result.title,
                        "before": _key_result_json(was),
                        "after": _key_result_json(now),
                    }
                    for was, now in effect.key_results
                    if was and now
                ],
            }
            for effect in outcome.effects
        ],
    }


def _pair_json(pair: Pair) -> JsonObject:
    return {"before": _rollup_json(pair[0]), "after": _rollup_json(pair[1])}


def _rollup_json(rollup: Rollup | None) -> Json:
    if rollup is None:
        return None
    return {
        "progress": _number(rollup.progress),
        "expected": _number(rollup.expected),
        "score": _number(rollup.score),
        "status": rollup.status.value,
    }


def _key_result_json(scored: ScoredKeyResult) -> JsonObject:
    return {
        "value": _number(scored.value),
        "done_steps": list(scored.done_steps),
        "progress": _number(scored.progress),
        "raw": _number(scored.raw),
        "score": _number(scored.score),
        "status": scored.status.value,
    }


def _number(value: Decimal | None) -> str | None:
    """Exact, as text."""
    return None if value is None else f"{value:f}"


SIMULATION_FORMATS: Mapping[str, Callable[[Simulation], str]] = {
    "text": lambda simulation: _text(simulation, LOG),
    "json": _json,
    "markdown": _markdown,
}
