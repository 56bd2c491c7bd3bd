"""The board for stand-ups: the key results of the running cycles as cards, in columns by status."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import Cycle
from okrpress.scoring.result import ScoredKeyResult, Status
from okrpress.site import urls
from okrpress.site.formatting import Formatter, Phrase
from okrpress.site.planned import Planned
from okrpress.site.views import attention
from okrpress.site.views.attention import Chip
from okrpress.site.views.cycle_facts import cycle_banner
from okrpress.site.views.empty import Empty, no_objectives, no_running_cycle
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Here, Link, Site
from okrpress.site.views.parts import in_parts, part_links
from okrpress.site.views.rows import (
    ShareView,
    key_result_link,
    key_result_share,
    now_in_words,
    owner_of,
)
from okrpress.site.views.words import StatusView, status_view

_OBJECTIVES_A_PAGE = 100
_SHOWN = 24  # cards of a column that a stand-up has time for; the others are a list, folded away


class _Kind(NamedTuple):
    key: str
    title: Phrase
    statuses: frozenset[Status]
    brief: bool = False


# Every status has a column, so that no key result is lost; the last is for what nobody pursues.
_COLUMNS = (
    _Kind("off-track", Phrase("Off track"), frozenset({Status.OFF_TRACK, Status.MISSED})),
    _Kind("at-risk", Phrase("At risk"), frozenset({Status.AT_RISK, Status.PARTLY})),
    _Kind(
        "open",
        Phrase("Cannot be judged"),
        frozenset(
            {Status.STALE, Status.NO_DATA, Status.EARLY, Status.NOT_STARTED, Status.TO_BE_GRADED}
        ),
    ),
    _Kind("on-track", Phrase("On track"), frozenset({Status.ON_TRACK}), brief=True),
    _Kind("done", Phrase("Done", "status"), frozenset({Status.DONE, Status.ACHIEVED}), brief=True),
)
_GIVEN_UP = frozenset({Status.DRAFT, Status.POSTPONED, Status.CANCELLED})
_ORDER = {status: place for place, status in enumerate(Status)}
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A key result."""

    link: Link
    status: StatusView
    unit: Link
    owner: Link
    share: ShareView
    now: str
    reasons: tuple[Chip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A key result without a card: of a long column, or a draft, postponed or cancelled."""

    link: Link
    status: StatusView
    unit: Link
    owner: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardColumn:
    """The key results in one state; `brief` where nothing is to be talked about.

    `cards` are the first ones, `rest` the others.
    """

    key: str
    id: str
    title: str
    count: str
    brief: bool
    cards: tuple[Card, ...]
    rest: tuple[Listed, ...]
    rest_count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleBoard:
    """One running cycle."""

    id: str
    cycle: Link
    week: str
    columns: tuple[BoardColumn, ...]
    listed: tuple[Listed, ...]
    listed_count: str
    empty: Empty | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """All running cycles, or one part of them."""

    frame: Frame
    parts: tuple[Link, ...]
    part: int
    cycles: tuple[CycleBoard, ...]
    empty: Empty | None


def board_pages(site: Site) -> Iterator[Planned]:
    """The board, in as many parts as it needs; a unit is never torn."""
    folders = [one for cycle in site.running for one in site.cycle_folders.get(cycle.id, ())]
    parts = in_parts(folders, lambda one: len(site.portfolio.by_folder[one]), _OBJECTIVES_A_PAGE)
    paths = [urls.board_path(number + 1) for number in range(len(parts))]
    for number, (path, part) in enumerate(zip(paths, parts, strict=True), 1):
        yield Planned(path, "board.html", partial(_view, Here(site, path), paths, part, number))


def _view(here: Here, paths: Sequence[str], folders: Sequence[UnitCycle], part: int) -> BoardView:
    running, fmt = here.site.running, here.fmt
    title = fmt.say("Board")
    if len(paths) > 1:
        title = fmt.say("Board, part {part} of {parts}", part=part, parts=len(paths))
    return BoardView(
        frame=make_frame(here, title),
        parts=part_links(here, paths, part),
        part=part,
        cycles=tuple(_cycle(here, cycle, folders) for cycle in _on_page(running, folders, part)),
        empty=None if running else no_running_cycle(here),
    )


def _on_page(running: Iterable[Cycle], folders: Iterable[UnitCycle], part: int) -> list[Cycle]:
    """The cycles of these folders; a cycle without objectives says so on the first part."""
    named = {folder.cycle for folder in folders}
    return [cycle for cycle in running if cycle.id in named or (part == 1 and not named)]


def _cycle(here: Here, cycle: Cycle, folders: Iterable[UnitCycle]) -> CycleBoard:
    own = [folder for folder in folders if folder.cycle == cycle.id]
    objectives = [one for folder in own for one in here.site.objectives(folder)]
    key_results = [one for objective in objectives for one in objective.key_results]
    ordered = _worst_first(key_results)
    in_columns = [
        (kind, [one for one in ordered if one.status in kind.statuses]) for kind in _COLUMNS
    ]
    told = {one.ref.objective_ref for _, own in in_columns for one in own[:_SHOWN]}
    concerns = attention.concerns_of(here, [one for one in objectives if one.ref in told])
    reasons = {one.link.href: one.chips for one in concerns}
    listed = tuple(_listed(here, one) for one in key_results if one.status in _GIVEN_UP)
    return CycleBoard(
        id=urls.section_id("cycle", cycle.id),
        cycle=here.cycle(cycle.id),
        week=cycle_banner(here, cycle).sentence,
        columns=tuple(_column(here, cycle, kind, own, reasons) for kind, own in in_columns),
        listed=listed,
        listed_count=_listed_count(here.fmt, len(listed)),
        empty=None if objectives else no_objectives(here, cycle),
    )


def _worst_first(key_results: Iterable[ScoredKeyResult]) -> list[ScoredKeyResult]:
    """The worst status first, in it what is furthest behind."""
    ordered = sorted(key_results, key=lambda one: (_ORDER[one.status], -(one.gap or _ZERO)))
    return [one for one in ordered if one.status not in _GIVEN_UP]


def _column(
    here: Here,
    cycle: Cycle,
    kind: _Kind,
    own: Sequence[ScoredKeyResult],
    reasons: Mapping[str, tuple[Chip, ...]],
) -> BoardColumn:
    return BoardColumn(
        key=kind.key,
        id=urls.section_id(kind.key, cycle.id),
        title=here.fmt.phrase(kind.title),
        count=here.fmt.number(len(own)),
        brief=kind.brief,
        cards=tuple(_card(here, one, reasons) for one in own[:_SHOWN]),
        rest=tuple(_listed(here, one) for one in own[_SHOWN:]),
        rest_count=here.fmt.say("{n} more", n=here.fmt.number(max(0, len(own) - _SHOWN))),
    )


def _card(here: Here, scored: ScoredKeyResult, reasons: Mapping[str, tuple[Chip, ...]]) -> Card:
    link, ref = key_result_link(here, scored), scored.ref
    owner = owner_of(here, scored)
    return Card(
        link=link,
        status=status_view(scored.status, here.fmt),
        unit=here.unit(ref.unit),
        owner=here.other_person(owner, ref.unit),
        share=key_result_share(here, scored, urls.section_id(*ref)),
        now=now_in_words(here.fmt, scored) if scored.last_reading else "",
        reasons=reasons.get(link.href, ()),
    )


def _listed(here: Here, scored: ScoredKeyResult) -> Listed:
    return Listed(
        link=key_result_link(here, scored),
        status=status_view(scored.status, here.fmt),
        unit=here.unit(scored.ref.unit),
        owner=here.other_person(owner_of(here, scored), scored.ref.unit),
    )


def _listed_count(fmt: Formatter, count: int) -> str:
    return fmt.count(
        count,
        "{n} key result that is a draft, postponed or cancelled",
        "{n} key results that are drafts, postponed or cancelled",
    )
