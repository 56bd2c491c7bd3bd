"""The content files as they were last looked at, kept up to date."""

from bisect import bisect_left
from collections.abc import Iterable
from pathlib import Path

from okrpress.model.finding import Finding
from okrpress.source.files import Discovered, Found, Source, in_order, look, look_at

FEW = 100
"""Paths that are looked at one by one; where more may have changed, everything is looked at."""


class HeldFiles:
    """What `discover` would find, without reading again what did not change.

    A file whose bytes are the same stays the same object.
    """

    def __init__(self, root: Path, content: str) -> None:
        self._root = root
        self._content = content
        self._found: dict[str, Source | Finding] = {}
        self._paths: list[str] = []  # its keys, sorted
        self._is_whole = False
        self.discovered = Discovered((), ())

    def look(self, changed: Iterable[str] | None) -> Discovered:
        """Look at these paths again, relative to the project; None: at all.

        It is the same object as before if nothing has changed. Raises OkrpressError where there is
        no content folder; the next time everything is looked at.
        """
        is_new = not self._is_whole
        paths = None if changed is None or is_new else self._to_look_at(changed)
        self._is_whole = False
        if paths is None:
            is_new |= self._replace([*self._found], look(self._root, self._content))
        else:
            for at, found in [look_at(self._root, self._content, path) for path in paths]:
                is_new |= self._replace(self._known(at), found)
        if is_new:
            self._paths = sorted(self._found)
            self.discovered = in_order(self._found[path] for path in self._paths)
        self._is_whole = True
        return self.discovered

    def _to_look_at(self, changed: Iterable[str]) -> list[str] | None:
        """The paths of the content that cover all that changed; None for all of it.

        Where nothing is known below a folder it may be new: it is looked at as a whole.
        """
        found = set()
        for path in changed:
            if f"{self._content}/".startswith(f"{path.rstrip('/')}/"):
                return None
            if path.startswith(f"{self._content}/"):
                found.add(self._highest_unknown(path.rstrip("/")))
        if len(found) > FEW:
            return None
        return [path for path in sorted(found) if found.isdisjoint(_parents(path))]

    def _highest_unknown(self, path: str) -> str:
        for parent in _parents(path):
            if len(parent) > len(self._content) and not self._below(parent):
                return parent
        return path

    def _known(self, path: str) -> list[str]:
        """The path, and those below it, as far as something was found there."""
        return [path, *self._below(path)] if path in self._found else self._below(path)

    def _below(self, folder: str) -> list[str]:
        first = bisect_left(self._paths, f"{folder}/")
        return self._paths[first : bisect_left(self._paths, f"{folder}0")]  # 0 comes after /

    def _replace(self, known: Iterable[str], found: Iterable[Found]) -> bool:
        """Put what is found in the place of what was; whether that is something else."""
        before = {path: self._found.pop(path) for path in known if path in self._found}
        now = {path: before[path] if before.get(path) == one else one for path, one in found}
        self._found |= now
        return now != before


def _parents(path: str) -> list[str]:
    """The folders that a path lies in, the highest first."""
    parts = path.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts))]
