"""Analytics: what all cycles together say about how an organisation sets and pursues goals."""

from collections.abc import Iterator

from okrpress.insight.alignment import align
from okrpress.insight.alignment_facts import alignment_facts
from okrpress.insight.folders import running_folders
from okrpress.model.finding import Finding
from okrpress.model.frozen import dataclass
from okrpress.rules.portfolios.aln003_overlapping_key_results import check as overlapping
from okrpress.site import urls
from okrpress.site.ruling import Told, told
from okrpress.site.views.analytics_outcomes import (
    calibration_figure,
    spread_figures,
    stretch_figure,
)
from okrpress.site.views.analytics_running import coverage_figures, mix_figures, moves_figure
from okrpress.site.views.empty import Empty
from okrpress.site.views.figures import Figure
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Here, Link, Site
from okrpress.site.views.method import Term

OVERLAPS = 50
"""At most so many overlaps are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Key results of two units that seem to measure the same, in the words of the rule."""

    file: Link
    what: Told
    fix: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyticsView:
    """The page. `no_calibration` and `no_moves` say why there is no drawing."""

    frame: Frame
    empty: Empty | None
    calibration: Figure | None
    no_calibration: str
    spreads: tuple[Figure, ...]
    stretch: Figure | None
    moves: Figure | None
    coverage: tuple[Figure, ...]
    mix: tuple[Figure, ...]
    alignment: tuple[Term, ...]
    map: Link
    overlaps: tuple[Overlap, ...]
    overlaps_left: str


def analytics_view(site: Site) -> AnalyticsView:
    """The page as of the site's date."""
    here = Here(site, urls.ANALYTICS)
    say = site.fmt.say
    calibration, no_calibration = calibration_figure(here)
    overlaps = list(overlapping(site.scored))
    return AnalyticsView(
        frame=make_frame(here, say("Analytics")),
        empty=None if site.portfolio.objectives else _nothing(here),
        calibration=calibration,
        no_calibration=no_calibration,
        spreads=tuple(spread_figures(here)),
        stretch=stretch_figure(here),
        moves=moves_figure(here),
        coverage=tuple(coverage_figures(here)),
        mix=tuple(mix_figures(here)),
        alignment=tuple(_alignment(here)),
        map=Link(say("Alignment map"), here.href(urls.MAP)),
        overlaps=tuple(_overlap(here, one) for one in overlaps[:OVERLAPS]),
        overlaps_left=_left(here, len(overlaps)),
    )


def _overlap(here: Here, finding: Finding) -> Overlap:
    return Overlap(
        file=here.source(finding.at.file),
        what=told(here.fmt, finding.message),
        fix=told(here.fmt, finding.help),
    )


def _left(here: Here, count: int) -> str:
    if count <= OVERLAPS:
        return ""
    return here.fmt.count(
        count - OVERLAPS, "{n} more is not listed here.", "{n} more are not listed here."
    )


def _alignment(here: Here) -> Iterator[Term]:
    """How deep and how firmly the objectives of running cycles hang together."""
    fmt, portfolio = here.fmt, here.site.portfolio
    folders = running_folders(here.site.scored)
    refs = [ref for folder in folders for ref in portfolio.by_folder[folder]]
    if not refs:
        return
    facts = alignment_facts(here.site.scored, align(portfolio, refs))
    if len(facts.chain) > 1:
        yield Term(
            word=fmt.plural(len(facts.chain), "level"),
            meaning=fmt.say(
                "The longest way of support from an objective up to what it is for in the end."
            ),
        )
    if facts.explained is not None:
        yield Term(
            word=fmt.percent(facts.explained),
            meaning=fmt.say(
                "Of the objectives with something above them, those that support it or say why not."
            ),
        )
    if facts.bottom_up is not None:
        yield Term(
            word=fmt.percent(facts.bottom_up),
            meaning=fmt.say("Objectives proposed by those who pursue them."),
        )
    yield Term(
        word=fmt.number(len(facts.orphans)),
        meaning=fmt.say("Objectives that support nothing and do not say why."),
    )


def _nothing(here: Here) -> Empty:
    return Empty(
        what=here.fmt.say("Nothing to look back at yet"),
        why=here.fmt.say(
            "These charts need objectives with check-ins, and most of them a closed cycle. Write "
            "the first objective:"
        ),
        file=f"{here.site.settings.content}/2026-q4/growth/onboarding.md",
        command="okrpress check",
    )
