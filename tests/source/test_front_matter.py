import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from okrpress.model.finding import Finding, Level, Place, Span
from okrpress.source.front_matter import Document, Node, locate, read
from okrpress.source.text import forbidden

FILE = "content/2026-q4/product/onboarding.md"

OBJECTIVE = """\
---
title: New customers succeed in their first week
owner: maria
type: aspirational                  # or committed
values: [customer-first, learning]
key_results:
  - id: activation
    title: "Raise week-one activation from 31 % to 45 %"
    baseline: 31
    target: 45
    unit: "%"
  - id: overtime
    title: 'Overtime stays at or below 4 hours'
    keep: {max: 4}
    unit: h
  - id: markets
    title: >-
      The welcome flow is live
      in three markets
    steps: [{id: de, title: Germany}, {id: fr, title: Français}]
    note: |
      One line,
      and another.

# Work that is believed to help.
initiatives:
- {title: Rewrite the mails, for: activation, url: "https://example.org/a?b=c"}
---

Why this matters, in *Markdown*.

---

A rule above, and the end.
"""

LFS_POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n"


def one(text: str) -> Document:
    document, findings = read(FILE, text.encode())
    assert findings == ()
    assert document is not None
    return document


def refused(data: bytes) -> Finding:
    document, findings = read(FILE, data)
    assert document is None
    (finding,) = findings
    return finding


def start(finding: Finding) -> tuple[int, int]:
    assert finding.at.span is not None
    return finding.at.span.line, finding.at.span.column


def with_front_matter(block: str) -> bytes:
    return f"---\n{block}\n---\nWhy.\n".encode()


def shown(text: str, span: Span) -> str:
    """What a span marks in a text."""
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


# ── what is read ──────────────────────────────────────────────────────────────────────────────


def test_an_objective_is_read_as_texts() -> None:
    document = one(OBJECTIVE)
    assert document.values == {
        "title": "New customers succeed in their first week",
        "owner": "maria",
        "type": "aspirational",
        "values": ["customer-first", "learning"],
        "key_results": [
            {
                "id": "activation",
                "title": "Raise week-one activation from 31 % to 45 %",
                "baseline": "31",
                "target": "45",
                "unit": "%",
            },
            {
                "id": "overtime",
                "title": "Overtime stays at or below 4 hours",
                "keep": {"max": "4"},
                "unit": "h",
            },
            {
                "id": "markets",
                "title": "The welcome flow is live in three markets",
                "steps": [{"id": "de", "title": "Germany"}, {"id": "fr", "title": "Français"}],
                "note": "One line,\nand another.\n",
            },
        ],
        "initiatives": [
            {
                "title": "Rewrite the mails",
                "for": "activation",
                "url": "https://example.org/a?b=c",
            }
        ],
    }
    assert document.file == FILE


def test_the_body_keeps_every_line_and_a_rule_in_it() -> None:
    document = one(OBJECTIVE)
    assert document.body == (
        "\nWhy this matters, in *Markdown*.\n\n---\n\nA rule above, and the end.\n"
    )
    assert document.body_line == 29
    assert OBJECTIVE.split("\n")[document.body_line :][0] == "Why this matters, in *Markdown*."


@pytest.mark.parametrize(
    "text",
    [
        *("no", "NO", "on", "y", "yes", "true", "True", "null", "~", ".inf", ".nan", "="),
        *("1:30", "12:30:45", "010", "0x1F", "0b1", "1_000", "1e3", "+1", "-0", "1.10"),
        *("2026-01-01", "2026-13-01", "2026-01-01T10:00:00Z", "C:\\new", "it's", "a#b", "-1"),
    ],
)
@pytest.mark.parametrize("written", ["{}", "'{}'"], ids=["plain", "quoted"])
def test_a_text_stays_the_text_that_was_written(text: str, written: str) -> None:
    as_yaml = written.format(text.replace("'", "''") if "'" in written else text)
    document = one(f"---\nkey: {as_yaml}\nlist: [{as_yaml}]\n---\n")
    assert document.values == {"key": text, "list": [text]}


