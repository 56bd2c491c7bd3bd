"""One unit in one cycle: its files, linked with each other and with what all folders share."""

from collections.abc import Mapping
from itertools import chain
from operator import attrgetter

from okrpress.model.frozen import dataclass
from okrpress.model.ids import ObjectiveRef, Ref, UnitCycle
from okrpress.model.observations import CheckIn, MidCycleReview, Retrospective
from okrpress.model.okr import Cycle, Objective
from okrpress.source.assemble.check_ins import Around, link_check_ins
from okrpress.source.assemble.files import leave_out_broken, records
from okrpress.source.assemble.objectives import judge_key_results, link_values, named_by
from okrpress.source.assemble.references import Dangling
from okrpress.source.assemble.report import Noted, Report, Use
from okrpress.source.assemble.reviews import link_mid_cycle_review, link_retrospective
from okrpress.source.parse import Parsed


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Folder:
    """What the files of a folder come to.

    Its objectives, in order of id, still name all that they named. `targets` is what references
    may lead to, `names` what its own lead to.
    """

    at: UnitCycle
    objectives: Mapping[ObjectiveRef, Objective]
    check_ins: tuple[CheckIn, ...]
    mid_cycle: MidCycleReview | None
    retrospective: Retrospective | None
    targets: frozenset[Ref]
    names: frozenset[Ref]
    dangling: tuple[Dangling, ...]
    unknown_values: tuple[Use, ...]
    unknown_health: tuple[Use, ...]
    noted: Noted


def link_folder(
    at: UnitCycle,
    files: tuple[Parsed, ...],
    cycle: Cycle,
    values: frozenset[str] | None,
    health: frozenset[str],
) -> Folder:
    """Link the files of a folder.

    `values` are the organisation's, None where nobody can tell; `health` are the metrics that the
    unit declares.
    """
    report = Report()
    leave_out_broken(files, at, report)
    in_order = sorted(records(files, Objective), key=attrgetter("ref"))
    written = {each.ref: each for each in in_order}
    judge_key_results(written.values(), cycle, report)
    objectives, unknown_values = link_values(written, values)
    key_results = {
        objective.key_result_ref(key_result): key_result
        for objective in objectives.values()
        for key_result in objective.key_results
    }
    targets: set[Ref] = set(objectives)
    targets.update(key_results)
    around = Around(at, cycle, objectives, key_results, health, report, [], [])
    current = chain.from_iterable(map(attrgetter("current"), files))
    check_ins = link_check_ins(records(files, CheckIn), current, around)
    reviews = [link_mid_cycle_review(one, around) for one in records(files, MidCycleReview)]
    looks_back = [link_retrospective(one, around) for one in records(files, Retrospective)]
    return Folder(
        at=at,
        objectives=objectives,
        check_ins=check_ins,
        mid_cycle=reviews[0] if reviews else None,
        retrospective=looks_back[0] if looks_back else None,
        targets=frozenset(targets),
        names=named_by(objectives.values()),
        dangling=tuple(around.dangling),
        unknown_values=unknown_values,
        unknown_health=tuple(around.unknown_health),
        noted=report.noted(),
    )
