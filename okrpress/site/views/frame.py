"""What surrounds every page: title, navigation, breadcrumb, the date, the footer."""

from dataclasses import dataclass

from okrpress import __version__
from okrpress.site import urls
from okrpress.site.views.here import Day, Here, Link
from okrpress.site.views.words import cycle_name

# Scripts, frames and anything from elsewhere stay out, whatever a text might smuggle in.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place in the navigation."""

    link: Link
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The frame of one page. `root` leads to the site's root and ends in a slash, or is empty.

    `logo` is the address of a picture, or empty.
    """

    title: str
    site: Link
    logo: str
    language: str
    palette: str
    policy: str
    root: str
    navigation: tuple[Entry, ...]
    breadcrumb: tuple[Link, ...]
    as_of: Day
    date_note: str
    method: Link
    footer: str
    version: str


def make_frame(here: Here, title: str, *, breadcrumb: tuple[Link, ...] = ()) -> Frame:
    """The frame of a page; `breadcrumb` leads from below the home page to above this one."""
    site = here.site
    home = Link(site.name, here.href(urls.HOME))
    return Frame(
        title=title if here.path == urls.HOME else f"{title} · {site.name}",
        site=home,
        logo=_logo(here),
        language=site.settings.language,
        palette=site.settings.palette,
        policy=POLICY,
        root=urls.root(here.path),
        navigation=_navigation(here),
        breadcrumb=breadcrumb,
        as_of=here.day(site.as_of),
        date_note=_date_note(here),
        method=Link(here.fmt.say("How to read this site"), here.href(urls.METHOD)),
        footer=site.settings.footer,
        version=__version__,
    )


def _logo(here: Here) -> str:
    name = here.site.settings.logo
    return here.href(urls.static_path(name)) if name else ""


def _navigation(here: Here) -> tuple[Entry, ...]:
    say = here.fmt.say
    places = [(say("Overview"), urls.HOME)]
    places += [
        (cycle_name(cycle, here.fmt), urls.cycle_path(cycle.id)) for cycle in here.site.running
    ]
    places += [(say("All cycles"), urls.CYCLES), (say("Method"), urls.METHOD)]
    return tuple(
        Entry(link=Link(text, here.href(path)), is_current=path == here.path)
        for text, path in places
    )


def _date_note(here: Here) -> str:
    if not here.site.options.date_is_fixed:
        return ""
    return here.fmt.say(
        "The date is set in the settings of this site and does not move with the calendar."
    )
