"""Judge what everybody may see: the numbers of the page about quality."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from okrpress.cache.folder import CacheFolder
from okrpress.model.finding import Finding
from okrpress.scoring.result import ScoredPortfolio
from okrpress.source.files import Source

if TYPE_CHECKING:
    from okrpress.rules.quality import Quality

_NAME = "wording"

MOST = 2000
"""Objectives of a portfolio that is judged on every build; a larger one is left to `check`."""

MOST_THEN = 4000
"""Objectives times days that are judged once more, to tell how it was before: half a second."""


class Wording:
    """What rules find in single objectives, known from a build of the same promises.

    It is kept for each `reader`; `stamp` names all that the rules may look at.
    """

    def __init__(self, cache: CacheFolder, reader: str, stamp: str) -> None:
        self._cache = cache
        self._reader = reader
        self._stamp = stamp
        self._kept = cache.read(_NAME)  # not in the process that judges: one says what is damaged

    def found_in(self, scored: ScoredPortfolio) -> tuple[Finding, ...]:
        """What is known, or else what the rules find."""
        from okrpress.cache.codec import Codec, DamagedError
        from okrpress.rules.quality import wording_of

        codec = Codec(tuple[Finding, ...])
        stamp, _, text = self._kept.get(self._reader, "").partition(" ")
        if stamp == self._stamp:
            with suppress(DamagedError):
                return codec.decode(text)
        found = wording_of(scored)
        now = {self._reader: f"{self._stamp} {codec.encode(found)}"}
        self._cache.write(_NAME, self._kept | now, quietly=True)
        return found


def judgement(
    scored: ScoredPortfolio, sources: Iterable[Source], wording: Callable[[], Wording] | None = None
) -> Callable[[], "Quality"] | None:
    """Judges the scored portfolio, and nothing beyond it, when asked; None where it is too large.

    A portfolio of what the public may see is judged as if there were nothing else: what cannot be
    seen is neither named nor counted, and changes nothing.
    """
    if len(scored.objectives) > MOST:
        return None
    known = wording() if wording else None

    def judge() -> "Quality":
        from okrpress.app.excuses import Comments
        from okrpress.rules.quality import quality_of, rhythm_on

        excuse = Comments(sources).reason_to_excuse
        single = known.found_in(scored) if known else None
        quality, days = quality_of(scored, excuse, single), _days(scored)
        if len(days) < 2 or len(days) * len(scored.objectives) > MOST_THEN:
            return quality
        return replace(quality, rhythm=tuple(rhythm_on(scored, excuse, days)))

    return judge


def _days(scored: ScoredPortfolio) -> list[date]:
    """The Mondays of the shortest running cycle up to the as-of date, and that date itself."""
    from okrpress.insight.coverage import weeks_in

    running = scored.portfolio.running_cycles(scored.as_of)
    weeks = weeks_in(running[0], scored.as_of) if running else ()
    return [*(one.first for one in weeks[1:] if one.first < scored.as_of), scored.as_of]
