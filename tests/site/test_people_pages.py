"""`people = false`: whoever pursues objectives has them published, but no page of their own."""

from dataclasses import replace
from datetime import date

import builders as make
from site_samples import SETTINGS

from okrpress.app.addresses import addresses_of
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import Visibility
from okrpress.scoring import score
from okrpress.site.pages import Options, SitePages, render
from okrpress.site.theme import load_theme

URL = "https://okrs.example.org/"
THEME = load_theme("default", None)


def site(*, people: bool) -> dict[str, bytes]:
    settings = replace(SETTINGS, url=URL, people=people)
    scored = score(PORTFOLIO, settings, date(2026, 11, 22))
    return dict(render(SitePages(scored, THEME, Options())))


PORTFOLIO = make.portfolio(
    teams=[make.team("growth")],
    people=[make.person("maria", name="Maria Weber", team="growth")],
    objectives=[
        make.objective("talk", unit="maria", owner="maria", visibility=Visibility.PUBLIC),
        make.objective("grow", unit="growth", owner="maria"),
    ],
    check_ins=[make.check_in("2026-11-20", folder=UnitCycle("2026-q4", "maria"), wins=["One"])],
)


def test_a_person_with_objectives_has_a_page_unless_people_have_none() -> None:
    assert {"p/maria/index.html", "p/maria/index.json", "p/maria/calendar.ics"} <= site(
        people=True
    ).keys()
    without = site(people=False)
    assert [path for path in without if path.startswith("p/")] == []
    assert [path for path, data in without.items() if b"p/maria/" in data] == []


def test_names_stay_where_they_say_who_answers_for_what() -> None:
    pages = site(people=False)
    assert b"Maria Weber" in pages["o/2026-q4/growth/grow/index.html"]
    assert b"Maria Weber" in pages["c/2026-q4/index.html"]
    assert "o/2026-q4/maria/talk/index.html" in pages


def test_news_do_not_lead_to_a_page_that_is_not_there() -> None:
    assert addresses_of(URL, "", PORTFOLIO).unit("maria") == f"{URL}p/maria/"
    assert addresses_of(URL, "", PORTFOLIO, people=False).unit("maria") == ""
    assert addresses_of(URL, "", PORTFOLIO, people=False).unit("growth") == f"{URL}t/growth/"
