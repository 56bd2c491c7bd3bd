"""A unit's objectives by the values they are tied to: a dot plot, and a radar where it can be."""

from collections.abc import Iterable

from okrpress.insight.by_value import ValueProgress, progress_by_value
from okrpress.scoring.result import ScoredObjective
from okrpress.site import urls
from okrpress.site.charts.chart import Column, Table
from okrpress.site.charts.dots import Dot, dots_chart
from okrpress.site.charts.plot import Text
from okrpress.site.charts.radar import radar_chart
from okrpress.site.views.figures import Figure
from okrpress.site.views.here import Here


def value_figures(here: Here, objectives: Iterable[ScoredObjective]) -> tuple[Figure, ...]:
    """How far the objectives are, by value; nothing where none of them is tied to one.

    The radar has an axis for each value with progress, and stands only beside the dot plot.
    """
    found = progress_by_value(here.site.scored, objectives)
    if not any(one.objectives for one in found):
        return ()
    fmt = here.fmt
    title = fmt.say("Progress by value")
    words = Text(title, _finding(here, found), _table(here, found))
    values = [_dot(here, one) for one in found]
    plot = Figure(
        title=title,
        chart=dots_chart(
            values,
            (fmt.say("at the start"), fmt.say("at the target")),
            urls.section_id("values"),
            words,
        ),
        how=fmt.say(
            "For each value of the organisation, the mean progress of the objectives that are tied "
            "to it. An objective with several values counts for each."
        ),
    )
    known = [one for one in values if one.value is not None]
    radar = radar_chart(known, urls.section_id("values-radar"), words)
    if radar is None:
        return (plot,)
    how = fmt.say("The outer ring is the target. The area says nothing: it depends on the order.")
    return (plot, Figure(title=fmt.say("The same at a glance"), chart=radar, how=how))


def _dot(here: Here, one: ValueProgress) -> Dot:
    return Dot(one.value.name, one.progress, _number(here, one))


def _number(here: Here, one: ValueProgress) -> str:
    if not one.objectives:
        return here.fmt.say("no objective")
    return here.fmt.percent(one.progress)


def _finding(here: Here, found: tuple[ValueProgress, ...]) -> str:
    fmt = here.fmt
    without = [one.value.name for one in found if not one.objectives]
    if without:
        return fmt.say("No objective is tied to: {values}.", values=fmt.listing(without))
    known = [one for one in found if one.progress is not None]
    if not known:
        return fmt.say("Every value has an objective; none of them has progress yet.")
    least = min(known, key=lambda one: (one.progress, one.value.id))
    return fmt.say(
        "Every value has an objective. Least far is {value}, at {share}.",
        value=least.value.name,
        share=fmt.percent(least.progress),
    )


def _table(here: Here, found: tuple[ValueProgress, ...]) -> Table:
    fmt = here.fmt
    return Table(
        caption=fmt.say("Progress by value"),
        columns=(
            Column(fmt.say("Value")),
            Column(fmt.say("Objectives"), is_number=True),
            Column(fmt.say("Progress"), is_number=True),
        ),
        rows=tuple(
            (one.value.name, fmt.number(one.objectives), fmt.percent(one.progress)) for one in found
        ),
    )