@pytest.mark.parametrize(
    ("block", "values"),
    [
        pytest.param("owner:", {"owner": ""}, id="a key without a value"),
        pytest.param("owner: ''", {"owner": ""}, id="an empty text"),
        pytest.param("list:\n-\n- a", {"list": ["", "a"]}, id="an empty entry"),
        pytest.param("a: {}\nb: []", {"a": {}, "b": []}, id="nothing in brackets"),
        pytest.param("", {}, id="nothing"),
        pytest.param("# only a comment", {}, id="only a comment"),
        pytest.param("true: 1\n1: a\n1.0: b", {"true": "1", "1": "a", "1.0": "b"}, id="keys"),
        pytest.param(r'a: "tab\tline\nend \u00e9"', {"a": "tab\tline\nend é"}, id="escapes"),
        pytest.param('a: "one \\\n  line"', {"a": "one line"}, id="a line that goes on"),
        pytest.param("title: Ends?\nwhy: Or ? so", {"title": "Ends?", "why": "Or ? so"}, id="?"),
        pytest.param("?a: 1", {"?a": "1"}, id="a key that begins with a question mark"),
        pytest.param("[a: 1]: b".replace("[a: 1]", "a"), {"a": "b"}, id="plain"),
        pytest.param("a: [b: 1]", {"a": [{"b": "1"}]}, id="a pair in a list"),
        pytest.param("a: \"---\"\nb: 'x\n  --- y'", {"a": "---", "b": "x --- y"}, id="hyphens"),
    ],
)
def test_values(block: str, values: dict[str, Node]) -> None:
    assert one(f"---\n{block}\n---\n").values == values


def test_values_keys_and_body_are_in_one_normal_form() -> None:
    decomposed = unicodedata.normalize("NFD", "---\nschlüssel: Zürich\n---\nÜber uns.\n")
    document = one(decomposed)
    assert document.values == {"schlüssel": "Zürich"}
    assert document.body == "Über uns.\n"


def test_an_escape_cannot_bring_a_decomposed_letter() -> None:
    assert one('---\na: "u\\u0308"\n---\n').values == {"a": "ü"}


@pytest.mark.parametrize(
    ("text", "line", "body"),
    [
        pytest.param("---\na: 1\n---\nx", 4, "x", id="plain"),
        pytest.param("\n\n---\na: 1\n---\nx", 6, "x", id="blank lines above"),
        pytest.param(" \t\n---\na: 1\n---\n\n\nx", 5, "\n\nx", id="blank lines below"),
        pytest.param("---  \na: 1\n---\t\nx", 4, "x", id="blanks after the hyphens"),
        pytest.param("---\na: 1\n---", 3, "", id="no line below"),
        pytest.param("---\n---\nx", 3, "x", id="empty front matter"),
        pytest.param("\ufeff---\na: 1\n---\nx", 4, "x", id="byte order mark"),
    ],
)
def test_the_body_and_its_line(text: str, line: int, body: str) -> None:
    document = one(text)
    assert (document.body_line, document.body) == (line, body)


def test_crlf_reads_as_lf() -> None:
    assert one(OBJECTIVE.replace("\n", "\r\n")) == one(OBJECTIVE)


@pytest.mark.parametrize(
    ("block", "comment", "column"),
    [
        pytest.param("title: Become #1 in Europe", "#1 in Europe", 15, id="a rank"),
        pytest.param("title: #1", "#1", 8, id="nothing before it"),
        pytest.param("supports: company/stay #retention", "#retention", 24, id="a reference"),
        pytest.param("tags:\n- one #two\n", "#two", 7, id="an entry"),
    ],
)
def test_a_text_that_yaml_takes_for_a_comment_is_a_warning(
    block: str, comment: str, column: int
) -> None:
    document, (finding,) = read(FILE, with_front_matter(block))
    assert document is not None
    assert (finding.code, finding.level) == ("FMT019", Level.WARNING)
    assert comment in finding.message
    assert start(finding)[1] == column


@pytest.mark.parametrize(
    "block",
    [
        pytest.param("type: committed  # or aspirational", id="a comment with a blank"),
        pytest.param("title: 'Become #1'", id="in quotes"),
        pytest.param("title: 'one' #todo", id="after quotes"),
        pytest.param("#todo\ntitle: one\n #more", id="on a line of its own"),
        pytest.param("title: |\n  Become #1\n", id="in a text of several lines"),
        pytest.param("title: one ## two", id="a heading"),
    ],
)
def test_a_comment_is_no_warning(block: str) -> None:
    document, findings = read(FILE, with_front_matter(block))
    assert document is not None
    assert findings == ()


