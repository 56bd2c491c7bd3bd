"""Comments that ask okrpress to look away."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrpress.model.finding import Finding, Place, Span
from okrpress.rules.catalogue import finding
from okrpress.source.files import Source
from okrpress.source.front_matter import locate, read
from okrpress.source.suppressions import obey

FILE = "content/2026-q4/me/health.md"
LETTER, COMMENT, LOOP = "FMT065", "FMT019", "REF011"  # warnings
ERROR = "FMT030"


def at(text: str, *keys: str | int, on: str = "value") -> Place:
    place = Place(file=FILE).at(*keys, on=on)
    return place.located(locate(text.encode(), place))


def judge(text: str, *found: tuple[str, Place], judged: bool = True) -> list[str]:
    """What is left of the findings, as codes with lines, and what is said of the comments."""
    findings = [finding(code, place, "found", "do") for code, place in found]
    left = obey(findings, [Source(file=FILE, data=text.encode())], lambda _file: judged)
    return [f"{each.code}:{each.at.span.line}" for each in left if each.at.span]


def about(text: str, *found: tuple[str, Place]) -> list[Finding]:
    findings = [finding(code, place, "found", "do") for code, place in found]
    return list(obey(findings, [Source(file=FILE, data=text.encode())], lambda _file: True))


def text(*lines: str, body: str = "") -> str:
    return "\n".join(["---", *lines, "---", body])


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(text("title: x # okrpress: ignore[FMT065] a name"), id="on the line"),
        pytest.param(text("# okrpress: ignore[FMT065] a name", "title: x"), id="above the line"),
        pytest.param(
            text("# okrpress: ignore[FMT065] a name", "", "# and a remark", "title: x"),
            id="above, with a blank line and another comment between",
        ),
        pytest.param(text("#okrpress:ignore[FMT065] a name", "title: x"), id="without blanks"),
        pytest.param(text("title: x # okrpress: ignore[FMT] a name"), id="by letters"),
        pytest.param(text("title: x # okrpress: ignore[lookalike-letter] a name"), id="by name"),
        pytest.param(text("title: x # okrpress: ignore[FMT065]: a name"), id="with a colon"),
        pytest.param(text('title: "x" # okrpress: ignore[FMT065] a name'), id="behind quotes"),
        pytest.param(
            text("title: > # okrpress: ignore[FMT065] a name", "  x"),
            id="behind the sign of a block",
        ),
        pytest.param(text("title: [x] # okrpress: ignore[FMT065] a name"), id="behind a list"),
        pytest.param(
            text("# okrpress: ignore-file[FMT065] a name", "owner: me", "title: x"),
            id="for the file",
        ),
        pytest.param(
            text("", "# hello", "# okrpress: ignore-file[FMT065] a name", "title: x"),
            id="for the file, below a remark",
        ),
        pytest.param(
            "\ufeff" + text("title: x # okrpress: ignore[FMT065] a name").replace("\n", "\r\n"),
            id="in a file with a byte order mark and CRLF",
        ),
    ],
)
def test_a_comment_covers_its_finding(file: str) -> None:
    assert judge(file, (LETTER, at(file, "title"))) == []


@pytest.mark.parametrize(
    ("file", "left"),
    [
        pytest.param(
            text("title: x", "# okrpress: ignore[FMT065] a name"),
            ["FMT065:2", "FMT900:3"],
            id="below the line",
        ),
        pytest.param(
            text("# okrpress: ignore[FMT065] a name", "owner: me", "title: x"),
            ["FMT065:4", "FMT900:2"],
            id="two lines above",
        ),
        pytest.param(
            text("owner: me # okrpress: ignore[FMT065] a name", "title: x"),
            ["FMT065:3", "FMT900:2"],
            id="behind the line above",
        ),
        pytest.param(
            text("title: 'x # okrpress: ignore[FMT065] no'"), ["FMT065:2"], id="in a quoted text"
        ),
        pytest.param(
            text("title: |", "  # okrpress: ignore[FMT065] no", "  x"),
            ["FMT065:2"],
            id="in a block",
        ),
        pytest.param(
            text("title: x", body="# okrpress: ignore[FMT065] no"),
            ["FMT065:2"],
            id="in the text below",
        ),
        pytest.param(
            text("title: x", body="<!-- okrpress: ignore[FMT065] no -->"),
            ["FMT065:2", "FMT900:4"],
            id="as a comment of the text below",
        ),
        pytest.param(
            text("title: x # okrpress: ignore[REF011] a name"),
            ["FMT065:2", "FMT900:2"],
            id="for another code",
        ),
    ],
)
def test_a_comment_does_not_cover(file: str, left: list[str]) -> None:
    assert judge(file, (LETTER, at(file, "title"))) == left


def test_a_comment_for_okrpress_is_no_text_that_was_cut() -> None:
    _, found = read(FILE, text("title: x #okrpress:ignore[FMT065] y").encode())
    assert found == ()


def test_the_text_below_has_comments_of_its_own() -> None:
    file = text("title: x", body="Words.\n<!-- okrpress: ignore[FMT065] a name -->\n")
    assert judge(file, (LETTER, at(file, on="body"))) == []
    fenced = text("title: x", body="```\n<!-- okrpress: ignore[FMT065] an example -->\n```\n")
    assert judge(fenced, (LETTER, at(fenced, on="body"))) == ["FMT065:4"]
    whole = text("# okrpress: ignore-file[FMT065] a name", "title: x", body="Words.")
    assert judge(whole, (LETTER, at(whole, on="body"))) == []


def test_comments_for_okrpress_are_not_published() -> None:
    file = text("title: x", body="One. <!-- okrpress: ignore[FMT065] a\nname -->\nTwo. <!-- me -->")
    document, _ = read(FILE, file.encode())
    assert document
    assert document.body == "One. \n\nTwo. <!-- me -->"


def test_errors_stay() -> None:
    file = text("ownr: me # okrpress: ignore[FMT030, FMT] really")
    unknown = about(file, (ERROR, at(file, "ownr", on="key")))
    assert [each.code for each in unknown] == ["FMT030", "FMT901", "FMT900"]
    assert "is an error, which cannot be ignored" in unknown[1].message


def test_several_codes_in_one_comment() -> None:
    file = text("title: x # okrpress: ignore[FMT065, FMT019 REF011] all of it")
    place = at(file, "title")
    assert judge(file, (LETTER, place), (COMMENT, place), (LOOP, place)) == []
    unused = about(file, (LETTER, place))
    assert [each.message for each in unused] == [
        "there is no `FMT019` and no `REF011` to ignore here"
    ]


@pytest.mark.parametrize(
    ("comment", "code", "said"),
    [
        pytest.param("ignore[FMT066] x", "FMT901", "did you mean `FMT065`?", id="an unknown code"),
        pytest.param("ignore[lookalike-leter] x", "FMT901", "`lookalike-letter`", id="a name"),
        pytest.param("ignore[wool] x", "FMT901", "okrpress rule --all", id="a word"),
        pytest.param("ignore FMT065 x", "FMT902", "ignore[CODE]", id="no brackets"),
        pytest.param("ignore[] x", "FMT902", "ignore[CODE]", id="empty brackets"),
        pytest.param("ignore[FMT065", "FMT902", "ignore[CODE]", id="an open bracket"),
        pytest.param("ignore[FMT065]x", "FMT902", "ignore[CODE]", id="no blank"),
        pytest.param("ingore[FMT065] x", "FMT902", "ignore[CODE]", id="a misspelling"),
        pytest.param("", "FMT902", "ignore[CODE]", id="nothing"),
        pytest.param("ignore-file[FMT065] x", "FMT902", "above the first key", id="too far down"),
        pytest.param("ignore[FMT065]", "FMT903", "reason", id="no reason"),
        pytest.param("ignore[FMT019] x", "FMT900", "delete it", id="nothing to ignore"),
        pytest.param("ignore[FMT019]", "FMT900", "delete it", id="neither finding nor reason"),
    ],
)
def test_a_comment_is_judged_itself(comment: str, code: str, said: str) -> None:
    file = text(f"title: x # okrpress: {comment}")
    *_, found = about(file, (LETTER, at(file, "title")))
    assert (found.code, found.at.span) == (
        code,
        Span(2, 10, 2, len(f"title: x # okrpress: {comment}") + 1),
    )
    assert said in found.help


def test_one_mistake_is_one_finding() -> None:
    file = text("title: x # okrpress: ignore[FMT065, FMT999]")
    assert judge(file, (LETTER, at(file, "title"))) == ["FMT901:2", "FMT903:2"]
    file = text("title: x # okrpress: ignore[FMT999]")
    assert judge(file) == ["FMT901:2"]


def test_where_not_all_rules_looked_comments_are_left_in_peace() -> None:
    file = text("title: x # okrpress: ignore[FMT065]", "owner: x # okrpress: nonsense")
    assert judge(file, judged=False) == []


@given(st.text(alphabet="-\n #:[]'\"|>okrpress ignore<!`~FMT065,x", max_size=120))
@settings(max_examples=150)
def test_whatever_is_written_is_read(words: str) -> None:
    for file in (f"---\nokrpress: {words}\n---\n", text("a: x", body=f"okrpress: {words}"), words):
        source = Source(file=FILE, data=f"# okrpress:\n{file}".encode())
        obey([], [source, Source(file=FILE, data=file.encode())], lambda _file: True)


def test_a_text_made_to_take_long_does_not() -> None:
    body = "<!-- okrpress:" * 2000 + "\n" + "`" * 30_000 + "\n" + "~~~\n" * 5000
    assert judge(text("title: x", body=body)) == ["FMT902:4"]
