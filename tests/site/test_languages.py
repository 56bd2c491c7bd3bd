"""Every text of the pages is said, and every language has all of them."""

import textwrap
from pathlib import Path

import pytest

from okrpress.model.settings import LANGUAGES
from okrpress.site.catalogue import SOURCE
from tools.texts.catalogues import CATALOGUES, HEADER, faults, gathered, holes, write
from tools.texts.said import (
    Text,
    Unreadable,
    all_texts,
    in_module,
    in_rule,
    in_template,
    texts_of,
)
from tools.texts.unsaid import all_unsaid
from tools.texts.unsaid import in_module as unsaid_in_module
from tools.texts.unsaid import in_template as unsaid_in_template

FOUND = all_texts()
TEXTS = texts_of(FOUND)


# ── the site ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != SOURCE])
def test_a_language_is_complete(language: str) -> None:
    assert faults(CATALOGUES / f"{language}.po", TEXTS) == [], "run `make messages`"


def test_settings_offer_the_languages_that_have_a_catalogue() -> None:
    assert sorted(LANGUAGES) == sorted([SOURCE, *(path.stem for path in CATALOGUES.glob("*.po"))])


def test_nothing_that_a_reader_sees_is_left_unsaid() -> None:
    assert all_unsaid() == []


def test_every_text_is_written_where_it_is_said() -> None:
    assert [str(one) for one in FOUND if isinstance(one, Unreadable)] == []
    assert len(TEXTS) > 400


def test_every_hole_of_a_text_is_filled() -> None:
    unfilled = [
        f"{text.place}: {text.english!r}"
        for text in TEXTS
        if text.given is not None and holes(text.english) | holes(text.many) != text.given
    ]
    assert unfilled == []


def test_a_text_has_one_plural() -> None:
    plurals: dict[tuple[str, str], set[str]] = {}
    for text in TEXTS:
        plurals.setdefault((text.context, text.english), set()).add(text.many)
    assert {key: found for key, found in plurals.items() if len(found) > 1} == {}


# ── what finds them ───────────────────────────────────────────────────────────────────────────


def test_texts_of_a_module_are_found() -> None:
    source = """
    fmt.say("Done", context="initiative")
    fmt.say("From {a} "
            "to {b}", a=1, b=2)
    fmt.count(n, "{n} of {x}", "{n} of all {x}", x=x)
    fmt.plural(n, "entry", "entries"), fmt.plural(n, "day")
    WORDS = {1: Phrase("Off track", "status")}
    "list".count("x"), words.count(other)
    fmt.say(text)
    """
    found = list(in_module("a.py", textwrap.dedent(source)))
    assert set(found) == {
        Text("Done", "", "initiative", "a.py", 2, frozenset()),
        Text("From {a} to {b}", "", "", "a.py", 3, frozenset("ab")),
        Text("{n} of {x}", "{n} of all {x}", "", "a.py", 5, frozenset("nx")),
        Text("{n} entry", "{n} entries", "", "a.py", 6),
        Text("{n} day", "{n} days", "", "a.py", 6),
        Text("Off track", "", "status", "a.py", 7),
        Unreadable("a.py", 9),
    }


def test_texts_of_a_template_are_found() -> None:
    source = """{{ say("By", context="author") }}
    {% if x %}{{ points(say("Wins"), x) }}{% endif %}
    {{ count(n, "{n} team", "{n} teams of {of}", of=link(x)) }} {{ say(view.text) }}"""
    assert set(in_template("a.html", source)) == {
        Text("By", "", "author", "a.html", 1, frozenset()),
        Text("Wins", "", "", "a.html", 2, frozenset()),
        Text("{n} team", "{n} teams of {of}", "", "a.html", 3, frozenset(("n", "of"))),
        Unreadable("a.html", 3),
    }


