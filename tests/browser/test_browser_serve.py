"""What an author sees in the browser while editing: nothing but what changed."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from okrpress_process import write
from playwright.sync_api import Locator, Page, expect
from serving import CHECK_IN, HEALTH, OBJECTIVE, PAGE, PROJECT, Served, serving
from visits import Visit, Visitor, examine

BODY = "\n".join(f"P{number}.\n" for number in range(60))
LONG = OBJECTIVE + BODY
OWN = {"themes/own/static/own.css": ":root { outline-offset: 1px; }\n"}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, PROJECT | OWN)
    write(tmp_path, {"okrpress.toml": 'as_of = 2026-11-22\n[site]\ntheme = "own"\n'})
    write(tmp_path, {HEALTH: LONG.format(title="Rested and strong")})
    return tmp_path


@pytest.fixture
def site(root: Path) -> Iterator[Served]:
    with serving(root) as served:
        yield served


Look = Callable[..., Page]


@pytest.fixture
def look(site: Served, visit: Visitor) -> Iterator[Look]:
    """Open a page of the site; in the end there must be nothing to complain of on any."""
    visits: list[Visit] = []

    def open_page(path: str = PAGE, **options: object) -> Page:
        visitor = visit(**options)
        visits.append(visitor)
        visitor.page.goto(site.url + path)
        expect(visitor.page.get_by_text("live", exact=True)).to_be_visible()
        return visitor.page

    yield open_page
    for visitor in visits:
        visitor.complaints += visitor.page.evaluate("window.violations")
        asked = re.compile(f"request: {re.escape(site.url)}")
        assert [one for one in visitor.complaints if not asked.match(one)] == []


def retitle(root: Path, title: str) -> None:
    write(root, {HEALTH: LONG.format(title=title)})


def break_it(root: Path, key: str = "ownr") -> None:
    write(root, {HEALTH: LONG.format(title="Broken").replace("owner:", f"{key}:")})


def heading(page: Page) -> Locator:
    return page.locator("h1")


# ── morphing ──────────────────────────────────────────────────────────────────────────────────


def test_an_edit_changes_the_page_and_nothing_that_the_reader_did(look: Look, root: Path) -> None:
    # Nothing glides: a place that is looked at while the page moves is not the reader's.
    page = look(viewport={"width": 800, "height": 600}, reduced_motion="reduce")
    page.evaluate("window.survived = true")
    details = page.locator("main details").first
    details.locator("summary").first.click()
    link = page.locator("main a").first
    link.focus()
    page.evaluate(
        """() => {
          const last = [...document.querySelectorAll("main p")].findLast(
            (one) => one.textContent.startsWith("P50"));
          getSelection().selectAllChildren(last);
          scrollTo({top: 700, behavior: "instant"});
        }"""
    )
    page.evaluate("window.seen = document.elementFromPoint(400, 300)")
    seen_at, focused = "seen.getBoundingClientRect().top", "document.activeElement.outerHTML"
    before = page.evaluate(seen_at), page.evaluate(focused)

    retitle(root, "Rested, strong and awake")
    expect(heading(page)).to_contain_text("awake")
    assert page.evaluate("window.survived")
    # The browser moves the page back to where it was with the next picture that it draws.
    page.wait_for_function(f"top => Math.abs({seen_at} - top) <= 5", arg=before[0])
    assert details.get_attribute("open") is not None
    assert page.evaluate(focused) == before[1]
    assert page.evaluate("getSelection().toString()").startswith("P50")
    expect(page).to_have_title(re.compile("awake"))


def test_what_an_edit_adds_and_removes_comes_and_goes(look: Look, root: Path) -> None:
    page = look("")
    page.evaluate("window.survived = true")
    other = root / "content/2026-q4/me/other.md"
    write(root, {"content/2026-q4/me/other.md": OBJECTIVE.format(title="Another aim")})
    expect(page.get_by_text("Another aim").first).to_be_attached()
    other.unlink()
    expect(page.get_by_text("Another aim")).to_have_count(0)
    assert page.evaluate("window.survived")


def test_a_page_that_is_gone_says_so_and_comes_back(
    site: Served, root: Path, visit: Visitor
) -> None:
    page = visit().page
    write(root, {"content/2026-q4/me/other.md": OBJECTIVE.format(title="Another aim")})
    page.goto(site.url + "o/2026-q4/me/other/")
    expect(heading(page)).to_contain_text("Another aim")
    (root / "content/2026-q4/me/other.md").unlink()
    expect(heading(page)).not_to_contain_text("Another aim")
    write(root, {"content/2026-q4/me/other.md": OBJECTIVE.format(title="Another aim again")})
    expect(heading(page)).to_contain_text("Another aim again")


def test_many_quick_saves_end_with_the_last(look: Look, root: Path) -> None:
    page = look()
    for number in range(100):
        retitle(root, f"Save {number}")
    expect(heading(page)).to_contain_text("Save 99")


def test_a_window_that_nobody_saw_catches_up(look: Look, root: Path) -> None:
    page = look()
    page.evaluate(
        """() => {
          Object.defineProperty(document, "hidden", {value: true, configurable: true});
          dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    retitle(root, "Edited unseen")
    other = look()
    expect(heading(other)).to_contain_text("Edited unseen")
    assert "Edited unseen" not in heading(page).inner_text()
    page.evaluate(
        """() => { delete document.hidden; dispatchEvent(new Event("visibilitychange")); }"""
    )
    expect(heading(page)).to_contain_text("Edited unseen")


def test_more_windows_than_a_browser_has_connections_are_all_served(
    site: Served, visit: Visitor
) -> None:
    """A browser gives one server six connections; only windows that are seen hold one."""
    context = visit().page.context
    pages = [context.new_page() for _ in range(8)]
    for page in pages:
        page.goto(site.url + PAGE)
        page.evaluate(
            """() => {
              Object.defineProperty(document, "hidden", {value: true, configurable: true});
              dispatchEvent(new Event("visibilitychange"));
            }"""
        )
    expect(heading(pages[-1])).to_contain_text("Rested")


# ── themes ────────────────────────────────────────────────────────────────────────────────────


def restyle(root: Path, pixels: int, name: str = "own") -> None:
    write(root, {f"themes/own/static/{name}.css": f":root {{ outline-offset: {pixels}px; }}"})


def has_style(page: Page, pixels: int) -> None:
    expect(page.locator("html")).to_have_css("outline-offset", f"{pixels}px")


def test_a_style_sheet_is_swapped_without_loading_the_page(look: Look, root: Path) -> None:
    page = look()
    page.evaluate("window.survived = true")
    sheets = "document.querySelectorAll('link[rel=stylesheet]').length"
    linked = page.evaluate(sheets)
    has_style(page, 1)
    for number in (4, 5):
        restyle(root, number)
        has_style(page, number)
    for number in range(6, 20):
        restyle(root, number)
        page.wait_for_timeout(10)
    has_style(page, 19)
    retitle(root, "Edited afterwards")
    expect(heading(page)).to_contain_text("Edited afterwards")
    assert page.evaluate(sheets) == linked
    assert page.evaluate("window.survived")


def test_a_new_style_sheet_or_script_loads_the_page_anew(look: Look, root: Path) -> None:
    page = look()
    restyle(root, 7, name="zz")
    has_style(page, 7)
    page.wait_for_load_state()  # styles are there before that, and the next event was this one
    page.evaluate("window.survived = true")
    write(root, {"themes/own/static/own.js": "1"})
    page.wait_for_function("() => !window.survived && document.readyState === 'complete'")


def test_a_mistake_in_a_template_is_shown_over_the_page_as_it_was(look: Look, root: Path) -> None:
    page = look()
    write(root, {"themes/own/templates/objective.html": "{{ view.nothing }}"})
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("themes/own/templates/objective.html:1: UndefinedError")
    expect(heading(page)).to_contain_text("Rested")
    (root / "themes/own/templates/objective.html").unlink()
    expect(dialog).to_be_hidden()


# ── the overlay ───────────────────────────────────────────────────────────────────────────────


def test_errors_come_over_the_last_good_page_and_go_when_they_are_corrected(
    look: Look, root: Path
) -> None:
    page = look()
    break_it(root)
    dialog = page.get_by_role("dialog", name="1 error")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text(f"{HEALTH}:3:1")
    expect(dialog).to_contain_text('"ownr" is not a known key')
    expect(dialog.get_by_role("region")).to_contain_text("3 | ownr: mia")
    expect(dialog).to_contain_text("did you mean `owner`?")
    expect(heading(page)).to_contain_text("Rested and strong")
    retitle(root, "Corrected")
    expect(dialog).to_be_hidden()
    expect(heading(page)).to_contain_text("Corrected")
    expect(page.get_by_role("button", name="1 error")).to_be_hidden()


def test_errors_are_put_away_and_fetched_back_by_keyboard(look: Look, root: Path) -> None:
    page = look()
    break_it(root)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="1 error").focus()
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    page.keyboard.press("Enter")  # the button to close has the focus
    expect(dialog).to_be_hidden()