# ── what is refused ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        pytest.param("", "FMT010", (1, 1), id="an empty file"),
        pytest.param("\n \n", "FMT010", (3, 1), id="only blank lines"),
        pytest.param("Just text.\n", "FMT010", (1, 1), id="no front matter"),
        pytest.param(LFS_POINTER, "FMT010", (1, 1), id="a pointer of Git LFS"),
        pytest.param("\n  Just text.\n", "FMT010", (2, 1), id="no front matter, blank line first"),
        pytest.param("title: one\n---\nx", "FMT010", (1, 1), id="no opening fence"),
        pytest.param("---js\n{}\n---\n", "FMT011", (1, 1), id="JavaScript"),
        pytest.param("--- # yaml\na: 1\n---\n", "FMT011", (1, 1), id="a comment on the fence"),
        pytest.param("----\na: 1\n----\n", "FMT011", (1, 1), id="four hyphens"),
        pytest.param("+++\na = 1\n+++\n", "FMT011", (1, 1), id="TOML"),
        pytest.param(";;;\n{}\n;;;\n", "FMT011", (1, 1), id="JSON"),
        pytest.param("  ---\na: 1\n  ---\n", "FMT011", (1, 1), id="indented"),
        pytest.param("\n\n +++\n", "FMT011", (3, 1), id="below blank lines"),
        pytest.param("—-\na: 1\n—-\n", "FMT011", (1, 1), id="a dash made by a word processor"),
        pytest.param("---\na: 1\n", "FMT012", (1, 1), id="no closing fence"),
        pytest.param("\n---\na: 1\n ---\n", "FMT012", (2, 1), id="closing fence indented"),
        pytest.param("---", "FMT012", (1, 1), id="nothing but a fence"),
        pytest.param("---\n- a\n---\n", "FMT013", (2, 1), id="a list"),
        pytest.param("---\n\ntext\n---\n", "FMT013", (3, 1), id="a text"),
        pytest.param("---\nnull\n---\n", "FMT013", (2, 1), id="null"),
        pytest.param("---\ntitle:one\n---\n", "FMT013", (2, 1), id="no blank after the colon"),
    ],
)
def test_a_file_that_has_no_front_matter(text: str, code: str, place: tuple[int, int]) -> None:
    finding = refused(text.encode())
    assert (finding.code, start(finding)) == (code, place)


@pytest.mark.parametrize(
    ("block", "place", "what"),
    [
        pytest.param("a: &x 1", (2, 4), "anchor", id="anchor"),
        pytest.param("a: &x\n  b: 1", (2, 4), "anchor", id="anchor of a mapping"),
        pytest.param("a: *x", (2, 4), "alias", id="alias"),
        pytest.param("a: [b, *x, c]", (2, 8), "alias", id="alias in a list"),
        pytest.param("*x : 1", (2, 1), "alias", id="alias as a key"),
        pytest.param("a: !x b", (2, 4), "tag", id="tag"),
        pytest.param("a: !!binary b", (2, 4), "tag", id="a tag of YAML's own"),
        pytest.param("a: !!python/object/apply:os.system [ls]", (2, 4), "tag", id="Python tag"),
        pytest.param("a: ! b", (2, 4), "tag", id="a tag without a name"),
        pytest.param("!x a: b", (2, 1), "tag", id="tag of a key"),
        pytest.param("<<: {a: 1}", (2, 1), "merge", id="merge key"),
        pytest.param("a: 1\n'<<': b", (3, 1), "merge", id="merge key in quotes"),
        pytest.param("%YAML 1.1\na: 1", (2, 1), "directive", id="directive"),
        pytest.param("%YAML 1.1\n--- # x\na: 1", (2, 1), "directive", id="directive, document"),
        pytest.param("%FOO bar\na: 1", (2, 1), "directive", id="a directive nobody knows"),
        pytest.param("a: 1\n%b: 2", (3, 1), "directive", id="a line that begins with %"),
        pytest.param("a: 1\n--- # two\nb: 2", (3, 1), "second", id="second document"),
        pytest.param("--- a", (2, 1), "second", id="a document's start"),
        pytest.param("a: 1\n...\nb: 2", (3, 1), "end of", id="a document's end"),
        pytest.param("? a\n: b", (2, 1), "long form", id="long form of a key"),
        pytest.param("x: {? a : b}", (2, 5), "long form", id="long form in braces"),
    ],
)
def test_a_part_of_yaml_that_is_not_read(block: str, place: tuple[int, int], what: str) -> None:
    finding = refused(with_front_matter(block))
    assert (finding.code, start(finding)) == ("FMT017", place)
    assert what in finding.message


