"""What a language and its region do to numbers and dates: the facts of CLDR, in our terms."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import parse_pattern
from babel.lists import format_list

from okrpress.model.frozen import dataclass
from okrpress.site.catalogue import SOURCE, Catalogue, catalogue

# No-break spaces: a number never stands on another line than its unit. The narrow one goes with
# signs and abbreviations, words keep their distance.
NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"

_WORLD_ENGLISH = "en_001"
_ENGLISH_MAGNITUDES = ((12, "T"), (9, "bn"), (6, "M"), (3, "k"))
_THIN_SPACE = "\u2009"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language as it is written in one region.

    `marks` turns the point and the comma of Python's numbers into those of the language; it is
    empty where they are the same.
    `magnitudes` are the powers of ten that have an abbreviation, the largest first. `leads` says
    that a currency sign stands before its number, `apart` what stands between them.
    """

    tag: str
    texts: Catalogue
    marks: dict[int, str]
    pairs: bool
    magnitudes: tuple[tuple[int, str], ...]
    percent_space: str
    leads: bool
    apart: str
    names: Locale
    patterns: Locale

    def digits(self, text: str) -> str:
        """A number that Python wrote, with the marks of the language and a true minus sign."""
        if self.pairs:
            text = _in_pairs(text)
        text = text.replace("-", MINUS)
        return text.translate(self.marks) if self.marks else text

    def day(self, on: date, skeleton: str) -> str:
        """A date; `skeleton` names what of it is to be seen, in CLDR's letters."""
        return _written(self, self.patterns.datetime_skeletons[skeleton].pattern, on)

    def part(self, on: date, pattern: str) -> str:
        """One part of a date, alone: "LLL" the month, "ccc" the day of the week."""
        return _written(self, pattern, on)

    def days(self, first: date, last: date) -> str:
        """A range of days in one text; what both share is said once."""
        differs = "y" if first.year != last.year else "M" if first.month != last.month else "d"
        start, end = self.patterns.interval_formats["yMMMd"][differs]
        text = _written(self, start, first) + _written(self, end, last)
        return text.replace(_THIN_SPACE, " ")

    def row(self, words: Sequence[str]) -> str:
        """Words in a row: "a, b and c"."""
        return format_list(words, "standard", self.patterns)

    def __hash__(self) -> int:
        return hash(self.tag)


@lru_cache(maxsize=8192)
def _written(language: Language, pattern: str, on: date) -> str:
    return parse_pattern(pattern).apply(on, language.names)


@lru_cache(maxsize=8)
def language(tag: str) -> Language:
    """The language of a tag like "de" or "en-GB"; a region that CLDR does not know is left out.

    Plain English is written as most of the world does, with the day before the month.
    """
    base = tag.partition("-")[0]
    names = _locale(tag, base)
    patterns = Locale.parse(_WORLD_ENGLISH) if tag == SOURCE else names
    symbols = names.number_symbols["latn"]
    currency = names.currency_formats["standard"].pattern.partition(";")[0]
    leads = currency.startswith("¤")
    marks = {ord(","): symbols["group"], ord("."): symbols["decimal"]}
    return Language(
        tag=tag,
        texts=catalogue(base),
        marks={python: mark for python, mark in marks.items() if chr(python) != mark},
        pairs=names.decimal_formats[None].grouping == (3, 2),
        magnitudes=_ENGLISH_MAGNITUDES if base == SOURCE else _magnitudes(names),
        percent_space=_percent_space(tag, names),
        leads=leads,
        apart=NARROW_SPACE if currency.strip("¤#,.0") else "",
        names=names,
        patterns=patterns,
    )


def _locale(tag: str, base: str) -> Locale:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(base)


def _percent_space(tag: str, locale: Locale) -> str:
    """Plain English keeps what is usual beside other units; a region does as CLDR says."""
    apart = tag == SOURCE or not locale.percent_formats[None].pattern.endswith("0%")
    return NARROW_SPACE if apart else ""


def _magnitudes(locale: Locale) -> tuple[tuple[int, str], ...]:
    formats = locale.compact_decimal_formats["short"]["other"]
    found = [(power, formats[str(10**power)].pattern) for power in (12, 9, 6, 3)]
    return tuple(
        (power, pattern.lstrip("0").replace("'", "")) for power, pattern in found if pattern != "0"
    )


def _in_pairs(text: str) -> str:
    """Beyond the thousands, two digits at a time: 12,34,567."""
    sign, number = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, point, decimals = number.replace(",", "").partition(".")
    groups, rest = [whole[-3:]], whole[:-3]
    while rest:
        groups.insert(0, rest[-2:])
        rest = rest[:-2]
    return f"{sign}{','.join(groups)}{point}{decimals}"