def test_errors_that_were_put_away_stay_away_until_there_are_others(look: Look, root: Path) -> None:
    page = look()
    break_it(root)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    restyle(root, 4)
    has_style(page, 4)
    expect(dialog).to_be_hidden()
    break_it(root, "onwer")
    expect(dialog).to_be_visible()


def test_nothing_that_an_author_wrote_becomes_markup(look: Look, root: Path) -> None:
    page = look()
    break_it(root, '"<img src=x onerror=alert(1)>"')
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("<img src=x onerror=alert(1)>")
    expect(dialog.locator("img")).to_have_count(0)


def test_errors_that_were_there_from_the_first_are_shown_over_what_can_be_used(
    root: Path, visit: Visitor
) -> None:
    write(root, {"content/2026-q4/me/broken.md": "nonsense"})
    with serving(root) as served:
        page = visit().page
        page.goto(served.url + PAGE)
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("content/2026-q4/me/broken.md:1:1")
        expect(dialog).to_contain_text("leaves the rest out")
        expect(heading(page)).to_contain_text("Rested")


def test_content_that_is_deleted_and_settings_that_break_are_survived(
    look: Look, root: Path
) -> None:
    page = look()
    dialog = page.get_by_role("dialog")
    (root / "content").rename(root / "away")
    expect(dialog).to_contain_text("there is no content folder")
    expect(heading(page)).to_contain_text("Rested")
    (root / "away").rename(root / "content")
    expect(dialog).to_be_hidden()
    settings = (root / "okrpress.toml").read_text()
    write(root, {"okrpress.toml": f"{settings}[[["})
    expect(dialog).to_contain_text("okrpress.toml:4")
    write(root, {"okrpress.toml": settings.replace("[site]", '[site]\ntitle = "Renamed"')})
    expect(dialog).to_be_hidden()
    expect(page.locator(".masthead-name")).to_have_text("Renamed")


