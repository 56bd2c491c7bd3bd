"""Where key results are assumed to land: `onboarding#activation=60`, read as check-ins are."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from okrpress.app.check_in_situation import meant
from okrpress.errors import OkrpressError
from okrpress.insight.folders import is_closed, key_result_at, key_results_of
from okrpress.insight.what_if import landing
from okrpress.model.ids import KeyResultRef, UnitCycle, parse_reference
from okrpress.model.observations import Reading
from okrpress.model.okr import Aggregate, Metric
from okrpress.scoring.progress import baseline
from okrpress.scoring.result import ScoredKeyResult, ScoredPortfolio
from okrpress.writing.check_in.answers import Answer, read_setting
from okrpress.writing.check_in.misread import Misread, cited
from okrpress.writing.check_in.numbers import How
from okrpress.writing.check_in.subject import subject_of
from okrpress.writing.check_in.text import own_key

_SETTING = re.compile(r"(?P<of>[^=]*?)[ ]*(?P<how>\+=|-=|=)(?P<said>.*)", re.DOTALL)
_NOWHERE = UnitCycle("", "")
_SHOWN = 20


def open_cycles(scored: ScoredPortfolio, cycle: str | None) -> tuple[str, ...]:
    """The cycle that is asked for, else those that run.

    Raises OkrpressError for one that is unknown or closed.
    """
    cycles = scored.portfolio.cycles
    if cycle is None:
        running = scored.portfolio.running_cycles(scored.as_of)
        return tuple(one.id for one in running if not is_closed(one, scored.as_of))
    if cycle not in cycles:
        raise OkrpressError(f"there is no cycle {cited(cycle)}", help=meant(cycle, cycles))
    if is_closed(cycles[cycle], scored.as_of):
        raise OkrpressError(
            f"{cycle} was closed on {cycles[cycle].closed}",
            help="what is closed stands; --as-of looks at an earlier day",
        )
    return (cycle,)


def given_readings(
    scored: ScoredPortfolio, cycles: tuple[str, ...], settings: Iterable[str]
) -> dict[KeyResultRef, Reading]:
    """The readings that settings mean. Raises OkrpressError with all that is wrong with them."""
    found: dict[KeyResultRef, Reading] = {}
    mistakes: list[str] = []
    for text in settings:
        try:
            reading = read_assumed(scored, cycles, text)
        except Misread as wrong:
            mistakes.append(f"{cited(text)}: {wrong.message}; {wrong.help}")
            continue
        if reading.ref in found:
            mistakes.append(f"{cited(text)}: it is assumed already; assume each key result once")
        found[reading.ref] = reading
    if mistakes:
        raise OkrpressError(
            "this cannot be assumed:\n  " + "\n  ".join(mistakes[:_SHOWN]),
            help="okrpress simulate --help shows what can be said",
        )
    return found


def read_assumed(scored: ScoredPortfolio, cycles: tuple[str, ...], text: str) -> Reading:
    """One setting, `objective#key-result=60`. Raises Misread."""
    setting = _SETTING.fullmatch(text)
    if setting is None:
        raise Misread("it has no =", "write objective#key-result=60")
    one = find_assumed(scored, cycles, setting["of"].strip())
    return read_landing(scored, one, How(setting["how"]), setting["said"])


def read_landing(scored: ScoredPortfolio, one: ScoredKeyResult, how: How, said: str) -> Reading:
    """What is said of a key result, as the reading that brings it about. Raises Misread.

    A number is what the key result comes to, also where readings are added up.
    """
    answer = read_setting(how, said, subject_of(one))
    if answer.value is None:
        return answer.reading(one.ref)
    value = landing(one, _total(one, how, answer), scored.as_of)
    return replace(answer, value=value).reading(one.ref)


def _total(one: ScoredKeyResult, how: How, answer: Answer) -> Decimal:
    """What the key result comes to: where readings are added up, a change is what comes in."""
    assert answer.value is not None
    measure = one.key_result.measure
    is_sum = isinstance(measure, Metric) and measure.aggregate is Aggregate.SUM
    if how is How.SET or not isinstance(measure, Metric) or not is_sum:
        return answer.value
    return (one.value or baseline(measure) or Decimal(0)) + answer.value


def find_assumed(scored: ScoredPortfolio, cycles: tuple[str, ...], text: str) -> ScoredKeyResult:
    """The key result that a reference means, of whichever unit in an open cycle. Raises Misread."""
    ref = parse_reference(text, _NOWHERE)
    if not isinstance(ref, KeyResultRef):
        raise Misread(f"{cited(text)} names no key result", "write objective#key-result")
    within = (ref.cycle,) if ref.cycle in scored.portfolio.cycles else cycles
    folders = [
        folder
        for folder in scored.portfolio.by_folder
        if folder.cycle in within and folder.unit == (ref.unit or folder.unit)
    ]
    refs = (ref._replace(cycle=folder.cycle, unit=folder.unit) for folder in folders)
    found = [one for each in refs if (one := key_result_at(scored, each))]
    if len(found) == 1:
        return _open(scored, found[0])
    if found:
        places = [str(one.ref) for one in found]
        raise Misread(f"{cited(text)} is there {len(found)} times", f"write {' or '.join(places)}")
    known = {own_key(one.ref) for folder in folders for _, one in key_results_of(scored, folder)}
    where = ref.cycle or " and ".join(within) or "a cycle that runs"
    message = f"there is no key result {cited(text)} in {where}"
    raise Misread(message, meant(text.rpartition("/")[2], known))


def _open(scored: ScoredPortfolio, one: ScoredKeyResult) -> ScoredKeyResult:
    cycle = scored.portfolio.cycles[one.ref.cycle]
    if is_closed(cycle, scored.as_of):
        raise Misread(f"{cycle.id} was closed on {cycle.closed}", "what is closed stands")
    return one
