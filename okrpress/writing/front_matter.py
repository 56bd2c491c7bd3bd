"""The text of content files: front matter in a few fixed shapes, and a Markdown body."""

import json
import re
from collections.abc import Iterable


def quoted(text: str) -> str:
    """A text as a scalar that YAML and TOML read alike: in double quotes, with JSON's escapes."""
    return json.dumps(text, ensure_ascii=False)


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
