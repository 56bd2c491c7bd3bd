"""Publishing: the new site is written beside the old one, verified, and swapped in.

Whatever happens before the swap, an error, a signal, a killed process, leaves the old site as it
was. What a killed build leaves behind is removed by the next one.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from okrpress import __version__
from okrpress.publish.errors import io_errors
from okrpress.publish.folder import MARKER, Place, checked_place, marker, refuse_foreign
from okrpress.publish.lock import build_lock
from okrpress.publish.published import Published
from okrpress.publish.signals import StopRequests
from okrpress.publish.spare import Spare
from okrpress.publish.stamps import number_of
from okrpress.publish.swap import recover, swap
from okrpress.publish.verify import Verifier
from okrpress.publish.writer import Writer, make_parents

Outline = Callable[[str], bytes | None]
"""What to verify of a page that has come, in place of all of it; None where that is not known."""


def publish(
    pages: Iterable[tuple[str, bytes | None]],
    output: Path,
    *,
    sources: Iterable[Path] = (),
    audience: str = "public",
    before: AbstractSet[str] = frozenset(),
    kept: AbstractSet[str] = frozenset(),
    outline: Outline = lambda _: None,
    spare: Spare | None = None,
) -> Published:
    """Make `output` hold exactly these pages (path inside the site, bytes), or leave it alone.

    Pages are taken one by one and forgotten. Those that are `kept`, and those without bytes, are
    the files that `output` has already: some of `before`, the paths of a site that was published,
    and verified, by the same code. `sources` are folders that the build reads: `output` may not be,
    hold or lie in one of them. What the site before has left as `spare` is used, and the one that
    is replaced is left there. What the iterator raises passes through. Raises `OkrpressError` for
    a folder that is not okrpress's to replace, for a second build into the same folder, and for
    errors of the file system; `BrokenSiteError` for pages that do not fit together.
    """
    place = checked_place(output, sources)
    with StopRequests() as stop, make_parents(place), build_lock(place), _workspace(place):
        refuse_foreign(place, audience)
        writer = Writer(place, spare)
        verifier = Verifier(before, partial(_file, place.output), partial(_file, place.new))
        verifier.keep(kept)
        writer.keep(kept, place.output)
        outlined = ((path, data, outline(path)) for path, data in stop.each(pages))
        _write(outlined, place, writer, verifier)
        verifier.finish()
        writer.finish(MARKER, marker(audience, __version__))
        stop.check()
        refuse_foreign(place, audience)
        with io_errors("replace", place.shown):
            old = swap(place)
        number = number_of(place.output)
        has_twin = _leave_spare(place, writer, spare, old)
    leftover = next((path for path in (place.new, place.old) if os.path.lexists(path)), None)
    return Published(
        folder=output,
        files=writer.files,
        pages=writer.pages,
        bytes=writer.bytes,
        leftover=leftover,
        same=writer.same,
        has_twin=has_twin,
        number=number,
    )


def _leave_spare(place: Place, writer: Writer, spare: Spare | None, old: Path | None) -> bool:
    """Leave a spare site for the next build; whether it is a twin of the one just published."""
    if spare and old and spare.is_site_known:
        spare.leave(old)
        return False
    return bool(spare and spare.make(partial(writer.link_all, place.output)))


def _write(
    pages: Iterable[tuple[str, bytes | None, bytes | None]],
    place: Place,
    writer: Writer,
    verifier: Verifier,
) -> None:
    for path, data, outline in pages:
        if data is None:
            verifier.keep({path})
            writer.keep({path}, place.output)
        else:
            verifier.add(path, data, outline)
            writer.write(path, data)


def _file(site: Path, path: str) -> bytes | None:
    """A file of the old or the new site; None where it is not, or somebody has deleted it."""
    with io_errors("read", site / path), suppress(FileNotFoundError, NotADirectoryError):
        return (site / path).read_bytes()
    return None


@contextmanager
def _workspace(place: Place) -> Iterator[None]:
    """Begin and end without leftovers, whatever ended the build before, or ends this one."""
    try:
        with io_errors("clear what an earlier build left beside", place.shown):
            recover(place)
        yield
    finally:
        with suppress(OSError):  # the next build tries again, and speaks up
            recover(place)
