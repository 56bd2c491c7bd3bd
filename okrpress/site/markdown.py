"""Authors' Markdown as safe HTML.

An address is a link only when it is on the short list of `is_allowed`. Limits are counts, not
clocks: the same body always reads the same.
"""

from functools import lru_cache

from markupsafe import Markup

from okrpress.site.formatting import ENGLISH, Formatter
from okrpress.site.markdown_html import Resolve, as_written, table_opening, visible
from okrpress.site.plain_markdown import plain_html

MAX_BYTES = 64 * 1024
MAX_BRACKETS = 2_000  # the parser looks at each `[` again for every one before it


def render(
    text: str, *, level: int, ids: str, resolve: Resolve, fmt: Formatter = ENGLISH
) -> Markup:
    """A body as HTML.

    `level` is that of the heading above the body: the author's highest heading becomes the next
    one. `ids` is the prefix of the headings' ids, unique on the page. `resolve` says where a
    relative address leads; one that leads nowhere is left as plain text. A body beyond a limit is
    shown as written, with a note that says which, in the language of `fmt`.
    """
    excess = _excess_of_text(text, fmt)
    if excess:
        return as_written(text, excess)
    plain = plain_html(
        text,
        level=level,
        ids=ids,
        resolve=resolve,
        table_opening=lambda titles: _table_opening(titles, fmt),
    )
    if plain is not None:
        return plain
    # markdown-it takes time to load, and most builds meet no body that needs it.
    from okrpress.site.thorough_markdown import by_markdown_it

    return by_markdown_it(text, level=level, ids=ids, resolve=resolve, fmt=fmt)


@lru_cache(maxsize=1024)  # a company's tables have the same columns again and again
def _table_opening(titles: tuple[str, ...], fmt: Formatter) -> str:
    return visible(table_opening(titles, fmt))


def _excess_of_text(text: str, fmt: Formatter) -> str:
    if len(text) * 4 > MAX_BYTES and len(text.encode()) > MAX_BYTES:
        size = fmt.number(MAX_BYTES // 1024)
        return fmt.say("Shown as written, without formatting: longer than {n} KiB.", n=size)
    if len(text) > MAX_BRACKETS and text.count("[") > MAX_BRACKETS:
        return fmt.say(
            "Shown as written, without formatting: more than {n} opening brackets.",
            n=fmt.number(MAX_BRACKETS),
        )
    return ""
