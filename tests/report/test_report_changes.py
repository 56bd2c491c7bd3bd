"""What two revisions differ in, in every format: complete, in order, and with nothing forged."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import Element

import builders as make
import html5lib
import jsonschema
import pytest
from hostile_content import PAYLOADS
from markdown_it import MarkdownIt
from runner_oracle import commands

from okrpress.changes import compare
from okrpress.model.finding import Finding, Span
from okrpress.model.portfolio import Portfolio
from okrpress.model.settings import Settings
from okrpress.report.changes import CHANGE_FORMATS, Compared, render_changes
from okrpress.report.changes.comment import comment_of
from okrpress.report.changes.markdown_format import markdown_in
from okrpress.report.changes.schema import diff_schema
from okrpress.report.markdown import COMMENT_BYTES
from okrpress.report.report import Report
from okrpress.rules.changes import judge_changes
from okrpress.scoring import score

AS_OF = date(2026, 11, 22)
GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])
VALIDATOR = jsonschema.Draft202012Validator(json.loads(diff_schema()))
HOSTILE = (
    *PAYLOADS,
    "::error::forged",
    "x\n::error file=a::forged",
    "##[error]forged",
    "##vso[task.complete result=Failed;]forged",
    "\x1b[31mred\x1b]0;title\x07",
    "\u202egnp.exe",
    "x\r\n- a forged item\n\n# A forged heading",
    "@maria #12 GH-12 **bold** [x](https://evil.example) https://evil.example",
    "`code` ``more`` | a cell | ~~gone~~",
    "<!-- okrpress: diff -->",
    "</summary></details>",
)


def compared(before: Portfolio, after: Portfolio, base: str = "main") -> Compared:
    usual = Settings()
    changes = compare(score(before, usual, AS_OF), score(after, usual, AS_OF))
    found = tuple(_placed(finding) for finding in judge_changes(changes))
    return Compared(
        base=base,
        head="the working tree",
        as_of=AS_OF,
        changes=changes,
        findings=Report(findings=found, texts={}, files=2, version="1.2.3"),
        known=3,
        mended=1,
    )


def _placed(finding: Finding) -> Finding:
    return replace(finding, at=finding.at.located(Span(6, 13, 6, 15)))


def world(target: int, value: int, text: str = "It rises to 100", count: int = 1) -> Portfolio:
    """Objectives with a metric, its value of last Friday, and one text in every place."""
    objectives = [
        make.objective(
            f"o{number}",
            title=f"{text} {number}",
            key_results=[
                make.key_result("a", title=text, measure=make.metric(0, target), unit="users")
            ],
        )
        for number in range(count)
    ]
    readings = [make.reading(value, of=f"o{number}#a") for number in range(count)]
    check_in = make.check_in("2026-11-20", *readings)
    return make.portfolio(objectives=objectives, check_ins=[check_in])


EASED = compared(world(100, 40), world(80, 40))


# ── what is said ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_numbers_stand_before_and_after(name: str) -> None:
    text = render_changes(name, EASED)
    assert "40 % → 50 %" in text
    assert "eased from 100 to 80 users" in text
    assert "CHG001" in text
    assert "1 commitment eased, the numbers of 1 objective differ." in text


def test_numbers_are_exact_in_json() -> None:
    written = json.loads(render_changes("json", EASED))
    VALIDATOR.validate(written)
    (effect,) = written["effects"]
    assert (effect["before"]["progress"], effect["after"]["progress"]) == ("0.4", "0.5")
    (change,) = written["changes"]
    assert (change["before"], change["after"], change["direction"]) == ("100", "80", "eased")


def test_the_schema_is_one_and_refuses_what_is_not_written() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(diff_schema()))
    written = json.loads(render_changes("json", EASED))
    for broken in ({"schema_version": 2}, {"changes": [{}]}, {"more": 1}, {"known": -1}):
        assert not VALIDATOR.is_valid(written | broken)


def test_nothing_changed() -> None:
    same = world(100, 40)
    for name in ("text", "markdown", "html"):
        assert "Nothing changed." in render_changes(name, compared(same, same))
    assert render_changes("github", compared(same, same)) == ""


# ── the comment stays within its limit ────────────────────────────────────────────────────────


def test_a_long_comment_is_cut_between_sections() -> None:
    many = compared(world(100, 40, count=400), world(80, 40, count=400))
    text = render_changes("markdown", many)
    assert len(text.encode()) <= COMMENT_BYTES
    assert text.count("<details>") == text.count("</details>") > 20
    left_out = re.search(r"\n(\d+) more sections would not fit: run `okrpress diff`", text)
    assert left_out
    assert int(left_out[1]) + text.count("<details>") == 400
    assert "more findings: run" in text


@pytest.mark.parametrize("limit", [1_500, 3_000, 10_000])
def test_a_comment_has_the_size_that_was_asked_for(limit: int) -> None:
    many = compared(world(100, 40, "Ü" * 80, count=30), world(80, 40, "Ü" * 80, count=30))
    text = markdown_in(comment_of(many), limit)
    assert len(text.encode()) <= limit
    assert "would not fit" in text


# ── nothing is forged ─────────────────────────────────────────────────────────────────────────


def hostile(text: str) -> Compared:
    return compared(world(100, 40, text), world(80, 50, text), base=text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_log_obeys_no_author(text: str) -> None:
    for name in CHANGE_FORMATS:
        written = render_changes(name, hostile(text))
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", written)
        obeyed = commands(written)
        assert [one.name for one in obeyed] == (["error", "warning"] if name == "github" else [])


@pytest.mark.parametrize("text", HOSTILE)
def test_a_comment_holds_no_link_heading_or_html_of_an_author(text: str) -> None:
    mild, wild = (_shape(render_changes("markdown", hostile(each))) for each in ("Harmless", text))
    assert wild == mild


def _shape(markdown: str) -> list[str]:
    """What a comment is built of, whatever its words are."""
    tokens = GFM.parse(markdown)
    shape = []
    for token in tokens:
        if token.type == "html_block":
            shape += re.findall(r"<[^>]*>", token.content)
        elif token.type != "inline":
            shape.append(token.type)
        shape += [
            child.type
            for child in token.children or ()
            if child.type in {"link_open", "image", "html_inline", "strong_open", "em_open"}
        ]
    return shape


@pytest.mark.parametrize("text", HOSTILE)
def test_the_page_holds_nothing_but_its_own_elements(text: str) -> None:
    mild, wild = (_elements(render_changes("html", hostile(each))) for each in ("Mild", text))
    assert wild == mild
    assert not {"script", "img", "iframe", "a", "form", "svg"} & {name for name, _ in wild}


def _elements(page: str) -> list[tuple[str, tuple[str, ...]]]:
    root: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    return [
        (str(one.tag), tuple(sorted(one.attrib))) for one in root.iter() if isinstance(one.tag, str)
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_json_says_what_the_author_wrote(text: str) -> None:
    written = json.loads(render_changes("json", hostile(text)))
    VALIDATOR.validate(written)
    changes: list[Mapping[str, str]] = written["changes"]
    assert {change["title"] for change in changes if change["field"] == "target"} == {text}
