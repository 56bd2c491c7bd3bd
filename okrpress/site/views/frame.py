"""What surrounds every page: title, navigation, breadcrumb, the date, the footer."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from okrpress import __version__
from okrpress.model.audience import AudienceKind
from okrpress.model.frozen import dataclass
from okrpress.site import urls
from okrpress.site.formatting import Formatter
from okrpress.site.later import View, looked
from okrpress.site.views.here import Day, Here, Link, Site
from okrpress.site.views.words import cycle_name

# Scripts, frames and anything from elsewhere stay out, whatever a text might smuggle in.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place in the navigation; `is_more` where it stands in the menu behind the others."""

    link: Link
    is_current: bool
    is_more: bool


class Alternate(NamedTuple):
    """The facts of the page for programs: `type` as browsers and readers know it."""

    type: str
    link: Link


def _readers(here: Here) -> str:
    say, audience = here.fmt.say, here.site.portfolio.audience
    name = here.site.person(audience.person) if audience.person else ""
    match audience.kind:
        case AudienceKind.PUBLIC:
            return ""
        case AudienceKind.INTERNAL:
            return say("For everybody inside, and not for the public.")
        case AudienceKind.MANAGER:
            return say("For {name} as a manager. Please do not pass it on.", name=name)
        case AudienceKind.PERSON:
            return say("For {name} alone. Please do not pass it on.", name=name)
        case AudienceKind.EVERYTHING:
            return say("For the authors alone. Please do not pass it on.")


def _as_of(here: Here) -> Day:
    return here.day(here.until or here.site.as_of)


@lru_cache(maxsize=64)
def _alike(fmt: Formatter, root: str, base: str, name: str, logo: str) -> Mapping[str, object]:
    """The fields that are the same on all pages that are so far from the site's root.

    `root` leads there for what a page loads, `base` for its links.
    """
    return {
        "root": root,
        "site": Link(name, base + urls.HOME),
        "logo": root + urls.static_path(logo) if logo else "",
        "icon": root + urls.static_path(logo or urls.ICON),
        "method": Link(fmt.say("How to read this site"), base + urls.METHOD),
        "build": Link(fmt.say("How this site was built"), base + urls.BUILD),
        "search": Link(fmt.say("Search"), base + urls.SEARCH),
    }


def _navigation(here: Here) -> tuple[Entry, ...]:
    places, entries = _entries(here.site, here.root, is_now=here.until is None)
    if here.path not in places:
        return entries
    at = places.index(here.path)
    return (*entries[:at], replace(entries[at], is_current=True), *entries[at + 1 :])


@lru_cache(maxsize=64)  # they are the same for all pages of one depth
def _entries(site: Site, root: str, *, is_now: bool) -> tuple[tuple[str, ...], tuple[Entry, ...]]:
    """Where the navigation leads to, and how from a page that is so far from the site's root."""
    say = site.fmt.say
    places = [(say("Overview"), urls.HOME)]
    places += [
        (cycle_name(cycle, site.fmt), urls.cycle_path(cycle.id))
        for cycle in (site.running if is_now else ())
    ]
    places += [
        (say("Map"), urls.MAP),
        (say("Check-ins"), urls.CHECK_INS),
        (say("Board"), urls.BOARD),
    ]
    more = [
        (say("Lessons"), urls.LESSONS),
        (say("Health"), urls.HEALTH),
        (say("Analytics"), urls.ANALYTICS),
        (say("Quality"), urls.QUALITY),
        (say("All cycles"), urls.CYCLES),
    ]
    return tuple(path for _, path in (*places, *more)), tuple(
        Entry(link=Link(text, root + path), is_current=False, is_more=at >= len(places))
        for at, (text, path) in enumerate((*places, *more))
    )


def _alternates(here: Here) -> tuple[Alternate, ...]:
    """The data beside the page, the calendar and the feed of its unit or of the site."""
    path = here.path
    unit = path.startswith(("t/", "p/"))
    calendar, feed = urls.CALENDAR, urls.FEED
    if path.startswith("lessons/"):
        feed = urls.LESSONS_FEED
    if unit and here.site.unit_folders.get(path.split("/")[1]):
        calendar, feed = urls.calendar_path(path), urls.feed_path(path)
    is_fed = bool(here.site.settings.url)
    dated = _dated_alternates(here.fmt, here.href(calendar), here.href(feed) if is_fed else "")
    if not urls.has_data(path):
        return dated
    data = Link(here.fmt.say("Data"), here.href(urls.data_path(path)))
    return (Alternate("application/json", data), *dated)


@lru_cache(maxsize=64)
def _dated_alternates(fmt: Formatter, calendar: str, feed: str) -> tuple[Alternate, ...]:
    found = (Alternate("text/calendar", Link(fmt.say("Calendar"), calendar)),)
    if not feed:
        return found
    return (*found, Alternate("application/atom+xml", Link(fmt.say("Feed"), feed)))


def _date_note(here: Here) -> str:
    if here.site.whole:
        return here.fmt.say("The cycle is closed, and this page stays as it was on that day.")
    if here.until or not here.site.options.date_is_fixed:
        return ""
    return here.fmt.say(
        "The date is set in the settings of this site and does not move with the calendar."
    )


class Frame(View):
    """The frame of one page. `root` leads to the site's root and ends in a slash, or is empty.

    `logo` is the address of a picture, or empty; `icon` that of the one for browsers' tabs.
    `readers` says whom the page is for, and is empty where that is everybody. `breadcrumb` leads
    from below the home page to above this one.
    """

    title: str
    language: str
    palette: str
    root: str
    breadcrumb: tuple[Link, ...]
    footer: str
    site: Link
    logo: str
    icon: str
    method: Link
    build: Link
    search: Link
    policy: str = POLICY
    version: str = __version__

    def __init__(self, here: Here, title: str, breadcrumb: tuple[Link, ...]) -> None:
        settings, name = here.site.settings, here.site.name
        self.__dict__.update(_alike(here.fmt, here.root, here.href(""), name, settings.logo))
        self.title = title if here.path == urls.HOME else f"{title} · {name}"
        self.breadcrumb = breadcrumb
        self.language = settings.language
        self.palette = settings.palette
        self.footer = settings.footer
        super().__init__(here)

    navigation = looked(_navigation)
    as_of = looked(_as_of)
    date_note = looked(_date_note)
    alternates = looked(_alternates)
    readers = looked(_readers)


def make_frame(here: Here, title: str, *, breadcrumb: tuple[Link, ...] = ()) -> Frame:
    """The frame of a page; `breadcrumb` leads from below the home page to above this one."""
    return Frame(here, title, breadcrumb)
