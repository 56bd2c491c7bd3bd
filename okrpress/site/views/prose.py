"""Authors' Markdown on a page: links between files become links between pages."""

import posixpath

from markupsafe import Markup

from okrpress.model.ids import ObjectiveRef
from okrpress.site import urls
from okrpress.site.markdown import render
from okrpress.site.views.here import Here

NOTHING = Markup()


def prose(here: Here, text: str, *, file: str, level: int, ids: str) -> Markup:
    """The HTML of a body written in `file`, in a section whose heading has the given level."""
    if not text.strip():
        return NOTHING

    def resolve(address: str) -> str | None:
        return _resolve(here, file, address)

    return render(text, level=level, ids=ids, resolve=resolve, fmt=here.fmt)


def _resolve(here: Here, file: str, address: str) -> str | None:
    """`../growth/onboarding.md#activation`, as written in `file`, as an address on this page.

    None when no page is made from that file, or it has no such key result.
    """
    path, _, anchor = address.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(file), path)) if path else file
    made = here.site.made_from.get(target)
    if made is None:
        return None
    if not anchor:
        return here.href(_page(made))
    if not isinstance(made, ObjectiveRef):
        return None
    key_results = here.site.portfolio.objectives[made].key_results
    known = any(anchor == key_result.id for key_result in key_results)
    return here.href(urls.objective_path(made), anchor) if known else None


def _page(made: ObjectiveRef | str) -> str:
    return urls.objective_path(made) if isinstance(made, ObjectiveRef) else made
