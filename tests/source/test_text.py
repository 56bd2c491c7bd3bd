import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.model.finding import Finding
from okrpress.source.text import character_name, decode, escape, forbidden, quote, span_of

FILE = "content/2026-q4/product/onboarding.md"

# Format characters that print something: number and verse signs of living scripts, and the signs
# that place hieroglyphs beside and above each other.
VISIBLE_FORMAT = {
    *range(0x0600, 0x0606),
    0x06DD,
    0x070F,
    0x0890,
    0x0891,
    0x08E2,
    0x110BD,
    0x110CD,
    *range(0x13430, 0x13440),
}
JOINERS = {0x200C, 0x200D}


WANTED = {0x09, 0x0A, *VISIBLE_FORMAT, *JOINERS}
UNWANTED = [
    chr(point)
    for point in range(sys.maxunicode + 1)
    if point not in WANTED and unicodedata.category(chr(point)) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
]


def test_every_control_format_surrogate_and_separator_character_is_forbidden() -> None:
    passed = [f"U+{ord(each):04X}" for each in UNWANTED if not forbidden(f"a{each}b")]
    assert passed == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Zürich, naïve, 你好, ąę", id="letters of many scripts"),
        pytest.param("שלום עולם", id="Hebrew"),
        pytest.param("مرحبا بالعالم", id="Arabic"),
        pytest.param("می\u200cخواهم", id="Persian with a zero-width non-joiner"),
        pytest.param("PDF\u200cها", id="a Persian ending on a Latin word"),
        pytest.param("ක්\u200dෂ", id="Sinhala with a zero-width joiner"),
        pytest.param("न्\u200dय", id="Devanagari with a zero-width joiner"),
        pytest.param("🎉 launched 👩\u200d💻", id="an emoji made of two"),
        pytest.param("❤️\u200d🔥 🏳️\u200d🌈 👨🏽\u200d⚕️", id="emoji with variation and skin tone"),
        pytest.param("👨\u200d👩\u200d👧\u200d👦", id="a family"),
        pytest.param("葛\U000e0100飾", id="a variant of a Chinese character"),
        pytest.param("☀\ufe0f", id="a variation selector"),
        pytest.param("5\u20e3", id="a keycap"),
        pytest.param("a\tb\nc", id="tab and line feed"),
        pytest.param("10\u00a0000\u202f€", id="blanks that do not break"),
        pytest.param("\ue000", id="a private character"),
        pytest.param("\u0378", id="a character not assigned yet"),
        pytest.param("e" + "\u0301" * 30, id="thirty marks on a letter"),
        pytest.param("★" * 100, id="a hundred symbols"),
    ],
)
def test_text_that_passes(text: str) -> None:
    assert forbidden(text) is None


@pytest.mark.parametrize(
    ("text", "start", "name"),
    [
        pytest.param("a\x00", 1, "U+0000 (control character)", id="NUL"),
        pytest.param("\x1b[31m", 0, "U+001B (control character)", id="escape"),
        pytest.param("a\x7f", 1, "U+007F (control character)", id="delete"),
        pytest.param("a\x85b", 1, "U+0085 (control character)", id="C1"),
        pytest.param("a\u202eb", 1, "U+202E (right-to-left override)", id="order of writing"),
        pytest.param("a\u2066b", 1, "U+2066 (left-to-right isolate)", id="isolate"),
        pytest.param("a\u2028b", 1, "U+2028 (line separator)", id="line separator"),
        pytest.param("a\u200bb", 1, "U+200B (zero width space)", id="zero-width space"),
        pytest.param("a\u00adb", 1, "U+00AD (soft hyphen)", id="soft hyphen"),
        pytest.param("a\u3164b", 1, "U+3164 (hangul filler)", id="a letter that is blank"),
        pytest.param("x\ufeff", 1, "U+FEFF (zero width no-break space)", id="a BOM inside"),
        pytest.param("ab\ud800", 2, "U+D800 (no character)", id="surrogate"),
        pytest.param("ab\ufdd0", 2, "U+FDD0 (no character)", id="noncharacter"),
        pytest.param("ab\U0001fffe", 2, "U+1FFFE (no character)", id="noncharacter far out"),
        pytest.param("a\U000e0041", 1, "U+E0041 (tag latin capital letter a)", id="tag"),
        pytest.param("a\u200db", 1, "U+200D (zero width joiner)", id="joiner between Latin"),
        pytest.param("🎉\u200db", 1, "U+200D (zero width joiner)", id="joiner after an emoji"),
        pytest.param("b\u200d🎉", 1, "U+200D (zero width joiner)", id="joiner before an emoji"),
        pytest.param("a\u200cb", 1, "U+200C (zero width non-joiner)", id="non-joiner, Latin"),
        pytest.param("می\u200c\u200c.", 3, "U+200C (zero width non-joiner)", id="two in a row"),
        pytest.param("☀\ufe0f\ufe0f", 2, "U+FE0F (variation selector-16)", id="two selectors"),
        pytest.param("a\U000e0100", 1, "U+E0100 (variation selector-17)", id="selector on Latin"),
        pytest.param("🎉 a\u202e", 3, "U+202E (right-to-left override)", id="after an emoji"),
    ],
)
def test_text_that_is_refused(text: str, start: int, name: str) -> None:
    assert forbidden(text) == (start, name)


def test_marks_piled_on_a_letter_are_refused() -> None:
    text = "Z" + "\u0301" * 10_000
    assert forbidden(text) == (31, "more than 30 marks on one letter")