@pytest.mark.parametrize(
    ("block", "place", "first"),
    [
        pytest.param("a: 1\nb: 2\na: 3", (4, 1), 2, id="at the top"),
        pytest.param("a: 1\n'a': 3", (3, 1), 2, id="once in quotes"),
        pytest.param('a: 1\n"\\x61": 3', (3, 1), 2, id="once as an escape"),
        pytest.param("ü: 1\nu\u0308: 3", (3, 1), 2, id="once decomposed"),
        pytest.param("k:\n- a: 1\n  b: 2\n- b: 1\n  c: 2\n  b: 3", (7, 3), 5, id="in an entry"),
        pytest.param("k: {a: {x: 1}, a: 2}", (2, 16), 2, id="in braces"),
        pytest.param("k:\n  a:\n    long text\n  a: 2", (5, 3), 3, id="value on its own line"),
        pytest.param("k: [[x, {a: 1, b: [2], a: 3}]]", (2, 24), 2, id="in lists"),
    ],
)
def test_a_key_twice(block: str, place: tuple[int, int], first: int) -> None:
    finding = refused(with_front_matter(block))
    assert (finding.code, start(finding)) == ("FMT016", place)
    assert f"on line {first} already" in finding.message


def test_the_line_of_the_first_key_counts_lines_above_the_front_matter() -> None:
    finding = refused(b"\n\n---\na: 1\na: 2\n---\n")
    assert start(finding) == (5, 1)
    assert "line 4" in finding.message


@pytest.mark.parametrize(
    ("block", "place"),
    [
        pytest.param(": b", (2, 1), id="nothing before the colon"),
        pytest.param('"": b', (2, 1), id="an empty text"),
        pytest.param("? \n: b", (2, 2), id="an empty long form"),
        pytest.param("[a]: b", (2, 1), id="a list"),
        pytest.param("{a: b}: c", (2, 1), id="a mapping"),
        pytest.param("? [a]\n: b", (2, 3), id="a list in the long form"),
    ],
)
def test_a_key_that_is_no_word(block: str, place: tuple[int, int]) -> None:
    finding = refused(with_front_matter(block))
    assert (finding.code, start(finding)) == ("FMT018", place)


