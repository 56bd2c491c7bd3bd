"""Front matter as people write it: random values in random styles, with remarks between them."""

from collections.abc import Callable
from itertools import dropwhile
from typing import Any

from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]
Values = Any

TEXTS = st.sampled_from(
    [
        *("a", "45", "-0.5", "2026-11-06", "no", "~", "1:30", "it's", 'say "so"', "größer", "日本"),
        *("a: b", "x # y", "#1", "- x", "a, b", "[x", "{", "%", "key:", " blank ", "🙂", "*", "!"),
        *(
            "https://example.org/a?b#c",
            "one\ntwo",
            "one\n\ntwo\n",
            "",
            "?",
            "onboarding#a",
            "e\u0301",
        ),
    ]
)
KEYS = st.sampled_from(["id", "title", "a-b", "a#b", "größe", "2026-11-06", "no", "x y", "'q'"])
_LEAVES = TEXTS | st.just([]) | st.just({})
VALUES = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
FRONT_MATTER = st.dictionaries(KEYS, VALUES, min_size=1, max_size=5)


@st.composite
def written(draw: Draw, values: dict[str, Values]) -> str:
    """The values as lines of YAML, in block style at the top."""
    return "".join(_block(draw, values, 0))


def _block(draw: Draw, node: Values, at: int) -> list[str]:
    lines: list[str] = []
    for key, value in _entries(node):
        lines += _remarks(draw, at)
        head = f"{' ' * at}{_key(key)}:" if key is not None else f"{' ' * at}-"
        lines += _value(draw, value, at, head, is_item=key is None)
    return lines


def _entries(node: Values) -> list[tuple[str | None, Values]]:
    return list(node.items()) if isinstance(node, dict) else [(None, each) for each in node]


def _key(key: str) -> str:
    return f'"{key}"' if key.startswith("'") else key


def _value(draw: Draw, value: Values, at: int, head: str, *, is_item: bool) -> list[str]:
    if isinstance(value, str):
        return _text(draw, value, at, head)
    if not value or draw(st.booleans()):
        return [f"{head} {_flow(draw, value, at + 2)}{_remark(draw)}\n"]
    if is_item:
        # the first line of what is inside begins on the line of the hyphen
        first, *below = dropwhile(lambda line: not line.strip(), _block(draw, value, at + 2))
        if first.lstrip().startswith("#"):
            return [f"{head}{_remark(draw)}\n", first, *below]
        return [head + first[at + 1 :], *below]
    deeper = at + draw(st.sampled_from([0, 2, 4] if isinstance(value, list) else [1, 2, 4]))
    return [f"{head}{_remark(draw)}\n", *_block(draw, value, deeper)]


def _text(draw: Draw, text: str, at: int, head: str) -> list[str]:
    if not text and draw(st.booleans()):
        return [f"{head}{_remark(draw)}\n"]
    if text.endswith("\n") and draw(st.booleans()):
        body = [f"{' ' * (at + 2)}{line}".rstrip() + "\n" for line in text[:-1].split("\n")]
        blank = ["\n"] if draw(st.booleans()) else []
        return [f"{head} |{_remark(draw)}\n", *body, *blank]
    return [f"{head}{draw(st.sampled_from([' ', '   ']))}{_scalar(draw, text)}{_remark(draw)}\n"]


PLAIN = frozenset(
    ["a", "45", "-0.5", "2026-11-06", "no", "~", "it's", "größer", "日本", "1:30", "o#a"]
)


def _scalar(draw: Draw, text: str) -> str:
    if text in PLAIN and draw(st.booleans()):
        return text
    if "\n" not in text and draw(st.booleans()):
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _flow(draw: Draw, node: Values, at: int) -> str:
    if isinstance(node, str):
        return _scalar(draw, node)
    gap = f"\n{' ' * (at + 2)}" if node and draw(st.booleans()) else ""
    comma = f", # {draw(WORDS)}{gap}" if gap and draw(st.booleans()) else f",{gap or ' '}"
    inner = comma.join(
        _flow(draw, value, at + 2) if key is None else f"{_key(key)}: {_flow(draw, value, at + 2)}"
        for key, value in _entries(node)
    )
    opening, closing = "{}" if isinstance(node, dict) else "[]"
    return f"{opening}{gap}{inner}{gap and gap[:-2]}{closing}"


WORDS = st.sampled_from(["why", "a: b", "- not a list", "# twice", "it's"])


def _remark(draw: Draw) -> str:
    return draw(st.sampled_from(["", "", "  # {}"])).format(draw(WORDS))


def _remarks(draw: Draw, at: int) -> list[str]:
    return draw(st.sampled_from([[], [], ["\n"], [f"{' ' * at}# {draw(WORDS)}\n"]]))
