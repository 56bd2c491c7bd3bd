"""Text made safe to stand in markup, with less ado where it is text already."""

from collections.abc import Callable

import markupsafe
from markupsafe import Markup, escape


def _safe(text: str) -> str:
    return str(escape(text))


# The function in C that `escape` itself calls before it wraps the result: a page has a thousand
# texts, and most have nothing to escape.
safe: Callable[[str], str] = getattr(markupsafe, "_escape_inner", _safe)
"""Plain text with what HTML and SVG would read as markup written out; nothing else goes in."""


def escaped(text: str) -> str:
    """The same for what may be markup already, which stays as it is."""
    if type(text) is str:
        return safe(text)
    return text if type(text) is Markup else escape(text)
