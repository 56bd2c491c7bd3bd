"""Where pages are: paths made from kinds and ids alone, and the links between them.

Every path ends in `index.html`, so that the site also reads from a folder on disk. Ids of the
content never start with an underscore; the ids that templates give to sections all do, and so an
anchor made from a key result's id is its own on every page.
"""

from functools import lru_cache

from okrpress.model.ids import ObjectiveRef
from okrpress.model.portfolio import UnitKind

HOME = "index.html"
METHOD = "method/index.html"
CYCLES = "cycles/index.html"
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
