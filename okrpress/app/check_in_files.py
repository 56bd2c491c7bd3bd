"""New files of check-ins: each whole or not there at all, and nobody's file is ever replaced."""

import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from okrpress.errors import OkrpressError
from okrpress.model.frozen import dataclass
from okrpress.model.observations import CheckIn
from okrpress.writing.check_in.text import new_name

# What file systems without hard links say to one.
_NO_LINKS = frozenset({errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A file to be written: the check-in with its path as `file`, and its text.

    `after` are the names that its own has to come after.
    """

    check_in: CheckIn
    text: str
    after: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """The path of its folder, relative to the project."""
        return self.check_in.file.rpartition("/")[0]


def names_in(root: Path, folder: str) -> tuple[str, ...]:
    """The names of the content files in a folder of the project, without `.md`."""
    with suppress(OSError):
        return tuple(sorted(path.stem for path in (root / folder).glob("*.md")))
    return ()


def refuse_folder(root: Path, folder: str) -> None:
    """Raises OkrpressError where no file could be written to a folder, as far as one can tell."""
    path = root
    for part in folder.split("/"):
        path = path / part
        if path.is_symlink():
            help = "put the folder itself in the link's place: links are not followed"
            raise OkrpressError(f"{path} is a symbolic link", help=help)
        if not path.exists():
            path = path.parent
            break
    if not path.is_dir():
        raise OkrpressError(f"{path} is no folder", help="delete or move it")
    if not os.access(path, os.W_OK | os.X_OK):
        raise OkrpressError(f"{path} cannot be written to", help="ask for the right to write there")


def write_plans(root: Path, plans: Iterable[Plan]) -> tuple[Plan, ...]:
    """Write all files or none; a plan whose name was taken meanwhile gets the next free one.

    Raises OkrpressError when one cannot be written.
    """
    plans = tuple(plans)
    beside: list[Path] = []
    written: list[Plan] = []
    try:
        for plan in plans:
            refuse_folder(root, plan.folder)
            beside.append(_write_beside(root, plan))
        for plan, path in zip(plans, beside, strict=True):
            written.append(_put_in_place(root, plan, path))
    except BaseException as error:
        for plan in written:
            (root / plan.check_in.file).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _failed(error, plan) from error
        raise
    finally:
        for path in beside:
            path.unlink(missing_ok=True)
    return tuple(written)


def _write_beside(root: Path, plan: Plan) -> Path:
    """The text on disk under a name that nobody reads."""
    path = root / plan.check_in.file
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("xb") as file:
            file.write(plan.text.encode())
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _put_in_place(root: Path, plan: Plan, beside: Path) -> Plan:
    """The plan as it was carried out, under the first name that is free at this moment."""
    while True:
        try:
            _link(beside, root / plan.check_in.file)
        except FileExistsError:
            plan = _renamed(root, plan)
        else:
            return plan


def _link(beside: Path, path: Path) -> None:
    """Give the file its name, unless somebody has it. Raises OSError."""
    try:
        os.link(beside, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        path.open("xb").close()  # nobody else can have the name now
        beside.replace(path)


def _renamed(root: Path, plan: Plan) -> Plan:
    """Under a name behind those that others have taken."""
    check_in = plan.check_in
    taken = names_in(root, plan.folder)
    day = str(check_in.date)
    after = tuple(name for name in taken if name.startswith(day))
    name = new_name(check_in.date, check_in.author, taken, after)
    return replace(plan, check_in=replace(check_in, file=f"{plan.folder}/{name}.md"))


def _failed(error: OSError, plan: Plan) -> OkrpressError:
    reason = os.strerror(error.errno or 0).lower()
    return OkrpressError(f"{plan.check_in.file} cannot be written: {reason}")