@pytest.mark.parametrize(
    ("block", "place", "message"),
    [
        pytest.param("a: b: c", (2, 5), "a second `: ` stands on the line", id="two colons"),
        pytest.param("\ta: 1", (2, 1), "the line is indented with a tab", id="tab first"),
        pytest.param("a:\n\t- x", (3, 1), "the line is indented with a tab", id="tab in a list"),
        pytest.param("a: 1\n \tb: 2", (3, 3), "the line is indented with a tab", id="blank, tab"),
        pytest.param("a: x\n\ty: 2", (3, 1), "a tab stands where only blanks can", id="tab, text"),
        pytest.param("a: |\n\ty", (3, 1), "a tab stands where only blanks can", id="tab, block"),
        pytest.param("a: @maria", (2, 4), 'a text cannot begin with "@"', id="@"),
        pytest.param("a: `x`", (2, 4), 'a text cannot begin with "`"', id="backtick"),
        pytest.param("unit: %\nb: 1", (2, 7), 'a text cannot begin with "%"', id="%"),
        pytest.param("a: **Bold** x", (2, 4), "a text cannot begin with `*`", id="bold"),
        pytest.param("a: & x", (2, 4), "a text cannot begin with `&`", id="ampersand"),
        pytest.param("a: !foo!bar x", (2, 4), "a text cannot begin with `!`", id="exclamation"),
        pytest.param("a: ? b", (2, 4), "a text cannot begin with `?`", id="question mark"),
        pytest.param('a: "x', (2, 4), "a quote is opened here and never closed", id="open quote"),
        pytest.param("a: 1\nb: 'x\n", (3, 4), "a quote is opened here and never closed", id="'"),
        pytest.param(
            "a: 'x\n... y'", (2, 4), "a quote is opened here and never closed", id="dots in a quote"
        ),
        pytest.param(
            "a: [1, 2\nb: 3",
            (2, 4),
            "a list is opened here with `[` and goes wrong before its `]`",
            id="open list",
        ),
        pytest.param(
            "a: {b: 1\nc: 2",
            (2, 4),
            "a mapping is opened here with `{` and goes wrong before its `}`",
            id="open mapping",
        ),
        pytest.param(
            "a: ]", (2, 4), "a list or mapping in brackets is not complete here", id="closed only"
        ),
        pytest.param(
            "a: [", (2, 4), "a list or mapping in brackets is not complete here", id="opened only"
        ),
        pytest.param(
            "a: {: b}", (2, 5), "a list or mapping in brackets is not complete here", id="no key"
        ),
        pytest.param(
            "{a: 1}}", (2, 7), "text follows the end of the mapping", id="closed once too often"
        ),
        pytest.param(
            "a: [x:]",
            (2, 6),
            "the front matter is not valid YAML: found unexpected ':'",
            id="a colon before a bracket",
        ),
        pytest.param(
            'a: "x" y',
            (2, 8),
            "text follows the closing quote or bracket of a value",
            id="text after quotes",
        ),
        pytest.param(
            "a: 'it's'",
            (2, 8),
            "text follows the closing quote or bracket of a value",
            id="apostrophe",
        ),
        pytest.param("a: 1\nb", (3, 1), "the line has no `: `", id="no colon at the end"),
        pytest.param("a: 1\nb\nc: 2", (3, 1), "the line has no `: `", id="no colon"),
        pytest.param("a:b\nc: d", (2, 1), '"a:b" has no blank after its colon', id="no blank"),
        pytest.param(
            "a:\n  b: 1\n c: 2", (4, 2), "the line does not fit the lines above it", id="out by one"
        ),
        pytest.param(
            "a: 1\n  b: 2", (3, 3), "the line does not fit the lines above it", id="indented"
        ),
        pytest.param(
            "a: 1\n- b", (3, 1), "the line does not fit the lines above it", id="list after a value"
        ),
        pytest.param(
            "- a\nb: 1", (3, 1), "a line in a list does not begin with `-`", id="no hyphen"
        ),
        pytest.param(
            "a: - b", (2, 4), "a list cannot begin on the line of its key", id="list on the line"
        ),
        pytest.param(
            "a: |x\n y", (2, 5), "text stands on the line of a `|` or `>`", id="text after a bar"
        ),
        pytest.param("a: |0\n y", (2, 5), "`0` cannot follow a `|` or `>`", id="zero after a bar"),
        pytest.param(
            'a: "C:\\dir"',
            (2, 7),
            '"\\d" is no escape that double quotes know, or not a whole one',
            id="a backslash",
        ),
        pytest.param(
            'a: "\\x4"',
            (2, 5),
            '"\\x" is no escape that double quotes know, or not a whole one',
            id="half an escape",
        ),
        pytest.param(
            'a: "\\ud800"',
            (2, 5),
            '"\\u" is no escape that double quotes know, or not a whole one',
            id="a surrogate",
        ),
    ],
)
def test_what_is_no_yaml(block: str, place: tuple[int, int], message: str) -> None:
    finding = refused(with_front_matter(block))
    assert (finding.code, start(finding), finding.message) == ("FMT015", place, message)


@pytest.mark.parametrize(
    ("escape", "name"),
    [
        pytest.param("\\e[31m", "U+001B", id="terminal command"),
        pytest.param("\\0", "U+0000", id="NUL"),
        pytest.param("\\r", "U+000D", id="carriage return"),
        pytest.param("\\L", "U+2028", id="line separator"),
        pytest.param("\\N", "U+0085", id="next line"),
        pytest.param("\\u202e", "U+202E", id="order of writing"),
        pytest.param("\\u200b", "U+200B", id="zero width"),
        pytest.param("\\U000e0041", "U+E0041", id="tag"),
        pytest.param("\\ufdd0", "U+FDD0", id="noncharacter"),
    ],
)
@pytest.mark.parametrize("block", ['a: "{}"', '"{}": a', 'a: [b, "{}"]'])
def test_an_escape_that_hides_or_commands(block: str, escape: str, name: str) -> None:
    finding = refused(with_front_matter(block.replace("{}", escape)))
    assert finding.code == "FMT009"
    assert name in finding.message
    assert finding.message.isprintable()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(OBJECTIVE.encode("utf-16"), "FMT007", id="UTF-16"),
        pytest.param(OBJECTIVE.encode("latin-1"), "FMT007", id="Latin-1"),
        pytest.param(OBJECTIVE.replace("\n", "\r").encode(), "FMT008", id="CR alone"),
        pytest.param(OBJECTIVE.encode() + "\u202e".encode(), "FMT009", id="U+202E in the body"),
    ],
)
def test_a_file_that_is_no_text(data: bytes, code: str) -> None:
    assert refused(data).code == code


