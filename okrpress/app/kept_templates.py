"""Templates that were compiled once stay so: to load Jinja takes as long as to draw some pages."""

from okrpress.app.build_work import Work
from okrpress.cache.installation import keep, kept
from okrpress.cache.version import code_version
from okrpress.site.pages import SitePages


def recall_templates(work: Work, site: SitePages) -> None:
    """Draw with what an earlier build has compiled of the same templates."""
    drawings = site.drawings
    found = kept(drawings.name) if work.request.cache else None
    head = _head(site)
    if found and found.data.startswith(head):
        drawings.recall(found.data[len(head) :])


def keep_templates(work: Work, site: SitePages) -> None:
    """Keep what was compiled for the builds to come."""
    made = site.drawings.kept() if work.request.cache else None
    if made is not None:
        keep(site.drawings.name, _head(site) + made)


def _head(site: SitePages) -> bytes:
    return code_version().encode() + site.drawings.key