# ── the days ──────────────────────────────────────────────────────────────────────────────────


def slider(page: Page) -> Locator:
    return page.get_by_role("slider")


def test_the_slider_leads_to_another_day_and_back(look: Look, site: Served) -> None:
    page = look()
    page.evaluate("window.survived = true")
    slider(page).focus()
    for _ in range(10):
        page.keyboard.press("ArrowLeft")
    expect(page.locator(".masthead-date")).to_have_text("As of 12 Nov 2026")
    assert page.url == f"{site.url}@2026-11-12/{PAGE}"
    assert slider(page).get_attribute("aria-valuetext") == "Thu, 12 Nov 2026"
    assert page.get_by_label("Another date").input_value() == "2026-11-12"
    page.get_by_role("button", name="Back to 22 Nov").click()
    expect(page.locator(".masthead-date")).to_have_text("As of 22 Nov 2026")
    assert page.url == site.url + PAGE
    assert page.evaluate("window.survived")


def test_a_day_far_away_can_be_typed(look: Look) -> None:
    page = look()
    page.get_by_label("Another date").fill("2026-03-05")
    expect(page.locator(".masthead-date")).to_have_text("As of 5 Mar 2026")


def test_links_and_edits_keep_the_day(look: Look, root: Path, site: Served) -> None:
    page = look(f"@2026-11-12/{PAGE}")
    assert slider(page).get_attribute("aria-valuetext") == "Thu, 12 Nov 2026"
    page.locator(".masthead-name").click()
    expect(page.locator(".masthead-date")).to_have_text("As of 12 Nov 2026")
    assert page.url == f"{site.url}@2026-11-12/index.html"
    check_in = CHECK_IN.format(name="health", value=6.4)
    page.goto(f"{site.url}@2026-11-12/{PAGE}")
    write(root, {"content/2026-q4/me/checkins/2026-11-09.md": check_in})
    expect(page.locator("main")).to_contain_text("6.4")
    expect(page.locator(".masthead-date")).to_have_text("As of 12 Nov 2026")


