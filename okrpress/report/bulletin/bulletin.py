"""A short report as plain data: a finding for a title, then sections of items.

Every text in it may hold authors' words: each writer escapes all of them, and formats only what it
adds itself.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import field, replace
from datetime import date
from typing import Protocol, TypeVar

from okrpress.model.audience import PUBLIC, Audience
from okrpress.model.frozen import dataclass
from okrpress.model.ids import Ref
from okrpress.model.said import counted, said
from okrpress.report.status_words import own_words

Written = TypeVar("Written")

LONGEST = 300
"""Characters of one text, so that no single author fills a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of a section.

    kind    what it is, for programs: "off-track", "check-in", "win"
    text    what it is about: a title, a name, or what somebody said
    note    what is to be said of it: "behind pace by 12 points"
    who     the unit, and who answers for it
    detail  a line below: a reason, or the names of key results
    href    the page of it; empty without one
    about   references of what it is about, for programs
    """

    kind: str
    text: str
    note: str = ""
    who: str = ""
    detail: str = ""
    href: str = ""
    about: tuple[str, ...] = ()
    unit: str | None = None
    person: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Items of one sort. `left_out` counts those that are not shown for want of room."""

    id: str
    heading: str
    items: tuple[Item, ...]
    left_out: int = 0

    @property
    def total(self) -> int:
        """How many there are, shown or not."""
        return len(self.items) + self.left_out


class Voice(Protocol):
    """How a bulletin is read out: in which language, and each of its texts in that language."""

    @property
    def language(self) -> str:
        """The tag of the language."""

    def say(self, text: str) -> str:
        """A text in the language: what an author wrote stays as it is."""


@dataclass(frozen=True, slots=True)
class English:
    """The language in which texts are written."""

    language: str = "en"

    def say(self, text: str) -> str:
        """The text."""
        return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin:
    """A report: `kind` is "digest" or "reminder", `title` says what was found, `lines` how it is.

    `href` leads to the site, and is empty without one. `since` is the first day that is told of.
    `audience` is whom it is for. `voice` says the few words that a format adds.
    """

    kind: str
    title: str
    lines: tuple[str, ...]
    sections: tuple[Section, ...]
    as_of: date
    since: date | None = None
    href: str = ""
    audience: Audience = PUBLIC
    voice: Voice = field(default=English(), compare=False)

    def left_out(self, section: Section) -> str:
        """What stands for items that are not shown; empty where all are."""
        left = section.left_out
        return self.voice.say(counted(left, "and {n} more", "and {n} more")) if left else ""

    @property
    def invitation(self) -> str:
        """What leads to the site."""
        return self.voice.say(said("See the dashboard"))


def in_voice(bulletin: Bulletin, voice: Voice) -> Bulletin:
    """The bulletin with all its texts said by a voice."""
    return replace(
        bulletin,
        title=voice.say(bulletin.title),
        lines=tuple(voice.say(line) for line in bulletin.lines),
        sections=tuple(
            replace(
                one,
                heading=voice.say(one.heading),
                items=tuple(_item_in_voice(item, voice) for item in one.items),
            )
            for one in bulletin.sections
        ),
        voice=voice,
    )


def _item_in_voice(item: Item, voice: Voice) -> Item:
    return replace(
        item,
        text=voice.say(item.text),
        note=voice.say(item.note),
        who=voice.say(item.who),
        detail=voice.say(item.detail),
    )


class Addresses(Protocol):
    """Where on the site something is: an address, or the empty text where it has no page."""

    @property
    def home(self) -> str:
        """The first page."""

    def reference(self, ref: Ref) -> str:
        """An objective, or a key result on its page."""

    def unit(self, id: str) -> str:
        """A team or person."""

    def cycle(self, id: str) -> str:
        """A cycle."""


class NoSite:
    """The addresses of a site that nobody knows the place of."""

    home = ""

    def reference(self, _ref: Ref) -> str:
        """Nowhere."""
        return ""

    def unit(self, _id: str) -> str:
        """Nowhere."""
        return ""

    def cycle(self, _id: str) -> str:
        """Nowhere."""
        return ""


def brief(text: str) -> str:
    """An author's text on one line, harmless, and cut where it is very long."""
    return shortened(own_words(text).strip(), LONGEST)


def shortened(text: str, longest: int) -> str:
    """At most so many characters, with an ellipsis for the rest."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def cut(bulletin: Bulletin, most: int) -> Bulletin:
    """The same with at most so many items in each section; what is left out is counted."""
    sections = (
        replace(one, items=one.items[:most], left_out=one.total - len(one.items[:most]))
        for one in bulletin.sections
    )
    return replace(bulletin, sections=tuple(sections))


def fitting(
    bulletin: Bulletin,
    most: int,
    write: Callable[[Bulletin], Written],
    is_too_long: Callable[[Written], bool],
) -> Written:
    """What `write` makes of the bulletin with as many items as fit, at most `most` a section."""
    longest = min(most, max((len(one.items) for one in bulletin.sections), default=0))
    fewer = range(longest, -1, -1)  # sorted by fit: too long at first, short enough from some on
    place = bisect_left(fewer, 1, key=lambda n: int(not is_too_long(write(cut(bulletin, n)))))
    return write(cut(bulletin, fewer[min(place, longest)]))


def heading_text(section: Section) -> str:
    """A heading with how many items there are."""
    return f"{section.heading} ({section.total})"


def said_text(item: Item) -> str:
    """Note and names in one line: "behind pace by 12 points. Kitchen (Maria Okafor)"."""
    if item.note.endswith("."):  # as short names of months do in some languages
        return f"{item.note} {item.who}".rstrip()
    return ". ".join(filter(None, (item.note, item.who)))
