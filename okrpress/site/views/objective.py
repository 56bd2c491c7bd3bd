"""The page of an objective, with all of its key results."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from okrpress.model.audience import PUBLIC
from okrpress.model.audience_view import visibility_of
from okrpress.model.ids import KeyResultRef, ObjectiveRef
from okrpress.model.okr import Initiative, Objective, ObjectiveType, State, Tier, Visibility
from okrpress.scoring.result import Rollup, ScoredObjective, Status
from okrpress.site import urls
from okrpress.site.formatting import Formatter, Phrase
from okrpress.site.later import Lazy, later
from okrpress.site.planned import Planned
from okrpress.site.views.alignment_near import Neighbourhood, neighbourhood
from okrpress.site.views.changes import LedgerRow, objective_ledger
from okrpress.site.views.empty import Empty, no_key_results
from okrpress.site.views.explanations import ExplanationView, objective_explanations
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Here, Link, Site
from okrpress.site.views.key_result import KeyResultCard, key_result_card
from okrpress.site.views.lessons import lessons_for
from okrpress.site.views.past import site_of
from okrpress.site.views.prose import prose
from okrpress.site.views.reviews import LessonView
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


@dataclass(frozen=True, kw_only=True)
class ObjectiveView(Lazy):
    """One objective. `kind` and `remarks` say what it is, `sentence` where it stands."""

    frame: Frame
    title: str
    status: StatusView
    kind: str
    owner: Link
    unit: Link
    cycle: Link
    values: tuple[str, ...]
    tags: tuple[str, ...]
    seen_by: str
    origin: str
    remarks: tuple[str, ...]
    sentence: str
    share: Share
    explanations: tuple[ExplanationView, ...]
    near: Neighbourhood
    cards: tuple[KeyResultCard, ...]
    empty: Empty | None
    why: Markup
    initiatives: tuple[InitiativeView, ...]
    ledger: tuple[LedgerRow, ...]
    lessons: tuple[LessonView, ...]
    source: Link


def objective_pages(site: Site) -> Iterator[Planned]:
    """The pages of all objectives."""
    sites = {cycle: site_of(site, cycle) for cycle in site.portfolio.cycles}
    for ref in site.portfolio.objectives:
        make = partial(objective_view, sites[ref.cycle], ref)
        yield Planned(urls.objective_path(ref), "objective.html", make)


def objective_view(site: Site, ref: ObjectiveRef) -> ObjectiveView:
    """The page as of the site's date."""
    here = Here(site, urls.objective_path(ref))
    scored = site.scored.objectives[ref]
    objective = scored.objective
    cycle, unit = here.cycle(ref.cycle), here.unit(ref.unit)
    type = objective.type or ObjectiveType(site.settings.default_type)
    return ObjectiveView(
        frame=make_frame(here, objective.title, breadcrumb=(cycle, unit)),
        title=typeset(objective.title),
        status=status_view(scored.status, site.fmt),
        kind=later(site.fmt.phrase, _KIND[type]),
        owner=later(here.person, objective.owner),
        unit=unit,
        cycle=cycle,
        values=later(_values, site, objective) if objective.values else (),
        tags=objective.tags,
        seen_by=later(_seen_by, site, objective),
        origin=origin_word(objective.origin, site.fmt) if objective.origin else "",
        remarks=later(_remarks, site.fmt, objective),
        sentence=later(_sentence, here, scored),
        share=later(rollup_in_words, here, scored.rollup),
        explanations=later(objective_explanations, here, scored),
        near=later(neighbourhood, here, ref),
        cards=tuple(key_result_card(here, one) for one in scored.key_results),
        empty=None if scored.key_results else no_key_results(here),
        why=later(
            prose, here, objective.body, file=objective.file, level=2, ids=urls.section_id("why")
        ),
        initiatives=later(_initiatives, here, ref, objective) if objective.initiatives else (),
        ledger=later(objective_ledger, here, scored) if objective.changes else (),
        lessons=later(lessons_for, here, ref),
        source=later(here.source, objective.file),
    )


def _seen_by(site: Site, objective: Objective) -> str:
    """Who else sees it; nothing on the public site, where it is the same of all."""
    if site.portfolio.audience == PUBLIC:
        return ""
    return site.fmt.phrase(_READERS[visibility_of(objective, site.portfolio)])


def _values(site: Site, objective: Objective) -> tuple[str, ...]:
    names = {value.id: value.name for value in site.portfolio.organisation.values}
    return tuple(names.get(id, id) for id in objective.values)


def _remarks(fmt: Formatter, objective: Objective) -> tuple[str, ...]:
    return tuple(_each_remark(fmt, objective))


def _each_remark(fmt: Formatter, objective: Objective) -> Iterator[str]:
    if objective.tier is Tier.NICE_TO_HAVE:
        yield tier_words(objective.tier, fmt)
    if objective.state is not State.ACTIVE and objective.reason:
        yield objective.reason


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


def _initiatives(here: Here, ref: ObjectiveRef, objective: Objective) -> tuple[InitiativeView, ...]:
    return tuple(_initiative(here, ref, one) for one in objective.initiatives)


def _initiative(here: Here, ref: ObjectiveRef, initiative: Initiative) -> InitiativeView:
    of = initiative.key_result
    return InitiativeView(
        link=Link(initiative.title, urls.external(initiative.url)),
        status=initiative_word(initiative.status, here.fmt),
        is_over=initiative.status in ("done", "dropped"),
        key_result=here.key_result(KeyResultRef(*ref, of)) if of else Link(""),
        owner=here.person(initiative.owner),
    )