def test_texts_of_a_rule_are_found() -> None:
    source = """
    CODE = Code(code="KR001", name="few", what="An objective has " "few.", why="Because.")
    said("{title} has {n}", title=quote(title), n=1), said(context="names")
    counted(n, "{n} day", "{n} days", context="up to")
    {1: Template("counts “{words}”")}
    Code(what="What.", why=why)
    said(f"{title}")
    counted(n, one, many)
    Template(text)
    """
    assert set(in_rule("a.py", textwrap.dedent(source))) == {
        Text("An objective has few.", "", "", "a.py", 2),
        Text("Because.", "", "", "a.py", 2),
        Text("{title} has {n}", "", "", "a.py", 3, frozenset(("title", "n"))),
        Text("{n} day", "{n} days", "up to", "a.py", 4, frozenset("n")),
        Text("counts “{words}”", "", "", "a.py", 5),
        Text("What.", "", "", "a.py", 6),
        Unreadable("a.py", 6),
        Unreadable("a.py", 7),
        Unreadable("a.py", 8),
        Unreadable("a.py", 9),
    }


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("<p>As of {{ day }}</p>", id="text"),
        pytest.param('<p aria-label="Parts of {{ x }}"></p>', id="a label"),
        pytest.param('<td data-label="Now"></td>', id="the head of a card's cell"),
        pytest.param('{{ points("Wins", all) }}', id="an argument"),
        pytest.param('{{ "done" if x else "" }}', id="a choice"),
        pytest.param('{% set title = "Objectives" %}', id="a variable"),
        pytest.param('{{ say("As of") ~ " the day" }}', id="half a sentence"),
        pytest.param("&nbsp;Next", id="text beside an entity"),
    ],
)
def test_words_in_a_template_that_nobody_says(source: str) -> None:
    assert len(unsaid_in_template(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        '<p class="quiet" id="_main">{{ say("Wins") }}: {{ x }} · 12 %</p>',
        '<a href="{{ x.href }}" rel="noopener noreferrer" title="{{ x.text }}">{{ x.text }}</a>',
        '{% extends "base.html" %}{% from "macros/a.html" import link %}',
        "<li class=\"{{ 'is-done' if x.key == 'done' else 'is-open' }}\">{{ x | join(', ') }}</li>",
        '{{ say("Wins", context="a b") }}{# a comment #}',
    ],
)
def test_what_is_no_text_of_a_template(source: str) -> None:
    assert unsaid_in_template(source) == []


def test_words_in_a_view_that_nobody_says() -> None:
    source = '''
    """A docstring with words."""
    title = "Needs attention"
    text = f"{count} of the steps"
    KEYS = {"on-track": "chart-bar chart-stale", "a": "is_current"}
    raise ValueError("of no interest to readers")
    fmt.say("A text that is said"), Phrase("Off track")
    svg = f'<rect class="chart-part" width="{width}"/>'
    command = "okrpress check"
    '''
    found = unsaid_in_module(textwrap.dedent(source))
    assert found == ["3: 'Needs attention' is not said", "4: ' of the steps' is not said"]


# ── what keeps catalogues in order ────────────────────────────────────────────────────────────

SAID = [
    Text("From {a} to {b}", "", "", "okrpress/site/a.py", 1),
    Text("{n} day", "{n} days", "", "okrpress/site/a.py", 2),
    Text("Done", "", "status", "okrpress/site/a.py", 3),
]
GOOD = """
msgid "From {a} to {b}"
msgstr "Von {a} auf {b}"

msgid "{n} day"
msgid_plural "{n} days"
msgstr[0] "{n} Tag"
msgstr[1] "{n} Tage"

msgctxt "status"
msgid "Done"
msgstr "Fertig"
"""


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tools.texts.catalogues.ROOT", tmp_path)
    path = tmp_path / "de.po"
    header = HEADER.format(language="de", plurals="nplurals=2; plural=(n != 1);")
    path.write_text(header + GOOD, encoding="utf-8")
    return path


def test_a_complete_catalogue_has_no_faults(catalogue: Path) -> None:
    assert faults(catalogue, SAID) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        pytest.param("Von {a} auf {b}", "", "is not translated", id="nothing"),
        pytest.param("Von {a} auf {b}", "Von {a}", "other names in braces", id="a hole less"),
        pytest.param("auf {b}", "auf {c}", "other names in braces", id="another hole"),
        pytest.param("auf {b}", "auf {b}{a", "other names in braces", id="an open brace"),
        pytest.param("{n} Tage", "", "is not translated", id="no plural"),
        pytest.param("{n} Tage", "{m} Tage", "other names in braces", id="the plural's hole"),
        pytest.param('"Fertig"', '"Fertig "', "begins or ends otherwise", id="a space"),
        pytest.param('"Fertig"', '"<b>Fertig</b>"', "has markup", id="markup"),
        pytest.param('msgid "Done"', 'msgid "Over"', "'Done' (status) is not in", id="missing"),
        pytest.param('msgctxt "status"\n', "", "nobody says 'Done'", id="another context"),
        pytest.param('msgctxt "status"', '#, fuzzy\nmsgctxt "status"', "fuzzy", id="fuzzy"),
    ],
)
def test_a_fault_of_a_catalogue_is_found(catalogue: Path, old: str, new: str, fault: str) -> None:
    text = catalogue.read_text(encoding="utf-8")
    assert text.count(old) == 1
    catalogue.write_text(text.replace(old, new), encoding="utf-8")
    assert any(fault in found for found in faults(catalogue, SAID))


def test_gathering_keeps_translations_brings_new_texts_and_lets_old_ones_go(
    catalogue: Path,
) -> None:
    now = [SAID[0], SAID[1], Text("New", "", "", "okrpress/site/a.py", 4)]
    write(catalogue, gathered(catalogue, now))
    text = catalogue.read_text(encoding="utf-8")
    assert "Von {a} auf {b}" in text
    assert "{n} Tage" in text
    assert "Fertig" not in text
    assert [fault.split(": ")[1] for fault in faults(catalogue, now)] == ["'New' is not translated"]
    write(catalogue, gathered(catalogue, now))
    assert catalogue.read_text(encoding="utf-8") == text
