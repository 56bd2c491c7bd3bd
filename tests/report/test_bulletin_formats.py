"""A bulletin in every format: what is in it, what its place takes, and what nobody can slip in."""

import json
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import html5lib
import jsonschema
import pytest
from bulletin_samples import HOSTILE, SITE, WORST, bulletin
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from okrpress.report.bulletin import CHATS, FORMATS, message, render_bulletin
from okrpress.report.bulletin.bulletin import Bulletin, cut, fitting
from okrpress.report.bulletin.data import bulletin_schema
from okrpress.report.bulletin.formats import issue_body
from okrpress.report.bulletin.html import bulletin_html
from okrpress.report.bulletin.text import WIDTH

SCHEMAS = Path(__file__).parent / "schemas"
LIMITS = {
    name: jsonschema.Draft202012Validator(schema)
    for name, schema in {
        "slack": json.loads((SCHEMAS / "slack-message.json").read_text()),
        "teams": json.loads((SCHEMAS / "teams-message.json").read_text()),
        "json": bulletin_schema(),
    }.items()
}
ELEMENTS = {
    *("html", "head", "meta", "title", "body", "div", "h1", "h2", "p"),
    *("ul", "li", "a", "strong", "bdi", "span", "br"),
}
KINDS = [
    pytest.param(bulletin(), id="ordinary"),
    pytest.param(bulletin(href=SITE), id="with links"),
    pytest.param(bulletin(text=HOSTILE, href=SITE), id="hostile"),
    pytest.param(bulletin(sections=0), id="nothing to tell"),
    pytest.param(WORST, id="far too long"),
]


# ── all of them ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("given", KINDS)
def test_every_format_says_the_finding(format: str, given: Bulletin) -> None:
    assert render_bulletin(format, given).strip()


@pytest.mark.parametrize("format", [one for one in FORMATS if one != "json"])
def test_what_is_left_out_is_counted(format: str) -> None:
    shown = render_bulletin(format, bulletin(items=20))
    kept = 5 if format in CHATS else 8
    assert shown.count(f"and {20 - kept} more") == 2
    assert "number 0" in shown
    assert f"number {kept}" not in shown


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("given", KINDS)
def test_no_format_holds_a_control_or_a_command_to_a_log(format: str, given: Bulletin) -> None:
    shown = render_bulletin(format, given)
    assert "\x1b" not in shown
    assert "##vso[" not in shown