def test_symbols_between_piles_of_marks_start_a_new_count() -> None:
    assert forbidden("★" + "\u0301" * 30 + "★" + "\u0301" * 30) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("maria", '"maria"', id="plain"),
        pytest.param("Kündigung", '"Kündigung"', id="letters stay"),
        pytest.param('say "hi"', "'say \"hi\"'", id="the other quotes"),
        pytest.param("a\nb", '"a\\nb"', id="line feed"),
        pytest.param("\u202eevil", '"\\u202eevil"', id="order of writing"),
        pytest.param("\x1b[31m", '"\\x1b[31m"', id="terminal command"),
        pytest.param("x" * 60, '"' + "x" * 60 + '"', id="sixty characters"),
        pytest.param("x" * 61, '"' + "x" * 59 + '…"', id="sixty-one characters"),
        pytest.param("", '""', id="nothing"),
    ],
)
def test_quote(text: str, shown: str) -> None:
    assert quote(text) == shown


@given(st.text(st.characters()))
def test_what_is_shown_is_one_printable_line(text: str) -> None:
    assert escape(text).isprintable()
    assert quote(text).isprintable()
    assert character_name(text[:1] or "a").isascii()


@given(st.text("ab\n", max_size=12), st.data())
def test_a_span_leads_back_to_its_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = span_of(text, start, end)
    lines = text.split("\n")
    assert sum(len(line) + 1 for line in lines[: span.line - 1]) + span.column - 1 == start
    assert sum(len(line) + 1 for line in lines[: span.end_line - 1]) + span.end_column - 1 == end


# ── files ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(b"a\nb\n", "a\nb\n", id="LF"),
        pytest.param(b"a\r\nb\r\n", "a\nb\n", id="CRLF"),
        pytest.param(b"a\r\nb\nc\r\n", "a\nb\nc\n", id="both"),
        pytest.param(b"\xef\xbb\xbfa", "a", id="byte order mark"),
        pytest.param("ü".encode(), "ü", id="two bytes"),
        pytest.param(b"", "", id="empty"),
    ],
)
def test_a_file_that_is_text(data: bytes, text: str) -> None:
    assert decode(FILE, data) == text


@pytest.mark.parametrize(
    ("data", "code", "place", "message"),
    [
        pytest.param("a".encode("utf-16"), "FMT007", (1, 1), "the file is UTF-16", id="UTF-16"),
        pytest.param("a".encode("utf-32"), "FMT007", (1, 1), "the file is UTF-32", id="UTF-32"),
        pytest.param(
            b"\xfe\xff\x00a", "FMT007", (1, 1), "the file is UTF-16", id="UTF-16, big end first"
        ),
        pytest.param(
            b"\x00\x00\xfe\xff", "FMT007", (1, 1), "the file is UTF-32", id="UTF-32, big end first"
        ),
        pytest.param(b"ok\nK\xfcndigung", "FMT007", (2, 2), "byte 0xFC is not UTF-8", id="Latin-1"),
        pytest.param(b"a\xc3", "FMT007", (1, 2), "byte 0xC3 is not UTF-8", id="cut short"),
        pytest.param(b"a\xc0\xaf", "FMT007", (1, 2), "byte 0xC0 is not UTF-8", id="overlong"),
        pytest.param(
            b"a\xed\xa0\x80", "FMT007", (1, 2), "byte 0xED is not UTF-8", id="surrogate as bytes"
        ),
        pytest.param(
            b"\xef\xbb\xbf\r\n\xc3\xbc\xff",
            "FMT007",
            (2, 2),
            "byte 0xFF is not UTF-8",
            id="columns",
        ),
        pytest.param(
            b"a\r\nb\rc",
            "FMT008",
            (2, 2),
            "a carriage return stands without a line feed",
            id="lone CR",
        ),
        pytest.param(
            b"a\r\nb\x1bc", "FMT009", (2, 2), "the text holds U+001B (control character)", id="ESC"
        ),
        pytest.param(
            "ü\u202e".encode(),
            "FMT009",
            (1, 2),
            "the text holds U+202E (right-to-left override)",
            id="U+202E",
        ),
        pytest.param(
            b"\xef\xbb\xbf\xef\xbb\xbf",
            "FMT009",
            (1, 1),
            "the text holds U+FEFF (zero width no-break space)",
            id="two byte order marks",
        ),
    ],
)
def test_a_file_that_is_no_text(
    data: bytes, code: str, place: tuple[int, int], message: str
) -> None:
    found = decode(FILE, data)
    assert isinstance(found, Finding)
    assert (found.code, found.message) == (code, message)
    assert found.at.file == FILE
    assert found.at.span is not None
    assert (found.at.span.line, found.at.span.column) == place


# A byte order mark may come first, a carriage return before a line feed; UTF-8 has no surrogates.
WRITABLE = [
    each for each in UNWANTED if each not in "\r\ufeff" and unicodedata.category(each) != "Cs"
]


@given(st.sampled_from(WRITABLE), st.integers(0, 20))
def test_an_unwanted_character_is_named_where_it_stands(character: str, at: int) -> None:
    lines = "title: one\nowner: two\n"
    text = lines[:at] + character + lines[at:]
    found = decode(FILE, text.encode())
    assert isinstance(found, Finding)
    assert found.message.isprintable()
    assert found.at.span is not None
    line, column, *_ = found.at.span
    assert lines[:at].count("\n") + 1 == line
    assert at - (lines[:at].rfind("\n") + 1) + 1 == column


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_finding_inside_them(data: bytes) -> None:
    found = decode(FILE, data)
    if isinstance(found, Finding):
        assert found.at.span is not None
        assert 1 <= found.at.span.line <= data.count(b"\n") + 1
    else:
        assert forbidden(found) is None
        assert "\r" not in found
