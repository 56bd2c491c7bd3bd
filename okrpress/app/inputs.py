"""Digests of everything that goes into a result."""

from collections.abc import Iterable

from okrpress.app.project import Project
from okrpress.digests import blake2b
from okrpress.source.files import Discovered, Source


def inputs_digest(project: Project, found: Discovered, *more: object) -> str:
    """Of the settings, of all files with their bytes and paths, and of `more`.

    The representations of settings and findings say all that is in them.
    """
    said = (project.settings, project.findings, found.findings, *more)
    return files_digest(found.sources, repr(said).encode(errors="surrogatepass"))


def files_digest(sources: Iterable[Source], said: bytes = b"") -> str:
    """Of files with their bytes and paths, and of what was `said` before them."""
    digest = blake2b(said, digest_size=16)
    for source in sources:
        digest.update(b"\0%b\0%d\0%b" % (source.file.encode(), len(source.data), source.data))
    return digest.hexdigest()
