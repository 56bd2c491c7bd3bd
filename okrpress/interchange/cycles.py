"""What a source calls its cycles, and the dates that these names say."""

import re
from datetime import date

from okrpress.interchange.names import Ids, slug
from okrpress.model.cycles import dates_from_name
from okrpress.model.frozen import dataclass

# Folders and files of other meaning, in the content folder and on the site.
_NO_CYCLES = frozenset({"index", "teams", "people", "assets", "feed"})

_PREFIXED = re.compile(r"(cy|fy)(\d{2}|\d{4})((?:-[qh]\d)?)\Z")
_YEAR = re.compile(r"(?<!\d)(?:[cf]y(\d{2})|(?:[cf]y)?((?:19|20)\d{2}))(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedCycle:
    """A cycle under its id. `title` is the source's name for it.

    `start` and `end` are None when nobody knows them, for the reason `undated`. `named` says that
    the id alone gives the dates. `assumed` is what was taken for granted in reading them.
    `stand_in` is the last day of the last year in the name, for what cannot do without a date.
    """

    id: str
    title: str
    start: date | None = None
    end: date | None = None
    undated: str = ""
    named: bool = False
    assumed: str = ""
    stand_in: date | None = None


class Cycles:
    """The cycles of an import, each read once."""

    def __init__(self, fiscal_year_start: int | None) -> None:
        self._fiscal_year_start = fiscal_year_start
        self._ids = Ids(_NO_CYCLES)
        self._found: dict[str, ImportedCycle] = {}

    def get(self, words: str) -> ImportedCycle:
        """The cycle that the source calls so; `2019-Q1` and `2019 q1` are the same one."""
        key = slug(words) if words.isascii() else words.casefold()
        if key not in self._found:
            self._found[key] = self._read(words)
        return self._found[key]

    def all(self) -> tuple[ImportedCycle, ...]:
        """All cycles asked for, in the order of their ids."""
        return tuple(sorted(self._found.values(), key=lambda cycle: cycle.id))

    def _read(self, words: str) -> ImportedCycle:
        name = slug(words)
        # What an id cannot hold may change what the rest of the name means: `Herbst’21` does not.
        whole = words.isascii()
        dates = dates_from_name(name)
        id = self._ids.new(words if whole or not dates else f"cycle {words}", otherwise="cycle")
        if dates and whole:
            return ImportedCycle(id=id, title=words, start=dates[0], end=dates[1], named=True)
        prefixed = _PREFIXED.match(name) if whole else None
        if prefixed is None:
            reason = f"the source calls the cycle {words} and gives no dates"
            return ImportedCycle(id=id, title=words, undated=reason, stand_in=_last_day(name))
        return self._read_prefixed(id, words, *prefixed.groups())

    def _read_prefixed(self, id: str, words: str, kind: str, year: str, part: str) -> ImportedCycle:
        """`CY` years are the calendar's; `FY` years have dates once their first month is known."""
        plain = (year if len(year) == 4 else f"20{year}") + part
        start, assumed, undated = 1, "", f"{words} is no year, half or quarter"
        if kind == "fy" and self._fiscal_year_start is None:
            undated = "the source does not say in which month its fiscal years begin"
            plain = ""
        elif kind == "fy" and self._fiscal_year_start is not None:
            start = self._fiscal_year_start
            assumed = (
                f"The fiscal year is taken to begin with month {start} "
                "and to be named after the year in which it ends."
            )
        dates = dates_from_name(plain, fiscal_year_start=start)
        if dates is None:
            stand_in = _last_day(slug(words))
            return ImportedCycle(id=id, title=words, undated=undated, stand_in=stand_in)
        return ImportedCycle(id=id, title=words, start=dates[0], end=dates[1], assumed=assumed)


def _last_day(name: str) -> date | None:
    years = [int(four or f"20{two}") for two, four in _YEAR.findall(name)]
    return date(max(years), 12, 31) if years else None
