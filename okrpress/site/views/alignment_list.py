"""The nested list of a sheet: each objective in full once, under the first that it supports."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from okrpress.insight.alignment import Standing, Tie
from okrpress.insight.alignment_facts import is_overloaded, status_of
from okrpress.insight.alignment_forest import Branch
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, ObjectiveRef, Ref, objective_of
from okrpress.site import urls
from okrpress.site.views.alignment_maps import (
    AlignmentMap,
    count_statuses,
    in_list,
    map_of,
    place,
)
from okrpress.site.views.alignment_near import supported_by
from okrpress.site.views.here import Here, Link
from okrpress.site.views.rows import key_result_link
from okrpress.site.views.words import (
    StatusView,
    cycle_name,
    status_counts,
    status_view,
    status_word,
    typeset,
)

_NOWHERE = Link("")
_ORPHAN, _STANDS_ALONE = Standing.ORPHAN, Standing.STANDS_ALONE  # to name them takes ten times
_ELSEWHERE = 12  # links to objectives that stand in full in another place, for each they support


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What else is to be said of an objective: a text, and where it leads."""

    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRow:
    """A line of the list. `kind`:

    objective      in full
    outside        at home on another map; here for what supports it
    key-result     a key result that others support
    elsewhere      an objective that stands in full under the first that it supports
    more           what is left out here, and where it is

    `opens`: lines under it follow, and `summary` says how these stand; without a summary they
    cannot be folded away. `closes` has an entry for each list that ends with this line, from the
    innermost: whether it can be folded.
    """

    kind: str
    link: Link
    id: str = ""
    status: StatusView | None = None
    unit: Link = _NOWHERE
    cycle: str = ""
    notes: tuple[Note, ...] = ()
    summary: str = ""
    opens: bool = False
    closes: tuple[bool, ...] = ()


class _Line(NamedTuple):
    """A line at its depth; what it opens and closes is known, and so it is made, once the next is.

    Whoever makes it gives just that.
    """

    depth: int
    make: partial[MapRow]


