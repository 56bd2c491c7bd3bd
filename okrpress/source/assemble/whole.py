"""What only all folders together can tell: where references lead, and what nobody knows."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from okrpress.insight.alignment_loops import Loop
from okrpress.memo import Memo
from okrpress.model.finding import Place
from okrpress.model.ids import ObjectiveRef, Ref, UnitCycle
from okrpress.model.okr import Objective
from okrpress.source.assemble.alignment import Alignment, align
from okrpress.source.assemble.check_ins import judge_health
from okrpress.source.assemble.files import Files, objective_refs
from okrpress.source.assemble.folder import Folder
from okrpress.source.assemble.frame import Frame
from okrpress.source.assemble.loops import in_words
from okrpress.source.assemble.objectives import (
    UNKNOWN_VALUE,
    Objectives,
    Referring,
    link_references,
)
from okrpress.source.assemble.references import Targets, written
from okrpress.source.assemble.report import Report, Use


class Whole(NamedTuple):
    """All objectives, in order, with the references that lead somewhere and close no circle."""

    folders: Mapping[UnitCycle, Folder]
    referring: tuple[Referring, ...]
    alignment: Alignment
    objectives: Objectives

    def as_written(self, ref: ObjectiveRef) -> Objective:
        """The objective with all references that it had."""
        return self.folders[ref.unit_cycle].objectives[ref]


def link_whole(folders: Mapping[UnitCycle, Folder], memo: Memo) -> Whole:
    """Follow the references of all objectives; the folders come in order."""
    targets: set[Ref] = set().union(*(folder.targets for folder in folders.values()))
    referring = tuple(_follow(folder, folder.names - targets, memo) for folder in folders.values())
    supports = tuple(each.supports for each in referring)
    depends_on = tuple(each.depends_on for each in referring)
    alignment = memo.recall(
        "alignment", partial(align, supports, depends_on), values=(supports, depends_on)
    )
    objectives: dict[ObjectiveRef, Objective] = {}
    for each in referring:
        objectives.update(each.objectives)
    for ref, kept in alignment.cut.items():
        objectives[ref] = replace(objectives[ref], supports=kept)
    return Whole(folders, referring, alignment, objectives)


def _follow(folder: Folder, missing: frozenset[Ref], memo: Memo) -> Referring:
    return memo.recall(
        ("references", folder.at),
        partial(link_references, folder.objectives, missing),
        objects=(folder,),
        values=(missing,),
    )


# ── findings ──────────────────────────────────────────────────────────────────────────────────


def judge_whole(whole: Whole, files: Files, frame: Frame, report: Report) -> None:
    """One finding for each mistake that several folders may share, and for each circle."""
    values = [use for folder in whole.folders.values() for use in folder.unknown_values]
    known = frame.values or frozenset()
    report.unknown("REF005", "value of the organisation", values, known, UNKNOWN_VALUE)
    for each in whole.referring:
        report.include(each.noted)
    for loop in whole.alignment.supporting:
        _judge_loop(loop, "supports", "REF008", whole, report)
    for loop in whole.alignment.depending:
        _judge_loop(loop, "depends_on", "REF011", whole, report)
    _judge_health(whole.folders.values(), frame, report)
    _judge_dangling(whole, files, frame, report)


def _judge_loop(
    loop: Loop[ObjectiveRef], key: str, code: str, whole: Whole, report: Report
) -> None:
    below = whole.as_written(loop.last)
    refs: tuple[Ref, ...] = getattr(below, key)
    index = next(i for i, ref in enumerate(refs) if ref[:3] == loop.first)
    at = Place(file=below.file, keys=(key, index))
    path = in_words(loop, lambda ref: written(ref, below.ref.unit_cycle))
    report.add(code, at, f"`{key}` closes a circle: {path}", f"remove one `{key}` on the way")


def _judge_health(folders: Iterable[Folder], frame: Frame, report: Report) -> None:
    unknown: dict[str, list[Use]] = {}
    for folder in folders:
        if folder.unknown_health and not frame.units.is_unread(folder.at.unit):
            unknown.setdefault(folder.at.unit, []).extend(folder.unknown_health)
    for unit, uses in unknown.items():
        judge_health(frame.units.units[unit], uses, report)


def _judge_dangling(whole: Whole, files: Files, frame: Frame, report: Report) -> None:
    dangling = [
        *(each for referring in whole.referring for each in referring.dangling),
        *(each for folder in whole.folders.values() for each in folder.dangling),
    ]
    if dangling:
        named = objective_refs(files)
        Targets(whole.objectives, named, frame.cycles.cycles, report).judge(dangling)
