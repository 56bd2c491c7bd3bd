"""The customs of languages and regions, from the facts of CLDR as Babel has them."""

from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import parse_pattern

from okrpress.site.catalogue import SOURCE
from okrpress.site.language import NARROW_SPACE, PLAIN_ENGLISH, Customs

_WORLD_ENGLISH = "en_001"
_DATES = ("yMMMd", "MMMd", "yMMM", "yMMMM")
_MONTHS = tuple(
    date(2001, month, 1) for month in range(1, 13)
)  # of each month, and a week from Monday on
_WEEKDAYS = tuple(date(2001, 1, day) for day in range(1, 8))
_NAMES = {"MMM": _MONTHS, "MMMM": _MONTHS, "LLL": _MONTHS, "ccc": _WEEKDAYS}


def customs(tag: str) -> Customs:
    """Those of a tag like "de" or "en-GB"; a region that CLDR does not know is left out.

    Plain English is the world's, with the abbreviations that are usual beside other units.
    """
    base = tag.partition("-")[0]
    names = _locale(tag, base)
    patterns = Locale.parse(_WORLD_ENGLISH) if tag == SOURCE else names
    symbols = names.number_symbols["latn"]
    currency = names.currency_formats["standard"].pattern.partition(";")[0]
    marks = {ord(","): symbols["group"], ord("."): symbols["decimal"]}
    ranges = patterns.interval_formats["yMMMd"]
    rows = patterns.list_patterns["standard"]
    return Customs(
        marks={python: mark for python, mark in marks.items() if chr(python) != mark},
        pairs=names.decimal_formats[None].grouping == (3, 2),
        magnitudes=PLAIN_ENGLISH.magnitudes if base == SOURCE else _magnitudes(names),
        percent_space=_percent_space(tag, names),
        leads=currency.startswith("¤"),
        apart=NARROW_SPACE if currency.strip("¤#,.0") else "",
        dates={one: _form(patterns.datetime_skeletons[one].pattern) for one in _DATES},
        ranges={one: (_form(ranges[one][0]), _form(ranges[one][1])) for one in "yMd"},
        names={one: _words(one, days, names) for one, days in _NAMES.items()},
        rows=(rows["start"], rows["middle"], rows["end"], rows["2"]),
    )


def _locale(tag: str, base: str) -> Locale:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(base)


def _form(pattern: str) -> str:
    """As in "%(d)s %(MMM)s"."""
    return str(parse_pattern(pattern).format)


def _words(letters: str, days: tuple[date, ...], locale: Locale) -> tuple[str, ...]:
    pattern = parse_pattern(letters)
    return tuple(pattern.apply(day, locale) for day in days)


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
