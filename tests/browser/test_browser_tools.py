"""Filters, sorting, theme and keys in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from visits import Visitor, examine

CYCLE = "c/2026-q4/index.html"
BACKGROUND = "getComputedStyle(document.body).backgroundColor"
LIGHT, DARK = "rgb(255, 255, 255)", "rgb(19, 23, 28)"


def opened(visit: Visitor, site: Path, path: str, **options: object) -> Page:
    page = visit(**options).page
    file, _, anchor = path.partition("#")
    page.goto((site / file).as_uri() + (f"#{anchor}" if anchor else ""))
    return page


def rows(page: Page) -> Locator:
    return page.locator(".rows.grouped tbody tr:not(.group)").filter(visible=True)


# ── filters ───────────────────────────────────────────────────────────────────────────────────


def test_statuses_filter_the_rows_and_empty_groups_go(visit: Visitor, example_site: Path) -> None:
    page = opened(visit, example_site, CYCLE)
    everything = rows(page).count()
    chip = page.locator(".sift .pick", has_text="Off track")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    shown = rows(page).count()
    assert set(rows(page).locator(".status-word").all_inner_texts()) == {"Off track"}
    expect(page.locator(".sift [role=status]")).to_have_text(f"{shown} of {everything} shown")
    groups = page.locator(".rows.grouped tbody").filter(visible=True)
    assert all(groups.nth(at).locator("tr:not(.group)").count() for at in range(groups.count()))
    chip.click()
    assert rows(page).count() == everything


def test_choices_of_several_kinds_hold_together_and_in_the_address(
    visit: Visitor, example_site: Path
) -> None:
    page = opened(visit, example_site, CYCLE)
    page.locator(".sift .pick", has_text="At risk").click()
    page.get_by_label("Type").select_option("Committed")
    shown = rows(page).all_inner_texts()
    assert shown
    assert all("At risk" in one and "Committed" in one for one in shown)
    again = opened(visit, example_site, f"{CYCLE}#{page.url.partition('#')[2]}")
    assert rows(again).all_inner_texts() == shown
    again.get_by_role("button", name="Clear").click()
    assert "#" not in again.url
    assert rows(again).count() > len(shown)


def test_choices_that_the_table_does_not_offer_are_left_out(
    visit: Visitor, example_site: Path
) -> None:
    visitor = visit()
    page = visitor.page
    page.goto((example_site / CYCLE).as_uri() + "#t1.status=lost&t1.unit=Nobody&t1.sort=99")
    plain = opened(visit, example_site, CYCLE)
    assert rows(page).count() == rows(plain).count()
    assert visitor.complaints == []


def test_a_board_is_filtered_by_unit(visit: Visitor, example_site: Path) -> None:
    page = opened(visit, example_site, "board/index.html")
    unit = page.get_by_label("Unit").first
    chosen = unit.locator("option").nth(1).inner_text()
    unit.select_option(index=1)
    board = page.locator(".board").first
    shown = board.locator(".board-card").filter(visible=True)
    assert shown.count() > 0
    assert all(chosen in one for one in shown.all_inner_texts())
    assert board.locator(".board-card").filter(visible=False).count() > 0
    wanted = board.locator(f'.board-card[data-unit="{chosen}"]')
    assert shown.count() == wanted.count(), "what is folded away is found too"


def test_an_anchor_is_no_choice(visit: Visitor, example_site: Path) -> None:
    page = opened(visit, example_site, f"{CYCLE}#_objectives")
    assert page.url.endswith("#_objectives")
    expect(page.locator(".sift").first.get_by_role("button", name="Clear")).to_be_hidden()


# ── sorting ───────────────────────────────────────────────────────────────────────────────────


def test_a_column_sorts_up_then_down_then_as_written(visit: Visitor, example_site: Path) -> None:
    page = opened(visit, example_site, "t/app/index.html")
    head = page.locator("th.c-share").first
    button = head.get_by_role("button")

    def each_group() -> list[list[float]]:
        bodies = page.locator(".rows.grouped").first.locator("tbody")
        texts = [body.locator(".c-share b").all_inner_texts() for body in bodies.all()]
        return [[float(one.rstrip("%\u202f ").replace("−", "-")) for one in some] for some in texts]

    written = each_group()
    button.click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert each_group() == [sorted(group) for group in written]
    button.click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert each_group() == [sorted(group, reverse=True) for group in written]
    button.click()
    assert head.get_attribute("aria-sort") is None
    assert each_group() == written


def test_the_worst_status_comes_first(visit: Visitor, example_site: Path) -> None:
    page = opened(visit, example_site, "index.html")
    table = page.locator(".rows[data-sift]").last
    table.locator("th.c-status button").click()
    order = ["Off track", "At risk", "Stale", "No data", "Early", "On track"]
    words = table.locator("tbody .status-word").all_inner_texts()
    assert words == sorted(words, key=order.index)


def test_cards_are_sorted_by_a_list(visit: Visitor, example_site: Path) -> None:
    page = opened(visit, example_site, CYCLE, viewport={"width": 360, "height": 800})
    assert page.locator(".rows th .sort").first.is_disabled()
    page.get_by_label("Sort by").select_option(label="Objective")
    assert "t1.sort=1" in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_filtered_table_is_accessible(
    visit: Visitor, example_site: Path, width: int, scheme: str
) -> None:
    size = {"width": width, "height": 900}
    path = f"{CYCLE}#t1.status=off-track&t1.sort=2"
    page = opened(visit, example_site, path, viewport=size, color_scheme=scheme, bypass_csp=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = examine(page)
    assert found.violations_count == 0, found.generate_report()


# ── theme and keys ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("system", "choice", "background"),
    [
        ("light", "Dark", DARK),
        ("dark", "Light", LIGHT),
    ],
)
def test_a_chosen_theme_stays(
    visit: Visitor, example_site: Path, system: str, choice: str, background: str
) -> None:
    page = opened(visit, example_site, "index.html", color_scheme=system)
    page.get_by_role("button", name="Display").click()
    page.get_by_role("radio", name=choice).check()
    assert page.evaluate(BACKGROUND) == background
    page.get_by_role("button", name="Close").click()
    page.goto((example_site / CYCLE).as_uri())
    assert page.evaluate(BACKGROUND) == background
    page.get_by_role("button", name="Display").click()
    expect(page.get_by_role("radio", name=choice)).to_be_checked()
    page.get_by_role("radio", name="As the system").check()
    assert page.evaluate(BACKGROUND) != background


def test_paper_is_light_whatever_was_chosen(visit: Visitor, example_site: Path) -> None:
    page = opened(visit, example_site, "index.html")
    page.evaluate("localStorage.setItem('okrpress-theme', 'dark')")
    page.reload()
    assert page.evaluate(BACKGROUND) == DARK
    page.emulate_media(media="print")
    token = "getComputedStyle(document.documentElement).getPropertyValue('--okr-ink')"
    assert page.evaluate(token) == "#14181d"


def test_the_theme_is_set_before_the_page_is_painted(visit: Visitor, example_site: Path) -> None:
    page = opened(visit, example_site, "index.html")
    page.evaluate("localStorage.setItem('okrpress-theme', 'dark')")
    page.add_init_script("""
        document.addEventListener('DOMContentLoaded',
          () => { window.early = document.documentElement.dataset.theme });
        new MutationObserver((_, watch) => {
          if (!document.body) return;
          window.atBody = document.documentElement.dataset.theme;
          watch.disconnect();
        }).observe(document, { childList: true, subtree: true });
    """)
    page.reload()
    assert page.evaluate("[window.atBody, window.early]") == ["dark", "dark"]


def test_blocked_storage_leaves_the_page_whole(visit: Visitor, example_site: Path) -> None:
    visitor = visit()
    page = visitor.page
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked') } })"
    )
    page.goto((example_site / "index.html").as_uri())
    page.keyboard.press("?")
    page.get_by_role("radio", name="Dark").check()
    assert page.evaluate(BACKGROUND) == DARK
    assert visitor.complaints == []


def test_the_window_of_choices_is_accessible_and_closes_with_escape(
    visit: Visitor, example_site: Path
) -> None:
    page = opened(visit, example_site, "index.html", bypass_csp=True)
    page.keyboard.press("?")
    window = page.get_by_role("dialog", name="Display and keys")
    expect(window).to_be_visible()
    found = examine(page)
    assert found.violations_count == 0, found.generate_report()
    page.keyboard.press("Escape")
    expect(window).to_be_hidden()


def test_single_keys_can_be_switched_off(visit: Visitor, example_site: Path) -> None:
    page = opened(visit, example_site, "index.html")
    page.keyboard.press("?")
    page.get_by_role("checkbox", name="Single keys do this").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("?")
    page.keyboard.press("/")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert page.url.endswith("index.html")
    assert "/search/" not in page.url


def test_one_key_opens_and_closes_all_details(visit: Visitor, example_site: Path) -> None:
    page = opened(visit, example_site, CYCLE)
    closed = page.locator("main details:not([open])")
    assert closed.count() > 2
    page.keyboard.press(".")
    expect(closed).to_have_count(0)
    page.keyboard.press(".")
    expect(page.locator("main details[open]")).to_have_count(0)


def test_keys_typed_into_a_field_are_text(visit: Visitor, example_site: Path) -> None:
    page = opened(visit, example_site, "search/index.html")
    page.locator("#_q").press_sequentially("./?")
    expect(page.locator("#_q")).to_have_value("./?")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_link_to_a_key_result_copies_itself(visit: Visitor, example_site: Path) -> None:
    permissions = ["clipboard-read", "clipboard-write"]
    page = opened(visit, example_site, "index.html", permissions=permissions)
    page.locator("main a[href*='o/2026-q4/'][href*='#']").first.click()
    link = page.locator(".card-link").first
    link.click()
    expect(page.get_by_text("Link copied")).to_be_visible()
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == page.url
    assert address.endswith(link.get_attribute("href") or "?")


# ── plain tables, cards, the menu ─────────────────────────────────────────────────────────────


def test_a_plain_table_is_sorted_by_keyboard_and_stays_so_in_the_address(
    visit: Visitor, example_site: Path
) -> None:
    path = "analytics/index.html"
    page = opened(visit, example_site, path)
    table = page.get_by_role("table", name="Stretch factor by unit").first
    cells = table.locator("tbody td:nth-child(3)")
    written = cells.all_inner_texts()
    table.get_by_role("button", name="Stretch factor").focus()
    orders = []
    for _ in range(3):
        page.keyboard.press("Enter")
        orders.append((cells.all_inner_texts(), page.url.partition("#")[2]))
    (up, address), (down, _), (again, nothing) = orders
    assert up == sorted(written, key=float) != written
    assert (down, again, nothing) == (up[::-1], written, "")
    page = opened(visit, example_site, f"{path}#{address}")
    assert page.locator("[aria-sort=ascending]").count() == 1
    table = page.get_by_role("table", name="Stretch factor by unit").first
    assert table.locator("tbody td:nth-child(3)").all_inner_texts() == up


def test_a_plain_table_sorts_statuses_by_the_attention_they_ask_for(
    visit: Visitor, example_site: Path
) -> None:
    page = opened(visit, example_site, "cycles/compare/2026-q3/2026-q4/index.html")
    table = page.get_by_role("table", name="Key results in both cycles")
    table.get_by_role("button", name="Outcome").first.click()
    words = table.locator("tbody td:nth-child(3) .status-word").all_inner_texts()
    order = ["Missed", "Partly achieved", "Achieved", "Postponed"]
    assert set(words) == set(order)
    assert words == sorted(words, key=order.index)


def test_the_week_is_sorted_and_filtered(visit: Visitor, example_site: Path) -> None:
    page = opened(visit, example_site, "checkins/index.html")
    table = page.locator(".week-rows").first
    table.get_by_role("button", name="Key result").click()
    titles = table.locator(".c-title > a").all_inner_texts()
    assert titles == sorted(titles, key=str.casefold)
    assert table.get_by_role("button", name="Value").count() == 0
    page.get_by_label("Unit").first.select_option("Schools")
    shown = table.locator("tbody tr").filter(visible=True)
    assert set(shown.locator(".c-notes a").first.all_inner_texts()) == {"Schools"}


def test_lessons_are_filtered_and_the_search_has_them_all(
    visit: Visitor, example_site: Path
) -> None:
    page = opened(visit, example_site, "lessons/index.html")
    everything = page.locator(".sifted [data-unit]").count()
    page.get_by_label("Tag", exact=True).select_option("risk")
    cards = page.locator(".sifted [data-unit]").filter(visible=True)
    shown = cards.count()
    assert 0 < shown < everything
    expect(page.locator(".sift [role=status]")).to_have_text(f"{shown} of {everything} shown")
    assert cards.locator(".chip", has_text="risk").count() == shown
    sections = page.locator(".sifted > .section").filter(visible=True)
    assert all(
        sections.nth(at).locator("[data-unit]").filter(visible=True).count()
        for at in range(sections.count())
    )
    assert page.get_by_role("heading", name="Wins", exact=True).filter(visible=True).count() == 0
    page.get_by_role("link", name="Search all lessons").click()
    expect(page.get_by_role("radio", name="Lessons")).to_be_checked()
    first = page.locator("#_results a").first
    expect(first).to_be_visible()
    first.click()
    page.wait_for_url("**/lessons/**")
    assert page.locator(".lesson-card:target").count() == 1


def test_the_menu_of_further_places_works_by_keyboard(visit: Visitor, example_site: Path) -> None:
    page = opened(visit, example_site, "index.html")
    more = page.locator("#_menu > summary")
    inside = page.locator("#_menu a")
    more.focus()
    page.keyboard.press("Enter")
    expect(inside.first).to_be_visible()
    page.keyboard.press("Tab")
    expect(inside.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(inside.first).to_be_hidden()
    expect(more).to_be_focused()
    more.click()
    page.locator("h1").click()
    expect(inside.first).to_be_hidden()
    more.click()
    page.get_by_role("link", name="Quality").click()
    page.wait_for_url("**/quality/index.html")


@pytest.mark.parametrize(("width", "lines"), [(1280, 1), (1024, 2), (768, 2), (360, 4)])
def test_the_head_of_a_page_takes_few_lines_and_opens_its_menu_inside(
    visit: Visitor, example_site: Path, width: int, lines: int
) -> None:
    page = opened(
        visit,
        example_site,
        "index.html",
        viewport={"width": width, "height": 700},
        java_script_enabled=False,
    )
    box = page.locator(".masthead").bounding_box()
    assert box is not None
    assert box["height"] < 40 + 36 * lines
    page.locator("#_menu > summary").click()
    menu = page.locator("#_menu > ul").bounding_box()
    assert menu is not None
    assert menu["x"] >= 0
    assert menu["x"] + menu["width"] <= width
