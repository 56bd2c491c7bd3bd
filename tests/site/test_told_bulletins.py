"""Digests and reminders in the language of the site."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from telling_project import PROJECT
from test_said_pages import CUT, INNERMOST, WORD, Marking, authors_words, example

from okrpress.app.digest import digest
from okrpress.app.remind import remind
from okrpress.app.telling import TellRequest
from okrpress.app.voice import in_language
from okrpress.insight.due import debts
from okrpress.report.bulletin import Bulletin, Item, NoSite, render_bulletin
from okrpress.report.bulletin.bulletin import cut, in_voice, said_text
from okrpress.report.digest import digest_bulletin, make_digest
from okrpress.report.reminder import reminder_bulletin
from okrpress.scoring import score
from okrpress.site.ruling import told

TODAY = date(2026, 11, 22)
LONG_AGO = date(2026, 1, 1)
# Before, in and after its cycles, and when much is to be graded.
DAYS = (date(2025, 12, 1), date(2026, 9, 20), TODAY, date(2027, 1, 20), date(2028, 1, 1))


@dataclass(frozen=True, slots=True)
class Marked:
    """Says every text in German, between brackets."""

    language: str = "de"

    def say(self, text: str) -> str:
        return told(Marking("de"), text).text


@cache
def bulletins(day: date) -> tuple[Bulletin, ...]:
    """All that can be told of the example on a day."""
    known = example()
    scored = score(known.portfolio, known.settings, day)
    units = (next(iter(scored.portfolio.teams)),)
    return (
        *(
            digest_bulletin(make_digest(scored, min(day, LONG_AGO), of), NoSite())
            for of in ((), units)
        ),
        reminder_bulletin(scored, debts(scored, 0), NoSite()),
    )


def texts(bulletin: Bulletin) -> Iterator[str]:
    yield from (bulletin.title, *bulletin.lines, bulletin.invitation)
    for section in cut(bulletin, 2).sections:
        yield from (section.heading, bulletin.left_out(section))
        for item in section.items:
            yield from (item.text, item.note, item.who, item.detail)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_word_of_a_bulletin_is_said_or_an_authors(day: date) -> None:
    known = authors_words()
    for one in bulletins(day):
        text = CUT.sub("", "\n".join(texts(in_voice(one, Marked()))))
        while INNERMOST.search(text):
            text = INNERMOST.sub(" ", text)
        assert set(WORD.findall(text)) - known == set()


def test_a_note_that_ends_with_a_short_month_gets_no_second_full_stop() -> None:
    overdue = Item(kind="overdue", text="The menu is readable", note="überfällig seit 15. Nov.")
    assert said_text(replace(overdue, who="Kitchen")) == "überfällig seit 15. Nov. Kitchen"
    assert said_text(overdue) == "überfällig seit 15. Nov."


def test_an_english_site_has_them_as_they_were() -> None:
    (first, *_) = bulletins(TODAY)
    assert in_language(first, "en-GB") is first


def test_a_german_site_has_them_in_german(tmp_path: Path) -> None:
    for path, text in PROJECT.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text.replace("[site]", '[site]\nlanguage = "de"'), "utf-8")
    request = TellRequest(root=tmp_path, today=TODAY)
    bulletin = digest(request, 7).bulletin
    assert render_bulletin("text", bulletin) == DIGEST
    assert '<html lang="de">' in render_bulletin("html", bulletin)
    assert render_bulletin("text", remind(request, 0).bulletin) == REMINDER


DIGEST = """\
Woche 8 von 13: 2 von 2 Key Results brauchen eine Entscheidung

Harbour, 16.–22. Nov. 2026
Winter: 10 %, erwartet 57 %; 1 nicht im Plan, 1 ohne Daten

Braucht eine Entscheidung (2)
-----------------------------
* Guests who come back rise
  hinter dem Tempo: 47 Punkte. Kitchen (Maria Okafor)
* The menu is readable
  ohne Daten seit 7 Wochen. Kitchen (Maria Okafor)

Ergebnisse, die sich bewegt haben (1)
-------------------------------------
* Guests who come back rise
  erster Messwert 10. Kitchen (Maria Okafor)

Erfolge (1)
-----------
* The terrace is full
  Kitchen (Maria Okafor)

Fehlende Check-ins (1)
----------------------
* Kitchen
  Check-in zu 1 Key Result, 6 Wochen verspätet. Maria Okafor

Was ansteht (1)
---------------
* Kitchen
  27. Nov.: Check-in, 1 Key Result"""
REMINDER = """\
Ausstehend: 1 Check-in

Harbour
Am längsten seit 8. Okt. 2026

Check-ins (1)
-------------
* Kitchen: Maria Okafor
  1 Key Result in Winter, seit 8. Okt. 2026; `okrpress checkin kitchen`
  The menu is readable"""
