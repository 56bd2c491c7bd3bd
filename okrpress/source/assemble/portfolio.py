"""From what single files say to a portfolio in which everything leads somewhere.

Every step is a function of what it is given, and kept in a `Memo`: assembling again costs what has
changed since.
"""

from collections.abc import Iterable
from functools import partial
from operator import attrgetter, itemgetter

from okrpress.memo import Memo
from okrpress.model.audience import EVERYTHING
from okrpress.model.finding import Finding
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import Organisation, Visibility
from okrpress.model.portfolio import Portfolio
from okrpress.model.settings import Settings
from okrpress.source.assemble.files import Files, in_order, leave_out, leave_out_broken
from okrpress.source.assemble.folder import Folder, link_folder
from okrpress.source.assemble.frame import Frame, link_frame
from okrpress.source.assemble.people import judge_people
from okrpress.source.assemble.report import Report
from okrpress.source.assemble.whole import judge_whole, link_whole
from okrpress.source.kinds import FileKind
from okrpress.source.parse import Parsed


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """The portfolio, and what was found while linking it.

    The portfolio is valid whatever was found: broken files and files without a home are in its
    `left_out`, references that lead nowhere are dropped. Who does not want to keep going looks
    at the findings.
    """

    portfolio: Portfolio
    findings: tuple[Finding, ...]


def assemble(parsed: Iterable[Parsed], settings: Settings, memo: Memo | None = None) -> Assembled:
    """Link all files of a project. The findings of the files themselves are not repeated.

    A broken file is known by its path: what refers to it is not blamed for leading nowhere. With
    the memo of the time before, only what has changed is linked again, and all else is the very
    same objects as before.
    """
    memo = memo or Memo()
    memo.begin()
    report = Report()
    files = in_order(parsed)
    frame = link_frame(files, settings, memo, report)
    judge_people(files, frame.units, memo, report)
    folders = _link_folders(files, frame, memo, report)
    whole = link_whole(folders, memo)
    judge_whole(whole, files, frame, report)
    portfolio = Portfolio(
        organisation=frame.organisation or _unread(files, settings),
        cycles=frame.cycles.cycles,
        teams=frame.units.teams,
        people=frame.units.people,
        units=frame.units.units,
        objectives=whole.objectives,
        by_folder={at: tuple(each.objectives) for at, each in folders.items() if each.objectives},
        check_ins={at: each.check_ins for at, each in folders.items() if each.check_ins},
        mid_cycle_reviews={at: each.mid_cycle for at, each in folders.items() if each.mid_cycle},
        retrospectives={
            at: each.retrospective for at, each in folders.items() if each.retrospective
        },
        supporters=whole.alignment.supporters,
        left_out=tuple(sorted(report.left_out, key=attrgetter("file"))),
        audience=EVERYTHING,
    )
    return Assembled(portfolio=portfolio, findings=tuple(report.findings))


def _unread(files: Files, settings: Settings) -> Organisation:
    """The organisation whose file is broken: nobody sees anything where it may be hidden."""
    is_unclear = any(
        each.is_unclear for identity, each in files.common if identity.kind is FileKind.ORGANISATION
    )
    visibility = Visibility.PRIVATE if is_unclear else None
    return Organisation(name=settings.title, visibility=visibility)


def _link_folders(
    files: Files, frame: Frame, memo: Memo, report: Report
) -> dict[UnitCycle, Folder]:
    """The folders that can be used, in order; what lies in others is noted as left out."""
    linked: dict[UnitCycle, Folder] = {}
    for at, own in sorted(files.folders.items(), key=itemgetter(0)):
        why = frame.why_unusable(at)
        if why:
            leave_out_broken(own, at, report)
            leave_out(own, at, why, report)
            continue
        around = frame.around(at)
        folder = memo.recall(
            ("folder", at),
            partial(link_folder, at, own, *around),
            objects=(around.cycle, *own),
            values=(around.values, around.health),
        )
        report.include(folder.noted)
        linked[at] = folder
    return linked
