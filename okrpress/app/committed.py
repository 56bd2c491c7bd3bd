"""Whether a site is built from what a commit holds."""

from collections.abc import Container, Iterable
from pathlib import Path

from okrpress.app.project import Project
from okrpress.errors import OkrpressError
from okrpress.source.files import Source, read_optional
from okrpress.source.git import Repository, object_name, repository
from okrpress.source.settings import FILE

_SHOWN = 3


def commit_named(root: Path, revision: str | None) -> str | None:
    """The commit that a revision names. Raises OkrpressError where git knows none."""
    return None if revision is None else repository(root).commit(revision)


def demand_committed(
    project: Project, commit: str, sources: Iterable[Source], among: Container[str]
) -> None:
    """Raise OkrpressError unless these files are as they are in the commit.

    Those that are not `among` what an audience may see may differ, and nobody learns of it.
    """
    known = _objects(repository(project.root), commit)
    settings = read_optional(project.root, FILE)
    files = [one for one in sources if one.file in among]
    if isinstance(settings, bytes):
        files.append(Source(file=FILE, data=settings))
    changed = [one.file for one in files if known.get(one.file) != object_name(one.data, commit)]
    if changed:
        more = f" and {len(changed) - _SHOWN} more" if len(changed) > _SHOWN else ""
        raise OkrpressError(
            f"this is not what {commit[:12]} holds: {', '.join(changed[:_SHOWN])}{more} differ",
            help="commit first, or build without --commit",
        )


def _objects(repo: Repository, commit: str) -> dict[str, str]:
    """The object of every file of the project, by its path in it."""
    return {
        blob.path.decode("utf-8", "replace").removeprefix(repo.prefix): blob.object
        for blob in repo.blobs(commit)
    }
