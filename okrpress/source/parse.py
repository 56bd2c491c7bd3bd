"""One file: bytes in, a noun of the model out, or findings. Pure, so that it can be cached."""

from okrpress.meter import measuring
from okrpress.source.kinds import Identity, identify
from okrpress.source.parsed import Parsed
from okrpress.source.quick import read_quickly

__all__ = ["Parsed", "parse"]


def parse(file: str, data: bytes, *, content: str = "content") -> Parsed:
    """Read the file at the path `file` (relative to the project, below the folder `content`).

    All mistakes of the file are found at once, with their lines and columns. Whether its folders
    are ids, and whether what it refers to exists, is for `assemble` to say.
    """
    with measuring("parse", file):
        return _parse(file, data, content)


def _parse(file: str, data: bytes, content: str) -> Parsed:
    identity = identify(file, content)
    if not isinstance(identity, Identity):
        return Parsed(file=file, findings=() if identity is None else (identity,))
    record = read_quickly(identity, file, data)
    if record is not None:
        return Parsed(file=file, identity=identity, record=record)
    from okrpress.source.thorough import read_thoroughly

    return read_thoroughly(identity, file, data)
