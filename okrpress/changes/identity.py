"""Which objective of one revision is which of the other: the same path, or a rename."""

from collections.abc import Callable, Hashable, Iterable, Mapping

from okrpress.model.ids import KeyResultRef, ObjectiveRef, Ref, UnitCycle
from okrpress.model.okr import Objective

Objectives = Mapping[ObjectiveRef, Objective]
Key = Callable[[Objective], Hashable]


def _named(objective: Objective) -> Hashable:
    """Everything that a reader knows it by."""
    ids = tuple(one.id for one in objective.key_results)
    return (objective.title, ids, objective.body)


def _titled(objective: Objective) -> Hashable:
    return objective.title


def _measured(objective: Objective) -> Hashable:
    """Its key results, word for word; an objective without any is like no other."""
    return tuple((one.id, one.title) for one in objective.key_results) or objective.ref


def _filed(objective: Objective) -> Hashable:
    """Its name in its unit or cycle, and some of its key results' names."""
    return (objective.ref.objective, tuple(sorted(one.id for one in objective.key_results)))


# From the surest sign that two are the same to the weakest that is still believed.
_SIGNS: tuple[Key, ...] = (_named, _measured, _titled, _filed)


def moved(before: Objectives, after: Objectives) -> dict[ObjectiveRef, ObjectiveRef]:
    """Older to newer identities of objectives that were renamed, or moved to another folder.

    A sign counts only where it is unique among what is gone and among what is new, within one
    cycle: the same title in the next cycle is the next objective. Linear in their number.
    """
    gone = {ref: one for ref, one in before.items() if ref not in after}
    come = {ref: one for ref, one in after.items() if ref not in before}
    pairs: dict[ObjectiveRef, ObjectiveRef] = {}
    for sign in _SIGNS:
        left, right = _unique(gone.values(), sign), _unique(come.values(), sign)
        for key, older in left.items():
            newer = right.get(key)
            if newer is not None:
                pairs[older.ref] = newer.ref
                del gone[older.ref], come[newer.ref]
    return pairs


def _unique(objectives: Iterable[Objective], sign: Key) -> dict[Hashable, Objective]:
    """Objectives by a sign that no other one bears in the same cycle."""
    found: dict[Hashable, Objective | None] = {}
    for one in objectives:
        key = (one.ref.cycle, sign(one))
        found[key] = None if key in found else one
    return {key: one for key, one in found.items() if one is not None}


class Names:
    """How the newer revision calls what the older one refers to."""

    def __init__(self, moved: Mapping[ObjectiveRef, ObjectiveRef], after: Objectives) -> None:
        self.moved = moved
        self._after = after
        here = {ref.unit_cycle for ref in after}
        self._folders = {
            old.unit_cycle: new.unit_cycle
            for old, new in moved.items()
            if old.unit_cycle not in here
        }

    def folder(self, folder: UnitCycle) -> UnitCycle:
        """The same unit's folder: another one where all its objectives went."""
        return self._folders.get(folder, folder)

    def objective(self, ref: ObjectiveRef) -> ObjectiveRef:
        """An objective's newer identity, whether or not it is still there."""
        return self.moved.get(ref, ref)

    def newer(self, ref: Ref) -> Ref | None:
        """The same thing's newer identity; None where it is gone."""
        if isinstance(ref, KeyResultRef):
            return self.key_result(ref)
        found = self.moved.get(ref, ref)
        return found if found in self._after else None

    def key_result(self, ref: KeyResultRef) -> KeyResultRef | None:
        """The same for a key result."""
        objective = self._after.get(self.moved.get(ref.objective_ref, ref.objective_ref))
        if objective is None or all(one.id != ref.key_result for one in objective.key_results):
            return None
        return KeyResultRef(*objective.ref, ref.key_result)

    def those(self, refs: Iterable[Ref]) -> tuple[Ref, ...]:
        """Those still there: a reference to what is gone was not taken back by its author."""
        return tuple(newer for newer in map(self.newer, refs) if newer is not None)
