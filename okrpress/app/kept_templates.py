"""Templates that were compiled once stay so: to load Jinja takes as long as to draw some pages.

Those of a large site that were not are compiled by another process, while this one is alone with
its scores.
"""

from okrpress.app.build_work import Work
from okrpress.cache.installation import keep, kept
from okrpress.cache.version import code_version
from okrpress.publish.aside import Aside, is_of_use
from okrpress.site.drawings import Drawings, drawings
from okrpress.site.formatting import formatter
from okrpress.site.theme import dressed


class KeptTemplates:
    """What the pages of a site will be drawn with."""

    def __init__(self, work: Work, files: int) -> None:
        """Recalls what there is; the more `files` are read, the more pages there will be."""
        settings = work.project.settings
        self._work = work
        self._drawings = drawings(dressed(work.theme, settings), formatter(settings.language))
        self._aside: Aside | None = None
        recall_templates(work, self._drawings)
        if self._drawings.is_untouched and work.request.jobs != 1 and is_of_use(files):
            self._aside = Aside(self._drawings.compiled, files)

    def take(self) -> None:
        """Take over what was compiled meanwhile."""
        if self._aside is None:
            return
        made = self._aside.result()
        self._drawings.recall(made)
        if self._work.request.cache:
            _keep(self._drawings, made)


def recall_templates(work: Work, drawings: Drawings) -> None:
    """Draw with what an earlier build has compiled of the same templates."""
    found = kept(drawings.name) if work.request.cache else None
    if found and found.data.startswith(head := _head(drawings)):
        drawings.recall(found.data[len(head) :])


def keep_templates(work: Work, drawings: Drawings) -> None:
    """Keep what was compiled for the builds to come."""
    made = drawings.kept() if work.request.cache else None
    if made is not None:
        _keep(drawings, made)


def _keep(drawings: Drawings, made: bytes) -> None:
    keep(drawings.name, _head(drawings) + made)


def _head(drawings: Drawings) -> bytes:
    return code_version().encode() + drawings.key
