"""Search in a real browser: from disk and over http, by keyboard, by link, with the back button."""

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page, expect
from visits import Visitor, examine

SEARCH = "search/index.html"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Browsers ask for an icon that the site does not have."""
        if self.path == "/favicon.ico":
            self.send_response(HTTPStatus.NO_CONTENT)
            self.end_headers()
        else:
            super().do_GET()


@pytest.fixture(scope="module")
def served(example_site: Path) -> Iterator[str]:
    """The address of the example site on a plain web server."""
    with ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(_Quiet, directory=str(example_site))
    ) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(params=["from disk", "over http"])
def home(request: pytest.FixtureRequest, example_site: Path, served: str) -> str:
    """Where the site is, without a slash at the end."""
    return example_site.as_uri() if request.param == "from disk" else served


def opened(visit: Visitor, address: str, **options: object) -> Page:
    page = visit(**options).page
    page.goto(address)
    return page


def titles(page: Page) -> list[str]:
    return page.locator("#_results .found-title").all_inner_texts()


def search(page: Page, words: str) -> None:
    """Type, and wait until the results are those of the words."""
    page.locator("#_q").fill(words)
    page.wait_for_function(
        "words => new URLSearchParams(location.hash.slice(1)).get('q') === words", arg=words
    )


def test_typing_finds_objectives_and_key_results(visit: Visitor, home: str) -> None:
    visitor = visit()
    page = visitor.page
    page.goto(f"{home}/{SEARCH}")
    expect(page.locator("#_q")).to_be_focused()
    page.keyboard.type("lockers")
    expect(page.locator("#_count")).to_have_text(re.compile(r"^\d+ results$"))
    assert any("Lockers open" in title for title in titles(page))
    elsewhere = [one for one in visitor.complaints if not one.startswith(f"request: {home}/")]
    assert elsewhere == []
    assert page.evaluate("window.violations") == []


def test_a_result_says_where_it_belongs_and_how_it_stands(visit: Visitor, home: str) -> None:
    page = opened(visit, f"{home}/{SEARCH}#q=lockers+first+touch&kind=objective")
    first = page.locator("#_results > li").first
    expect(first.locator(".status-word")).to_have_text("Off track")
    assert first.locator(".status > svg").count() == 1
    notes = first.locator(".c-notes").inner_text()
    assert "Objective" in notes
    assert "Winter 2026" in notes
    assert "Lockers and Routes" in notes


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("locker touch", id="the beginning of a word"),
        pytest.param("lokcers tuch", id="typing mistakes"),
        pytest.param("LOCKERS TOUCH", id="capitals"),
        pytest.param("lóckers touch", id="an accent"),
    ],
)
def test_words_are_found_however_they_are_typed(
    visit: Visitor, example_site: Path, words: str
) -> None:
    page = opened(visit, (example_site / SEARCH).as_uri())
    search(page, words)
    expect(page.locator("#_results .found-title").first).to_contain_text(
        "Lockers open at the first touch"
    )


def test_the_keyboard_alone_leads_from_any_page_to_a_result_and_back(
    visit: Visitor, home: str
) -> None:
    page = opened(visit, f"{home}/method/index.html")
    page.keyboard.press("/")
    page.wait_for_url(f"**/{SEARCH}")
    expect(page.locator("#_q")).to_be_focused()
    page.keyboard.type("mend")
    expect(page.locator("#_results a").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#_results a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/o/**")
    page.go_back()
    expect(page.locator("#_q")).to_have_value("mend")
    expect(page.locator("#_results a").first).to_be_visible()


def test_facets_narrow_what_is_found_and_the_back_button_widens_it(
    visit: Visitor, home: str
) -> None:
    page = opened(visit, f"{home}/{SEARCH}")
    page.get_by_role("radio", name="Key results").check()
    everything = page.locator("#_count").inner_text()
    page.get_by_label("Status", exact=True).select_option("off-track")
    assert "kind=key-result&status=off-track" in page.url
    words = set(page.locator("#_results .status-word").all_inner_texts())
    assert words == {"Off track"}
    counted = int(page.locator("#_count").inner_text().split()[0])
    assert page.locator("#_results > li").count() == counted
    page.go_back()
    expect(page.locator("#_count")).to_have_text(everything)
    expect(page.get_by_label("Status", exact=True)).to_have_value("")


@pytest.mark.parametrize("name", ["Unit", "Owner", "Cycle"])
def test_a_facet_counts_what_it_would_leave(visit: Visitor, example_site: Path, name: str) -> None:
    page = opened(visit, f"{(example_site / SEARCH).as_uri()}#kind=objective")
    select = page.get_by_label(name, exact=True)
    option = select.locator("option").nth(1)
    counted = int(re.findall(r"\((\d+)\)$", option.inner_text())[0])
    select.select_option(index=1)
    expect(page.locator("#_results > li")).to_have_count(counted)


def test_a_link_holds_what_was_looked_for(visit: Visitor, home: str) -> None:
    page = opened(visit, f"{home}/{SEARCH}")
    search(page, "winter")
    page.get_by_role("radio", name="Key results").check()
    found = titles(page)
    again = opened(visit, page.url)
    assert titles(again) == found != []
    expect(again.get_by_role("radio", name="Key results")).to_be_checked()


def test_nothing_found_says_what_to_do(visit: Visitor, example_site: Path) -> None:
    page = opened(visit, f"{(example_site / SEARCH).as_uri()}#q=lockers&kind=cycle")
    expect(page.locator("#_nothing")).to_be_visible()
    page.get_by_role("button", name="Look for these words in everything").click()
    expect(page.locator("#_nothing")).to_be_hidden()
    assert any("ocker" in title for title in titles(page))


def test_the_form_begins_again(visit: Visitor, example_site: Path) -> None:
    page = opened(visit, f"{(example_site / SEARCH).as_uri()}#q=lockers&status=off-track")
    page.get_by_role("button", name="Start again").click()
    expect(page.locator("#_q")).to_have_value("")
    expect(page.locator("#_count")).to_contain_text("Type a word")
    assert "#" not in page.url


def test_many_results_come_fifty_at_a_time(visit: Visitor, example_site: Path) -> None:
    page = opened(visit, f"{(example_site / SEARCH).as_uri()}#kind=key-result")
    hits = page.locator("#_results > li")
    expect(hits).to_have_count(50)
    page.locator("#_more").click()
    expect(hits.nth(50).locator("a")).to_be_focused()
    assert hits.count() > 50


@pytest.mark.parametrize(
    "words",
    [
        "<img src=x onerror=alert(1)>",
        "%3Cscript%3E",
        "' OR 1=1 --",
        "__proto__ constructor",
        "((((",
        "\u202e\u0000\ud83d\ude00",
    ],
)
def test_odd_words_stay_words(visit: Visitor, example_site: Path, words: str) -> None:
    visitor = visit()
    page = visitor.page
    page.on("dialog", lambda _: pytest.fail("a script ran"))
    page.goto((example_site / SEARCH).as_uri())
    page.locator("#_q").fill(words)
    page.wait_for_function("() => location.hash.length > 1")
    expect(page.locator("#_count")).not_to_be_empty()
    assert page.locator("main img, main script").count() == 0
    assert visitor.complaints == []


MARKUP = """---
title: "Pumps <img src=x onerror=alert(1)> run"
owner: me
stands_alone: They do
key_results:
  - {id: a, title: "Pumps </script><script>alert(1)</script>", baseline: 1, target: 5}
