"""Plain front matter is read past libyaml, and as libyaml reads it."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrpress.source.files import discover
from okrpress.source.front_matter.fences import split
from okrpress.source.front_matter.plain import Node, read_plain
from okrpress.source.front_matter.refused import Refused
from okrpress.source.front_matter.values import read_events

REPOSITORY = Path(__file__).parents[2]
EXAMPLE = [split(source.data.decode()).block for source in discover(REPOSITORY, "content").sources]
FORMS = """\
title: We sell "more" of C#, don't we
owner: 'maria: the first'
note: "a: [b], {c}: &all, *that#"
empty:
# a comment
values: [care, "", -1, 'x, y']
band: {min: -1.5, max: 4}
first-date#kr.1/a_b: 2026-10-01

key_results:
  - id: a
    title: 1:30 is a time, https://example.org an address
    keep: {max: 4, of: {a: b, c: [d]}}
    steps: [{id: de, title: Germany}, {id: fr, title: "Fra, nce"}]
    none:
  - b
  -   c: d
      e:
      - f
plan:
    2026-10-01: 5
    late: []
    none: {}
"""


def by_libyaml(block: str) -> dict[str, Node] | None:
    try:
        return read_events(block, 0)
    except Refused:
        return None


def agree(block: str) -> bool:
    """Whether the block is plain; it is then what libyaml says it is, in the same order."""
    plain = read_plain(block)
    assert plain is None or repr(plain) == repr(by_libyaml(block))
    return plain is not None


def test_what_most_authors_write_is_plain() -> None:
    assert agree(FORMS)
    assert agree(FORMS.replace("\n", "  \n"))
    assert agree("")
    assert agree("a: " + "ä" * 3 + "\n")
    assert sum(map(agree, EXAMPLE)) > 0.95 * len(EXAMPLE)


@pytest.mark.parametrize(
    "block",
    [
        pytest.param("a: b\n  c: d\n", id="a line further in, below a text"),
        pytest.param("a: b\n  c\n", id="a text over two lines"),
        pytest.param('a: "b\n  c"\n', id="a quoted text over two lines"),
        pytest.param("a: |\n  b\n", id="a block of text"),
        pytest.param("a:\n  b\n", id="a text below its key"),
        pytest.param("a: [b,\n  c]\n", id="a list over two lines"),
        pytest.param("a: b: c\n", id="two colons"),
        pytest.param("a: b:\n", id="a colon at the end"),
        pytest.param("a: b #c\n", id="a comment behind a text"),
        pytest.param("a: {b: 1, b: 2}\n", id="a key twice in braces"),
        pytest.param("a: 1\na: 2\n", id="a key twice"),
        pytest.param("a:\na: 2\n", id="a key twice, the first without a value"),
        pytest.param('a: "b\\n"\n', id="an escape"),
        pytest.param("a: 'it''s'\n", id="a quote in quotes"),
        pytest.param("a: *b\n", id="an alias"),
        pytest.param("a: &b c\n", id="an anchor"),
        pytest.param("a: !b c\n", id="a tag"),
        pytest.param("<<: {a: b}\n", id="a merge key"),
        pytest.param("? a\n: b\n", id="the long form of a key"),
        pytest.param("a:\tb\n", id="a tab"),
        pytest.param("- a\n", id="a list on top"),
        pytest.param("a:\n  - b\n c: d\n", id="a line between two columns"),
        pytest.param("a: [b, c]d\n", id="something behind brackets"),
        pytest.param("a: [b, {c: [d, {e: [f]}]}]\n", id="brackets deep in brackets"),
        pytest.param("a: [b, ]\n", id="a comma at the end"),
        pytest.param("a: {b: }\n", id="no value in braces"),
        pytest.param("a: a\u0308\n", id="letters in pieces"),
        pytest.param("a: b\x7f\n", id="a character that YAML has not"),
        pytest.param("".join(f"k{n}:\n- {{a: b}}\n" for n in range(700)), id="too many parts"),
        pytest.param("".join(f"{' ' * n}k:\n" for n in range(9)), id="too deep"),
    ],
)
def test_everything_else_is_left_to_libyaml(block: str) -> None:
    assert read_plain(block) is None


PIECES = [
    *("a", "b", "key", "1", "-1", "ü", "\U0001f600", "\u00a0", "a#b", "x y"),
    *(": ", ":", "\n", "\n  ", "\n    ", "\n- ", "\n  - ", "- ", "  ", " ", "\t", "#", " # c"),
    *("[", "]", "{", "}", ", ", ",", '"', "'", "''", "\\", "[a, b]", "{a: b}", "[]", "{}", '"a"'),
    *("|", ">", "&a ", "*a", "!a ", "?", "? ", "%", "@", "`", "~", "=", "<<", "---", "..."),
    *("a: ", "b:\n  ", "c:\n- ", "k: {a: 1, b: [x, y]}\n", "k: [{a: b}]\n", "\n  k: v"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
@settings(max_examples=100)
def test_pieces_in_any_order_are_read_alike(block: str) -> None:
    agree(block)
    agree(f"a: {block}\nb: c\n")


@given(
    block=st.sampled_from([FORMS, *EXAMPLE]),
    at=st.floats(0, 1),
    less=st.integers(0, 4),
    more=st.lists(st.sampled_from(PIECES), max_size=2).map("".join),
)
@settings(max_examples=100)
def test_slips_in_good_files_are_read_alike(block: str, at: float, less: int, more: str) -> None:
    start = round(at * len(block))
    agree(block[:start] + more + block[start + less :])


FENCE = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)


@given(st.lists(st.sampled_from(["---", "\n", " ", "a", "--", "\n---\n", "\n---"]), max_size=12))
@settings(max_examples=100)
def test_the_second_fence_is_the_first_line_of_three_hyphens(pieces: list[str]) -> None:
    text = "---\n" + "".join(pieces)
    block, *body = FENCE.split(text, 2)[1:]
    if body:
        parts = split(text)
        assert (parts.block, text[parts.body :]) == (block, *body)
    else:
        with pytest.raises(Refused, match="never closed"):
            split(text)
