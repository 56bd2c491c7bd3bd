"""Plain Markdown is read past markdown-it, and becomes the HTML that markdown-it would make."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_markdown import ADDRESSES, PAYLOADS, PIECES, assert_harmless, nowhere
from test_outline import told

from bench.same import objectives
from okrpress.site.formatting import ENGLISH
from okrpress.site.markdown import render
from okrpress.site.markdown_html import is_allowed, is_normal, table_opening
from okrpress.site.outline import Outlined
from okrpress.site.plain_markdown import MOST, plain_html
from okrpress.site.thorough_markdown import by_markdown_it
from okrpress.source.files import discover
from okrpress.source.front_matter.fences import split

REPOSITORY = Path(__file__).parents[2]


def bodies() -> list[str]:
    """What authors wrote in the example."""
    texts = [source.data.decode() for source in discover(REPOSITORY, "content").sources]
    return [body for text in texts if (body := text[split(text).body :]).strip()]


EXAMPLE = bodies()
SPANS = """\
# We sell "more" of C# & co., don't we?
One **strong, _no_: word**, one [N6] __other__; (*and*) _a_ snake_case – 5 * 3 < 16.
The ~30 % of `a <b> **c**` that [**we** `read`, see](../growth/onboarding.md#activation)
"""
BLOCKS = """\
## About R&D, "quoted"
A first *line*
-5 %, +3 % and #1, 3.5 and 10) or so:
- [ ] a [link](https://example.org/a?b=c&d=%20#e), [gone](gone.md) and [here](#x)
- **b**

#### Deeper
1. One
   goes on
   - two `x
     y`
     * three
     * **four**
   - five
2. six

**Or**

7) seven

8) eight

---

| Step | "Lead" | R&D | |
| --- | :-- |:-:| --: |
| **a** | b, _c_ |100 % | [d](x.md) |
|||`e`|f|

* loose

* list

