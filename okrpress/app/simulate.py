"""What if key results landed so: read the project, assume it, score it; nothing is written."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from okrpress.app.audiences import narrowed, shown_to
from okrpress.app.check_in_readings import check_ins_from
from okrpress.app.check_in_situation import CheckInRequest, Situation, find_unit, look_at
from okrpress.app.simulate_given import given_readings, open_cycles
from okrpress.app.watcher import Watcher
from okrpress.errors import OkrpressError
from okrpress.insight.what_if import Rule, assumed, by_rule, outcomes
from okrpress.model.audience import EVERYTHING, Audience
from okrpress.model.frozen import dataclass
from okrpress.model.observations import CheckIn
from okrpress.report.simulation import Simulation
from okrpress.scoring import score


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulateRequest:
    """What to assume: settings, a table of readings, and a rule for all that is not named.

    `today` holds when neither `as_of` nor the settings say a date. `unit` is whose the lines of a
    table without that column are. Nothing counts but what the `audience` may see.
    """

    root: Path
    today: date
    as_of: date | None = None
    settings: tuple[str, ...] = ()
    table: Path | None = None
    rule: Rule | None = None
    unit: str | None = None
    cycle: str | None = None
    at_end: bool = False
    audience: Audience = EVERYTHING


def simulate(request: SimulateRequest, watch: Watcher | None = None) -> Simulation:
    """What it would change. Raises OkrpressError for what cannot be assumed."""
    situation, outside = _situation(request, watch)
    scored = situation.scored
    cycles = open_cycles(scored, request.cycle)
    given = given_readings(scored, cycles, request.settings)
    tabled = _tabled(request, situation)
    said = given.keys() | {one.ref for check_in in tabled for one in check_in.readings}
    ruled = by_rule(scored, request.rule, cycles, at_end=request.at_end) if request.rule else ()
    readings = (*(one for one in ruled if one.ref not in said), *given.values())
    check_ins = (*tabled, *assumed(readings, scored.as_of))
    if not check_ins:
        raise OkrpressError(
            "nothing is assumed",
            help="write objective#key-result=60, --from FILE, or --all-at expected",
        )
    return Simulation(
        scored=scored,
        rule=request.rule,
        at_end=request.at_end,
        outcomes=outcomes(scored, check_ins, at_end=request.at_end),
        broken=situation.broken,
        outside=outside,
    )


def _situation(request: SimulateRequest, watch: Watcher | None) -> tuple[Situation, str]:
    """What the audience sees of the content, and what may be said of the rest.

    `open_cycles` looks whether there is the cycle, among those that the audience sees.
    """
    asked = CheckInRequest(root=request.root, today=request.today, as_of=request.as_of)
    situation = replace(look_at(asked, watch), cycle=request.cycle)
    if request.audience == EVERYTHING:
        return situation, ""
    shown = shown_to(request.audience, situation.content)
    scored = score(shown.portfolio, situation.project.settings, situation.date)
    content = narrowed(situation.content, shown)
    return replace(situation, content=content, scored=scored), shown.outside


def _tabled(request: SimulateRequest, situation: Situation) -> tuple[CheckIn, ...]:
    """What a table says; what the content has already changes nothing and is left out."""
    if request.table is None:
        return ()
    unit = find_unit(situation, request.unit).id if request.unit else None
    return check_ins_from(request.table, situation, unit, None).check_ins
