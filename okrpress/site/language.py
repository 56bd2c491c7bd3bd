"""What a language and its region do to numbers and dates, in our terms.

Plain English stands here; `cldr.py` asks Babel about every other.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from okrpress.model.frozen import dataclass
from okrpress.site.catalogue import SOURCE, Catalogue, catalogue

# No-break spaces: a number never stands on another line than its unit. The narrow one goes with
# signs and abbreviations, words keep their distance.
NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"

_THIN_SPACE = "\u2009"
_CURRENCIES = frozenset("€$£¥₹")
_ABBREVIATION = 2  # letters: "h", "km"


@dataclass(frozen=True, slots=True, kw_only=True)
class Customs:
    """How numbers, dates and lists are written.

    `marks` turns the point and the comma of Python's numbers into those of the language; it is
    empty where they are the same. `magnitudes` are the powers of ten that have an abbreviation,
    the largest first. `leads` says that a currency sign stands before its number, `apart` what
    stands between them.
    `dates` are the forms of dates by what is to be seen of them, in CLDR's letters, `ranges` those
    of the two ends of a range, by the largest part in which they differ. They name parts of a date
    by CLDR's letters, too: `names` has those that are words, from January or Monday on.
    `rows` are the forms of a list: its start, what follows, its end, and a list of two.
    """

    marks: Mapping[int, str]
    pairs: bool
    magnitudes: tuple[tuple[int, str], ...]
    percent_space: str
    leads: bool
    apart: str
    dates: Mapping[str, str]
    ranges: Mapping[str, tuple[str, str]]
    names: Mapping[str, tuple[str, ...]]
    rows: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language as it is written in one region."""

    tag: str
    texts: Catalogue
    customs: Customs

    def digits(self, text: str) -> str:
        """A number that Python wrote, with the marks of the language and a true minus sign."""
        customs = self.customs
        if customs.pairs:
            text = _in_pairs(text)
        text = text.replace("-", MINUS)
        return text.translate(customs.marks) if customs.marks else text

    def with_unit(self, digits: str, unit: str) -> str:
        """A currency sign stands where the language wants it, every other unit after the digits."""
        if not unit:
            return digits
        if unit == "%":
            return digits + self.customs.percent_space + unit
        if unit in _CURRENCIES and self.customs.leads:
            sign, digits = (MINUS, digits[1:]) if digits.startswith(MINUS) else ("", digits)
            return sign + unit + self.customs.apart + digits
        is_word = len(unit) > _ABBREVIATION and unit[0].isalpha()
        return digits + (NO_BREAK_SPACE if is_word else NARROW_SPACE) + unit

    def day(self, on: date, skeleton: str) -> str:
        """A date; `skeleton` names what of it is to be seen, in CLDR's letters."""
        return self.customs.dates[skeleton] % self._parts(on)

    def part(self, on: date, letters: str) -> str:
        """One part of a date, alone: "LLL" the month, "ccc" the day of the week."""
        return self._parts(on)[letters]

    def days(self, first: date, last: date) -> str:
        """A range of days in one text; what both share is said once."""
        differs = "y" if first.year != last.year else "M" if first.month != last.month else "d"
        start, end = self.customs.ranges[differs]
        text = start % self._parts(first) + end % self._parts(last)
        return text.replace(_THIN_SPACE, " ")

    def row(self, words: Sequence[str]) -> str:
        """Two words or more in a row: "a, b and c"."""
        start, middle, end, two = self.customs.rows
        first, *between, last = words
        if not between:
            return two.format(first, last)
        said = start.format(first, between[0])
        for word in between[1:]:
            said = middle.format(said, word)
        return end.format(said, last)

    def _parts(self, on: date) -> dict[str, str]:
        names = self.customs.names
        return {
            "d": str(on.day),
            "dd": f"{on.day:02}",
            "MMM": names["MMM"][on.month - 1],
            "MMMM": names["MMMM"][on.month - 1],
            "LLL": names["LLL"][on.month - 1],
            "ccc": names["ccc"][on.weekday()],
            "y": str(on.year),
        }

    def __hash__(self) -> int:
        return hash(self.tag)


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PLAIN_ENGLISH = Customs(
    marks={},
    pairs=False,
    magnitudes=((12, "T"), (9, "bn"), (6, "M"), (3, "k")),
    percent_space=NARROW_SPACE,
    leads=True,
    apart="",
    dates={
        "yMMMd": "%(d)s %(MMM)s %(y)s",
        "MMMd": "%(d)s %(MMM)s",
        "yMMM": "%(MMM)s %(y)s",
        "yMMMM": "%(MMMM)s %(y)s",
    },
    ranges={
        "y": ("%(d)s %(MMM)s %(y)s\u2009–\u2009", "%(d)s %(MMM)s %(y)s"),
        "M": ("%(d)s %(MMM)s\u2009–\u2009", "%(d)s %(MMM)s %(y)s"),
        "d": ("%(d)s–", "%(d)s %(MMM)s %(y)s"),
    },
    names={
        "MMM": _MONTHS,
        "MMMM": (
            *("January", "February", "March", "April", "May", "June", "July"),
            *("August", "September", "October", "November", "December"),
        ),
        "LLL": _MONTHS,
        "ccc": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    },
    rows=("{0}, {1}", "{0}, {1}", "{0} and {1}", "{0} and {1}"),
)
"""Written as most of the world does, with the day before the month.

Babel has the same, and is one of the things that take longest to load.
"""


@lru_cache(maxsize=8)
def language(tag: str) -> Language:
    """The language of a tag like "de" or "en-GB"; a region that CLDR does not know is left out."""
    texts = catalogue(tag.partition("-")[0])
    return Language(tag=tag, texts=texts, customs=PLAIN_ENGLISH if tag == SOURCE else _found(tag))


def _found(tag: str) -> Customs:
    from okrpress.site.cldr import customs

    return customs(tag)


def _in_pairs(text: str) -> str:
    """Beyond the thousands, two digits at a time: 12,34,567."""
    sign, number = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, point, decimals = number.replace(",", "").partition(".")
    groups, rest = [whole[-3:]], whole[:-3]
    while rest:
        groups.insert(0, rest[-2:])
        rest = rest[:-2]
    return f"{sign}{','.join(groups)}{point}{decimals}"
