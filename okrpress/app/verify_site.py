"""Verify a site: what lies in a folder, and whether it is what its commit says."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from okrpress import __version__
from okrpress.app.build import BuildRequest, build
from okrpress.app.project import read_project
from okrpress.app.watcher import Silence, Watcher
from okrpress.errors import OkrpressError
from okrpress.model.audience import parse_audience
from okrpress.model.frozen import dataclass
from okrpress.publish.canary import Canaries
from okrpress.publish.errors import io_errors
from okrpress.publish.seal import UNSEALED, Seal
from okrpress.publish.verify import Problem
from okrpress.publish.verify_site import Verified, file_digests, verify_site
from okrpress.source.git import Blob, Repository, repository
from okrpress.source.settings import FILE, parse_settings

_SHORTEST = 6
"""Letters of a path that are worth looking for: `/tmp` is in many a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyRequest:
    """Which folder, and what is to be known of it.

    `folder` is None for the project's output. `canaries` are strings that must not be in it, and
    `places` folders of this machine that no file may name. `rebuild` also builds the commit that
    the site names, from the repository that `root` lies in.
    """

    root: Path
    folder: Path | None = None
    audience: str | None = None
    canaries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    rebuild: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyResult:
    """What was found. `rebuilt` says that the commit was built, `differences` what it differs in.

    `other_version` is the one that built the site, where it is not this one.
    """

    folder: Path
    verified: Verified
    rebuilt: bool = False
    differences: tuple[Problem, ...] = ()
    other_version: str = ""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong."""
        return (*self.verified.problems, *self.differences)


def verify(request: VerifyRequest, watch: Watcher | None = None) -> VerifyResult:
    """Look at the folder, and build its commit again if that is asked for.

    Raises OkrpressError where it is no site, is for another audience, or cannot be built again.
    """
    watch = watch or Silence()
    folder = request.folder or read_project(request.root).output
    watch.stage("verify")
    verified = verify_site(
        folder,
        audience=request.audience,
        canaries=Canaries(request.canaries),
        places=_places(folder, request.places),
    )
    if not request.rebuild:
        return VerifyResult(folder=folder, verified=verified)
    version = verified.seal.version
    return VerifyResult(
        folder=folder,
        verified=verified,
        rebuilt=True,
        differences=tuple(_differences(request.root, folder, verified.seal, watch)),
        other_version="" if version == __version__ else version,
    )


def _places(folder: Path, more: Iterable[str]) -> list[str]:
    """The folders of this machine that a page could only know by mistake."""
    found = {str(folder.resolve()), str(folder.resolve().parent), *more}
    return sorted(place for place in found if len(place) >= _SHORTEST)


# ── building again ────────────────────────────────────────────────────────────────────────────


def _differences(root: Path, folder: Path, seal: Seal, watch: Watcher) -> Iterator[Problem]:
    """Every file that a build of the commit makes another one."""
    if seal.commit is None:
        raise OkrpressError(
            f"{folder} does not say which commit it was built from",
            help="build it with --commit HEAD; a digest alone proves that nothing was changed",
        )
    with TemporaryDirectory(prefix="okrpress-") as made:
        project, site = Path(made) / "project", Path(made) / "site"
        _lay_out(repository(root), seal.commit, project)
        _build(project, site, seal, watch)
        theirs, ours = file_digests(folder), file_digests(site)
    for path in sorted({*theirs, *ours} - UNSEALED):
        if theirs.get(path) != ours.get(path):
            yield Problem(page=path, link="", reason=_difference(path, theirs, ours, seal.commit))


def _difference(path: str, theirs: dict[str, str], ours: dict[str, str], commit: str) -> str:
    if path not in ours:
        return f"is on the site, and {commit[:12]} makes no such file"
    if path not in theirs:
        return f"is missing: {commit[:12]} makes it"
    return f"is not what {commit[:12]} makes of it"


def _lay_out(repo: Repository, commit: str, project: Path) -> None:
    """Write the project as a commit has it: settings, content and themes, from git's objects."""
    commit = repo.commit(commit)
    settings = [blob for blob in repo.blobs(commit, FILE) if blob.mode.startswith("100")]
    text = next(repo.read([settings[0].object])) if settings else b""
    content = parse_settings(text).settings.content
    blobs = [
        *settings,
        *(one for folder in (content, "themes") for one in repo.blobs(commit, f"{folder}/")),
    ]
    files = [(file, blob) for blob in blobs if (file := _safe(blob, repo.prefix))]
    with io_errors("write", project):
        project.mkdir()
        (project / content).mkdir(parents=True, exist_ok=True)
        data = repo.read(blob.object for _, blob in files)
        for (file, _), one in zip(files, data, strict=True):
            target = project / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(one)


def _safe(blob: Blob, prefix: str) -> str:
    """Where a regular file goes inside the project; empty for what is none or would lead out."""
    try:
        file = blob.path.decode("utf-8").removeprefix(prefix)
    except UnicodeDecodeError:
        return ""
    parts = file.split("/")
    is_inside = not any(part in {"", ".", "..", ".git"} for part in parts) and "\\" not in file
    return file if is_inside and blob.mode.startswith("100") else ""


def _build(project: Path, site: Path, seal: Seal, watch: Watcher) -> None:
    audience = parse_audience(seal.audience)
    if audience is None:
        raise OkrpressError(f"{seal.audience!r} is no audience that this okrpress knows")
    request = BuildRequest(
        root=project,
        today=seal.as_of,
        as_of=None if seal.date_is_fixed else seal.as_of,
        output=site,
        theme=seal.theme,
        keep_going=seal.keep_going,
        cache=False,
        audience=audience,
    )
    result = build(request, watch)
    if result.published is None:
        raise OkrpressError(
            f"the commit {seal.commit} has errors that stop a build",
            help="okrpress check shows them in a clone of it",
        )