### End
"""


def resolve(address: str) -> str | None:
    """Some relative addresses lead elsewhere, some nowhere."""
    return None if "gone" in address else f'../{address}"&/'.replace("bar", "|")


def plain(text: str) -> Outlined | None:
    return plain_html(
        text,
        level=2,
        ids="a&b",
        resolve=resolve,
        table_opening=lambda titles: table_opening(titles, ENGLISH),
    )


def agree(text: str) -> bool:
    """Whether the body is plain; its HTML is then what markdown-it makes of it, and its outline
    tells the same.
    """
    found = plain(text)
    if found is None:
        return False
    assert found == by_markdown_it(text, level=2, ids="a&b", resolve=resolve)
    assert told(found.outline or b"") == told(found.encode())
    return True


def test_what_most_authors_write_is_plain() -> None:
    assert agree(SPANS)
    assert agree(BLOCKS)
    assert agree(BLOCKS.replace("\n", "\r\n"))
    assert agree(SPANS.replace("\n", " \n"))
    assert agree("")
    assert agree("- a\n\t- b\n\t\t- c\n")
    assert agree("日本 “**x**”… naïve 🙂")
    assert all(map(agree, {one.body for one in objectives(40)}))
    assert sum(map(agree, EXAMPLE)) > 0.95 * len(EXAMPLE)


def test_a_plain_body_is_what_is_shown() -> None:
    shown = render(BLOCKS, level=2, ids="a&b", resolve=resolve)
    assert shown == plain(BLOCKS)


def test_the_outline_of_a_plain_body_is_its_ids_and_addresses() -> None:
    body = plain(
        '## See `id="x"`\n\n**[a *b*](c.md)** <p style="d"> [e](gone.md) [f](https://g.h/?i&j)'
    )
    assert body is not None
    assert body.outline == (
        b' href="../c.md&quot;&amp;/" href="https://g.h/?i&amp;j" id="a&amp;b-h-1"'
    )


@pytest.mark.parametrize(
    "text",
    [
        *(pytest.param(f"a{sign}b", id=f"the character {ord(sign):x}") for sign in "\0\r\x0b\x85"),
        *(
            pytest.param(f"a{sign}b", id=f"the blank {ord(sign):x}")
            for sign in "\t\xa0\u2003\u2028"
        ),
        pytest.param("a\u202eb", id="a mark that reorders text"),
        pytest.param("a\ufffcb", id="a sign for an object"),
        pytest.param("a\\*b", id="a backslash"),
        pytest.param("a&copy;b", id="an entity"),
        pytest.param("a &#x202e; b", id="an entity by number"),
        pytest.param("<https://example.org>", id="an address in brackets"),
        pytest.param("a <maria@example.org>", id="an address of mail in brackets"),
        pytest.param("a ~~b~~", id="words struck out"),
        pytest.param("a  \nb", id="a line broken by blanks"),
        pytest.param("`a \nb`", id="a blank at the end of a line in code"),
        pytest.param(" a", id="a blank before a line"),
        pytest.param("a\n b", id="a blank before the second line"),
        pytest.param("    a", id="code by indentation"),
        pytest.param("```\na\n```", id="a block of code"),
        pytest.param("~~~\na\n~~~", id="a block of code in tildes"),
        pytest.param("> a", id="a quotation"),
        pytest.param("a\n> b", id="a quotation below words"),
        pytest.param("a\n===", id="a heading underlined twice"),
        pytest.param("a\n---", id="a heading underlined once"),
        pytest.param("# a\n---", id="a line right below a heading"),
        pytest.param("***", id="a line of stars"),
        pytest.param("- - -", id="a line of dashes and blanks"),
        pytest.param("#", id="an empty heading"),
        pytest.param("# a #", id="a heading closed"),
        pytest.param("#  a", id="a heading further in"),
        pytest.param("####### a", id="seven signs of a heading"),
        pytest.param("[a]: b\n\n[a]", id="a reference"),
        pytest.param("![a](b)", id="a picture"),
        pytest.param('[a](b "c")', id="a title of a link"),
        pytest.param("[a](<b>)", id="an address in angle brackets"),
        pytest.param("[a](b(c))", id="an address with brackets"),
        pytest.param("[a](/b)", id="an address from the root"),
        pytest.param("[a](javascript:b)", id="an address that is not allowed"),
        pytest.param("[a](b&quot)", id="an address with an entity without its end"),
        pytest.param("[a](ä)", id="an address with a letter to be encoded"),
        pytest.param("[a](bar)", id="an address that leads to one with a bar"),
        pytest.param("[a [b](c)](d)", id="a link in a link"),
        pytest.param("[a `](b)`", id="code over the end of a link"),
        pytest.param("*[a*](b)", id="a star inside a link for one outside"),
        pytest.param("[a [b]", id="a bracket that is never closed"),
        pytest.param("*a **b***", id="spans that end together"),
        pytest.param("**a*b**", id="a star in strong words"),
        pytest.param("*a", id="a star that is never closed"),
        pytest.param("a* b*", id="stars that can only close"),
        pytest.param("a**b**", id="strong letters in a word"),
        pytest.param("€**b**", id="strong words behind a sign that is rare"),
        pytest.param("**b**€", id="strong words before one"),
        pytest.param("** b**", id="a blank within the stars"),
        pytest.param("a_b_", id="an underscore behind a letter"),
        pytest.param("a__b", id="two underscores in a word"),
        pytest.param("`a", id="code that is never closed"),
        pytest.param("``a` b``", id="code in two ticks"),
        pytest.param("` a `", id="code with blanks around it"),
        pytest.param("-", id="an empty item"),
        pytest.param("- a\n-", id="an empty item behind another"),
        pytest.param("-  a", id="an item further in"),
        pytest.param(" - a", id="a list further in"),
        pytest.param("- a\nb", id="words right below a list"),
        pytest.param("- a\n| b |\n|---|\n| c |", id="a table right below a list"),
        pytest.param("- a\n* b", id="another kind of list right below one"),
        pytest.param("- a\n\n* b", id="another kind of list behind a blank line"),
        pytest.param("- a\n\n  b", id="an item of two paragraphs"),
        pytest.param("- a\n\n- b\n  - c", id="a list in a list with blank lines"),
        pytest.param("- a\n - b", id="an item between two columns"),
        pytest.param("- a\n   b", id="a line between two columns"),
        pytest.param("- a\n  - b\n  c", id="a line that goes on with an item further in"),
        pytest.param("- a\n      - b", id="an item too far in"),
        pytest.param("- a\n    - b\n  - c", id="an item less far in"),
        pytest.param("- a\n  2. b", id="a list in an item that begins with two"),
        pytest.param("- # a", id="a heading in an item"),
        pytest.param("- - a", id="a list right in an item"),
        pytest.param("a\n2. b", id="a number at the beginning of a line"),
        pytest.param("\n".join(f"{'  ' * n}- a" for n in range(6)), id="lists too deep in lists"),
        pytest.param("| a |\n|---|", id="a table without rows"),
        pytest.param("| a |\n|---|\n| b", id="a row without an end"),
        pytest.param("| a |\n|---|\n| b | c |", id="a row too long"),
        pytest.param("| a | b |\n|---|---|\n| c |", id="a row too short"),
        pytest.param("| a | b |\n|---|\n| c |", id="too few lines below the titles"),
        pytest.param("| a |\n|---|\n| b |\nc", id="words right below a table"),
        pytest.param("| *a* |\n|---|\n| b |", id="a title with marks"),
        pytest.param("| `a|b` |\n|---|\n| c |", id="a bar in code"),
        pytest.param("| a |\n|---|\n| [](gone)b |", id="no words of a link in a cell"),
        pytest.param("|-|\n|-|\n|-|", id="titles like the line below them"),
        pytest.param("a | b\n--|--\nc | d", id="a table without its outer lines"),
        pytest.param("a" * (MOST + 1), id="a long text"),
    ],
)
def test_everything_else_is_left_to_markdown_it(text: str) -> None:
    assert plain(text) is None


def test_what_looks_like_something_else_may_be_plain() -> None:
    for text in ("R&D, a <5 %", "*not* a list", "5 * 3", "a [b] (c)", "C#", "1986.", "a_b", "#1"):
        assert agree(f"{text} and so on"), text


# ── payloads ──────────────────────────────────────────────────────────────────────────────────

POSITIONS = ["{}", "# {}", "- {}", "*{}*", "[{}](https://example.org)", "| a |\n|---|\n| {} |"]


@pytest.mark.parametrize("position", POSITIONS)
def test_a_payload_does_as_little_as_it_does_by_markdown_it(position: str) -> None:
    for payload in (*PAYLOADS, *(f"[x]({address})" for address in ADDRESSES)):
        text = position.format(payload)
        agree(text)
        assert_harmless(render(text, level=1, ids="why", resolve=nowhere))


# ── texts by chance ───────────────────────────────────────────────────────────────────────────

WORDS = [
    *("a", "of the", "R&D", "snake_case", "“so”", '"so"', "日本", "+5 %", "-3", "[N6]", "3.5"),
    *("**b**", "*b*", "_b_", "`b|c`", "`d`", "[e](f.md)", "[*g* `h`](https://example.org/)"),
    *(
        "**b [e](gone.md) `d`**",
        "_b **c**_",
        "[gone ](gone.md)",
        "5 * 3",
        "#1",
        "*",
        "`",
        "_",
        "1.",
    ),
]
LINE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
SIGNS = st.sampled_from(["- ", "- ", "* ", "1. ", "2. ", "3) "])
MARGINS = st.sampled_from(["", "", "", "  ", "  ", "   ", "    ", "\t"])
ITEM = st.tuples(MARGINS, SIGNS | st.just(""), LINE).map("".join)
LIST = st.tuples(SIGNS, LINE, st.lists(ITEM.map("\n{}".format), max_size=4).map("".join))
ROW = st.lists(LINE, min_size=2, max_size=2).map(lambda cells: f"| {'|'.join(cells)}|")
TABLE = st.lists(ROW, min_size=2, max_size=3).map(
    lambda rows: "\n".join([rows[0], "|:-:|---|", *rows[1:]])
)
BLOCK = st.one_of(
    st.lists(LINE, min_size=1, max_size=2).map("\n".join),
    LINE.map("## {}".format),
    LIST.map("".join),
    TABLE,
    st.just("---"),
)
GAPS = st.sampled_from(["\n\n", "\n\n", "\n\n", "\n", " \n", "\n\n\n"])
SLIPS = st.sampled_from([*PIECES, *WORDS, "\n  ", "__", "\u0301", "€", " \n", "|\n|-|\n", "[gone"])


@settings(max_examples=100)
@given(st.lists(st.tuples(BLOCK, GAPS).map("".join), max_size=3).map("".join))
def test_whatever_is_plain_is_as_markdown_it_has_it(text: str) -> None:
    agree(text)


@settings(max_examples=100)
@given(
    body=st.sampled_from([BLOCKS, SPANS, *EXAMPLE]),
    at=st.floats(0, 1),
    less=st.integers(0, 4),
    more=st.lists(SLIPS, max_size=2).map("".join),
)
def test_slips_in_plain_bodies_are_read_alike(body: str, at: float, less: int, more: str) -> None:
    start = round(at * len(body))
    agree(body[:start] + more + body[start + less :])


@given(
    st.lists(
        st.sampled_from(["http://a.b", "https://", "/", "a", ".", "?", "#", "%41", "@", ":", "="]),
        max_size=6,
    ).map("".join)
)
def test_a_normal_address_is_allowed(address: str) -> None:
    assert not is_normal(address) or is_allowed(address)
