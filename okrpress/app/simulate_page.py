"""What-if in the preview: what the address of the page says, and the page that answers it."""

from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl

from okrpress.app.simulate_given import find_assumed, open_cycles, read_landing
from okrpress.insight.folders import objectives_of
from okrpress.insight.what_if import assumed, outcomes
from okrpress.model.ids import UnitCycle
from okrpress.model.observations import Reading
from okrpress.report.simulation import Simulation
from okrpress.report.simulation_page import PREFIX, Form, simulation_page
from okrpress.scoring.result import ScoredPortfolio
from okrpress.writing.check_in.misread import Misread
from okrpress.writing.check_in.numbers import How

_MOST = 2000
"""Fields of an address that are read: more than any unit has."""


def what_if_page(scored: ScoredPortfolio, query: str) -> str:
    """The page for what a query says; it shows what `scored` does and nothing else."""
    asked = dict(_fields(query))
    cycles = open_cycles(scored, None)
    folders = [folder for folder in scored.portfolio.by_folder if folder.cycle in cycles]
    chosen = next((one for one in folders if str(one) == asked.get("of")), None)
    folder = chosen or (folders[0] if folders else UnitCycle("", ""))
    said = {
        name.removeprefix(PREFIX): text
        for name, text in asked.items()
        if name.startswith(PREFIX) and text
    }
    readings, mistakes = _read(scored, cycles, said)
    at_end = asked.get("at_end") == "1"
    form = Form(
        scored=scored,
        folders=tuple((str(one), _name(scored, one)) for one in folders),
        folder=str(folder),
        objectives=objectives_of(scored, folder),
        said=said,
        mistakes=mistakes,
        at_end=at_end,
        simulation=_simulated(scored, readings, at_end=at_end) if said and not mistakes else None,
    )
    return simulation_page(form)


def _fields(query: str) -> Iterator[tuple[str, str]]:
    """What the query says, in its order; what is longer than any form sends is cut off."""
    try:
        found = parse_qsl(query[:100_000], max_num_fields=_MOST, errors="replace")
    except ValueError:
        return
    for name, text in found:
        yield name, text.strip()


def _name(scored: ScoredPortfolio, folder: UnitCycle) -> str:
    portfolio = scored.portfolio
    return f"{portfolio.units[folder.unit].name}, {portfolio.cycles[folder.cycle].title}"


def _read(
    scored: ScoredPortfolio, cycles: tuple[str, ...], said: Mapping[str, str]
) -> tuple[list[Reading], dict[str, str]]:
    readings, mistakes = [], {}
    for ref, text in said.items():
        try:
            one = find_assumed(scored, cycles, ref)
            readings.append(read_landing(scored, one, How.SET, text))
        except Misread as wrong:
            mistakes[ref] = f"{wrong.message}; {wrong.help}"
    return readings, mistakes


def _simulated(scored: ScoredPortfolio, readings: list[Reading], *, at_end: bool) -> Simulation:
    check_ins = assumed(readings, scored.as_of)
    return Simulation(
        scored=scored,
        rule=None,
        at_end=at_end,
        outcomes=outcomes(scored, check_ins, at_end=at_end),
    )