@given(room=st.integers(0, 400), items=st.integers(0, 12))
@settings(max_examples=60)
def test_as_many_items_as_fit_and_not_one_less(room: int, items: int) -> None:
    whole = bulletin(items=items, sections=1)

    def size(short: Bulletin) -> int:
        return sum(10 for section in short.sections for _ in section.items)

    found = fitting(whole, 8, size, lambda size: size > room)
    assert found == min(8, items, room // 10) * 10


def test_a_cut_bulletin_can_be_cut_again() -> None:
    [section, _] = cut(cut(bulletin(items=9), 5), 2).sections
    assert (len(section.items), section.left_out, section.total) == (2, 7, 9)


# ── chats ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("format", LIMITS)
@pytest.mark.parametrize("given", KINDS)
def test_a_message_is_one_that_its_place_takes(format: str, given: Bulletin) -> None:
    LIMITS[format].validate(json.loads(render_bulletin(format, given)))


def test_teams_gets_no_more_than_it_takes() -> None:
    assert len(render_bulletin("teams", WORST).encode()) <= 28 * 1024
    wide = bulletin(items=100, sections=9, text="漢字" * 200)
    assert len(render_bulletin("teams", wide).encode()) <= 28 * 1024


def test_slack_gets_no_markup_and_no_mention_from_an_author() -> None:
    sent = json.loads(render_bulletin("slack", bulletin(text=HOSTILE, href=SITE)))
    texts = [sent["text"], *(block["text"]["text"] for block in sent["blocks"][1:])]
    for text in texts:
        links = [part.split(">")[0] for part in text.split("<")[1:]]
        assert all(link.startswith(SITE) for link in links)
        assert "@everyone" not in text
    assert "&lt;!channel&gt;" in texts[1]
    assert "@everyone" not in sent["blocks"][0]["text"]["text"]


def test_teams_gets_no_text_that_it_would_format() -> None:
    sent = render_bulletin("teams", bulletin(text=HOSTILE, href=SITE))
    assert '"TextBlock"' not in sent
    assert "{{DATE" not in sent
    assert '"entities"' not in sent


def test_a_generic_webhook_gets_data_and_a_text() -> None:
    sent = json.loads(message("generic", bulletin(items=9)))
    text = sent.pop("text")
    LIMITS["json"].validate(sent)
    assert text.startswith("# Week 8 of 13")
    assert [len(section["items"]) for section in sent["sections"]] == [9, 9]


@pytest.mark.parametrize("chat", ["slack", "teams"])
def test_a_message_is_what_the_format_prints(chat: str) -> None:
    assert message(chat, bulletin()) == render_bulletin(chat, bulletin())


# ── Markdown ──────────────────────────────────────────────────────────────────────────────────


def tokens(text: str) -> Iterator[str]:
    for block in MarkdownIt().parse(text):
        yield block.type
        for inline in block.children or ():
            yield inline.type


def test_markdown_has_only_our_links_and_no_image_and_no_html() -> None:
    text = render_bulletin("markdown", bulletin(text=HOSTILE, href=SITE))
    assert {"image", "html_inline", "html_block"} & set(tokens(text)) == set()
    hrefs = [
        inline.attrs["href"]
        for block in MarkdownIt().parse(text)
        for inline in block.children or ()
        if inline.type == "link_open"
    ]
    assert hrefs
    assert all(str(href).startswith(SITE) for href in hrefs)


def test_no_line_of_an_issue_is_a_command_to_its_tracker() -> None:
    body = issue_body(bulletin(text="/close now\n/assign @maria", href=SITE))
    assert [line for line in body.splitlines() if line.lstrip().startswith("/")] == []


def test_an_issue_has_everything_as_long_as_there_is_room() -> None:
    assert "more" not in issue_body(bulletin(items=60))
    assert len(issue_body(WORST).encode()) <= 60_000
    assert "more" in issue_body(WORST)


# ── text and mail ─────────────────────────────────────────────────────────────────────────────


def test_a_text_has_72_columns() -> None:
    given = bulletin(text="A long title with many words in it. " * 8, href=SITE)
    assert max(map(len, render_bulletin("text", given).splitlines())) <= WIDTH


class Tags(HTMLParser):
    """The elements and addresses of a document."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src"}]


@pytest.mark.parametrize("given", KINDS)
def test_a_mail_is_valid_and_loads_nothing(given: Bulletin) -> None:
    text = bulletin_html(given)
    html5lib.HTMLParser(strict=True).parse(text)
    tags = Tags()
    tags.feed(text)
    assert tags.found <= ELEMENTS
    assert all(address.startswith(SITE) for address in tags.addresses)


def test_a_mail_without_a_site_has_no_link() -> None:
    assert "<a " not in bulletin_html(bulletin())


def test_an_item_may_be_nothing_but_words() -> None:
    whole = bulletin(items=1, sections=1)
    [section] = whole.sections
    bare = replace(section.items[0], note="", who="", detail="")
    given = replace(whole, sections=(replace(section, items=(bare,)),))
    assert render_bulletin("text", given).endswith("* Guests who come back rise, number 0")
    assert render_bulletin("markdown", given).endswith("**Guests who come back rise, number 0**")
    assert "<strong><bdi>Guests who come back rise, number 0</bdi></strong></li>" in bulletin_html(
        given
    )
    for format in ("slack", "teams"):
        LIMITS[format].validate(json.loads(render_bulletin(format, given)))
