"""Pages whose every text is marked as said: what is not marked must be the authors'."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from builders import public_view
from site_samples import empty, sample

from okrpress.app.content import read_content
from okrpress.app.project import read_project
from okrpress.app.watcher import Silence
from okrpress.model.frozen import dataclass
from okrpress.model.settings import Thresholds
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio
from okrpress.site.catalogue import catalogue
from okrpress.site.environments import environment
from okrpress.site.formatting import Formatter, Phrase
from okrpress.site.kinds import PLANNERS
from okrpress.site.theme import load_theme
from okrpress.site.views.here import Options, make_site

ROOT = Path(__file__).parents[2]
SHOWN = {"title", "aria-label", "alt", "data-label", "placeholder", "aria-description"}
OPEN, CLOSE = "⟦", "⟧"
INNERMOST = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
CUT = re.compile(r"\w*…")  # the rest of a word that had no room
WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Marking(Formatter):
    """Says every text between brackets."""

    def say(self, text: str, /, *, context: str = "", **values: object) -> str:
        return OPEN + Formatter.say(self, text, context=context, **values) + CLOSE

    def count(self, n: int, one: str, many: str, /, *, context: str = "", **values: object) -> str:
        return OPEN + Formatter.count(self, n, one, many, context=context, **values) + CLOSE

    def phrase(self, phrase: Phrase, /, **values: object) -> str:
        return OPEN + Formatter.phrase(self, phrase, **values) + CLOSE


class Shown(HTMLParser):
    """Everything that a page shows or reads out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.skips = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [value for name, value in attrs if name in SHOWN and value]
        self.skips = tag if tag in {"script", "style"} else ""

    def handle_data(self, data: str) -> None:
        if not self.skips:
            self.texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.skips = ""


def pages(scored: ScoredPortfolio, fmt: Formatter) -> Iterator[tuple[str, str]]:
    """A few pages of each template."""
    site = replace(make_site(scored, Options(date_is_fixed=True)), fmt=fmt)
    templates = environment(load_theme("default", None), site.fmt)
    drawn: dict[str, int] = {}
    for planner in PLANNERS.values():
        for planned in planner(site):
            if planned.template and drawn.setdefault(planned.template, 0) < 6:
                drawn[planned.template] += 1
                view = planned.make()
                page = getattr(view, "frame")  # noqa: B009
                text = templates.get_template(planned.template).render(
                    view=view, page=page, stylesheets=[], scripts=[]
                )
                yield planned.path, text


def shown_in(html: str) -> str:
    shown = Shown()
    shown.feed(html)
    return "\n".join(shown.texts)


def unmarked(html: str) -> set[str]:
    """Words outside all brackets."""
    found: set[str] = set()
    text = CUT.sub("", shown_in(html))
    while INNERMOST.search(text):
        text = INNERMOST.sub(" ", text)
    for line in text.split("\n"):
        found |= set(WORD.findall(line))
    return found


def authors_words() -> set[str]:
    """Every word of the example's files and of the sample's, and the names of months."""
    files = [*(ROOT / "content").rglob("*.md"), ROOT / "okrpress.toml"]
    samples = [ROOT / "tests" / "builders.py", ROOT / "tests" / "site" / "site_samples.py"]
    words = {word for file in files for word in WORD.findall(file.read_text(encoding="utf-8"))}
    made = {word for file in samples for word in WORD.findall(file.read_text(encoding="utf-8"))}
    names = made | {part for file in files for part in WORD.findall(file.as_posix())}
    months = {Formatter().month_name(date(2026, month, 1)) for month in range(1, 13)}
    return words | names | months | {word.capitalize() for word in names}


def example() -> ScoredPortfolio:
    project = read_project(ROOT)
    assert project.settings.as_of is not None
    portfolio = public_view(read_content(project, Silence()).everything)
    return score(portfolio, project.settings, project.settings.as_of)


# Names of settings and of this program: the same in every language.
NAMES = {part for field in fields(Thresholds) for part in field.name.split("_")}
NAMES |= {"okrpress", "check", "min", "max"}


@pytest.mark.parametrize("make", [example, sample, empty])
def test_every_word_of_a_page_is_said_or_an_authors(make: object) -> None:
    assert callable(make)
    known = authors_words() | NAMES
    found = {path: unmarked(html) - known for path, html in pages(make(), Marking())}
    assert len(found) > 3
    assert {path: words for path, words in found.items() if words} == {}


def test_no_english_text_stays_on_a_german_page() -> None:
    texts = catalogue("de").texts
    english = {
        text
        for (_, text), (german, *_) in texts.items()
        if len(text) > 8 and "{" not in text and text.casefold() != german.casefold()
    }
    assert len(english) > 200
    mixed = re.compile("|".join(rf"\b{re.escape(text)}(?!\w)" for text in sorted(english)))
    by_authors = " ".join(file.read_text("utf-8") for file in (ROOT / "content").rglob("*.md"))
    found = {
        (path, match[0])
        for path, html in pages(example(), Formatter("de"))
        for match in mixed.finditer(shown_in(html))
        if match[0] not in by_authors
    }
    assert found == set()


def test_explanations_are_german_with_their_numbers() -> None:
    drawn = dict(pages(sample(), Formatter("de")))
    method = shown_in(drawn["method/index.html"])
    assert "(36 − 31) / (45 − 31) = 0,357" in method
    assert "57,143 − 35,714 = 21,429 Punkte: gefährdet" in method
