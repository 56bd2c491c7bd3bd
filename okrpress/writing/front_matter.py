"""The text of content files: front matter in a few fixed shapes, and a Markdown body."""

import json
import re
from collections.abc import Iterable


def quoted(text: str) -> str:
    """A text as a scalar that YAML and TOML read alike: in double quotes, with JSON's escapes."""
    return json.dumps(text, ensure_ascii=False)


# What keeps a text from being written without quotes: how it begins, a colon or number sign that
# YAML would take for its own; and, between brackets, what ends a text there or is an error (`:?`).
_NOT_PLAIN = re.compile(r"""\A[-?:,\[\]{}#&*!|>'"%@`=<]|:(?:\s|\Z)|\s#|[\n\t]|\A\s|\s\Z|\A\Z""")
_NOT_PLAIN_INLINE = re.compile(r"[,\[\]{}]|(?<!\S)\?(?!\S)|:\?")
# What other readers of YAML take for a number, a date, a truth value or nothing.
_NO_TEXT = re.compile(
    r"[-+.0-9][-+.:_0-9a-fox]*\Z|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[T\s][-+.:0-9\sZ]*\Z"
    r"|\.?(?:inf|nan)\Z|(?:true|false|yes|no|on|off|y|n|null|~)\Z",
    re.IGNORECASE,
)


def scalar(text: str, *, inline: bool = False) -> str:
    """A text as a person would write it: in quotes only where YAML needs them.

    `inline` says that it stands inside `{…}` or `[…]`.
    """
    needs_quotes = (
        _NOT_PLAIN.search(text)
        or _NO_TEXT.match(text)
        or (inline and _NOT_PLAIN_INLINE.search(text))
    )
    return quoted(text) if needs_quotes else text


def entry(key: str, value: str | None, indent: str = "") -> list[str]:
    """`key: value` for a number, date or id; nothing for None."""
    return [] if value is None else [f"{indent}{key}: {value}"]


def text_entry(key: str, text: str, indent: str = "") -> list[str]:
    """`key: "text"`; nothing for an empty text."""
    return [f"{indent}{key}: {quoted(text)}"] if text else []


def content_file(front_matter: Iterable[str], paragraphs: Iterable[str]) -> str:
    """A whole file. Paragraphs that are empty are left out."""
    body = "".join(f"\n{paragraph}\n" for paragraph in paragraphs if paragraph)
    return "\n".join(("---", *front_matter, "---")) + "\n" + body


def code(text: str) -> str:
    """A text in Markdown, exactly as it is."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    blank = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{blank}{text}{blank}{fence}"