def test_a_server_that_ends_is_said_and_one_that_begins_is_met(root: Path, visit: Visitor) -> None:
    page = visit().page
    with serving(root) as served:
        page.goto(served.url + PAGE)
        expect(page.get_by_text("live", exact=True)).to_be_visible()
    expect(page.get_by_text("disconnected")).to_be_visible()
    retitle(root, "Edited while nobody served")
    with serving(root, "--port", str(served.port)):
        expect(heading(page)).to_contain_text("Edited while nobody served")
        expect(page.get_by_text("live", exact=True)).to_be_visible()


# ── looks ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_bar_and_overlay_are_accessible(look: Look, root: Path, width: int, scheme: str) -> None:
    size = {"width": width, "height": 800}
    page = look(f"@2026-11-12/{PAGE}", viewport=size, color_scheme=scheme, bypass_csp=True)
    found = examine(page, "tag", WCAG)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    break_it(root)
    expect(page.get_by_role("dialog")).to_be_visible()
    found = examine(page, "tag", WCAG)
    assert found.violations_count == 0, found.generate_report()


def test_what_if_is_a_form_that_needs_no_script(look: Look, visit: Visitor) -> None:
    page = look()
    page.get_by_role("link", name="What if?").click()
    address = page.url
    assert address.endswith("/_okrpress/simulate")
    size = {"width": 320, "height": 800}
    plain = visit(viewport=size, java_script_enabled=False).page
    plain.goto(address)
    plain.get_by_role("textbox").first.fill("a lot")
    plain.get_by_role("button", name="What if?").click()
    expect(plain.get_by_role("textbox").first).to_have_accessible_description(
        re.compile("'a lot' is no number")
    )
    plain.get_by_role("textbox").first.fill("7.2")
    plain.get_by_role("button", name="What if?").click()
    expect(plain.get_by_role("table").first).to_be_visible()
    dark = visit(viewport=size, color_scheme="dark", bypass_csp=True).page
    dark.goto(plain.url)
    found = examine(dark, "tag", WCAG)
    assert found.violations_count == 0, found.generate_report()
    assert dark.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_bar_hides_nothing_at_the_end_of_a_page(look: Look) -> None:
    page = look(viewport={"width": 360, "height": 640})
    for _ in range(100):  # room is made once the height of the bar is known
        if is_clear := covers_no_footer(page):
            break
        page.wait_for_timeout(100)
    assert is_clear


def covers_no_footer(page: Page) -> bool:
    """Whether the bar lies below everything, with the page at its end."""
    page.evaluate("scrollTo({top: document.documentElement.scrollHeight, behavior: 'instant'})")
    foot = page.locator("footer").bounding_box()
    bar = page.get_by_role("region", name="Preview by okrpress serve").bounding_box()
    assert foot
    assert bar
    return foot["y"] + foot["height"] <= bar["y"] + 1  # pixels are rounded


def test_paper_knows_nothing_of_the_server(look: Look) -> None:
    page = look()
    page.emulate_media(media="print")
    expect(page.get_by_role("slider")).to_be_hidden()