---
"""


def test_what_authors_write_stays_text(visit: Visitor, tmp_path: Path) -> None:
    file = tmp_path / "content" / "2026-q4" / "me" / "pumps.md"
    file.parent.mkdir(parents=True)
    file.write_text(MARKUP, encoding="utf-8")
    build = [sys.executable, "-m", "okrpress", "build", str(tmp_path), "--as-of", "2026-11-22"]
    subprocess.run(build, check=True)
    visitor = visit()
    page = visitor.page
    page.on("dialog", lambda _: pytest.fail("a script ran"))
    page.goto((tmp_path / "site" / SEARCH).as_uri() + "#q=pumps")
    assert titles(page) == [
        "Pumps <img src=x onerror=alert(1)> run",
        "Pumps </script><script>alert(1)</script>",
    ]
    assert page.locator("main img, main script").count() == 0
    assert visitor.complaints == []


@pytest.mark.parametrize(
    "anchor", ["#kind=nonsense", "#status=x&unit=y&owner=z&cycle=w", "#_units", "#%E0%A4%A"]
)
def test_an_address_that_somebody_made_up_does_no_harm(
    visit: Visitor, example_site: Path, anchor: str
) -> None:
    visitor = visit()
    visitor.page.goto((example_site / SEARCH).as_uri() + anchor)
    expect(visitor.page.locator("#_q")).to_be_visible()
    assert visitor.complaints == []


def test_without_a_script_the_page_says_where_to_look(visit: Visitor, example_site: Path) -> None:
    page = opened(visit, (example_site / SEARCH).as_uri(), java_script_enabled=False)
    expect(page.get_by_text("The search needs JavaScript")).to_be_visible()
    assert page.locator("#_q").is_hidden()
    assert page.locator("nav[aria-labelledby=_units] a").count() > 5
    assert page.locator("nav[aria-labelledby=_cycles] a").count() > 3


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("anchor", ["#q=lockers", "#q=lockers&kind=cycle", ""])
def test_results_are_accessible_and_reflow(
    visit: Visitor, example_site: Path, anchor: str, width: int
) -> None:
    size = {"width": width, "height": 900}
    address = (example_site / SEARCH).as_uri() + anchor
    page = opened(visit, address, viewport=size, bypass_csp=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = examine(page)
        assert found.violations_count == 0, (scheme, found.generate_report())


def test_a_page_without_search_loads_none_of_it(visit: Visitor, served: str) -> None:
    page = visit().page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(served)))
    page.goto(f"{served}/index.html", wait_until="networkidle")
    scripts = [path for path in asked if path.endswith(".js")]
    assert scripts == ["/static/head/theme.js", "/static/page.js", "/static/tables.js"]
