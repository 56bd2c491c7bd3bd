"""The parts of a body's HTML that are ours, whichever reader of Markdown finds them."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from okrpress.site.formatting import Formatter

# The address in a link as the author wrote it -> where it leads from this page, or None.
Resolve = Callable[[str], str | None]

FOREIGN = "noopener noreferrer nofollow ugc"
"""The `rel` of a link to somewhere else."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ABSOLUTE = re.compile(r"https?://[^/?#]|mailto:[^/]", re.IGNORECASE)
_COLON_FIRST = re.compile(r"[^/?#]*:")
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
# Addresses that markdown-it would leave as they are.
_IN_PLACE = r"(?>(?:[A-Za-z0-9_~./=&+,@:-]++|%[0-9A-Fa-f]{2})*)"
_NORMAL = re.compile(
    r"(?:https?://[a-z0-9-]{1,60}+(?>(?:\.[a-z0-9-]{1,60}+){0,3})(?>(?::[0-9]{1,5}+)?)"
    rf"(?:/{_IN_PLACE})?|(?!/)[A-Za-z0-9_~./-]*+)(?:\?{_IN_PLACE})?(?:\#{_IN_PLACE})?"
)
# Control characters, line separators and marks that reorder text: refused in files, but a body
# can still ask for them by number (`&#x202e;`).
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff0-\uffff"
    "\U000e0000-\U000e007f]"
)


def is_allowed(address: str) -> bool:
    """Whether a link may lead there: http, https, mailto, or a place in the same content.

    Relative addresses have no scheme, no host (`//host`) and no backslash, which browsers read
    as a slash. Expects an address as markdown-it normalises it.
    """
    if _UNSAFE.search(address):
        return False
    if _COLON_FIRST.match(address):
        return _ABSOLUTE.match(address) is not None
    return not address.startswith("//") and "%5c" not in address.lower()


def is_normal(address: str) -> bool:
    """Whether normalising would surely change nothing: so of nearly all addresses."""
    return _NORMAL.fullmatch(address) is not None


def link_of(address: str, resolve: Resolve) -> dict[str, str] | None:
    """The attributes of a link to an allowed address; None when it leads nowhere."""
    is_final = address.startswith("#") or _SCHEME.match(address) is not None
    target = address if is_final else resolve(address)
    if target is None:
        return None
    if address[:4].lower() == "http":
        return {"href": target, "rel": FOREIGN}
    return {"href": target}


@lru_cache(maxsize=1024)  # most bodies have headings of one rank
def heading_tags(ranks: tuple[int, ...], level: int) -> tuple[str, ...]:
    """The tags of a body's headings, below a heading of that level and without gaps.

    `ranks` is how the author ranked them: only which is higher counts.
    """
    place = {rank: place for place, rank in enumerate(sorted(set(ranks)), 1)}
    above = 0
    tags = []
    for rank in ranks:
        above = min(place[rank], above + 1)
        tags.append(f"h{min(level + above, 6)}")
    return tuple(tags)


def with_entities(text: str) -> str:
    """As markdown-it writes what HTML would read as markup."""
    # Most texts have none of them, and looking for one takes a tenth of replacing none.
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace('"', "&quot;") if '"' in text else text


def without_entities(text: str) -> str:
    """What was written so."""
    return (
        text.replace("&quot;", '"').replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")
    )


def heading_id(ids: str, number: int) -> str:
    """An id that no author can choose."""
    return f"{ids}-h-{number}"


def table_opening(titles: Sequence[str], fmt: Formatter) -> str:
    """The tags around a table that can be scrolled by keyboard, named after its columns."""
    columns = fmt.listing([title for title in titles if title])
    label = escape(fmt.say("Table: {columns}", columns=columns))
    return f'<div class="table-scroll" role="region" tabindex="0" aria-label="{label}"><table>\n'


TABLE_CLOSING = "</table></div>\n"


def cell_opening(tag: str, alignment: str) -> str:
    """The tag of a cell whose column is aligned to the `start`, `center` or `end`, or not."""
    scope = ' scope="col"' if tag == "th" else ""
    aligned = f' class="align-{alignment}"' if alignment else ""
    return f"<{tag}{scope}{aligned}>"


def visible(html: str) -> str:
    """The same with a sign in place of what hides or reorders text."""
    return _HIDDEN.sub("\ufffd", html)


def as_written(text: str, excess: str) -> Markup:
    """A body that is not formatted, below the reason why."""
    html = '<div class="as-written"><p>{}</p><pre>{}</pre></div>\n'
    return Markup(html).format(excess, text)
