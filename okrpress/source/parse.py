"""One file: bytes in, a noun of the model out, or findings. Pure, so that it can be cached."""

from okrpress.meter import measuring
from okrpress.model.maker import maker
from okrpress.model.observations import Record
from okrpress.source.kinds import Identity, identify
from okrpress.source.parsed import Parsed
from okrpress.source.quick import Rows, Scanned, read_quickly, record_of, scanned

__all__ = ["Parsed", "Rows", "Scanned", "parse", "parse_plain", "parse_scanned", "scan"]

_make_parsed = maker(Parsed)


def parse(file: str, data: bytes, *, content: str = "content") -> Parsed:
    """Read the file at the path `file` (relative to the project, below the folder `content`).

    All mistakes of the file are found at once, with their lines and columns. Whether its folders
    are ids, and whether what it refers to exists, is for `assemble` to say.
    """
    with measuring("parse", file):
        plain = parse_plain(file, data, content=content)
        return _parse_thoroughly(file, data, content) if plain is None else plain


def parse_plain(file: str, data: bytes, *, content: str) -> Parsed | None:
    """What `parse` makes of a file that can be read quickly; None for any other."""
    identity = identify(file, content)
    if not isinstance(identity, Identity):
        return Parsed(file=file, findings=() if identity is None else (identity,))
    return _plain(file, identity, read_quickly(identity, file, data))


def scan(file: str, data: bytes, *, content: str) -> Scanned | None:
    """What one process can do of `parse_plain` before another one goes on; None for other files."""
    identity = identify(file, content)
    with measuring("parse", file):
        return scanned(identity, file, data) if isinstance(identity, Identity) else None


def parse_scanned(file: str, data: bytes, found: Scanned, *, content: str) -> Parsed:
    """What `parse` makes of a file that was scanned."""
    identity = identify(file, content)
    assert isinstance(identity, Identity)  # no other file was scanned
    with measuring("parse", file):
        plain = _plain(file, identity, record_of(identity, file, found))
        return _parse_thoroughly(file, data, content) if plain is None else plain


def _plain(file: str, identity: Identity, record: Record | None) -> Parsed | None:
    if record is None:
        return None
    return _make_parsed(file, identity, record, (), (), is_unclear=False)


def _parse_thoroughly(file: str, data: bytes, content: str) -> Parsed:
    from okrpress.source.thorough import read_thoroughly

    identity = identify(file, content)
    assert isinstance(identity, Identity)  # any other file is plain
    return read_thoroughly(identity, file, data)
