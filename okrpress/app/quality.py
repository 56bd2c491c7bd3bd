"""Judge what everybody may see: the numbers of the page about quality."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from okrpress.scoring.result import ScoredPortfolio
from okrpress.source.files import Source

if TYPE_CHECKING:
    from okrpress.rules.quality import Quality

MOST = 2000
"""Objectives of a portfolio that is judged on every build; a larger one is left to `check`."""


def judgement(scored: ScoredPortfolio, sources: Iterable[Source]) -> Callable[[], "Quality"] | None:
    """Judges the scored portfolio, and nothing beyond it, when asked; None where it is too large.

    A portfolio of what the public may see is judged as if there were nothing else: what cannot be
    seen is neither named nor counted, and changes nothing.
    """
    if len(scored.objectives) > MOST:
        return None

    def judge() -> "Quality":
        from okrpress.app.excuses import Comments
        from okrpress.rules.quality import quality_of

        return quality_of(scored, Comments(sources).reason_to_excuse)

    return judge
