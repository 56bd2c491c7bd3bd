"""The page of an objective, with all of its key results."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from okrpress.model.audience import PUBLIC
from okrpress.model.audience_view import visibility_of
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, ObjectiveRef
from okrpress.model.okr import Initiative, Objective, ObjectiveType, State, Tier, Visibility
from okrpress.scoring.result import Rollup, ScoredObjective, Status
from okrpress.site import urls
from okrpress.site.formatting import Formatter, Phrase
from okrpress.site.later import View, loaded, looked
from okrpress.site.planned import Planned
from okrpress.site.views.alignment_near import Neighbourhood, neighbourhood
from okrpress.site.views.empty import Empty, no_key_results
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Here, Link, Site
from okrpress.site.views.key_result import KeyResultCard
from okrpress.site.views.past import site_of
from okrpress.site.views.prose import prose
from okrpress.site.views.rows import Share, rollup_in_words
from okrpress.site.views.words import (
    StatusView,
    initiative_word,
    origin_word,
    status_counts,
    status_view,
    status_word,
    tier_words,
    typeset,
)
from okrpress.tuples import new

if TYPE_CHECKING:
    from okrpress.site.views.changes import LedgerRow
    from okrpress.site.views.explanations import ExplanationView
    from okrpress.site.views.reviews import LessonView

_lessons_for = loaded("site.views.lessons:lessons_for")
_explained = loaded("site.views.explanations:objective_explanations")
_KIND = {
    ObjectiveType.COMMITTED: Phrase("Committed objective"),
    ObjectiveType.ASPIRATIONAL: Phrase("Aspirational objective"),
}
_READERS = {
    Visibility.PUBLIC: Phrase("everybody"),
    Visibility.INTERNAL: Phrase("everybody inside"),
    Visibility.MANAGERS: Phrase("who holds it, and the managers above"),
    Visibility.PRIVATE: Phrase("who holds it, and nobody else"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeView:
    """A piece of work. `link` has no address where the author gave none that is safe."""

    link: Link
    status: str
    is_over: bool
    key_result: Link
    owner: Link


def _seen_by(here: Here, scored: ScoredObjective) -> str:
    """Who else sees it; nothing on the public site, where it is the same of all."""
    portfolio = here.site.portfolio
    if portfolio.audience == PUBLIC:
        return ""
    return here.fmt.phrase(_READERS[visibility_of(scored.objective, portfolio)])


def _kind(here: Here, scored: ScoredObjective) -> str:
    type = scored.objective.type or ObjectiveType(here.site.settings.default_type)
    return here.fmt.phrase(_KIND[type])


def _owner(here: Here, scored: ScoredObjective) -> Link:
    return here.person(scored.objective.owner)


def _values(here: Here, scored: ScoredObjective) -> tuple[str, ...]:
    if not scored.objective.values:
        return ()
    names = {value.id: value.name for value in here.site.portfolio.organisation.values}
    return tuple(names.get(id, id) for id in scored.objective.values)


def _origin(here: Here, scored: ScoredObjective) -> str:
    origin = scored.objective.origin
    return origin_word(origin, here.fmt) if origin else ""


def _remarks(here: Here, scored: ScoredObjective) -> tuple[str, ...]:
    return tuple(_each_remark(here.fmt, scored.objective))


def _each_remark(fmt: Formatter, objective: Objective) -> Iterator[str]:
    if objective.tier is Tier.NICE_TO_HAVE:
        yield tier_words(objective.tier, fmt)
    if objective.state is not State.ACTIVE and objective.reason:
        yield objective.reason


def _share(here: Here, scored: ScoredObjective) -> Share:
    return rollup_in_words(here, scored.rollup)


def _near(here: Here, scored: ScoredObjective) -> Neighbourhood:
    return neighbourhood(here, scored.ref)


def _cards(here: Here, scored: ScoredObjective) -> tuple[KeyResultCard, ...]:
    return tuple([KeyResultCard(here, one) for one in scored.key_results])


def _empty(here: Here, scored: ScoredObjective) -> Empty | None:
    return None if scored.key_results else no_key_results(here)


def _why(here: Here, scored: ScoredObjective) -> Markup:
    objective = scored.objective
    ids = urls.section_id("why")
    return prose(here, objective.body, file=objective.file, level=2, ids=ids)


def _explanations(here: Here, scored: ScoredObjective) -> "tuple[ExplanationView, ...]":
    found: tuple[ExplanationView, ...] = _explained(here, scored)
    return found


def _ledger(here: Here, scored: ScoredObjective) -> "tuple[LedgerRow, ...]":
    if not scored.objective.changes:
        return ()
    from okrpress.site.views.changes import objective_ledger

    return objective_ledger(here, scored)


def _lessons(here: Here, scored: ScoredObjective) -> "tuple[LessonView, ...]":
    found: tuple[LessonView, ...] = _lessons_for(here, scored.ref)
    return found


def _source(here: Here, scored: ScoredObjective) -> Link:
    return here.source(scored.objective.file)


def _history(here: Here, scored: ScoredObjective) -> Link:
    return here.history(scored.objective.file)


def _check_in(here: Here, scored: ScoredObjective) -> str:
    return here.check_in(scored.ref.unit_cycle)


def _sentence(here: Here, scored: ScoredObjective) -> str:
    """One line that says where the objective stands."""
    fmt, rollup = here.fmt, scored.rollup
    if scored.objective.state is State.DRAFT:
        return fmt.say("A draft: it is shown here and counted nowhere.")
    if scored.objective.state is not State.ACTIVE:
        status = status_word(scored.status, fmt)
        return fmt.say("{status}: it is shown here and no longer counted.", status=status)
    if not rollup.total:
        return fmt.say("Nothing in it is counted.")
    parts = [status_counts(rollup.counts, fmt), *_how_far(fmt, rollup)]
    if rollup.missing and scored.status is not Status.NOT_STARTED:
        missing = fmt.count(
            rollup.missing, "{n} key result without a value", "{n} key results without a value"
        )
        parts.append(missing)
    return "; ".join(parts) + "."


def _how_far(fmt: Formatter, rollup: Rollup) -> Iterator[str]:
    """The score once there is one, else progress against what the date expects."""
    if rollup.score is not None:
        yield fmt.say("a score of {score}", score=fmt.score(rollup.score))
    elif rollup.progress is not None and rollup.expected is not None:
        yield fmt.say(
            "{progress} of the way, where the date expects {expected}",
            progress=fmt.percent(rollup.progress),
            expected=fmt.percent(rollup.expected),
        )
    elif rollup.progress is not None:
        yield fmt.say("{progress} of the way", progress=fmt.percent(rollup.progress))


def _initiatives(here: Here, scored: ScoredObjective) -> tuple[InitiativeView, ...]:
    return tuple([_initiative(here, scored.ref, one) for one in scored.objective.initiatives])


def _initiative(here: Here, ref: ObjectiveRef, initiative: Initiative) -> InitiativeView:
    of = initiative.key_result
    return InitiativeView(
        link=Link(initiative.title, urls.external(initiative.url)),
        status=initiative_word(initiative.status, here.fmt),
        is_over=initiative.status in ("done", "dropped"),
        key_result=here.key_result(KeyResultRef(*ref, of)) if of else Link(""),
        owner=here.person(initiative.owner),
    )


class ObjectiveView(View):
    """One objective. `kind` and `remarks` say what it is, `sentence` where it stands."""

    frame: Frame
    title: str
    status: StatusView
    unit: Link
    cycle: Link
    tags: tuple[str, ...]

    def __init__(self, here: Here, scored: ScoredObjective) -> None:
        objective, ref = scored.objective, scored.ref
        self.cycle, self.unit = here.cycle(ref.cycle), here.unit(ref.unit)
        self.frame = make_frame(here, objective.title, breadcrumb=(self.cycle, self.unit))
        self.title = typeset(objective.title)
        self.status = status_view(scored.status, here.fmt)
        self.tags = objective.tags
        super().__init__(here, scored)

    kind = looked(_kind)
    owner = looked(_owner)
    values = looked(_values)
    seen_by = looked(_seen_by)
    origin = looked(_origin)
    remarks = looked(_remarks)
    sentence = looked(_sentence)
    share = looked(_share)
    explanations = looked(_explanations)
    near = looked(_near)
    cards = looked(_cards)
    empty = looked(_empty)
    why = looked(_why)
    initiatives = looked(_initiatives)
    ledger = looked(_ledger)
    lessons = looked(_lessons)
    source = looked(_source)
    history = looked(_history)
    check_in = looked(_check_in)


def objective_pages(site: Site) -> Iterator[Planned]:
    """The pages of all objectives."""
    sites = {cycle: site_of(site, cycle) for cycle in site.portfolio.cycles}
    for ref in site.portfolio.objectives:
        make = partial(objective_view, sites[ref.cycle], ref)
        yield new(Planned, (urls.objective_path(ref), "objective.html", make))


def objective_view(site: Site, ref: ObjectiveRef) -> ObjectiveView:
    """The page as of the site's date."""
    return ObjectiveView(Here(site, urls.objective_path(ref)), site.scored.objectives[ref])
