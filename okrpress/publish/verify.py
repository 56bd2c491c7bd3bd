"""Whether the pages of a site fit together: every link leads somewhere, nothing loads from outside.

The pages are okrpress's own, so their form is known: attributes are in lower case and in double
quotes, and neither `<` nor `"` occurs in a text. That lets a few fast patterns do the work of a
parser. What an author wrote cannot break a link here (the site shows a broken link of an author
as text), so that every problem is a mistake of okrpress or of a theme.
"""

import re
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from functools import lru_cache
from operator import attrgetter

from okrpress.errors import OkrpressError
from okrpress.model.frozen import dataclass
from okrpress.publish.links import External, Internal, is_plain_web, read_link, read_plain_link

_PAGES = (".html", ".svg")
_LINKING = (*_PAGES, ".css")
LARGEST_FILE = 25_000_000  # bytes; what a static host accepts with certainty
_SHOWN = 20
_MOST_SOUND = 16_384
"""Links remembered for each depth: what all pages link to is among the first."""

# Each pattern begins with a literal, which is what makes the search fast, and the faster the rarer
# its first letter is; the look-behind then says what stands before it, mostly that an attribute's
# name begins there.
_ID = re.compile(rb'id="(?<=\sid=")([^"]*)')
_HREF = re.compile(rb'f="(?<=[\s:]href=")([^"]*)')
_SRC = re.compile(rb'src(set)?="(?:(?<=\ssrc=")|(?<=\ssrcset="))([^"]*)')
_ATTRIBUTE_URL = re.compile(rb'\((?<=="url\()([^)"]*)\)')  # a parenthesis is rarer than `="`
_STYLE = re.compile(rb'yle="(?<=\sstyle=")')
_HANDLER = re.compile(rb'on(?<=\son)[a-z]+="')
_TAG = re.compile(rb"<(?:s(?:cript|tyle)|base|link)\b[^>]*>")  # in this form a quarter faster
_DATA_BLOCK = re.compile(rb'\stype="application/(?:ld\+)?json"')
_LOADED = re.compile(rb'\srel="[^"]*\b(?:stylesheet|icon|manifest|preload|modulepreload)\b')
_PLAIN_ANCHOR = re.compile(rb"#[A-Za-z0-9_-]+")  # its name is the very id
_CSS_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
_CSS_URL = re.compile(rb"url\(\s*[\"']?([^)\"']*?)\s*[\"']?\s*\)|@import\s+[\"']([^\"']*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong on a page. `link` is as written, empty where no link is meant."""

    page: str
    link: str
    reason: str

    def __str__(self) -> str:
        link = f'"{self.link}" ' if self.link else ""
        return f"{self.page}: {link}{self.reason}"


_PLACE = attrgetter("page", "link", "reason")


class BrokenSiteError(OkrpressError):
    """The rendered pages must not be published: a mistake of okrpress or of a theme."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        lines = [str(problem) for problem in problems[:_SHOWN]]
        if len(problems) > _SHOWN:
            lines.append(f"and {len(problems) - _SHOWN} more")
        super().__init__(
            "the site is broken and was not published:\n  " + "\n  ".join(lines),
            help="the content is not to blame: report this, or mend your own theme",
        )
        self.problems = problems


def verify_pages(pages: Iterable[tuple[str, bytes]]) -> None:
    """Raise `BrokenSiteError` unless the pages fit together."""
    verifier = Verifier()
    for path, data in pages:
        verifier.add(path, data)
    verifier.finish()


class Verifier:
    """Looks at pages as they come, and keeps of each only its anchors and its open links.

    A link that several pages of one folder share is looked at, and reported, once; a sound one that
    goes by the root of the site is looked at once for all pages of one depth. A page that is kept
    from the site `before`, where it was verified, is read again only where something that it may
    have linked to is gone. `read` gives the bytes of that site's files, None where somebody has
    deleted one, and `read_new` those of the new site, where all files lie that were taken in: kept
    ones need not have come from the one before, whose files may have been touched meanwhile.
    """

    def __init__(
        self,
        before: AbstractSet[str] = frozenset(),
        read: Callable[[str], bytes | None] = lambda _: b"",
        read_new: Callable[[str], bytes | None] | None = None,
    ) -> None:
        self._before = before
        self._read = read
        self._read_new = read_new
        self._kept: dict[str, bytes | None] = {}  # path -> its anchors, once somebody asks
        self._anchors: dict[str, bytes] = {}  # path -> its ids, each between two blanks
        self._open: dict[tuple[str, str], tuple[str, bytes]] = {}  # links to pages not seen yet
        self._problems: list[Problem] = []
        self._folder = ""
        self._root = b""  # what leads from this folder to the root of the site
        self._seen: set[bytes] = set()  # links of this folder that were looked at
        self._seen_loads: set[bytes] = set()
        self._sound: set[bytes] = set()  # links by that root that lead, or may lead, somewhere
        self._sound_by: dict[bytes, set[bytes]] = {b"": self._sound}

    def add(self, path: str, data: bytes, outline: bytes | None = None) -> None:
        """Take in one file of the site; of a page, its outline says all that there is to know."""
        if path in self._anchors or path in self._kept:
            raise BrokenSiteError((Problem(page=path, link="", reason="is rendered twice"),))
        if len(data) > LARGEST_FILE:
            self._report(path, "", f"is larger than {LARGEST_FILE // 1_000_000} MB")
        self._anchors[path] = b""
        if path.endswith(_PAGES):
            self._add_page(path, data if outline is None else outline)
        elif path.endswith(".css"):
            self._add_style_sheet(path, data)

    def keep(self, paths: AbstractSet[str]) -> None:
        """Take in files of the site before, as they are."""
        taken_in = (paths & self._anchors.keys()) | (paths & self._kept.keys())
        for path in sorted((paths - self._before) | taken_in):
            raise BrokenSiteError((Problem(page=path, link="", reason="cannot be kept"),))
        self._kept |= dict.fromkeys(paths)

    def finish(self) -> None:
        """Raise `BrokenSiteError` unless everything taken in fits together."""
        if self._kept and (may_be_broken := self._tells_of_what_is_gone()):
            for path in [one for one in self._kept if one.endswith(_LINKING)]:
                data = self._read_kept(path)
                if may_be_broken(data):
                    del self._kept[path]
                    self.add(path, data)
        if "index.html" not in self._anchors and "index.html" not in self._kept:
            self._report("index.html", "", "is missing")
        for target, (page, link) in self._open.items():
            self._check_target(target, page, link)
        if self._problems:
            raise BrokenSiteError(self._in_order() or tuple(sorted(self._problems, key=_PLACE)))

    def _in_order(self) -> tuple[Problem, ...]:
        """The problems as they are met in order of path: pages come as they are drawn, in any.

        Which page is named for a link that many have hangs on that. Empty where the new site is not
        at hand.
        """
        if self._read_new is None:
            return ()
        paths = sorted({*self._anchors, *self._kept})
        try:
            verify_pages((path, self._read_new(path) or b"") for path in paths)
        except BrokenSiteError as error:
            return error.problems
        return ()

    def _tells_of_what_is_gone(self) -> Callable[[bytes], object] | None:
        """Tells kept pages that may link to a page or an anchor that is no more; None without any.

        After most edits few anchors are gone, as of a key result that left a list.
        """
        if self._before - self._anchors.keys() - self._kept.keys():
            return _anything
        gone: set[bytes] = set()
        for path in self._anchors.keys() & self._before:
            data = self._read(path)
            if data is None:  # nobody knows which it had
                return _anything
            gone |= {*_anchors_of(path, data).split()} - {*self._anchors[path].split()}
        if not gone:
            return None
        names = b"|".join(map(re.escape, sorted(gone)))
        encoded = rb'[^"\s]*[%&]'  # may be any of them
        return re.compile(rb"#(?<!&#)(?:%b|%b)" % (names, encoded)).search

    def _read_kept(self, path: str) -> bytes:
        data = (self._read_new or self._read)(path)
        if data is None:
            raise BrokenSiteError((Problem(page=path, link="", reason="was deleted just now"),))
        return data

    def _anchors_at(self, path: str) -> bytes | None:
        """The anchors of a page, which may be a kept one; None where there is no such page."""
        if path not in self._kept:
            return self._anchors.get(path)
        known = self._kept[path]
        if known is None:
            known = self._kept[path] = _anchors_of(path, self._read_kept(path))
        return known

    def _add_page(self, path: str, data: bytes) -> None:
        anchors = self._anchors[path] = _anchors_of(path, data)
        self._check_policy(path, data)
        self._enter(path)
        self._add_loads(path, _loads_of(data))
        links = set(_HREF.findall(data))
        links.update(_ATTRIBUTE_URL.findall(data))
        for link in sorted(links - self._sound - self._seen):
            if not link.startswith(b"#"):
                self._seen.add(link)
                if not is_plain_web(link):
                    self._check(path, link, external=True)
            elif b" %b " % link[1:] not in anchors or not _PLAIN_ANCHOR.fullmatch(link):
                self._check(path, link, external=False)  # means another place on every page

    def _add_style_sheet(self, path: str, data: bytes) -> None:
        self._enter(path)
        found = _CSS_URL.findall(_CSS_COMMENT.sub(b"", data))
        urls = {url or imported for url, imported in found}
        self._add_loads(path, {url for url in urls if not url.startswith(b"#")})  # in the page

    def _enter(self, path: str) -> None:
        """Remember links only as long as they mean the same: inside one folder, or by the root."""
        folder = path.rpartition("/")[0]
        if folder != self._folder:
            self._folder = folder
            self._root = b"../" * (folder.count("/") + 1) if folder else b""
            self._sound = self._sound_by.setdefault(self._root, set())
            self._seen.clear()
            self._seen_loads.clear()

    def _add_loads(self, path: str, links: set[bytes]) -> None:
        """Links to what the page is made of: these may not lead out of the site at all."""
        for link in sorted(links - self._sound - self._seen_loads):
            self._seen_loads.add(link)
            self._check(path, link, external=False)

    def _check(self, path: str, link: bytes, *, external: bool) -> None:
        if plain := read_plain_link(self._root, link):
            if self._leads_somewhere(plain, path, link) and self._has_room():
                self._sound.add(link)
            return
        target = read_link(self._folder, link)
        if isinstance(target, Internal):
            to = target if target.path else (path, target.fragment)
            if self._leads_somewhere(to, path, link) and self._is_shared(link, target):
                self._sound.add(link)
        elif isinstance(target, str):
            self._report(path, link.decode(), target)
        elif not external:
            self._report(path, link.decode(), "loads something from outside the site")

    def _is_shared(self, link: bytes, target: Internal) -> bool:
        """Whether the link means the same in every folder as deep as this one, and is of use."""
        return bool(target.path) and link.startswith(self._root) and self._has_room()

    def _has_room(self) -> bool:
        return len(self._sound) < _MOST_SOUND

    def _leads_somewhere(self, target: tuple[str, str], page: str, link: bytes) -> bool:
        """Whether a target is there; True for what cannot be told yet and is looked at later."""
        if target[0] in self._anchors:
            return self._check_target(target, page, link)
        known = self._open.get(target)
        if known is None or page < known[0]:
            self._open[target] = page, link
        return True

    def _check_target(self, target: tuple[str, str], page: str, link: bytes) -> bool:
        path, fragment = target
        anchors = self._anchors_at(path)
        if anchors is None:
            self._report(page, link.decode(), f"leads to {path}, which does not exist")
        elif fragment and b" %b " % fragment.encode() not in anchors:
            self._report(page, link.decode(), f"leads to an anchor that {path} does not have")
        else:
            return True
        return False

    def _check_policy(self, path: str, data: bytes) -> None:
        """What the page's content security policy would block, and what would break its links."""
        if _STYLE.search(data):
            self._report(path, "", "has a style attribute")
        if _HANDLER.search(data):
            self._report(path, "", "has an event-handler attribute")
        for tag in _TAG.findall(data):
            if reason := _tag_problem(tag):
                self._report(path, "", reason)

    def _report(self, page: str, link: str, reason: str) -> None:
        self._problems.append(Problem(page=page, link=link, reason=reason))


def _anything(_: bytes) -> bool:
    return True


def _anchors_of(path: str, data: bytes) -> bytes:
    """The ids of a page, each between two blanks; what is no page has none."""
    if not path.endswith(_PAGES):
        return b""
    ids = b" ".join(_ID.findall(data))
    if b"&" in ids:
        from html import unescape

        ids = unescape(ids.decode()).encode()
    return b" %b " % ids


def _loads_of(data: bytes) -> set[bytes]:
    """What a page's `src` and `srcset` name."""
    loads: set[bytes] = set()
    for is_set, found in _SRC.findall(data):
        if is_set:
            loads.update(part.split()[0] for part in found.split(b",") if part.strip())
        else:
            loads.add(found)
    return loads


@lru_cache(maxsize=1024)  # most tags of a page's head are those of all pages
def _tag_problem(tag: bytes) -> str:
    if tag.startswith(b"<style"):
        return "has an inline style sheet"
    if tag.startswith(b"<base"):
        return "has a <base>, which changes what links mean"
    if tag.startswith(b"<script") and not _loads_of(tag) and not _DATA_BLOCK.search(tag):
        return "has an inline script"
    if tag.startswith(b"<link") and _LOADED.search(tag):
        for link in _HREF.findall(tag):
            if isinstance(read_link("", link), External):
                return f"loads {link.decode()} from outside the site"
    return ""
