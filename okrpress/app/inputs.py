"""A digest of everything that goes into a result."""

from hashlib import blake2b

from okrpress.app.project import Project
from okrpress.source.files import Discovered


def inputs_digest(project: Project, found: Discovered, *more: object) -> str:
    """Of the settings, of all files with their bytes and paths, and of `more`.

    The representations of settings and findings say all that is in them.
    """
    said = (project.settings, project.findings, found.findings, *more)
    digest = blake2b(repr(said).encode(errors="surrogatepass"), digest_size=16)
    for source in found.sources:
        digest.update(f"\0{source.file}\0{len(source.data)}\0".encode())
        digest.update(source.data)
    return digest.hexdigest()
