"""Small sites whose pages link to each other, and what is to be found where one was published."""

import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from okrpress.publish.folder import MARKER

HEAD = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
    '<link rel="stylesheet" href="{up}static/site.css"></head>'
)


def site(letter: str, *, objectives: int = 3, padding: int = 0) -> dict[str, bytes]:
    """A site of which every file says that it belongs to the build called `letter`."""
    names = [f"2026-q4/growth/{letter}-{number}.html" for number in range(objectives)]
    links = "".join(f'<a href="{name}#top">{letter}</a>' for name in names)
    home = HEAD.format(title=letter, up="") + f"<body>{links}</body></html>"
    pages = {"index.html": home.encode(), "static/site.css": f"/* {letter} */".encode()}
    for name in names:
        body = (
            f'<body id="top"><a href="../../index.html">{letter}</a>{"x" * padding}</body></html>'
        )
        pages[name] = (HEAD.format(title=letter, up="../../") + body).encode()
    return pages


def tree(folder: Path) -> dict[str, bytes] | None:
    """The files below `folder` without the marker; None when it does not exist.

    Anything but regular files 0644 in folders 0755 fails.
    """
    if not folder.exists():
        return None
    return {path: data for path, data in _walk(folder, folder) if path != MARKER}


def _walk(folder: Path, top: Path) -> Iterator[tuple[str, bytes]]:
    assert stat.S_IMODE(folder.lstat().st_mode) == 0o755, folder
    for entry in folder.iterdir():
        mode = entry.lstat().st_mode
        if stat.S_ISDIR(mode):
            yield from _walk(entry, top)
        else:
            assert stat.S_ISREG(mode), entry
            assert stat.S_IMODE(mode) == 0o644, entry
            yield entry.relative_to(top).as_posix(), entry.read_bytes()


def which(folder: Path, sites: Mapping[str, Mapping[str, bytes]]) -> str:
    """The name of the site that `folder` holds: exactly that one, or `other`, or `none`."""
    found = tree(folder)
    if found is None:
        return "none"
    return next((name for name, pages in sites.items() if found == pages), "other")


def beside(output: Path) -> list[str]:
    """What lies beside the output folder and does not belong there."""
    return sorted(entry.name for entry in output.parent.iterdir() if entry.name != output.name)
