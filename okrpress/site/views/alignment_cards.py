"""Objectives and ties as the boxes and lines of a drawing: their words, and where they lead."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from okrpress.insight.alignment import Tie
from okrpress.model.ids import KeyResultRef, ObjectiveRef
from okrpress.site.charts.alignment.blocks import Card, Entry, Inside
from okrpress.site.charts.alignment.drawing import BlockTie
from okrpress.site.views.here import Here
from okrpress.site.views.rows import key_result_link
from okrpress.site.views.words import cycle_name, status_word

_SAMPLES = ("supports", "depends", "across", "loop", "key-result", "outside", "orphan")

KeyResults = Mapping[ObjectiveRef, tuple[KeyResultRef, ...]]


class DrawnTie(NamedTuple):
    """A tie that becomes a line."""

    tie: Tie
    depends: bool


def objective_card(
    here: Here,
    ref: ObjectiveRef,
    key_results: Iterable[KeyResultRef],
    *,
    id: str = "",
    notes: Iterable[str] = (),
    kind: str = "",
    main_cycle: str,
) -> Card:
    """The box of an objective; its cycle is said where it is not the main one of the drawing."""
    portfolio = here.site.portfolio
    link, unit = here.objective(ref), portfolio.units[ref.unit].name
    status = here.site.scored.objectives[ref].status
    word = status_word(status, here.fmt)
    cycle = cycle_name(portfolio.cycles[ref.cycle], here.fmt)
    other_cycle = () if ref.cycle == main_cycle else (cycle,)
    entries = tuple([_entry(here, one) for one in key_results])
    full = f"{word}: {link.text} ({unit}, {cycle})"
    notes = (*other_cycle, *notes)
    inside = Inside(link.href, f"{word} · {unit}", link.text, full, status, notes, entries)
    return Card(id, kind, inside)


def _entry(here: Here, ref: KeyResultRef) -> Entry:
    scored = here.site.key_result(ref)
    link, word = key_result_link(here, scored), status_word(scored.status, here.fmt)
    return Entry(link.href, link.text, f"{word}: {link.text}", scored.status)


def named_key_results(here: Here, drawn: Sequence[DrawnTie]) -> KeyResults:
    """The key results that ties lead to, by objective and in its order."""
    named = {one.tie.target for one in drawn if isinstance(one.tie.target, KeyResultRef)}
    if not named:
        return {one.tie.end: () for one in drawn}
    found: dict[ObjectiveRef, tuple[KeyResultRef, ...]] = {}
    for ref in dict.fromkeys(one.tie.end for one in drawn):
        objective = here.site.portfolio.objectives[ref]
        own = (objective.key_result_ref(one) for one in objective.key_results)
        found[ref] = tuple(one for one in own if one in named)
    return found


def tie_line(
    drawn: DrawnTie, place: Mapping[ObjectiveRef, int], key_results: KeyResults
) -> BlockTie:
    """The line of a tie; `place` says which box an objective has."""
    tie, target = drawn.tie, drawn.tie.target
    return BlockTie(
        start=place[tie.start],
        end=place[tie.end],
        entry=key_results[tie.end].index(target) if isinstance(target, KeyResultRef) else None,
        depends=drawn.depends,
        crosses_cycles=tie.crosses_cycles,
        closes_loop=tie.closes_loop,
    )


def samples(drawn: Sequence[DrawnTie], cards: Sequence[Card]) -> tuple[str, ...]:
    """The kinds of lines and boxes that a drawing has, in the order in which its key has them."""
    kinds = {"depends" if one.depends else "supports" for one in drawn}
    for tie, _ in drawn:
        if tie.crosses_cycles:
            kinds.add("across")
        if tie.closes_loop:
            kinds.add("loop")
    for card in cards:
        kinds.add(card.kind)
        if card.inside.entries:
            kinds.add("key-result")
    return tuple([kind for kind in _SAMPLES if kind in kinds])
