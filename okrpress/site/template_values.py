"""What compiled templates call: light, so that pages can be drawn without loading Jinja."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape

from okrpress.site.escaping import escaped, safe
from okrpress.site.formatting import Formatter
from okrpress.site.outline import Outlined, outlined

Drawing = Callable[[Mapping[str, object]], tuple[bytes, bytes]]
"""Draws a page of what its template is given, and its outline.

Most of a page is the same on every page. It is bytes from the start, and so what remains is turned
into bytes piece by piece: a whole page with one character beyond the first 256 takes several times
as long to put together and to encode.
"""


def values_for(fmt: Formatter) -> dict[str, object]:
    """What every compiled template finds by name, in the language of `fmt`."""
    return {
        "_safe": safe,
        "_escaped": escaped,
        "_put": _put,
        "_put_by": _put_by,
        "_marked": _marked,
        "_body": _body,
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


def _put(value: Any, outline: list[bytes]) -> bytes:
    """What is no plain text; markup leaves its outline, all of it where that is not known.

    Where markup ends inside of an attribute, there is no outline: Jinja is to draw the page.
    """
    if value.__class__ is Outlined and value.outline is not None:
        outline.append(value.outline)
        return bytes(value.encode())
    data = escaped(value).encode()
    if hasattr(value, "__html__"):
        if data.count(b'"') % 2:
            raise ValueError("markup that ends inside of an attribute")
        outline += (b" ", data)  # an attribute begins behind a blank, which may stand before it
    return data


def _put_by(outline: list[bytes], macro: Callable[..., None], *given: object) -> bytes:
    """What a macro puts out."""
    pieces: list[bytes] = []
    macro(pieces, outline, *given)
    return b"".join(pieces)


def _marked(macro: Callable[..., None], *given: object) -> Markup:
    """The text of a macro, for an expression."""
    pieces: list[bytes] = []
    outline: list[bytes] = []
    macro(pieces, outline, *given)
    return _body(pieces, outline)


def _body(pieces: list[bytes], outline: list[bytes]) -> Markup:
    """What was put out by a part of a template; all of that was escaped."""
    return outlined(b"".join(pieces).decode(), b"".join(outline))
