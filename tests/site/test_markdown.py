"""Authors' Markdown: what it becomes, and what no body can make it become."""

import re
import sys
from types import FrameType
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from okrpress.site.markdown import MAX_BRACKETS, MAX_BYTES, render
from okrpress.site.markdown_html import is_allowed
from okrpress.site.thorough_markdown import MAX_HTML, MAX_NESTING, _Parser, _parser_for

ATTRIBUTES = {
    "a": {"href", "rel"},
    "blockquote": set(),
    "br": set(),
    "code": set(),
    "div": {"class", "role", "tabindex", "aria-label"},
    "em": set(),
    **{f"h{level}": {"id"} for level in range(1, 7)},
    "hr": set(),
    "li": set(),
    "ol": {"start"},
    "p": set(),
    "pre": set(),
    "s": set(),
    "span": {"class"},
    "strong": set(),
    "table": set(),
    "tbody": set(),
    "td": {"class"},
    "th": {"class", "scope"},
    "thead": set(),
    "tr": set(),
    "ul": set(),
}
CLASSES = {
    "align-start",
    "align-center",
    "align-end",
    "as-written",
    "picture-left-out",
    "table-scroll",
}
EXTERNAL = re.compile(r"https?://[^/?#]|mailto:[^/]", re.IGNORECASE)

ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java&#115;cript:alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "&#x6A;avascript&colon;alert(1)",
    "java%73cript:alert(1)",
    "javascript&#58;alert(1)",
    "\\javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml;base64,PHN2Zy8+",
    "data:image/png;base64,AAAA",
    "blob:https://example.org/1",
    "file:///etc/passwd",
    "intent://x#Intent;end",
    "ms-settings:privacy",
    "view-source:https://example.org",
    "ftp://example.org",
    "tel:112",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/%5Cevil.example",
    "https:evil.example",
    "https:/evil.example",
    "http:\\\\evil.example",
    "mailto://evil.example",
    ":alert(1)",
    "x:y",
)

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<style>*{display:none}</style>",
    "<iframe srcdoc=x>",
    "<a href=javascript:alert(1)>x</a>",
    "<!-- comment --><![CDATA[x]]><?php x ?><!DOCTYPE x>",
    "</p></div></body>",
    "<div style=color:red id=main class=chart>",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "`</code><script>alert(1)</script>`",
    "```html onload=alert(1)\n</code></pre><script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\nx\n```',
    "    </code><script>",
    '![x" onerror="alert(1)](https://example.org/x.png)',
    "![<script>alert(1)</script>](https://example.org/x.png)",
    '[x](https://example.org "\\" onmouseover=\\"alert(1)")',
    '[x](https://example.org/"onmouseover="alert(1))',
    "<https://example.org/\"onmouseover='alert(1)'>",
    '[x]: https://example.org "<script>"\n\n[x]',
    '| a | b" onload="x |\n|:-:|-:|\n| <script> | "\'> |',
    "# <script>alert(1)</script> {#main onclick=x}",
    "## x {: style=color:red }",
    "[^1]: footnote\n\n[^1]",
    "- [ ] task\n- [x] task",
    "$$ \\href{javascript:alert(1)}{x} $$",
    "www.example.org and https://example.org are only text",
    "text\u2028with\u2029separators",
    "*[x](javascript:alert(1))* ~~![y](data:image/png;base64,AA)~~",
    "> # [x](//evil.example)\n> 1. <b>\n",
)


def nowhere(address: str) -> None:
    """No relative address leads anywhere."""


def echo(address: str) -> str:
    """Every relative address leads where it says."""
    return address


def html(text: str, *, level: int = 1, ids: str = "why") -> str:
    return str(render(text, level=level, ids=ids, resolve=nowhere))


def elements(markup: str) -> list[Element]:
    """The elements a browser would make of it."""
    fragment = html5lib.parseFragment(markup, namespaceHTMLElements=False)
    return [one for one in fragment.iter() if one is not fragment and isinstance(one.tag, str)]