@pytest.mark.parametrize(
    "mark", [pytest.param("", id="without"), pytest.param("\ufeff", id="with")]
)
def test_columns_count_characters_and_no_byte_order_mark(mark: str) -> None:
    assert start(refused(f"{mark}---\nüü🎉: a: b\n---\n".encode())) == (2, 7)
    assert refused(f"{mark}--- # 🎉 \na: 1\n---\n".encode()).at.span == Span(1, 1, 1, 9)


# ── limits ────────────────────────────────────────────────────────────────────────────────────


def block_of(size: int) -> str:
    line = "# comment\n"
    return line * (size // len(line)) + "#" * (size % len(line) - 1) + "\n"


def test_64_kib_of_front_matter_and_no_more() -> None:
    fits = block_of(64 * 1024)
    assert len(fits) == 64 * 1024
    assert one(f"---\n{fits}---\n").values == {}
    finding = refused(f"\n---\n#{fits}---\n".encode())
    assert (finding.code, start(finding)) == ("FMT014", (2, 1))


def test_8_lists_and_mappings_deep_and_no_deeper() -> None:
    fits = "a: " + "[" * 7 + "]" * 7
    assert one(f"---\n{fits}\n---\n").values
    finding = refused(with_front_matter("a: " + "[" * 8 + "]" * 8))
    assert (finding.code, start(finding)) == ("FMT014", (2, 11))


def test_5000_parts_and_no_more() -> None:
    # Beginnings and ends of the stream, document, mapping and list are eight, a key is one.
    fits = "a: [" + "b," * 4991 + "]"
    assert len(one(f"---\n{fits}\n---\n").values["a"]) == 4991
    finding = refused(with_front_matter("a: [" + "b," * 4992 + "]"))
    assert finding.code == "FMT014"


@pytest.mark.parametrize(
    "block",
    [
        pytest.param("x" * 65_000 + ": 1", id="key"),
        pytest.param("a: !" + "x" * 65_000, id="tag"),
        pytest.param("a: &" + "x" * 65_000, id="anchor"),
        pytest.param("x" * 65_000, id="text"),
        pytest.param("[" + "x" * 65_000, id="text in brackets"),
        pytest.param('? "' + "x" * 65_000 + '"\n: 1', id="long key"),
    ],
)
def test_a_message_is_short_however_long_the_text(block: str) -> None:
    finding = refused(with_front_matter(block))
    assert len(finding.message) <= 300


BOMB = """
import resource, sys, time
from okrpress.source.front_matter import locate, read
from okrpress.model.finding import Place

resource.setrlimit(resource.RLIMIT_AS, (600 << 20, 600 << 20))
data = eval(sys.argv[1])
began = time.process_time()
document, findings = read("x.md", data)
span = locate(data, Place(file="x.md", keys=("a", 0, "b")))
assert document is None, document
assert time.process_time() - began < 5
print(findings[0].code, *findings[0].at.span, span.line)
"""


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param("b'---\\na: ' + b'[' * 10**5 + b'\\n---\\n'", "FMT014", id="10⁵ brackets"),
        pytest.param("b'---\\na: ' + b'[' * 10**6 + b'\\n---\\n'", "FMT014", id="10⁶ brackets"),
        pytest.param("b'---\\na: ' + b'{a: ' * 16000 + b'\\n---\\n'", "FMT014", id="braces"),
        pytest.param("b'---\\n' + b'- ' * 32000 + b'\\n---\\n'", "FMT014", id="hyphens"),
        pytest.param(
            "b'---\\n' + b''.join(b' ' * n + b'a:\\n' for n in range(350)) + b'---\\n'",
            "FMT014",
            id="indents",
        ),
        pytest.param("b'---\\n' + b'? ' * 32000 + b'\\n---\\n'", "FMT018", id="question marks"),
        pytest.param(
            "b'---\\na0: &a0 [x]\\n' + b''.join(b'a%d: &a%d [%s]\\n' % (n, n, b','.join("
            "[b'*a%d' % (n - 1)] * 9)) for n in range(1, 10)) + b'---\\n'",
            "FMT017",
            id="aliases of aliases",
        ),
        pytest.param("b'---\\na: &a [*a]\\n---\\n'", "FMT017", id="an alias of itself"),
        pytest.param("b'---\\na: &a {<<: *a}\\n---\\n'", "FMT017", id="a merge of itself"),
        pytest.param("b'---\\na: ' + b'x' * 10**7 + b'\\n---\\n'", "FMT014", id="10 MB of text"),
        pytest.param("b'\\n' * 10**7", "FMT010", id="10 MB of lines"),
        pytest.param("b'---\\n' + b'\\n' * 10**7", "FMT012", id="10 MB of lines, one fence"),
    ],
)
def test_a_bomb_is_a_finding_and_no_crash(data: str, code: str) -> None:
    run = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", BOMB, data],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.split()[0] == code


