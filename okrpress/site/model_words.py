"""The words for what the model names that views and charts share."""

import re
from collections.abc import Mapping
from functools import lru_cache

from okrpress.model.okr import Cycle
from okrpress.scoring.result import Status
from okrpress.site.formatting import ENGLISH, Formatter, Phrase

_MONTH = re.compile(r"\d{4}-\d{2}\Z")

_STATUS: Mapping[Status, Phrase] = {
    Status.OFF_TRACK: Phrase("Off track"),
    Status.AT_RISK: Phrase("At risk"),
    Status.STALE: Phrase("Stale"),
    Status.NO_DATA: Phrase("No data"),
    Status.TO_BE_GRADED: Phrase("To be graded"),
    Status.MISSED: Phrase("Missed"),
    Status.PARTLY: Phrase("Partly achieved"),
    Status.EARLY: Phrase("Early", "status"),
    Status.ON_TRACK: Phrase("On track"),
    Status.DONE: Phrase("Done", "status"),
    Status.ACHIEVED: Phrase("Achieved"),
    Status.NOT_STARTED: Phrase("Not started"),
    Status.DRAFT: Phrase("Draft"),
    Status.POSTPONED: Phrase("Postponed"),
    Status.CANCELLED: Phrase("Cancelled"),
}
_COUNTED: Mapping[Status, Phrase] = {
    Status.OFF_TRACK: Phrase("{n} off track"),
    Status.AT_RISK: Phrase("{n} at risk"),
    Status.STALE: Phrase("{n} stale"),
    Status.NO_DATA: Phrase("{n} no data"),
    Status.TO_BE_GRADED: Phrase("{n} to be graded"),
    Status.MISSED: Phrase("{n} missed"),
    Status.PARTLY: Phrase("{n} partly achieved"),
    Status.EARLY: Phrase("{n} early"),
    Status.ON_TRACK: Phrase("{n} on track"),
    Status.DONE: Phrase("{n} done"),
    Status.ACHIEVED: Phrase("{n} achieved"),
    Status.NOT_STARTED: Phrase("{n} not started"),
    Status.DRAFT: Phrase("{n} draft"),
    Status.POSTPONED: Phrase("{n} postponed"),
    Status.CANCELLED: Phrase("{n} cancelled"),
}


@lru_cache(maxsize=8 * len(Status))
def status_word(status: Status, fmt: Formatter) -> str:
    """A status: "Off track"."""
    return fmt.phrase(_STATUS[status])


def status_counts(counts: Mapping[Status, int], fmt: Formatter) -> str:
    """As in "1 off track, 2 at risk, 9 on track", attention first."""
    return ", ".join(counted_statuses(counts, fmt))


def counted_statuses(counts: Mapping[Status, int], fmt: Formatter) -> list[str]:
    """As in "1 off track", each on its own."""
    return [fmt.phrase(_COUNTED[status], n=fmt.number(count)) for status, count in counts.items()]


def cycle_name(cycle: Cycle, fmt: Formatter) -> str:
    """What a cycle is called; a month that nobody gave a name, in the language of the site."""
    if cycle.start and _MONTH.match(cycle.id) and cycle.title == ENGLISH.whole_month(cycle.start):
        return fmt.whole_month(cycle.start)
    return cycle.title
