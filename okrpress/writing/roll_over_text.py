"""The file of an objective that goes on: a draft, with what there is to know beside it."""

from collections.abc import Callable, Iterable, Iterator

from okrpress.model.ids import KeyResultRef, Ref, UnitCycle
from okrpress.model.okr import (
    Initiative,
    InitiativeStatus,
    Objective,
    State,
    Tier,
)
from okrpress.writing.front_matter import content_file, entry, scalar
from okrpress.writing.remarks import cited, remark
from okrpress.writing.review.facts import score_text
from okrpress.writing.roll_over import Carried, Draft
from okrpress.writing.roll_over_measure import key_result_lines

_DRAFT = "A draft is listed, not counted. Delete this line once the key results are agreed."
_OPEN = frozenset({InitiativeStatus.PLANNED, InitiativeStatus.DOING})

Retarget = Callable[[Ref], Ref]
"""Where a reference of the old cycle leads in the new one."""


def draft_text(draft: Draft, folder: UnitCycle, retarget: Retarget, over: Iterable[str]) -> str:
    """The file of an objective in the `folder` of its next cycle.

    `over` are cycles that have ended when that begins. It is a draft until somebody deletes the
    line that says so.
    """
    objective = draft.objective.objective
    lines = [
        *_known(draft),
        *_about(objective),
        *_references("supports", objective.supports, folder, retarget, over),
        *entry("stands_alone", scalar(objective.stands_alone) if objective.stands_alone else None),
        *_references("depends_on", objective.depends_on, folder, retarget, over),
        *_further(objective),
        *remark(
            "A draft is listed, not counted. Delete this line once the key results are agreed."
        ),
        f"state: {State.DRAFT}",
        *_key_results(draft),
        *_initiatives(draft),
    ]
    return content_file(lines, [objective.body.strip()])


# ── what there is to know ─────────────────────────────────────────────────────────────────────


def _known(draft: Draft) -> Iterator[str]:
    yield from remark(f"From {draft.objective.ref}. Lines that begin with # are not read.")
    score = draft.objective.rollup.score
    if score is not None:
        yield from remark(f"It ended at {score_text(score)}.")
    if draft.stretch:
        cycles = ", ".join(draft.stretch.cycles)
        yield from remark(
            f"Stretch factor of {draft.objective.ref.unit}: {score_text(draft.stretch.mean)}, the "
            f"mean score of {draft.stretch.key_results} aspirational key results in {cycles}. "
            "About 0.7 is a good stretch."
        )
    if draft.lessons:
        yield from remark("Lessons that are open. What do they change here?")
    for told in draft.lessons:
        yield from remark(f"  {told.unit}: {cited(told.text)}", hanging=4)


# ── what stays as it was ──────────────────────────────────────────────────────────────────────


def _about(objective: Objective) -> Iterator[str]:
    yield f"title: {scalar(objective.title)}"
    yield from entry("owner", objective.owner)
    yield from entry("type", objective.type)
    yield from _ids("values", objective.values)


def _further(objective: Objective) -> Iterator[str]:
    yield from entry("origin", objective.origin)
    yield from entry("tier", objective.tier if objective.tier is not Tier.CORE else None)
    yield from _ids("tags", objective.tags)
    yield from entry("visibility", objective.visibility)


def _ids(key: str, ids: tuple[str, ...]) -> list[str]:
    return [f"{key}: [{', '.join(ids)}]"] if ids else []


def _references(
    key: str, refs: tuple[Ref, ...], folder: UnitCycle, retarget: Retarget, over: Iterable[str]
) -> Iterator[str]:
    led = [retarget(ref) for ref in refs]
    past = sorted({ref.cycle for ref in led if ref.cycle in set(over)})
    for cycle in past:
        what = ", ".join(written_ref(ref, folder) for ref in led if ref.cycle == cycle)
        yield from remark(f"{cycle} is over. What takes the place of {what}?")
    yield from _ids(key, tuple(written_ref(ref, folder) for ref in led))


def written_ref(ref: Ref, inside: UnitCycle) -> str:
    """A reference as it is written in a folder, as short as can be."""
    path = [ref.cycle, ref.unit, ref.objective]
    if ref.cycle == inside.cycle:
        path = path[1:] if ref.unit != inside.unit else path[2:]
    own = f"#{ref.key_result}" if isinstance(ref, KeyResultRef) else ""
    return "/".join(path) + own


# ── key results and work ──────────────────────────────────────────────────────────────────────


def _key_results(draft: Draft) -> Iterator[str]:
    yield "key_results:"
    for one in draft.taken:
        yield from key_result_lines(one)
    for one in draft.left:
        yield from remark(_left(one), at=2, hanging=2)


def _left(one: Carried) -> str:
    return f"{one.carry}: `{one.scored.ref.key_result}`, {cited(one.scored.key_result.title)}"


def _initiatives(draft: Draft) -> Iterator[str]:
    """The work that is not done yet, and is for a key result that goes on or for none."""
    taken = {one.scored.ref.key_result for one in draft.taken}
    still = [
        each
        for each in draft.objective.objective.initiatives
        if each.status in _OPEN and (each.key_result is None or each.key_result in taken)
    ]
    if still:
        yield "initiatives:"
    for each in still:
        yield f"  - {{{', '.join(_initiative(each))}}}"


def _initiative(each: Initiative) -> Iterator[str]:
    yield f"title: {scalar(each.title, inline=True)}"
    yield from entry("for", each.key_result)
    yield from entry("status", each.status)
    yield from entry("owner", each.owner)
    yield from entry("url", scalar(each.url, inline=True) if each.url else None)


def deferred_remarks(deferred: Iterable[Carried]) -> Iterator[str]:
    """What waits for a later cycle, for the file of the next one."""
    deferred = tuple(deferred)
    if deferred:
        yield from remark("Deferred by the retrospectives. Is it time now?")
    for one in deferred:
        yield from remark(f"  {one.scored.ref}: {cited(one.scored.key_result.title)}", hanging=4)