# ── where it lies ─────────────────────────────────────────────────────────────────────────────

Keys = tuple[str | int, ...]


def located(text: str, *keys: str | int, on: str = "value") -> Span:
    return locate(text.encode(), Place(file=FILE, keys=keys, on=on))


def entries(node: Node, keys: Keys = ()) -> Iterator[tuple[Keys, Node]]:
    """Everything below a node, with the keys that lead to it."""
    inner = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in inner:
        yield (*keys, key), value
        if not isinstance(value, str):
            yield from entries(value, (*keys, key))


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        pytest.param(*each, id=".".join(map(str, each[0])))
        for each in entries(one(OBJECTIVE).values)
    ],
)
def test_what_is_located_is_the_value(keys: Keys, value: Node) -> None:
    span = located(OBJECTIVE, *keys)
    text = " " * (span.column - 1) + shown(OBJECTIVE, span)
    assert yaml.load(f"{text}\n", yaml.BaseLoader) == value
    assert span == located(OBJECTIVE.replace("\n", "\r\n"), *keys)
    assert span == located("\ufeff" + OBJECTIVE, *keys)
    below = located("\n\n" + OBJECTIVE, *keys)
    assert (below.line, below.column) == (span.line + 2, span.column)


@pytest.mark.parametrize(
    ("keys", "on", "text"),
    [
        pytest.param(("title",), "key", "title", id="a key"),
        pytest.param(("key_results", 0, "unit"), "key", "unit", id="a key further inside"),
        pytest.param(("key_results", 1, "keep", "max"), "key", "max", id="a key in braces"),
        pytest.param(("key_results", 1), "key", "id: overtime", id="the key of a list's entry"),
        pytest.param(("key_results", 1, "baseline"), "value", "id: overtime", id="no such key"),
        pytest.param(
            ("key_results", 1, "keep", "min"), "value", "keep", id="no such key in braces"
        ),
        pytest.param(("key_results", 9), "value", "key_results", id="no such entry"),
        pytest.param(("owner", "name"), "value", "owner", id="below a text"),
        pytest.param(("nothing", "at", "all"), "value", "---", id="nothing near"),
    ],
)
def test_the_place_or_the_nearest_around_it(keys: Keys, on: str, text: str) -> None:
    assert shown(OBJECTIVE, located(OBJECTIVE, *keys, on=on)) == text


def test_the_front_matter_reaches_from_fence_to_fence() -> None:
    span = located(OBJECTIVE)
    assert shown(OBJECTIVE, span) == OBJECTIVE[: OBJECTIVE.index("\n---\n", 4) + 4]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        pytest.param("---\na: 1\n---\n\n  One.\n\nTwo.\n\n", "  One.\n\nTwo.", id="text"),
        pytest.param("---\na: 1\n---\n\n \n", "---", id="no text"),
        pytest.param("---\na: 1\n---", "---", id="no line"),
    ],
)
def test_the_body_is_located_without_blank_lines_around_it(text: str, body: str) -> None:
    span = located(text, on="body")
    assert shown(text, span) == body
    assert span.line > 2


@pytest.mark.parametrize(
    ("text", "keys", "span"),
    [
        pytest.param("---\nowner:\n---\n", ("owner",), Span(2, 1, 2, 6), id="an empty value"),
        pytest.param("---\na: ''\n---\n", ("a",), Span(2, 4, 2, 6), id="an empty text"),
        pytest.param("---\na:\n-\n- b\n---\n", ("a", 0), Span(3, 2, 3, 2), id="an empty entry"),
        pytest.param("---\na: {}\n---\n", ("a",), Span(2, 4, 2, 6), id="an empty mapping"),
        pytest.param("---\nu\u0308: 1\n---\n", ("ü",), Span(2, 5, 2, 6), id="a decomposed key"),
        pytest.param("---\n- a: b\n---\n", (0, "a"), Span(2, 6, 2, 7), id="a list"),
        pytest.param(
            "---\na: 1\nb: [\n---\n", ("a",), Span(2, 4, 2, 5), id="above what is no YAML"
        ),
        pytest.param("---\na: 1\nb: [\n---\n", ("b",), Span(1, 1, 1, 4), id="in what is no YAML"),
        pytest.param("---\ntext\n---\n", ("a",), Span(1, 1, 1, 4), id="a text"),
        pytest.param("no front matter", ("a",), Span(1, 1, 1, 1), id="no front matter"),
        pytest.param("\x1b", ("a",), Span(1, 1, 1, 1), id="no text"),
    ],
)
def test_a_place_in_an_odd_file(text: str, keys: Keys, span: Span) -> None:
    assert located(text, *keys) == span


