"""References as they stand in a file, with what their text left out."""

from functools import lru_cache

from okrpress.model.ids import KeyResultRef, Ref, UnitCycle


def inside(folder: UnitCycle, ref: Ref) -> Ref:
    """A reference in a file of the folder."""
    if ref.cycle and ref.unit:
        return ref
    return ref._replace(cycle=ref.cycle or folder.cycle, unit=ref.unit or folder.unit)


@lru_cache(maxsize=1024)  # every check-in of a folder names the same: one object for each
def own(folder: UnitCycle, ref: KeyResultRef) -> KeyResultRef:
    """A key result of the folder, as its check-ins and reviews name it."""
    return KeyResultRef(folder.cycle, folder.unit, ref.objective, ref.key_result)
