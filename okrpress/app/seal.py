"""The seal of a build: what it was made from, and the digest of what it became."""

from collections.abc import Iterator
from dataclasses import replace

from okrpress.app.coming import Coming
from okrpress.model.frozen import dataclass
from okrpress.publish.seal import PAGE, SEAL, Seal, file_digest, seal_bytes, site_digest
from okrpress.site.pages import SitePages
from okrpress.site.views.build import Built


@dataclass(frozen=True, slots=True)
class SealedPages:
    """The files of a site that are not kept; the last two say what all come to."""

    site: SitePages
    pages: Coming
    seal: Seal

    def __iter__(self) -> Iterator[tuple[str, bytes | None]]:
        """The pages as they come, without bytes where they are there already; then the seal."""
        counted: dict[str, str] = {}
        for path, data in self.pages:
            if path == PAGE:
                continue
            if not self.pages.knows_digests:
                assert data is not None  # nothing was there before
                counted[path] = file_digest(data)
            yield path, data
        digest, files = site_digest((counted or self.pages.digests).items())
        seal = replace(self.seal, digest=digest, files=files)
        if PAGE in self.site:
            yield PAGE, self.site.draw_built(_built(seal))
        yield SEAL, seal_bytes(seal)


def _built(seal: Seal) -> Built:
    return Built(
        audience=seal.audience, files=seal.files, digest=seal.digest, commit=seal.commit or ""
    )
