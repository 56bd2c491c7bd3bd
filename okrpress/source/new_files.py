"""Files that are not there yet: several at once, all of them or none."""

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from okrpress.errors import OkrpressError
from okrpress.source.files import alone_in, beside_name, unwritable, write_whole


def create_files(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files of the project that are not there yet, with their folders: all of them or none.

    A folder that is new appears with everything in it. Raises OkrpressError when one of the files
    is there already, or cannot be written; then nothing has changed.
    """
    top = root / os.path.commonpath([Path(file).parent for file in files])
    try:
        while not top.parent.exists():
            top = top.parent
        _refuse_links(root, files)
        with alone_in(top.parent):
            _refuse_taken(root, files)
            _create(top, {(root / file).relative_to(top): data for file, data in files.items()})
    except OSError as error:
        raise unwritable(top, error) from error


def _refuse_taken(root: Path, files: Iterable[str]) -> None:
    taken = [file for file in files if os.path.lexists(root / file)]
    if taken:
        more = f" and {len(taken) - 1} more are" if len(taken) > 1 else " is"
        help = "nothing has been written: edit it, or move it away first"
        raise OkrpressError(f"{taken[0]}{more} there already", help=help)


def _refuse_links(root: Path, files: Iterable[str]) -> None:
    for folder in sorted({parent for file in files for parent in Path(file).parents[:-1]}):
        if (root / folder).is_symlink():
            help = "put the folder itself in the link's place: links are not followed"
            raise OkrpressError(f"{folder.as_posix()} is a symbolic link", help=help)


def _create(top: Path, files: Mapping[Path, bytes]) -> None:
    staged = beside_name(top / "new" if top.exists() else top)
    moved: list[Path] = []
    try:
        _discard(staged)  # of a run that was killed
        for file, data in files.items():
            (staged / file).parent.mkdir(parents=True, exist_ok=True)
            write_whole(staged / file, data)
        if not top.exists():
            staged.rename(top)
            return
        for file in files:
            (top / file).parent.mkdir(parents=True, exist_ok=True)
            (staged / file).rename(top / file)
            moved.append(top / file)
    except BaseException:
        for path in moved:
            path.unlink(missing_ok=True)
        raise
    finally:
        _discard(staged)


def _discard(staged: Path) -> None:
    with suppress(OSError):
        shutil.rmtree(staged, ignore_errors=True)
