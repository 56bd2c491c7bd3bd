"""The page for an address that leads nowhere: it may be shown at any depth."""

from okrpress.model.frozen import dataclass
from okrpress.site import urls
from okrpress.site.views.frame import Frame, make_frame
from okrpress.site.views.here import Here, Link, Site


class Anywhere(Here):
    """A page whose address is not known when it is made: its links are whole addresses.

    Where the settings do not say where the site is, they are relative: the page then works at the
    top of the site alone. What it loads (its look) always is: a page loads nothing by a whole
    address, and deeper down it reads as plain text with links that work.
    """

    __slots__ = ()

    def href(self, path: str, anchor: str = "") -> str:
        """The whole address of another page."""
        base = self.site.settings.url
        return base + urls.link("", path, anchor) if base else super().href(path, anchor)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundView:
    """What the reader may have looked for."""

    frame: Frame
    places: tuple[Link, ...]


def not_found_view(site: Site) -> NotFoundView:
    """The page as web servers show it."""
    here = Anywhere(site, urls.NOT_FOUND)
    say = here.fmt.say
    frame = make_frame(here, say("Nothing is here"))
    return NotFoundView(
        frame=frame,
        places=(
            Link(say("Overview"), here.href(urls.HOME)),
            *(here.cycle(cycle.id) for cycle in site.running),
            Link(say("All cycles"), here.href(urls.CYCLES)),
        ),
    )
