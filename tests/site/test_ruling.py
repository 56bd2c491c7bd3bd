"""What rules say, on pages in the language of the site."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from rule_examples import findings_of
from site_samples import sample
from test_said_pages import WORD, Marking, unmarked

from okrpress.model.finding import Finding
from okrpress.model.said import amount, counted, quoted, row, said
from okrpress.model.settings import LANGUAGES
from okrpress.rules.portfolios.telling import listed
from okrpress.rules.quality import Excused, Quality
from okrpress.rules.registry import RULES
from okrpress.rules.titles import quote
from okrpress.site.catalogue import SOURCE
from okrpress.site.environments import environment
from okrpress.site.formatting import Formatter
from okrpress.site.ruling import Told, explained, told
from okrpress.site.theme import load_theme
from okrpress.site.views.here import Options, make_site
from okrpress.site.views.quality import SHOWN, quality_view

GERMAN = Formatter("de")
OTHERS = [one for one in LANGUAGES if one != SOURCE]


def found_in_examples() -> list[Finding]:
    """What all rules find in the bad examples of all: every rule finds something."""
    found = [one for rule in RULES for one in findings_of(rule.code.bad)]
    found += (one for one in findings_of(RULES[0].code.bad, "de") if one.code == "OBJ900")
    assert {one.code for one in found} >= {rule.code.code for rule in RULES}
    return found


def page(fmt: Formatter, findings: list[Finding], excused: list[Finding]) -> str:
    """The page about quality, with these findings."""
    site = replace(make_site(sample(), Options(date_is_fixed=True)), fmt=fmt)
    quality = Quality(
        findings=tuple(findings),
        excused=tuple(Excused(one, "Welcome") for one in excused),
        rhythm=(),
    )
    view = quality_view(site, lambda: quality)
    template = environment(load_theme("default", None), fmt).get_template("quality.html")
    return template.render(view=view, page=view.frame, stylesheets=[], scripts=[])


# ── all of it ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", OTHERS)
def test_every_finding_of_the_examples_is_said_in_the_language(language: str) -> None:
    fmt = Formatter(language)
    texts = [text for one in found_in_examples() for text in (one.message, one.help)]
    assert [text for text in texts if told(fmt, text).language != language] == []
    assert [text for text in texts if told(fmt, text).text == text] == []


@pytest.mark.parametrize("language", OTHERS)
def test_what_every_rule_is_about_is_said_in_the_language(language: str) -> None:
    fmt = Formatter(language)
    texts = [text for rule in RULES for text in (rule.code.what, rule.code.why)]
    assert [text for text in texts if explained(fmt, text).language != language] == []
    assert [text for text in texts if explained(fmt, text).text == text] == []


def test_a_german_page_about_quality_has_no_english_but_the_names_of_rules() -> None:
    found = found_in_examples()
    html = page(Marking("de"), found, found[:SHOWN])
    names = {word for rule in RULES for word in WORD.findall(rule.code.name)}
    authors = {
        word for rule in RULES for word in WORD.findall(f"{rule.code.bad} {rule.code.code} md")
    }
    known = (
        names
        | authors
        | set(WORD.findall("okrpress.toml content Nov Welcome Brightwater GmbH, Ulm"))
    )
    assert unmarked(html) - known == set()
    in_english = re.findall(r'lang="en"[^>]*>([^<]*)', html)
    assert {text.strip() for text in in_english} - {""} == {rule.code.name for rule in RULES}


def test_an_english_page_says_findings_as_the_terminal_does() -> None:
    found = [one for one in found_in_examples() if "`" not in one.message + one.help][:SHOWN]
    html = page(Formatter("en-GB"), found, [])
    shown = set(re.findall(r"<bdi>([^<]*)</bdi>", html.replace("&#34;", '"').replace("&#39;", "'")))
    assert {text for one in found for text in (one.message, one.help)} <= shown
    assert set(re.findall(r'<(?:p|div)[^>]* lang="([^"]*)"', html)) == {"en-GB"}


# ── values ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("english", "german"),
    [
        pytest.param(
            said(
                "{cycle} ended on {day}, and `{unit}` has not looked back",
                cycle="2026-q3",
                day=date(2026, 9, 30),
                unit="bakery",
            ),
            "2026-q3 endete am 30. Sept. 2026, und `bakery` hat nicht zurückgeschaut",
            id="a day",
        ),
        pytest.param(
            said(
                "{title} was committed and ended at {score}; nobody says why",
                title=quote("Bread by 6 o'clock"),
                score=Decimal("0.40"),
            ),
            "„Bread by 6 o'clock“ war verbindlich und endete bei 0,4; niemand sagt, warum",
            id="a number and an author's words",
        ),
        pytest.param(
            said(
                "{title} is at {level}, above {most}, while {objective} aims high",
                title=quote("Overtime"),
                level=amount(Decimal("1234.5"), "h"),
                most=amount(Decimal(-3), ""),
                objective=quote('A "bold" one'),
            ),
            '„Overtime“ liegt bei 1.234,5\u202fh, über \u22123, während „A "bold" one“ hoch greift',
            id="amounts",
        ),
        pytest.param(
            counted(
                1,
                "{n} key result is left without a decision: {names}",
                "{n} key results are left without a decision: {names}",
                names=listed(["a#b"]),
            ),
            "1 Key Result bleibt ohne Entscheidung: `a#b`",
            id="one",
        ),
        pytest.param(
            counted(
                5,
                "{n} key result is left without a decision: {names}",
                "{n} key results are left without a decision: {names}",
                names=listed(["a", "b", "c", "d", "e"]),
            ),
            "5 Key Results bleiben ohne Entscheidung: `a`, `b`, `c` und 2 weitere",
            id="many, and a row that is cut",
        ),
        pytest.param(
            said(
                "{late} of {all} in {folder}, unreported for up to {days}: {names}",
                late=2,
                all=counted(2, "{n} key result", "{n} key results"),
                folder="2026-q4/bakery",
                days=counted(1, "{n} day", "{n} days", context="for"),
                names=listed(["a", "b"]),
            ),
            "2 von 2 Key Results in 2026-q4/bakery, seit bis zu 1 Tag ohne Meldung: `a` und `b`",
            id="sentences within, and a word that is declined",
        ),
        pytest.param(
            said(
                "{title} {reasons}",
                title=quote("Launch"),
                reasons=row(
                    [
                        said("counts “{words}”", words="pages"),
                        said("names no effect"),
                    ]
                ),
            ),
            "„Launch“ zählt „pages“, nennt keine Wirkung",
            id="reasons",
        ),
        pytest.param(
            said(
                "say what it changes: {example}; the work itself fits under `initiatives`",
                example=quoted(
                    said(
                        "{words}, so that ⟨what changes⟩ goes from ⟨baseline⟩ to ⟨target⟩",
                        words="Meet",
                    )
                ),
            ),
            "sagen, was es ändert: „Meet, sodass ⟨was sich ändert⟩ von ⟨Ausgangswert⟩ auf "
            "⟨Zielwert⟩ kommt“; die Arbeit selbst passt unter `initiatives`",
            id="an example that goes on in the language",
        ),
    ],
)
def test_values_are_written_as_the_language_does(english: str, german: str) -> None:
    assert told(GERMAN, english) == Told(german, "de")
    assert told(Formatter("en"), english) == Told(english, "en")


# ── what a language does not have ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "message",
    [
        pytest.param("a text from a cache", id="a text that remembers nothing"),
        pytest.param(said("nobody ever says {this}", this="this"), id="a sentence"),
        pytest.param(
            said("{title} {reasons}", title=quote("A"), reasons=row([said("is so and so")])),
            id="a part of a sentence",
        ),
        pytest.param(
            said("{title} holds two targets", title=quoted(said("so and so"))), id="an example"
        ),
    ],
)
def test_what_a_language_has_not_is_english_and_marked_as_such(message: str) -> None:
    assert told(GERMAN, message) == Told(str(message), "en")
    plain = [one for one in found_in_examples() if one.code == "KR009"][:1]
    html = page(GERMAN, [replace(plain[0], message=message)], [])
    assert re.search(r'<p lang="en"><bdi>', html)


def test_an_explanation_that_a_language_has_not_is_english_and_marked_as_such() -> None:
    assert explained(GERMAN, "Nobody says this.") == Told("Nobody says this.", "en")
    assert explained(Formatter("en-GB"), "Nobody says this.") == Told("Nobody says this.", "en-GB")