# ── whatever the bytes ────────────────────────────────────────────────────────────────────────


def check_reading(data: bytes) -> None:
    """Reading ends in a document or one error, and every place lies inside the file."""
    document, findings = read(FILE, data)
    spans = [finding.at.span for finding in findings]
    if document is None:
        assert [finding.level for finding in findings] == [Level.ERROR]
    else:
        assert all(finding.level is Level.WARNING for finding in findings)
        for keys, _ in entries(document.values):
            spans += [locate(data, Place(file=FILE, keys=keys, on=on)) for on in ("value", "key")]
    lines = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")
    for span in spans:
        assert span is not None
        assert (1, 1) <= (span.line, span.column) <= (span.end_line, span.end_column)
        assert span.end_line <= len(lines)
        assert span.column <= len(lines[span.line - 1]) + 1
        assert span.end_column <= len(lines[span.end_line - 1]) + 1
    assert all(finding.message.isprintable() for finding in findings)
    assert all(len(finding.message) <= 300 for finding in findings)


WHOLE = OBJECTIVE.encode()
SIGNS = b"\"'[]{}:,-?*&!|>%@`#\\ \n\r\t~.0a\x00\x1b\xc3\xff"


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255))
def test_another_byte_anywhere_is_read_or_refused(at: int, byte: int) -> None:
    check_reading(WHOLE[:at] + bytes([byte]) + WHOLE[at + 1 :])


@given(st.integers(0, len(WHOLE)), st.lists(st.sampled_from(SIGNS), min_size=1, max_size=3))
def test_more_bytes_anywhere_are_read_or_refused(at: int, more: list[int]) -> None:
    check_reading(WHOLE[:at] + bytes(more) + WHOLE[at:])


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 4))
def test_fewer_bytes_anywhere_are_read_or_refused(at: int, fewer: int) -> None:
    check_reading(WHOLE[:at] + WHOLE[at + fewer :])


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    check_reading(data)
    check_reading(b"---\n" + data + b"\n---\n")


PIECES = [
    *map(chr, SIGNS[:27]),
    "---",
    "...",
    "? ",
    ": ",
    "- ",
    "a: ",
    "\\u",
    "%YAML",
    "!<",
    "<<: ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_signs_are_read_or_refused(block: str) -> None:
    check_reading(f"---\n{block}\n---\n".encode())


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.integers(0, len(OBJECTIVE)))
def test_line_endings_change_nothing(signs: str, at: int) -> None:
    text = (OBJECTIVE[:at] + signs + OBJECTIVE[at:]).replace("\r", "")
    assert read(FILE, text.replace("\n", "\r\n").encode()) == read(FILE, text.encode())


CLEAN = st.text(st.characters(codec="utf-8"), max_size=40).map(
    lambda text: unicodedata.normalize("NFC", text)
)
WORDS = CLEAN.filter(lambda text: forbidden(text) is None)
VALUES = st.dictionaries(
    WORDS.filter(lambda key: key not in {"", "<<"}),
    WORDS | st.lists(WORDS, max_size=3) | st.dictionaries(WORDS.filter(bool), WORDS, max_size=2),
    max_size=4,
)


@given(VALUES, st.booleans())
def test_texts_come_out_as_they_went_in(values: dict[str, Node], escaped: bool) -> None:
    block = json.dumps(values, ensure_ascii=False)  # JSON is YAML, but for how it writes U+1F389
    if escaped:
        block = re.sub("[^ -~]", lambda letter: f"\\U{ord(letter[0]):08x}", block)
    assert one(f"---\n{block}\n---\n").values == values


def test_a_pointer_says_how_the_text_is_fetched() -> None:
    _, (finding,) = read("content/a.md", LFS_POINTER.encode())
    assert "git lfs pull" in finding.help
