"""Objectives and ties as the boxes and lines of a drawing: their words, and where they lead."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from okrpress.insight.alignment import Tie
from okrpress.model.ids import KeyResultRef, ObjectiveRef
from okrpress.site.charts.alignment.blocks import Card, Entry, Inside
from okrpress.site.charts.alignment.drawing import BlockTie
from okrpress.site.urls import objective_path
from okrpress.site.views.here import Here
from okrpress.site.views.rows import key_result_link
from okrpress.site.views.words import cycle_name, status_word, typeset
from okrpress.tuples import new

_SAMPLES = ("supports", "depends", "across", "loop", "key-result", "outside", "orphan")

KeyResults = Mapping[ObjectiveRef, tuple[KeyResultRef, ...]]


class DrawnTie(NamedTuple):
    """A tie that becomes a line, and the objective that it leads to."""

    tie: Tie
    end: ObjectiveRef
    depends: bool


class Cards:
    """Makes the boxes of a drawing; the cycle of an objective is said where it is not the main one.

    `targets` are the key results that are drawn in them.
    """

    def __init__(self, here: Here, main_cycle: str, targets: KeyResults) -> None:
        portfolio = here.site.portfolio
        self._here, self._main_cycle, self._targets = here, main_cycle, targets
        self._objectives, self._units = portfolio.objectives, portfolio.units
        self._scored = here.site.scored.objectives
        self._cycles: dict[str, str] = {}

    def card(
        self, ref: ObjectiveRef, kind: str = "", *, id: str = "", notes: tuple[str, ...] = ()
    ) -> Card:
        """The box of an objective."""
        here, in_cycle, in_unit = self._here, ref[0], ref[1]
        cycle = self._cycles.get(in_cycle)
        if cycle is None:
            known = here.site.portfolio.cycles[in_cycle]
            cycle = self._cycles[in_cycle] = cycle_name(known, here.fmt)
        title, unit = typeset(self._objectives[ref].title), self._units[in_unit].name
        status, href = self._scored[ref].status, here.root + objective_path(ref)
        word, named = status_word(status, here.fmt), self._targets.get(ref)
        if in_cycle != self._main_cycle:
            notes = (cycle, *notes)
        entries = tuple([_entry(here, one) for one in named]) if named else ()
        full = f"{word}: {title} ({unit}, {cycle})"
        head = f"{word} · {unit}"
        inside = new(Inside, (href, head, title, full, status, notes, entries))
        return new(Card, (id, kind, inside))


def _entry(here: Here, ref: KeyResultRef) -> Entry:
    scored = here.site.key_result(ref)
    link, word = key_result_link(here, scored), status_word(scored.status, here.fmt)
    return Entry(link.href, link.text, f"{word}: {link.text}", scored.status)


def named_key_results(here: Here, drawn: Sequence[DrawnTie]) -> KeyResults:
    """The key results that ties lead to, by objective and in its order."""
    named = {tie.target: end for tie, end, _ in drawn if isinstance(tie.target, KeyResultRef)}
    found: dict[ObjectiveRef, tuple[KeyResultRef, ...]] = {}
    for ref in dict.fromkeys(named.values()):
        objective = here.site.portfolio.objectives[ref]
        own = (objective.key_result_ref(one) for one in objective.key_results)
        found[ref] = tuple(one for one in own if one in named)
    return found


def tie_lines(
    drawn: Iterable[DrawnTie], place: Mapping[ObjectiveRef, int], key_results: KeyResults
) -> list[BlockTie]:
    """The lines of ties; `place` says which box an objective has."""
    return [
        new(
            BlockTie,
            (
                place[start],
                place[end],
                key_results[end].index(target) if isinstance(target, KeyResultRef) else None,
                depends,
                start.cycle != target.cycle,
                closes_loop,
                1,
            ),
        )
        for (start, target, closes_loop), end, depends in drawn
    ]


def samples(lines: Iterable[BlockTie], cards: Iterable[Card]) -> tuple[str, ...]:
    """The kinds of lines and boxes that a drawing has, in the order in which its key has them."""
    kinds = set()
    for _, _, _, depends, crosses_cycles, closes_loop, _ in lines:
        kinds.add("depends" if depends else "supports")
        if crosses_cycles:
            kinds.add("across")
        if closes_loop:
            kinds.add("loop")
    for _, kind, inside in cards:
        kinds.add(kind)
        if inside.entries:
            kinds.add("key-result")
    return tuple([kind for kind in _SAMPLES if kind in kinds])
