"""Where pages are: paths made from kinds and ids alone, and the links between them.

Every path ends in `index.html`, so that the site also reads from a folder on disk. Ids of the
content never start with an underscore; the ids that templates give to sections all do, and so an
anchor made from a key result's id is its own on every page.
"""

import re
from functools import lru_cache

from okrpress.model.ids import ObjectiveRef
from okrpress.model.portfolio import UnitKind

HOME = "index.html"
METHOD = "method/index.html"
BUILD = "build/index.html"
SEAL = "okrpress-site.json"
CYCLES = "cycles/index.html"
MAP = "map/index.html"
ALL_DATA = "data/okrs.json"
CALENDAR = "calendar.ics"
FEED = "feed.atom"
ICON = "icon.svg"
LESSONS_FEED = "lessons/feed.atom"
NOT_FOUND = "404.html"
WALL = "wall/index.html"
HEALTH = "health/index.html"
ANALYTICS = "analytics/index.html"
QUALITY = "quality/index.html"
SEARCH = "search/index.html"
SEARCH_PLACES = "search/places.js"
CHECK_INS = "checkins/index.html"
BOARD = "board/index.html"
LESSONS = "lessons/index.html"
_WITH_DATA = re.compile(
    r"(?:[ctp]/[^/]+/|o/[^/]+/[^/]+/[^/]+/|checkins/[0-9]+-w[0-9]+/|checkins/[tp]/[^/]+/[0-9]+/)?"
    r"index\.html"
)
_WEB = ("https://", "http://")
_MAIL = "mailto:"


def cycle_path(cycle: str, part: int = 1) -> str:
    """The page of a cycle; a large cycle goes on in further parts, counted from 1."""
    return f"c/{cycle}/{'' if part == 1 else f'{part}/'}index.html"


def unit_path(unit: str, kind: UnitKind) -> str:
    """The page of a team or an undeclared unit under `t/`, of a person under `p/`."""
    return f"{'p' if kind is UnitKind.PERSON else 't'}/{unit}/index.html"


def objective_path(ref: ObjectiveRef) -> str:
    """The page of an objective; its key results are anchors on it."""
    return f"o/{ref.cycle}/{ref.unit}/{ref.objective}/index.html"


def map_path(cycle: str | None, part: int = 0) -> str:
    """The alignment map of the running cycles (None) or of another one; parts count from 1."""
    home = f"c/{cycle}/map/" if cycle else "map/"
    return f"{home}{f'{part}/' if part else ''}index.html"


def week_path(week: str, part: int = 1) -> str:
    """The check-ins of a week, `2026-w47`; parts count from 1."""
    return f"checkins/{week}/{'' if part == 1 else f'{part}/'}index.html"


def agenda_path(unit: str, kind: UnitKind) -> str:
    """The newest week of a unit; only in companies whose weeks are too large for one page."""
    return f"checkins/{unit_path(unit, kind)}"


def diary_path(unit: str, kind: UnitKind, year: int) -> str:
    """The weeks of a year of a unit, where it has an agenda."""
    return agenda_path(unit, kind).replace("index.html", f"{year:04}/index.html")


def board_path(part: int = 1) -> str:
    """The board by status; parts count from 1."""
    return BOARD if part == 1 else f"board/{part}/index.html"


def review_path(cycle: str, part: int = 1) -> str:
    """The reviews of a cycle; parts count from 1."""
    return f"c/{cycle}/review/{'' if part == 1 else f'{part}/'}index.html"


def lessons_path(cycle: str, part: int = 1) -> str:
    """Lessons and wins of a cycle; parts count from 1."""
    return f"lessons/{cycle}/{'' if part == 1 else f'{part}/'}index.html"


def compare_path(before: str, after: str) -> str:
    """Two cycles side by side."""
    return f"cycles/compare/{before}/{after}/index.html"


def search_path(part: int = 1) -> str:
    """The search; a large portfolio is searched in parts, counted from 1."""
    return SEARCH if part == 1 else f"search/{part}/index.html"


def search_entries_path(cycle: str, number: int = 1) -> str:
    """The script with what can be found of a cycle; a large one has several, counted from 1."""
    return f"search/c/{cycle}.js" if number == 1 else f"search/c/{cycle}/{number}.js"


def data_path(page: str) -> str:
    """The data beside a page.

    >>> data_path("c/2026-q4/index.html")
    'c/2026-q4/index.json'
    """
    return page.removesuffix("html") + "json"


def one_page_path(cycle: str) -> str:
    """A running cycle on one sheet of paper."""
    return f"c/{cycle}/print/index.html"


def embed_path(ref: ObjectiveRef) -> str:
    """An objective as a card for other people's pages."""
    return f"embed/{objective_path(ref)}"


def badge_path(page: str) -> str:
    """The badge beside a page."""
    return page.removesuffix("index.html") + "badge.svg"


def calendar_path(page: str) -> str:
    """The calendar beside a unit's page."""
    return page.removesuffix("index.html") + CALENDAR


def feed_path(page: str) -> str:
    """The feed beside a unit's page."""
    return page.removesuffix("index.html") + FEED


def has_data(page: str) -> bool:
    """Whether there is data beside a page: home, the first part of a cycle and of a week, a unit,
    an objective, the diary of a unit.
    """
    return _WITH_DATA.fullmatch(page) is not None


def cycle_data_path(cycle: str, part: int = 1) -> str:
    """The objectives of a cycle as data; parts count from 1."""
    return f"data/cycles/{cycle}{'' if part == 1 else f'/{part}'}.json"


def schema_path(kind: str) -> str:
    """The schema of a kind of data."""
    return f"data/schema/{kind}.json"


def static_path(name: str) -> str:
    """Where a static file of the theme goes."""
    return f"static/{name}"


@lru_cache(maxsize=16)
def _up(depth: int) -> str:
    return "../" * depth


def root(path: str) -> str:
    """What leads from a page to the site's root: `../../` for `c/2026-q4/index.html`."""
    return _up(path.count("/"))


def link(source: str, target: str, anchor: str = "") -> str:
    """The relative address of `target` on the page `source`.

    >>> link("t/growth/index.html", "o/2026-q4/growth/onboarding/index.html", "activation")
    '../../o/2026-q4/growth/onboarding/index.html#activation'
    >>> link("index.html", "index.html", "activation")
    '#activation'
    """
    if anchor and source == target:
        return f"#{anchor}"
    return f"{root(source)}{target}{'#' + anchor if anchor else ''}"


def section_id(*parts: str) -> str:
    """An id for a part of a page: the names that lead to it, told apart by underscores.

    >>> section_id("top", "2026-q4", "growth")
    '_top_2026-q4_growth'
    """
    return "_" + "_".join(parts)


def external(address: str) -> str:
    """An address outside the site that is safe to link to, else the empty text."""
    return address if address.lower().startswith((*_WEB, _MAIL)) else ""


def source_link(template: str, file: str) -> str:
    """The address of an author's file: `template` with `{path}` filled in; empty without one."""
    if not file or "{path}" not in template or not template.lower().startswith(_WEB):
        return ""
    return template.replace("{path}", file)
