"""Small files that robots and servers look for: the site map, robots.txt, llms.txt."""

from collections.abc import Iterable, Iterator
from functools import partial
from html import escape

from okrpress.model.audience import PUBLIC
from okrpress.site import urls
from okrpress.site.planned import Planned
from okrpress.site.views.here import Site

MOST = 50_000
"""Addresses of one site map, as its protocol has it; more go into further maps."""


def well_known_pages(site: Site, pages: Iterable[str], most: int = MOST) -> Iterator[Planned]:
    """`pages` are all pages of the site. A site map needs the settings' `url`."""
    yield Planned("llms.txt", None, partial(_llms, site))
    if not site.settings.url:
        return
    kept = [path for path in pages if _is_to_be_found(path)]
    chunks = [kept[start : start + most] for start in range(0, len(kept), most)]
    yield Planned("robots.txt", None, partial(_robots, site, len(chunks)))
    for number, chunk in enumerate(chunks, 1):
        yield Planned(_map_path(number), None, partial(_sitemap, site, chunk))


def _is_to_be_found(path: str) -> bool:
    """Whether search engines are to know a page: the pages of people ask them not to."""
    is_page = path.endswith("/index.html") or path == urls.HOME
    return is_page and not path.startswith(("p/", "checkins/p/"))


def _map_path(number: int) -> str:
    return "sitemap.xml" if number == 1 else f"sitemap-{number}.xml"


def _robots(site: Site, maps: int) -> bytes:
    if site.portfolio.audience != PUBLIC:
        return b"User-agent: *\nDisallow: /\n"
    lines = ["User-agent: *", "Allow: /"]
    lines += [f"Sitemap: {site.settings.url}{_map_path(number)}" for number in range(1, maps + 1)]
    return ("\n".join(lines) + "\n").encode()


def _sitemap(site: Site, pages: Iterable[str]) -> bytes:
    """Every page. When it last changed nobody can say who knows only its content: left out."""
    entries = (
        f"<url><loc>{escape(site.settings.url + path, quote=False)}</loc></url>\n" for path in pages
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{''.join(entries)}</urlset>\n"
    ).encode()


def _llms(site: Site) -> bytes:
    """What the site is and where its facts are, for programs that read text."""
    lines = [f"# {site.name}", ""]
    if site.portfolio.organisation.mission:
        lines += [f"> {site.portfolio.organisation.mission}", ""]
    lines += [
        f"Objectives and key results as of {site.as_of}.",
        "Every page has its facts as JSON beside it: `index.json` in place of `index.html`.",
        "",
        f"- [All units and cycles]({urls.ALL_DATA})",
    ]
    lines += [
        f"- [Objectives of {cycle.title}]({urls.cycle_data_path(cycle.id)})"
        for cycle in reversed(tuple(site.portfolio.cycles.values()))
    ]
    lines += [f"- [How the numbers come about]({urls.METHOD})"]
    return ("\n".join(lines) + "\n").encode()