@dataclass(frozen=True, slots=True)
class MapLister:
    """Makes the lines of one sheet."""

    here: Here
    whole: AlignmentMap
    number: int

    def rows(self, branch: Branch) -> tuple[MapRow, ...]:
        """The lines of a branch, in the order of reading."""
        lines = list(self._lines(branch))
        open_lists: list[bool] = []
        rows = []
        following = [line.depth for line in lines[1:]]
        for (depth, make), next_depth in zip(lines, [*following, 0], strict=True):
            closes = tuple([open_lists.pop() for _ in range(depth - next_depth)])
            opens = next_depth > depth
            row = make(opens=opens, closes=closes)
            if opens:
                open_lists.append(bool(row.summary))
            rows.append(row)
        return tuple(rows)

    def _lines(self, branch: Branch) -> Iterator[_Line]:
        """Depth first, without recursion."""
        held = set(branch.refs)
        waiting: list[_Line | tuple[int, ObjectiveRef]] = [(0, branch.refs[0])]
        while waiting:
            one = waiting.pop()
            if isinstance(one, _Line):
                yield one
                continue
            depth, ref = one
            yield self._objective(depth, ref)
            waiting.extend(reversed(list(self._below(depth + 1, ref, held))))

    def _below(
        self, depth: int, ref: ObjectiveRef, held: set[ObjectiveRef]
    ) -> Iterator[_Line | tuple[int, ObjectiveRef]]:
        """What stands under an objective: supporters of it as a whole, then by key result."""
        for target, named_by in self._by_target(ref).items():
            is_key_result = isinstance(target, KeyResultRef)
            found = list(self._named_by(depth + is_key_result, ref, named_by, held))
            if found and isinstance(target, KeyResultRef):
                yield self._key_result(depth, target)
            yield from found
        under = self.whole.trees.under[ref]
        if under and (cut := [one for one in under if one not in held]):
            yield self._cut(depth, cut)

    def _named_by(
        self,
        depth: int,
        ref: ObjectiveRef,
        named_by: Sequence[ObjectiveRef],
        held: set[ObjectiveRef],
    ) -> Iterator[_Line | tuple[int, ObjectiveRef]]:
        """Those that stand in full here, then links to those that stand in full elsewhere."""
        others = []
        for supporter in named_by:
            if self.whole.trees.parent[supporter] != ref:
                others.append(supporter)
            elif supporter in held:
                yield depth, supporter
        for supporter in others[:_ELSEWHERE]:
            yield self._elsewhere(depth, supporter)
        if len(others) > _ELSEWHERE:
            yield self._left_out(depth, len(others) - _ELSEWHERE)

    def _by_target(self, ref: ObjectiveRef) -> dict[Ref, list[ObjectiveRef]]:
        """Who supports an objective, by what of it they name first: the whole, then key results."""
        found: dict[Ref, list[ObjectiveRef]] = {}
        for supporter in self.whole.alignment.below[ref]:
            target = self._first_tie(supporter, ref).target
            found.setdefault(target, []).append(supporter)
        if not found or (len(found) == 1 and ref in found):
            return found
        objective = self.here.site.portfolio.objectives[ref]
        order: list[Ref] = [ref, *(objective.key_result_ref(one) for one in objective.key_results)]
        return {target: found[target] for target in order if target in found}

    # ── lines ─────────────────────────────────────────────────────────────────────────────────

    def _objective(self, depth: int, ref: ObjectiveRef) -> _Line:
        here, alignment = self.here, self.whole.alignment
        is_outside = ref not in alignment.standing
        row = partial(
            MapRow,
            kind="outside" if is_outside else "objective",
            link=here.objective(ref),
            id="" if is_outside else in_list(ref),
            status=status_view(here.site.scored.objectives[ref].status, here.fmt),
            unit=here.unit(ref.unit),
            cycle=self._cycle(ref),
            notes=self._outside_note(ref) if is_outside else tuple(self._notes(ref)),
            summary=self._supported_by(alignment.below[ref]),
        )
        return _Line(depth, row)

    def _key_result(self, depth: int, target: KeyResultRef) -> _Line:
        scored = self.here.site.key_result(target)
        row = partial(
            MapRow,
            kind="key-result",
            link=key_result_link(self.here, scored),
            status=status_view(scored.status, self.here.fmt),
        )
        return _Line(depth, row)

    def _elsewhere(self, depth: int, ref: ObjectiveRef) -> _Line:
        here = self.here
        row = partial(
            MapRow,
            kind="elsewhere",
            link=Link(here.objective(ref).text, place(here, ref, in_list)),
            status=status_view(here.site.scored.objectives[ref].status, here.fmt),
            unit=here.unit(ref.unit),
        )
        return _Line(depth, row)

    def _left_out(self, depth: int, count: int) -> _Line:
        text = self.here.fmt.count(
            count,
            "… and {n} more, in full under the first that it supports",
            "… and {n} more, each in full under the first that it supports",
        )
        return _Line(depth, partial(MapRow, kind="more", link=Link(text)))

    def _cut(self, depth: int, cut: list[ObjectiveRef]) -> _Line:
        """What goes on on other sheets; these follow in order, so the first one leads to all."""
        count = sum(self.whole.sizes[ref] for ref in cut)
        first = min(self.whole.sheet_of[ref] for ref in cut)
        text = self.here.fmt.count(
            count,
            "… and {n} more below it, in part {part}",
            "… and {n} more below it, from part {part} on",
            part=self.here.fmt.number(first),
        )
        link = Link(text, self.here.href(self.whole.sheet_path(first)))
        return _Line(depth, partial(MapRow, kind="more", link=link))

    # ── their parts ───────────────────────────────────────────────────────────────────────────

    def _cycle(self, ref: ObjectiveRef) -> str:
        if ref.cycle == self.whole.main_cycle:
            return ""
        return cycle_name(self.here.site.portfolio.cycles[ref.cycle], self.here.fmt)

    def _supported_by(self, refs: Sequence[ObjectiveRef]) -> str:
        """As in "5 support it: 1 at risk, 4 on track"; empty where nobody does."""
        if not refs:
            return ""
        fmt, counts = self.here.fmt, count_statuses(self.here.site, refs)
        return fmt.count(
            len(refs),
            "{n} supports it: {counts}",
            "{n} support it: {counts}",
            counts=status_counts(counts, fmt),
        )

    def _outside_note(self, ref: ObjectiveRef) -> tuple[Note, ...]:
        here = self.here
        cycle = cycle_name(here.site.portfolio.cycles[ref.cycle], here.fmt)
        href = place(here, ref, in_list)
        text = here.fmt.say("in full on the map of {cycle}", cycle=cycle)
        if ref.cycle in here.site.going_on:
            text = cycle
        return (Note(text="", links=(Link(text, href),)),)

    def _notes(self, ref: ObjectiveRef) -> Iterator[Note]:
        say, alignment = self.here.fmt.say, self.whole.alignment
        supports, standing, shown = alignment.supports[ref], alignment.standing[ref], None
        others: list[Tie] = []
        if supports:
            shown = self._shown(ref)
            others = [tie for tie in supports if tie != shown]
        if forward := [tie for tie in others if not tie.closes_loop]:
            text = say("Supports") if shown is None else say("Also supports")
            yield Note(text=text, links=self._links(forward))
        if alignment.depends_on[ref]:
            yield Note(text=say("Depends on"), links=self._needed(alignment.depends_on[ref]))
        if back := [tie for tie in others if tie.closes_loop]:
            text = say("In a loop: what it supports leads back to it through")
            yield Note(text=text, links=self._links(back))
        if standing is _STANDS_ALONE:
            reason = self.here.site.portfolio.objectives[ref].stands_alone
            yield Note(text=say("Stands alone: {reason}", reason=reason))
        if standing is _ORPHAN:
            yield Note(text=say("Supports nothing and does not say why"))
        yield from self._other_supporters(ref)
        if is_overloaded(self.here.site.scored, len(alignment.below[ref])):
            yield Note(text=say("More supporters than one conversation holds"))

    def _other_supporters(self, ref: ObjectiveRef) -> Iterator[Note]:
        """What supports it on the maps of other cycles."""
        here, own = self.here, self.whole.alignment.standing
        others = [one.cycle for one in supported_by(here.site, ref) if one not in own]
        if others:
            links = (
                Link(
                    here.fmt.say(
                        "{cycle} ({n})", cycle=here.cycle(cycle).text, n=here.fmt.number(count)
                    ),
                    here.href(urls.map_path(map_of(here.site, cycle))),
                )
                for cycle, count in Counter(others).items()
            )
            yield Note(text=here.fmt.say("Supported on other maps:"), links=tuple(links))

    def _shown(self, ref: ObjectiveRef) -> Tie | None:
        """The tie that its place in the list shows.

        Where it goes on from another sheet, the heading there names the objective above it, but
        not which key result of it.
        """
        parent = self.whole.trees.parent.get(ref)
        if parent is None:
            return None
        tie = self._first_tie(ref, parent)
        is_here = self.whole.sheet_of[parent] == self.number
        return tie if is_here or isinstance(tie.target, ObjectiveRef) else None

    def _first_tie(self, ref: ObjectiveRef, end: ObjectiveRef) -> Tie:
        ties = self.whole.alignment.supports[ref]
        return next(tie for tie in ties if tie.end == end and not tie.closes_loop)

    def _links(self, ties: Iterable[Tie]) -> tuple[Link, ...]:
        """Links to what is named; to its place on the map where there is one."""
        return tuple(self._link(tie.target) for tie in ties)

    def _needed(self, ties: Iterable[Tie]) -> tuple[Link, ...]:
        """The same, with where it stands."""
        fmt, found = self.here.fmt, []
        for tie in ties:
            link, status = self._link(tie.target), status_of(self.here.site.scored, tie.target)
            text = fmt.say("{title} ({status})", title=link.text, status=status_word(status, fmt))
            found.append(Link(text, link.href))
        return tuple(found)

    def _link(self, target: Ref) -> Link:
        site, ref = self.here.site, objective_of(target)
        title = site.portfolio.objectives[ref].title
        if isinstance(target, KeyResultRef):
            title = site.key_result(target).key_result.title
        return Link(typeset(title), place(self.here, ref, in_list))
