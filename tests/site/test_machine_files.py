"""Badges, calendars, feeds and the files that robots look for."""

from datetime import date
from xml.etree import ElementTree

import builders as make
import pytest
from icalendar import Calendar
from site_samples import SETTINGS, empty, portfolio, sample

from okrpress.insight.due import upcoming
from okrpress.model.settings import Settings
from okrpress.scoring import score
from okrpress.scoring.result import Status
from okrpress.site.badges import badge
from okrpress.site.calendar import AHEAD, days_of_all
from okrpress.site.feeds import MOST
from okrpress.site.pages import Options, SitePages
from okrpress.site.theme import load_theme
from okrpress.site.well_known import well_known_pages

THEME = load_theme("default", None)
ATOM = "{http://www.w3.org/2005/Atom}"
HOME = "https://okrs.example.org/all/"
HOSTILE = "</title><script>alert(1)</script>&\"'<svg onload=x>\u202e ::error::"


def published() -> SitePages:
    """The sample as a site that knows where it is."""
    settings = Settings(title="Brightwater", url=HOME, thresholds=SETTINGS.thresholds)
    return SitePages(score(portfolio(), settings, date(2026, 11, 22)), THEME, Options())


def hostile() -> SitePages:
    objective = make.objective(
        title=HOSTILE, key_results=[make.key_result(title=HOSTILE, unit=HOSTILE)]
    )
    settings = Settings(title=HOSTILE, url=HOME)
    made = make.portfolio(
        objectives=[objective],
        check_ins=[make.check_in("2026-11-20", make.reading(3, note=HOSTILE))],
        organisation=make.organisation(name=HOSTILE, mission=HOSTILE),
    )
    return SitePages(score(made, settings, date(2026, 11, 22)), THEME, Options())


# ── badges ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("label", ["Growth", HOSTILE, "x" * 300, "客戶", ""])
def test_a_badge_is_a_picture_that_says_everything_in_its_title(status: Status, label: str) -> None:
    drawing = ElementTree.fromstring(badge(label, "31 %, at risk", status))
    names = {element.tag.rpartition("}")[2] for element in drawing.iter()}
    assert names == {"svg", "title", "rect", "path", "text"}
    assert drawing.findtext("{*}title") == f"{label}: 31 %, at risk"
    assert float(drawing.attrib["width"]) < 600


def test_every_objective_has_a_badge() -> None:
    paths = set(published().paths)
    for ref in portfolio().objectives:
        assert f"o/{ref.cycle}/{ref.unit}/{ref.objective}/badge.svg" in paths


# ── calendars ─────────────────────────────────────────────────────────────────────────────────


def test_a_calendar_reads_back_with_identities_of_its_own() -> None:
    pages = published()
    calendars = [path for path in pages.paths if path.endswith(".ics")]
    assert len(calendars) > 1
    for path in calendars:
        read = Calendar.from_ical(pages.draw(path))
        events = read.walk("VEVENT")
        identities = [str(event["uid"]) for event in events]
        assert len(set(identities)) == len(identities)
        for event in events:
            assert event["dtstart"].dt >= date(2026, 11, 22)
            assert str(event["summary"])


def test_a_hostile_name_stays_on_its_line_of_the_calendar() -> None:
    data = hostile().draw("calendar.ics")
    assert b"\nBEGIN:VALARM" not in data
    assert str(Calendar.from_ical(data)["name"]) == HOSTILE


def test_a_calendar_is_the_same_in_the_next_build() -> None:
    assert published().draw("calendar.ics") == published().draw("calendar.ics")


def test_the_calendar_of_a_unit_has_its_days_and_what_all_share() -> None:
    pages = published()
    shared = {day.order for day in days_of_all(pages.site, units=0)}
    everything = list(days_of_all(pages.site))
    assert {day.folder for day in everything} > {None}
    assert shared == {day.order for day in everything if day.folder is None}
    for folder in {day.folder for day in everything if day.folder}:
        own = upcoming(pages.site.scored, AHEAD, pages.site.unit_folders[folder.unit])
        cycles = {one.cycle for one in pages.site.unit_folders[folder.unit]}
        assert list(own) == [
            day
            for day in everything
            if (day.folder.unit == folder.unit if day.folder else day.cycle in cycles)
        ]


