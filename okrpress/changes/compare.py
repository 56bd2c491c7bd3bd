"""The comparison as a whole."""

from collections.abc import Set as AbstractSet

from okrpress.changes.change import Change, Changes, Kind, Subject
from okrpress.changes.commitments import commitment_changes
from okrpress.changes.effects import effects, rollups
from okrpress.changes.identity import Names, moved
from okrpress.changes.observations import observation_changes
from okrpress.changes.records import record_changes, settings_changes
from okrpress.scoring.result import ScoredPortfolio

_ORDER = {subject: rank for rank, subject in enumerate(Subject)}


def compare(before: ScoredPortfolio, after: ScoredPortfolio) -> Changes:
    """Everything that differs, in the words of OKRs. Both are scored as of the same day.

    Linear in the size of the two; what is the same object on both sides is not looked into.
    """
    renames = moved(before.portfolio.objectives, after.portfolio.objectives)
    names = Names(renames, after.portfolio.objectives)
    changes = [
        *commitment_changes(before.portfolio, after.portfolio, names),
        *observation_changes(before.portfolio, after.portfolio, names),
        *record_changes(before.portfolio, after.portfolio),
        *settings_changes(before.settings, after.settings),
    ]
    unread = {one.file for one in after.portfolio.left_out}
    return Changes(
        before=before,
        after=after,
        changes=tuple(sorted((one for one in changes if not _is_lost(one, unread)), key=_rank)),
        effects=tuple(effects(before, after, renames)),
        folders=rollups(before.folders, after.folders),
        cycles=rollups(before.cycles, after.cycles),
        moved=renames,
    )


def _is_lost(change: Change, unread: AbstractSet[str]) -> bool:
    """Whether a thing seems dropped because its file cannot be read now: nobody dropped it."""
    return change.kind is Kind.DROPPED and not change.field and change.place.file in unread


def _rank(change: Change) -> tuple[bool, str]:
    """Commitments keep their order, each objective with its key results; the rest follows."""
    of_commitments = _ORDER[change.subject] <= _ORDER[Subject.KEY_RESULT]
    return (not of_commitments, "" if of_commitments else f"{_ORDER[change.subject]:02}")
