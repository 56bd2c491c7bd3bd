"""What a published site looks like from outside."""

from pathlib import Path

from okrpress.publish.stamps import Stamp, stamp_of


def stamps(folder: Path) -> dict[str, Stamp | None]:
    """The stamps of everything below a folder but its folders, by path inside it."""
    return {
        path.relative_to(folder).as_posix(): stamp_of(str(path))
        for path in folder.rglob("*")
        if path.is_symlink() or not path.is_dir()
    }