def assert_harmless(markup: str) -> None:
    for element in elements(markup):
        assert element.tag in ATTRIBUTES
        assert set(element.keys()) <= ATTRIBUTES[element.tag]
        assert set(element.get("class", "").split()) <= CLASSES
        assert re.fullmatch(r"why-h-\d+|", element.get("id", ""))
        address = element.get("href", "#")
        assert address.startswith("#") or EXTERNAL.match(address)
    assert "<!--" not in markup


# ── what an author may not do ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_shown_and_does_nothing(payload: str) -> None:
    assert_harmless(html(payload))


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(
    "position",
    ["# {}", "- {}", "> {}", "*{}*", "[{}](https://example.org)", "| a |\n|---|\n| {} |", "a {} b"],
)
def test_a_payload_does_nothing_wherever_it_stands(position: str, payload: str) -> None:
    assert_harmless(html(position.format(payload)))


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("form", ["[x]({})", "[x](<{}>)", "<{}>", "[x]\n\n[x]: {}", "![x]({})"])
def test_an_address_that_is_not_on_the_list_is_no_link(form: str, address: str) -> None:
    made = str(render(form.format(address), level=1, ids="why", resolve=echo))
    hrefs = [element.get("href", "") for element in elements(made)]
    assert all("evil" not in href and ":" not in href for href in hrefs)
    assert "src=" not in made


@given(st.text(alphabet="[]()<>!`*_~#|-:=\"'\\/&;x1 \n\tja.@", max_size=80))
def test_no_text_escapes(text: str) -> None:
    assert_harmless(html(text))


@given(st.lists(st.sampled_from([*PAYLOADS, *ADDRESSES, "\n\n", "[", "](", ")", "> ", "- ", "|"])))
def test_no_mixture_of_payloads_escapes(parts: list[str]) -> None:
    assert_harmless(html("".join(parts)))


def test_html_is_shown_as_text() -> None:
    shown = "".join(html5lib.parseFragment(html("<b>bold</b> <!-- x -->")).itertext())
    assert shown.strip() == "<b>bold</b> <!-- x -->"


@pytest.mark.parametrize("code", ["#x202e", "#x0", "#27", "#x2028", "#xfffe", "#xe0041", "rlm"])
def test_characters_asked_for_by_number_do_not_hide_or_reorder(code: str) -> None:
    assert html(f"a&{code};b") == "<p>a\ufffdb</p>\n"


def test_ordinary_references_are_read() -> None:
    assert html("&copy; &amp;") == "<p>© &amp;</p>\n"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "HTTP://example.org/a?b=c:d#e",
        "https://example.org/%5C",
        "mailto:maria@example.org",
        "../growth/onboarding.md",
        "onboarding.md#activation",
        "?q=a:b",
        "./a:b",
        "#why-h-1",
    ],
)
def test_an_address_on_the_list(address: str) -> None:
    assert is_allowed(address)


# ── what an author may do ─────────────────────────────────────────────────────────────────────


def test_a_link_elsewhere_tells_nobody_where_it_came_from() -> None:
    assert html("[x](https://example.org)") == (
        '<p><a href="https://example.org" rel="noopener noreferrer nofollow ugc">x</a></p>\n'
    )


def test_a_link_to_a_content_file_leads_to_its_page() -> None:
    pages = {"../growth/onboarding.md#activation": "../../o/onboarding/#activation"}
    made = render("[x](../growth/onboarding.md#activation)", level=1, ids="why", resolve=pages.get)
    assert str(made) == '<p><a href="../../o/onboarding/#activation">x</a></p>\n'


def test_a_link_that_leads_nowhere_keeps_its_words() -> None:
    assert html("[the *old* page](gone.md) and more") == "<p>the <em>old</em> page and more</p>\n"


def test_a_link_after_one_that_leads_nowhere_still_leads() -> None:
    assert html("[a](gone.md) [b](#why-h-1)") == '<p>a <a href="#why-h-1">b</a></p>\n'


