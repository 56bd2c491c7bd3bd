"""Markdown in which authors' words do nothing, and that is still pleasant to read."""

import re

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token
from report_samples import DOCS, a_finding, a_report, nasty, reports

from okrpress.model.finding import Level
from okrpress.report.formats import render
from okrpress.report.markdown import COMMENT_BYTES
from okrpress.report.markdown_text import code_span, inline
from okrpress.report.report import Report

GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])
# What is no text but says something to GitHub or GitLab wherever it stands outside of code.
SPOKEN = re.compile(
    r"[@#~$^&<>|*_`\\\[\]{}]|\bwww\.|//|\b[a-z]+-\d|\b[0-9a-f]{7,40}\b|[!%:]\w", re.IGNORECASE
)
OURS = {
    *("heading", "bullet_list", "list_item", "paragraph"),
    *("inline", "text", "code_inline", "hardbreak", "link"),
}


def tokens(markdown: str) -> list[Token]:
    blocks = GFM.parse(markdown)
    return [*blocks, *(child for block in blocks for child in block.children or ())]


def test_findings_stand_by_level_and_file() -> None:
    report = a_report(
        a_finding('"Interview 25 candidates" is an activity', level=Level.ADVICE),
        a_finding(),
        a_finding("`weight` is 11", file="content/index.md", span=None),
        docs_url=DOCS,
    )
    link = "[FMT034 not-a-number](<https://okrpress.example/codes#fmt034>)"
    assert render("markdown", report) == (
        "### okrpress: 2 errors, 1 piece of advice in 12 files\n\n"
        "#### Errors\n\n"
        "- `content/2026-q4/growth/onboarding.md`\n"
        f"  - line 6: `target` is `45 %`, not a number ({link})\\\n"
        "    help: write the bare number\n"
        "- `content/index.md`\n"
        f"  - whole file: `weight` is 11 ({link})\\\n"
        "    help: write the bare number\n\n"
        "#### Advice\n\n"
        "- `content/2026-q4/growth/onboarding.md`\n"
        f"  - line 6: `Interview 25 candidates` is an activity ({link})\\\n"
        "    help: write the bare number"
    )


def test_without_a_site_of_docs_there_are_no_links() -> None:
    assert " (FMT034 not-a-number)\\\n" in render("markdown", a_report(a_finding()))


@given(report=reports())
def test_authors_make_no_link_image_html_or_mention(report: Report) -> None:
    found = tokens(render("markdown", report))
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in found}
    assert kinds <= OURS
    addresses = {token.attrGet("href") for token in found if token.type == "link_open"}
    assert all(str(address).startswith(DOCS) for address in addresses)
    for text in _outside_links(found):
        assert not SPOKEN.search(text)


def _outside_links(found: list[Token]) -> list[str]:
    texts, inside = [], False
    for token in found:
        inside = (inside or token.type == "link_open") and token.type != "link_close"
        if token.type == "text" and not inside:
            texts.append(token.content)
    return texts


@given(report=reports())
def test_each_finding_is_one_item_below_its_file(report: Report) -> None:
    items = [
        token for token in tokens(render("markdown", report)) if token.type == "list_item_open"
    ]
    files = {(finding.at.file, finding.level) for finding in report.findings}
    assert len([item for item in items if item.level == 3]) == len(report.findings)
    assert len([item for item in items if item.level == 1]) == len(files)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        pytest.param("`due` is before `start`", "`due` is before `start`", id="keys stay code"),
        pytest.param('is "45 %", no number', "is `45 %`, no number", id="quotes become code"),
        pytest.param("3 objectives (of 2–5)", "3 objectives (of 2–5)", id="words stay words"),
        pytest.param("⟨what⟩ von Größe … 顧客", "⟨what⟩ von Größe … 顧客", id="in any language"),
        pytest.param("ask @all now", "ask `@all` now", id="a mention"),
        pytest.param("fixes #1.", "fixes `#1.`", id="an issue"),
        pytest.param("see GH-1 or !2", "see `GH-1` or `!2`", id="tickets"),
        pytest.param("at www.a.example", "at `www.a.example`", id="an address"),
        pytest.param("of 0123abcd", "of `0123abcd`", id="a commit"),
        pytest.param("a :smile: b", "a `:smile:` b", id="a picture by its name"),
        pytest.param("a|b", "`a|b`", id="a table's border"),
        pytest.param("a `b", "a `` `b ``", id="an open fence"),
        pytest.param('say "a`b"', "say ``a`b``", id="a fence in a quote"),
        pytest.param('"a"@b', '`"a"@b`', id="code that touches code is one"),
        pytest.param("<b>x</b>", "`<b>x</b>`", id="HTML"),
        pytest.param("a <!-- b -->", r"a `<\x21--` b `--\x3e`", id="a comment"),
        pytest.param("1. a", "`1.` a", id="a list"),
        pytest.param("- a - b", "`-` a - b", id="… of another kind"),
        pytest.param("    a 1. b", "a 1. b", id="blanks at the start"),
        pytest.param("a\n\n# b", r"`a\n\n#` b", id="lines"),
    ],
)
def test_only_words_that_could_speak_are_code(text: str, markdown: str) -> None:
    assert inline(text) == markdown


@given(text=nasty)
def test_a_code_span_is_one_piece_of_code(text: str) -> None:
    children = GFM.parseInline(code_span(text))[0].children or []
    assert [child.type for child in children] == ["code_inline"]
    assert "<!--" not in code_span(text)
    assert "-->" not in code_span(text)


def test_a_comment_that_would_be_too_long_is_cut_between_findings() -> None:
    findings = [a_finding("word " * 20, file=f"content/{number}.md") for number in range(900)]
    comment = render("markdown", a_report(*findings, texts={}))
    shown = comment.count("not-a-number")
    assert COMMENT_BYTES - 500 < len(comment) <= COMMENT_BYTES
    assert comment.endswith(f"\n\n{900 - shown} more findings: run `okrpress check` to see all.")
