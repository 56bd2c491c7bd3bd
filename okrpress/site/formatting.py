"""How values read: numbers, shares, dates, ages and counts, in the language of the site.

A `Formatter` carries the language; English is the only one so far. Every method takes plain
values and returns plain text, to be escaped where it is placed.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

# No-break spaces: a number never stands on another line than its unit. The narrow one goes with
# signs and abbreviations, words keep their distance.
NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CURRENCIES = frozenset("€$£¥₹")
_MAGNITUDES = ((12, "T"), (9, "bn"), (6, "M"), (3, "k"))
_DECIMALS_WRITTEN = 6
_CADENCES = {1: "day", 7: "week", 14: "two weeks", 30: "month", 91: "quarter"}
_ABBREVIATION = 2  # letters: "h", "km"
_THREE_DIGITS = Context(prec=3, rounding=ROUND_HALF_UP)


def rounded(value: Decimal, digits: int) -> Decimal:
    """The value with that many decimals, half up (away from zero), never a negative zero."""
    result = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return result or abs(result)


@dataclass(frozen=True, slots=True)
class Formatter:
    """Values as text. None, "cannot be said", reads as `missing` wherever it is accepted."""

    language: str = "en"
    missing: str = "n/a"

    # ── words ─────────────────────────────────────────────────────────────────────────────────

    def say(self, text: str, **values: object) -> str:
        """A text of the pages in the language of the site, its `{names}` filled in.

        `text` is the English one, always written out where it is said, so that it can be found.
        """
        return text.format_map(values) if values else text

    # ── numbers ───────────────────────────────────────────────────────────────────────────────

    def number(self, value: Decimal | int | None, unit: str = "") -> str:
        """The whole number as written, thousands apart: "1,234.5 h", "−€12", "38 %".

        What has more decimals than anyone may write was computed: it is shown with two of them,
        or with three significant digits where it is small.
        """
        if value is None:
            return self.missing
        exact = Decimal(value)
        digits = _digits(exact)
        if len(digits.partition(".")[2]) > _DECIMALS_WRITTEN:
            digits = _digits(rounded(exact, max(2, 2 - exact.adjusted())))
        return _with_unit(digits, unit)

    def short(self, value: Decimal | int | None, unit: str = "") -> str:
        """At most three significant digits, for lists: "12.3k", "0.0457", "€1.2M".

        A number of four digits is read as easily whole: "1,187".
        """
        if value is None:
            return self.missing
        rough = _THREE_DIGITS.create_decimal(value)
        if rough.adjusted() == 3:
            return _with_unit(_digits(rounded(Decimal(value), 0)), unit)
        for power, letter in _MAGNITUDES if rough and rough.adjusted() > 3 else ():
            if rough.adjusted() >= power:
                return _with_unit(_digits(rough.scaleb(-power)) + letter, unit)
        return _with_unit(_digits(rough), unit)

    def percent(self, share: Decimal | None, digits: int = 0) -> str:
        """A share of one in percent: 1.333 reads "133 %", -0.12 reads "−12 %"."""
        if share is None:
            return self.missing
        return _with_unit(_digits(rounded(share * 100, digits)), "%")

    def score(self, score: Decimal | None) -> str:
        """A grade: one decimal, two where it has them: "0.7", "0.65"."""
        if score is None:
            return self.missing
        text = str(rounded(score, 2))
        return text.removesuffix("0") if text.endswith("0") else text

    def confidence(self, value: Decimal | None) -> str:
        """A confidence from 0 to 10: "6 of 10"."""
        return self.missing if value is None else f"{self.short(value)} of 10"

    def signed(self, value: Decimal | None, unit: str = "") -> str:
        """A change, with its sign: "+5 h", "−0.4", "±0"."""
        if value is None:
            return self.missing
        sign = "+" if value > 0 else "" if value else "±"
        return sign + self.short(value, unit)

    def points(self, share: Decimal | None) -> str:
        """A difference of two shares, without its sign: 0.124 reads "12 points"."""
        if share is None:
            return self.missing
        return self.plural(int(rounded(abs(share) * 100, 0)), "point")

    def gap(self, gap: Decimal | None) -> str:
        """Expected minus progress: "12 points behind", "3 points ahead", "as expected"."""
        if gap is None:
            return self.missing
        if not rounded(gap * 100, 0):
            return "as expected"
        return f"{self.points(gap)} {'behind' if gap > 0 else 'ahead'}"

    def keep(self, low: Decimal | None, high: Decimal | None, unit: str = "") -> str:
        """A range to stay in: "at most 4 h", "at least 3", "2 to 4 h"."""
        if low is None and high is None:
            return self.missing
        if low is None:
            return f"at most {self.number(high, unit)}"
        if high is None:
            return f"at least {self.number(low, unit)}"
        return f"{self.number(low)} to {self.number(high, unit)}"

    # ── dates ─────────────────────────────────────────────────────────────────────────────────

    def date(self, day: datetime.date | None) -> str:
        """A whole date: "22 Nov 2026"."""
        return self.missing if day is None else f"{self.day(day)} {day.year}"

    def day(self, day: datetime.date | None) -> str:
        """A date whose year is plain from its surroundings: "22 Nov"."""
        return self.missing if day is None else f"{day.day} {_MONTHS[day.month - 1]}"

    def month(self, day: datetime.date) -> str:
        """A month and its year: "Nov 2026"."""
        return f"{_MONTHS[day.month - 1]} {day.year}"

    def month_name(self, day: datetime.date) -> str:
        """A month whose year is plain from its surroundings: "Nov"."""
        return _MONTHS[day.month - 1]

    def iso(self, day: datetime.date) -> str:
        """For `datetime` attributes and file names: "2026-11-22"."""
        return day.isoformat()

    def dates(self, first: datetime.date, last: datetime.date) -> str:
        """A range, both days inside it: "1 Oct – 31 Dec 2026", "1–14 Oct 2026"."""
        if first == last:
            return self.date(last)
        if first.year != last.year:
            return f"{self.date(first)} {EN_DASH} {self.date(last)}"
        if first.month != last.month:
            return f"{self.day(first)} {EN_DASH} {self.date(last)}"
        return f"{first.day}{EN_DASH}{self.date(last)}"

    def age(self, days: int | None) -> str:
        """Days since something: "today", "3 days ago", "5 weeks ago", "in 2 days"."""
        if days is None:
            return self.missing
        if days == 0:
            return "today"
        if abs(days) == 1:
            return "yesterday" if days > 0 else "tomorrow"
        span = self.span(abs(days))
        return f"{span} ago" if days > 0 else f"in {span}"

    def span(self, days: int) -> str:
        """A length of time in its natural unit: "13 days", "3 weeks", "4 months", "2 years"."""
        if days < 21:
            return self.plural(days, "day")
        if days < 61:
            return self.plural(days // 7, "week")
        if days < 730:
            return self.plural(days * 12 // 365, "month")
        return self.plural(days // 365, "year")

    def every(self, days: int) -> str:
        """A cadence: "every week", "every month", "every 10 days"."""
        return f"every {_CADENCES.get(days) or self.plural(days, 'day')}"

    def cycle_week(self, start: datetime.date, end: datetime.date, as_of: datetime.date) -> str:
        """Where a cycle stands: "Week 8 of 13", "Starts in 9 days", "Ended 3 weeks ago"."""
        if as_of < start:
            return f"Starts {self.age((as_of - start).days)}"
        if as_of > end:
            return f"Ended {self.age((as_of - end).days)}"
        weeks = max(1, round(((end - start).days + 1) / 7))
        return f"Week {min(weeks, (as_of - start).days // 7 + 1)} of {weeks}"

    # ── words ─────────────────────────────────────────────────────────────────────────────────

    def plural(self, count: int, one: str, many: str = "") -> str:
        """A count and its noun: "1 key result", "1,204 key results"."""
        noun = one if count == 1 else many or one + "s"
        return f"{_digits(Decimal(count))} {noun}"

    def listing(self, words: Sequence[str]) -> str:
        """Words in a row: "a", "a and b", "a, b and c"."""
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} and {words[-1]}"


ENGLISH = Formatter()


def _digits(value: Decimal) -> str:
    """Plain digits, thousands apart, no trailing zeros, a true minus sign."""
    text = f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text.startswith("-"):
        return MINUS + text[1:] if text.strip("-0.,") else text[1:]
    return text


def _with_unit(digits: str, unit: str) -> str:
    """A currency sign stands before the digits, every other unit after them."""
    if not unit:
        return digits
    if unit in _CURRENCIES:
        return MINUS + unit + digits[1:] if digits.startswith(MINUS) else unit + digits
    is_word = len(unit) > _ABBREVIATION and unit[0].isalpha()
    return digits + (NO_BREAK_SPACE if is_word else NARROW_SPACE) + unit