# ── feeds ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("pages", [published(), hostile()], ids=["the sample", "hostile"])
def test_a_feed_has_what_atom_asks_for(pages: SitePages) -> None:
    feeds = [path for path in pages.paths if path.endswith(".atom")]
    assert len(feeds) > 1
    for path in feeds:
        feed = ElementTree.fromstring(pages.draw(path))
        assert feed.tag == f"{ATOM}feed"
        for name in ("id", "title", "updated", "author"):
            assert feed.find(f"{ATOM}{name}") is not None, name
        entries = feed.findall(f"{ATOM}entry")
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(set(ids)) == len(ids)
        for entry in entries:
            link = entry.find(f"{ATOM}link")
            assert link is not None
            assert link.attrib["href"].startswith(HOME)
            assert entry.findtext(f"{ATOM}updated", "") <= "2026-11-22T12:00:00Z"


def test_the_feed_of_a_site_tells_what_moved() -> None:
    feed = ElementTree.fromstring(hostile().draw("feed.atom"))
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title", "").startswith(HOSTILE)


def test_a_feed_ends_with_the_newest() -> None:
    ids = [f"o{number}" for number in range(MOST + 2)]
    made = make.portfolio(
        objectives=[make.objective(id, key_results=[make.key_result()]) for id in ids],
        check_ins=[
            make.check_in("2026-11-18", *(make.reading(35, of=f"{id}#activation") for id in ids)),
            make.check_in("2026-11-20", make.reading(40, of="o51#activation")),
        ],
    )
    scored = score(made, Settings(url=HOME), date(2026, 11, 22))
    entries = ElementTree.fromstring(SitePages(scored, THEME, Options()).draw("feed.atom")).findall(
        f"{ATOM}entry"
    )
    assert len(entries) == MOST
    assert "o51" in entries[0].findtext(f"{ATOM}id", "")


def test_the_feed_of_lessons_leads_to_their_cards() -> None:
    pages = published()
    feed = ElementTree.fromstring(pages.draw("lessons/feed.atom"))
    entries = feed.findall(f"{ATOM}entry")
    assert "Order pumps in spring" in [one.findtext(f"{ATOM}title") for one in entries]
    for entry in entries:
        link = entry.find(f"{ATOM}link")
        assert link is not None
        path, _, anchor = link.attrib["href"].removeprefix(HOME).partition("#")
        assert f'id="{anchor}"' in pages.draw(path).decode()
    assert b'href="../lessons/feed.atom"' in pages.draw("lessons/index.html")


def test_a_site_that_does_not_know_where_it_is_has_no_feed_and_no_map() -> None:
    paths = SitePages(sample(), THEME, Options()).paths
    assert [path for path in paths if path.endswith((".atom", ".xml")) or "robots" in path] == []
    assert "calendar.ics" in paths


# ── robots ────────────────────────────────────────────────────────────────────────────────────


def test_the_site_map_has_every_page_but_those_of_people() -> None:
    pages = published()
    found = ElementTree.fromstring(pages.draw("sitemap.xml")).iterfind(".//{*}loc")
    html = {path for path in pages.paths if path.endswith("index.html")}
    people = {path for path in html if path.startswith("p/")}
    assert people
    assert {str(one.text).removeprefix(HOME) for one in found} == html - people
    assert f"Sitemap: {HOME}sitemap.xml" in pages.draw("robots.txt").decode()


def test_a_site_map_that_is_full_goes_on_in_another() -> None:
    pages = ["index.html", "a/index.html", "a/index.json", "b/index.html"]
    planned = {one.path: one.make() for one in well_known_pages(published().site, pages, most=2)}
    maps = ["sitemap.xml", "sitemap-2.xml"]
    assert [str(planned[path]).count("<loc>") for path in maps] == [2, 1]
    assert all(f"Sitemap: {HOME}{path}" in str(planned["robots.txt"]) for path in maps)


def test_the_overview_for_programs_names_all_data() -> None:
    text = SitePages(empty(), THEME, Options()).draw("llms.txt").decode()
    assert "data/okrs.json" in text


def test_the_page_for_lost_readers_links_by_whole_addresses_and_loads_by_none() -> None:
    page = published().draw("404.html").decode()
    assert f'href="{HOME}index.html"' in page
    assert f'href="{HOME}static' not in page
    assert f'src="{HOME}' not in page
