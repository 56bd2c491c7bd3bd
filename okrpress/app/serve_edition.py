"""The site made from one state of the files, on any day; pages are drawn when looked at."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from okrpress.app.quality import judgement
from okrpress.app.workspace import Snapshot
from okrpress.model.okr import Cycle
from okrpress.scoring.result import ScoredPortfolio
from okrpress.serve.preview import Days
from okrpress.site.pages import Options, SitePages
from okrpress.site.theme import Theme

DAYS = 4
"""Days that are kept ready beside each other: a portfolio scored for one takes memory."""

_ROUND = timedelta(days=45)  # on each side of the day where no cycle says when it is

Score = Callable[[Snapshot, date], ScoredPortfolio]


class Edition:
    """What the site says of one snapshot, with one theme.

    It gives what a build of the same files gives, byte for byte, on the day it is about.
    """

    def __init__(
        self, snapshot: Snapshot, theme: Theme, day: date, *, date_is_fixed: bool, score: Score
    ) -> None:
        """`day` is the one that the site is about; `date_is_fixed` as the settings say."""
        self.snapshot = snapshot
        self.theme = theme
        self.day = day
        self._date_is_fixed = date_is_fixed
        self._score = partial(score, snapshot)
        self._sites: OrderedDict[date, _Site] = OrderedDict()
        scored = self._score(day)
        self.portfolio = scored.portfolio
        self.days = days_around(scored, day)
        self._keep(day, scored)

    def has(self, path: str, day: date) -> bool:
        """Whether the site has such a file as of a day."""
        return path in self._site(day).pages

    def draw(self, path: str, day: date) -> bytes:
        """One of these files; OkrpressError where a template has a mistake."""
        return self._site(day).draw(path)

    def static(self, ending: str) -> dict[str, bytes]:
        """The files of a kind that are the same on every page and day."""
        static = self._site(self.day).pages.static
        return {path: data for path, data in static.items() if path.endswith(ending)}

    def _site(self, day: date) -> "_Site":
        if day in self._sites:
            self._sites.move_to_end(day)
            return self._sites[day]
        return self._keep(day, self._score(day))

    def _keep(self, day: date, scored: ScoredPortfolio) -> "_Site":
        options = Options(date_is_fixed=self._date_is_fixed and day == self.day)
        judge = judgement(scored, self.snapshot.content.sources)
        site = self._sites[day] = _Site(SitePages(scored, self.theme, options, judge))
        while len(self._sites) > DAYS:
            self._sites.popitem(last=False)
        return site


class _Site:
    """The pages of one day, and those of them that were drawn already."""

    def __init__(self, pages: SitePages) -> None:
        self.pages = pages
        self._drawn: dict[str, bytes] = {}

    def draw(self, path: str) -> bytes:
        if path not in self._drawn:
            self._drawn[path] = self.pages.draw(path)
        return self._drawn[path]


def days_around(scored: ScoredPortfolio, day: date) -> Days:
    """The days from the first to the last of all cycles that run on this one.

    Where none runs it is the cycle that ended or begins nearest; where none is dated, some weeks.
    """
    portfolio = scored.portfolio
    cycles = portfolio.running_cycles(day)
    dated = [cycle for cycle in portfolio.cycles.values() if cycle.start and cycle.end]
    if not cycles and dated:
        cycles = (min(dated, key=lambda cycle: (_distance(cycle, day), cycle.id)),)
    starts = [cycle.start for cycle in cycles if cycle.start] or [day - _ROUND]
    ends = [cycle.end for cycle in cycles if cycle.end] or [day + _ROUND]
    return Days(base=day, first=min(*starts, day), last=max(*ends, day))


def _distance(cycle: Cycle, day: date) -> timedelta:
    assert cycle.start and cycle.end
    return max(cycle.start - day, day - cycle.end)
