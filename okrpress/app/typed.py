"""A file as it stands in an editor, before it is saved."""

import os
from pathlib import Path

from okrpress.app.project import read_project
from okrpress.errors import OkrpressError
from okrpress.source.files import MAX_FILE, Source


def typed_file(root: Path, path: Path, data: bytes) -> Source:
    """The file of the project that `path` names, with the bytes that an editor holds.

    Raises OkrpressError when no such file can be content of the project.
    """
    file = Path(os.path.relpath(path, root)).as_posix()
    content = read_project(root).settings.content
    if not file.startswith(f"{content}/"):
        raise OkrpressError(
            f"{path} does not lie in the content folder {content}/",
            help="run okrpress in the project's folder, and name the file by its path",
        )
    if len(data) > MAX_FILE:
        raise OkrpressError(f"standard input has more than {MAX_FILE // 1024} KiB")
    return Source(file=file, data=data)
