"""Atom feeds: what happened, for people's feed readers. They need to know where the site is."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from functools import partial
from itertools import islice
from urllib.parse import urljoin, urlsplit

from okrpress.insight.events import Event, EventKind, events
from okrpress.insight.lessons import folders_with_words, lessons_of
from okrpress.model.portfolio import Unit
from okrpress.site import urls
from okrpress.site.planned import Planned
from okrpress.site.views.changes import change_of
from okrpress.site.views.here import Here, Site
from okrpress.site.views.lessons import lesson_address

DAYS = 7
"""How long a value that moved is news."""
DAYS_OF_DECISIONS = 90
"""How long promises that moved, and reviews, are."""
MOST = 50
"""Entries of a feed."""

_DECISIONS = frozenset({EventKind.COMMITMENT, EventKind.REVIEW})

_Entry = dict[str, object]


def feed_pages(site: Site) -> Iterator[Planned]:
    """A feed of everything, one of lessons, one for each unit; none without a `url`."""
    if not site.settings.url:
        return
    yield Planned(urls.FEED, None, partial(_site_feed, site))
    yield Planned(urls.LESSONS_FEED, None, partial(_lessons_feed, site))
    for unit in site.portfolio.units.values():
        if site.unit_folders.get(unit.id) and site.has_page(unit):
            path = urls.feed_path(urls.unit_path(unit.id, unit.kind))
            yield Planned(path, None, partial(_unit_feed, site, unit))


def _site_feed(site: Site) -> bytes:
    here = Here(site, urls.FEED)
    return _feed(here, urls.HOME, site.name, _changes(here, _news(site, None)))


def _unit_feed(site: Site, unit: Unit) -> bytes:
    page = urls.unit_path(unit.id, unit.kind)
    here = Here(site, urls.feed_path(page))
    return _feed(here, page, unit.name, _changes(here, _news(site, unit.id)))


def _lessons_feed(site: Site) -> bytes:
    here = Here(site, urls.LESSONS_FEED)
    name = here.fmt.say("Lessons of {site}", site=site.name)
    return _feed(here, urls.LESSONS, name, _lessons(here))


def _news(site: Site, unit: str | None) -> list[Event]:
    """What is still news, the newest first."""
    objectives = folders = None
    if unit is not None:
        folders = site.unit_folders[unit]
        objectives = [one for folder in folders for one in site.objectives(folder)]
    found = [
        *(
            one
            for one in events(site.scored, site.last_days(DAYS), objectives, folders)
            if one.kind not in _DECISIONS
        ),
        *(
            one
            for one in events(site.scored, site.last_days(DAYS_OF_DECISIONS), objectives, folders)
            if one.kind in _DECISIONS
        ),
    ]
    found.sort(key=lambda one: (-one.on.toordinal(), one.order))
    return found


def _feed(here: Here, page: str, name: str, entries: Iterable[_Entry]) -> bytes:
    """The feed as XML."""
    from okrpress.site.atom import Feed

    base = here.site.settings.url
    feed = Feed(
        _noon(here.site.as_of),
        title=name,
        link=base + page,
        description=here.fmt.say("What changed lately"),
        language=here.site.settings.language,
        feed_url=base + here.path,
        feed_guid=base + here.path,
        author_name=here.site.name,
    )
    for entry in islice(entries, MOST):
        feed.add_item(**entry)
    text: str = feed.writeString("utf-8")
    return text.encode()


def _changes(here: Here, news: Iterable[Event]) -> Iterator[_Entry]:
    return (entry for event in news if (entry := _entry(here, event)))


def _lessons(here: Here) -> Iterator[_Entry]:
    """Every lesson, the newest first, with its place on the page of its cycle."""
    scored, base = here.site.scored, here.site.settings.url
    host = urlsplit(base).hostname
    folders = folders_with_words(scored)
    learned = [one for folder in folders for one in lessons_of(scored, folder)]
    for one in sorted(learned, key=lambda one: (-one.on.toordinal(), one.folder, one.place)):
        yield {
            "title": one.lesson.text,
            "link": base + lesson_address(here.site, one.folder, one.place),
            "description": here.site.portfolio.units[one.folder.unit].name,
            "unique_id": f"tag:{host},{one.on}:{'/'.join(one.folder)}#{one.place}",
            "pubdate": _noon(one.on),
            "updateddate": _noon(one.on),
            "categories": one.lesson.tags,
        }


def _entry(here: Here, event: Event) -> _Entry | None:
    change = change_of(here, event)
    if change is None:
        return None
    link = urljoin(here.site.settings.url + here.path, change.link.href)
    day = _noon(event.on)
    what = event.entry.field if event.entry else event.kind.name.lower()
    about = urlsplit(link)
    return {
        "title": here.fmt.say("{what}: {change}", what=change.link.text, change=change.text),
        "link": link,
        "description": " ".join(filter(None, (change.unit.text, change.reason))),
        "unique_id": f"tag:{about.hostname},{event.on}:{about.path}#{about.fragment}/{what}",
        "pubdate": day,
        "updateddate": day,
    }


def _noon(on: date) -> datetime:
    """A day as feeds write it: at noon, so that it is the same day in most places."""
    return datetime.combine(on, time(12), UTC)
