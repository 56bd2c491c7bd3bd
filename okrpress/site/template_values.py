"""What compiled templates call: light, so that pages can be drawn without loading Jinja."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape

from okrpress.site.escaping import escaped, safe
from okrpress.site.formatting import Formatter

Drawing = Callable[[Mapping[str, object]], str]
"""Draws a page of what its template is given."""


def values_for(fmt: Formatter) -> dict[str, object]:
    """What every compiled template finds by name, in the language of `fmt`."""
    return {
        "_safe": safe,
        "_escaped": escaped,
        "_marked": _marked,
        "_markup": Markup,
        "_joined": joined,
        "_length": len,
        "_is_odd": is_odd,
        "_item": item,
        "_global_say": fmt.say,
        "_global_count": fmt.count,
    }


def is_odd(number: int) -> bool:
    """Whether it is."""
    return number % 2 == 1


def item(thing: Any, key: str) -> object:
    """What a thing has by that key, or else by that name; raises where it has neither."""
    try:
        return thing[key]
    except (TypeError, LookupError):
        return getattr(thing, key)


def joined(values: Iterable[object], by: str = "") -> str:
    """Texts in a row; where one of them is markup, the others are escaped."""
    texts: list[Any] = [one if hasattr(one, "__html__") else str(one) for one in values]
    if any(hasattr(one, "__html__") for one in (by, *texts)):
        return escape(by).join(texts)
    return str(by).join(map(str, texts))


def _marked(macro: Callable[..., None], *given: object) -> Markup:
    """The text of a macro, for an expression."""
    pieces: list[str] = []
    macro(pieces.extend, *given)
    return Markup("".join(pieces))  # noqa: S704 - macros escape what they put out