@pytest.mark.parametrize(
    ("written", "name"),
    [
        pytest.param("![A *nice* chart](chart.png)", "A nice chart", id="its words"),
        pytest.param("![](img/chart.png)", "chart.png", id="else its file name"),
        pytest.param("![](img/)", "without a name", id="else nothing"),
        pytest.param("![x](https://tracker.example/p.gif)", "x", id="remote"),
    ],
)
def test_a_picture_is_named_and_not_shown(written: str, name: str) -> None:
    note = f'<span class="picture-left-out">[picture, not shown: {name}]</span>'
    assert html(written) == f"<p>{note}</p>\n"


def levels(markup: str) -> list[str]:
    return [one.tag for one in elements(markup) if re.fullmatch(r"h\d", str(one.tag))]


@pytest.mark.parametrize(
    ("written", "level", "made"),
    [
        pytest.param("# a\n\n## b", 1, ["h2", "h3"], id="under the page's"),
        pytest.param("## a\n\n## b", 1, ["h2", "h2"], id="the highest one used comes first"),
        pytest.param("# a\n\n#### b", 2, ["h3", "h4"], id="no gaps"),
        pytest.param("### a\n\n# b\n\n### c", 1, ["h2", "h2", "h3"], id="no gap at the start"),
        pytest.param("# a\n\n## b\n\n### c", 5, ["h6", "h6", "h6"], id="never beyond six"),
        pytest.param("a\n===\n\nb\n---", 1, ["h2", "h3"], id="underlined"),
    ],
)
def test_headings_stand_under_the_heading_of_the_page(
    written: str, level: int, made: list[str]
) -> None:
    assert levels(html(written, level=level)) == made


def test_headings_are_numbered_under_the_prefix() -> None:
    ids = [one.get("id") for one in elements(html("# a\n\n> ## b", ids="lesson-2"))]
    assert [id for id in ids if id] == ["lesson-2-h-1", "lesson-2-h-2"]


def test_a_table_can_be_scrolled_by_keyboard_and_has_a_name() -> None:
    made = html("| Step | Now |\n|:--|--:|\n| Sign-up | 91 % |")
    region, *rest = elements(made)
    assert (region.get("role"), region.get("tabindex")) == ("region", "0")
    assert region.get("aria-label") == "Table: Step and Now"
    cells = [(one.tag, one.get("class")) for one in rest if one.tag in {"th", "td"}]
    assert cells == [
        ("th", "align-start"),
        ("th", "align-end"),
        ("td", "align-start"),
        ("td", "align-end"),
    ]


def test_code_has_no_class_from_the_author() -> None:
    assert html("```js main\n<b>\n```") == "<pre><code>&lt;b&gt;\n</code></pre>\n"


def test_a_bare_address_is_only_text() -> None:
    assert html("https://example.org") == "<p>https://example.org</p>\n"


def test_nothing_is_nothing() -> None:
    assert html("") == ""


@pytest.mark.parametrize(
    "text",
    [
        "a *b* **c** `d`\nsecond line  \nthird",
        "- a\n- b\n\n  c\n    - d",
        "3. a\n4. b",
        "> a\n\n---\n\n    code",
        "a\\*b \\# &quot;c&quot; ~~d~~",
        "~~~\nx\n~~~",
    ],
)
def test_the_rest_is_common_markdown(text: str) -> None:
    common = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    assert html(text) == common.render(text).replace(" />", ">")


# ── limits ────────────────────────────────────────────────────────────────────────────────────


def filled(pattern: str) -> str:
    return (pattern * (MAX_BYTES // len(pattern.encode()) + 1))[
        : MAX_BYTES // len(pattern.encode())
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("a" * (MAX_BYTES + 1), "longer than 64 KiB", id="bytes"),
        pytest.param("ü" * (MAX_BYTES // 2 + 1), "longer than 64 KiB", id="bytes, not characters"),
        pytest.param("[" * (MAX_BRACKETS + 1), "more than 2,000 opening brackets", id="brackets"),
        pytest.param(">" * MAX_NESTING + "a", "nested more than 20", id="quotes in quotes"),
        pytest.param("- " * 11 + "a", "nested more than 20", id="lists in lists"),
        pytest.param("*a **a " * 12 + "a** a*" * 12, "nested more than 20", id="emphasis"),
        pytest.param(
            "|a" * 300 + "|\n" + "|-:" * 300 + "|\n" + "|\n" * 9000, "too large", id="table"
        ),
    ],
)
def test_a_body_beyond_a_limit_is_shown_as_written(text: str, reason: str) -> None:
    made = html(text)
    assert reason in made
    pre = next(one for one in elements(made) if one.tag == "pre")
    assert "".join(pre.itertext()) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a" * MAX_BYTES, id="bytes"),
        pytest.param("[" * MAX_BRACKETS, id="brackets"),
        pytest.param(">" * (MAX_NESTING - 1) + "a", id="quotes around a paragraph"),
    ],
)
def test_a_body_at_a_limit_is_formatted(text: str) -> None:
    assert "as-written" not in html(text)


