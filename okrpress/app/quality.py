"""Judge what everybody may see: the numbers of the page about quality."""

from collections.abc import Callable, Iterable

from okrpress.app.places import located
from okrpress.model.finding import Finding
from okrpress.rules.quality import Quality, quality_of
from okrpress.scoring.result import ScoredPortfolio
from okrpress.source.files import Source
from okrpress.source.ignores import Ignore, read_ignores, speaks

MOST = 2000
"""Objectives of a portfolio that is judged on every build; a larger one is left to `check`."""


def judgement(scored: ScoredPortfolio, sources: Iterable[Source]) -> Callable[[], Quality] | None:
    """Judges the scored portfolio, and nothing beyond it, when asked; None where it is too large.

    A portfolio of what the public may see is judged as if there were nothing else: what cannot be
    seen is neither named nor counted, and changes nothing.
    """
    if len(scored.objectives) > MOST:
        return None
    return lambda: quality_of(scored, _Comments(sources).reason_to_excuse)


class _Comments:
    """The comments of all files that ask okrpress to look away."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = {source.file: source for source in sources if speaks(source)}
        self._read: dict[str, tuple[Ignore, ...]] = {}

    def reason_to_excuse(self, finding: Finding) -> str | None:
        """What the comment that covers the finding says, which may be nothing."""
        source = self._sources.get(finding.at.file)
        if source is None:
            return None
        if source.file not in self._read:
            self._read[source.file] = read_ignores(source).ignores
        (finding,) = located((finding,), (source,))
        for ignore in self._read[source.file]:
            codes = frozenset().union(*ignore.codes.values())
            if finding.code in codes and ignore.covers(finding):
                return ignore.reason
        return None
