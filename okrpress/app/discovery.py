"""The content folder, looked through by two processes where many files lie in it.

To open 25 000 files takes half a second, in which a second processor would have nothing to do. How
many there are nobody knows before they were looked for: so another process takes half of the
folders that are left once many files were found.
"""

from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from okrpress.model.finding import Finding
from okrpress.publish.aside import FEWEST, Aside
from okrpress.source.files import Discovered, Source, in_order, look, look_below

MANY = 2000
"""Files found, after which what is left is worth a second process."""


def discovered(root: Path, content: str) -> Discovered:
    """What `discover` finds, found by two processes where that is worth it."""
    folders: list[str] = []
    looking = look(root, content, folders)
    found = [one for _, one in islice(looking, MANY)]
    theirs = _taken_half(folders)
    aside = Aside(partial(_told, root, content, theirs), FEWEST) if theirs else None
    found += (one for _, one in looking)
    if aside:
        found += _heard(aside.result())
    return in_order(found)


def _taken_half(folders: list[str]) -> list[str]:
    """Every other one of those that lie least deep, which hold most; they are off the list."""
    highest = min((folder.count("/") for folder in folders), default=0)
    high = [folder for folder in folders if folder.count("/") == highest]
    taken = dict.fromkeys(high[::2])
    folders[:] = [folder for folder in folders if folder not in taken]
    return [*taken]


def _told(root: Path, content: str, folders: list[str]) -> bytes:
    """In the other process: what lies in these folders; files as plain values, which are light."""
    import pickle  # most projects have few files

    found = [one for _, one in look_below(root, content, folders)]
    sources = [(one.file, one.data) for one in found if isinstance(one, Source)]
    return pickle.dumps((sources, [one for one in found if isinstance(one, Finding)]))


def _heard(told: bytes) -> Iterator[Source | Finding]:
    import pickle

    sources, findings = pickle.loads(told)  # noqa: S301 - ours
    for file, data in sources:
        yield Source(file=file, data=data)
    yield from findings