PATHOLOGICAL = {
    "emphasis that never closes": "*a **b ",
    "every kind of emphasis": "*_~~",
    "code that never closes": "`a ``b ```c ",
    "half an address": "<https:",
    "half a reference": "&#x",
    "nested quotes": "> ",
    "nested lists": "- > ",
    "flat lists": "- a\n",
    "a table on every line": "|a|b|\n|-|-|\n",
    "headings": "# a\n",
    "backslashes": "\\",
    "line breaks": "a\\\n",
    "fences": "```\n",
    "half a comment": "<!--",
    "blank lines": "\n",
}


@pytest.mark.parametrize("pattern", PATHOLOGICAL.values(), ids=PATHOLOGICAL)
def test_work_grows_no_faster_than_a_body(pattern: str) -> None:
    text = filled(pattern)
    assert calls(text[:8192]) <= 2.3 * calls(text[:4096]) + 1000


@pytest.mark.parametrize("pattern", PATHOLOGICAL.values(), ids=PATHOLOGICAL)
def test_a_pathological_body_makes_a_page_of_bounded_size(pattern: str) -> None:
    made = html(filled(pattern))
    assert len(made) <= MAX_HTML
    assert depth(html5lib.parseFragment(made)) <= MAX_NESTING + 5


def calls(text: str) -> int:
    """How many functions run to render a text: work, told without a clock."""
    count = 0

    def on_event(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(on_event)
    try:
        html(text)
    finally:
        sys.setprofile(None)
    return count


def depth(element: Element) -> int:
    return 1 + max((depth(child) for child in element), default=0)


# ── short cuts of the parser ──────────────────────────────────────────────────────────────────


PIECES = (
    *(
        "a",
        "b ",
        " ",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "# ",
        "**",
        "*",
        "_",
        "`",
        "![",
        "[x](u)",
        "[x]",
        "(y)",
    ),
    *(
        "|",
        "| - |",
        "> ",
        "    ",
        "\t",
        "---",
        "===",
        "```",
        "~~",
        "\\",
        "&amp;",
        "<",
        "]: u",
        "\r\n",
    ),
)
ALL_RULES = _Parser("js-default", {"maxNesting": MAX_NESTING + 1}).disable(
    ["html_block", "html_inline", "linkify", "replacements", "smartquotes"]
)


@settings(max_examples=200)
@given(
    st.text(alphabet="a1 .:!>]()#|-\"'@/é\t\n\\`*_~[<&", max_size=30)
    | st.sets(st.sampled_from(PIECES), min_size=1, max_size=6).flatmap(
        lambda few: st.lists(st.sampled_from(sorted(few)), max_size=16).map("".join)
    )
)
def test_rules_that_can_find_nothing_are_not_missed(text: str) -> None:
    assert _parser_for(text).parse(text, {}) == ALL_RULES.parse(text, {})


@given(
    st.lists(
        st.sampled_from(
            [
                *("http://", "https://", "//", "/", "a", "b-c", ".", "..", "#", "~", "_", "A1"),
                *(":", "%", "%5e", "@", "?", "=", "&", ":80", "+", ",", "a.b"),
            ]
        ),
        max_size=8,
    ).map("".join)
)
def test_addresses_that_are_left_alone_are_normal_already(address: str) -> None:
    assert _parser_for("").normalizeLink(address) == MarkdownIt().normalizeLink(address)
