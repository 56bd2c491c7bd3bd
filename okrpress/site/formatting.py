"""How texts and values read in the language of the site: the one place that decides it.

| Call | Is for |
|---|---|
| `fmt.say("Reported by {who}.", who=…)` | a whole sentence, always a literal: so it can be found |
| `fmt.say("Done", context="initiative")` | a word that other languages have two for |
| `fmt.count(n, "{n} is late", "{n} are late")` | a text that depends on a count |
| `fmt.plural(n, "key result")` | a count and its noun |
| `Phrase("Off track")`, `fmt.phrase(…)` | a text in a table, said later |

Values that fill a text are texts themselves. Where one of them is markup, the result is markup,
and all else in it is escaped: a link goes inside its sentence. Every other method turns a value
into text, to be escaped where it is placed.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import field
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache, partial
from typing import NamedTuple

from markupsafe import Markup, escape

from okrpress.insight.days import TimeUnit, length, week_within
from okrpress.model.frozen import dataclass
from okrpress.scoring import written
from okrpress.site.catalogue import Templates, Texts, key_of
from okrpress.site.language import Language, language
from okrpress.site.values import Values, values_in


class Phrase(NamedTuple):
    """A text that stands in a table, to be said by `Formatter.phrase`; always a literal."""

    text: str
    context: str = ""


_CADENCES = {
    1: Phrase("every day"),
    7: Phrase("every week"),
    14: Phrase("every two weeks"),
    30: Phrase("every month"),
    91: Phrase("every quarter"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Formatter:
    """Texts and values in one language. None, "cannot be said", reads as `missing`.

    `language` is a tag like "en" or "de-AT". English is what stands in the code; another language
    needs its catalogue in `languages/`. Words are found again by the very same one: `formatter`.
    """

    language: str = "en"
    missing: str = field(init=False, repr=False, compare=False)
    _as: Language = field(init=False, repr=False, compare=False)
    _texts: Texts = field(init=False, repr=False, compare=False)
    _templates: Templates = field(init=False, repr=False, compare=False)
    _values: Values = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        spoken = language(self.language)
        texts = Texts(spoken.texts)
        object.__setattr__(self, "_as", spoken)
        object.__setattr__(self, "_texts", texts)
        object.__setattr__(self, "_templates", Templates(texts))
        object.__setattr__(self, "_values", values_in(spoken, partial(_confidence, self.language)))
        object.__setattr__(self, "missing", self.say("n/a"))

    # ── texts ─────────────────────────────────────────────────────────────────────────────────

    def say(self, text: str, /, *, context: str = "", **values: object) -> str:
        """A text of the pages, its `{names}` filled in.

        `text` is the English one, always written out where it is said, so that it can be found.
        """
        key = key_of(text, context) if context else text
        if not values:
            return self._texts[key]
        template, pick = self._templates[key]
        filling = pick(values)
        if type(filling) is not str:
            for value in values.values():
                if type(value) is not str:
                    return _filled(self._texts[key], values)
        return template % filling

    def count(
        self, n: int | Decimal, one: str, many: str, /, *, context: str = "", **values: object
    ) -> str:
        """A text that depends on a count, which fills its `{n}`: "3 key results are late"."""
        if not values:
            return _count(self.language, n, one, many, context)
        text = self._as.texts.counted(n, one, many, context)
        return _filled(text, {"n": self.number(n), **values})

    def phrase(self, phrase: Phrase, /, **values: object) -> str:
        """A text from a table."""
        said = self._as.texts.text(phrase.text, phrase.context)
        return _filled(said, values) if values else said

    def knows(self, english: str, context: str = "") -> bool:
        """Whether the language has a text, so that it need not be said in English."""
        return self._as.texts.knows(english, context)

    def plural(self, count: int, one: str, many: str = "") -> str:
        """A count and its noun: "1 key result", "1,204 key results"."""
        return self.count(count, *_nouns(one, many))

    def listing(self, words: Sequence[str]) -> str:
        """Words in a row: "a", "a and b", "a, b and c"."""
        return "".join(words) if len(words) < 2 else _row(self.language, tuple(words))

    # ── numbers ───────────────────────────────────────────────────────────────────────────────

    def number(self, value: Decimal | int | None, unit: str = "") -> str:
        """The whole number as written, thousands apart: "1,234.5 h", "−€12", "38 %".

        What has more decimals than anyone may write was computed: it is shown with two of them,
        or with three significant digits where it is small.
        """
        return self.missing if value is None else self._values.numbers[unit][value]

    def numbers(self, unit: str) -> Callable[[Decimal], str]:
        """The same for many numbers of one unit."""
        return self._values.numbers[unit].__getitem__

    def short(self, value: Decimal | int | None, unit: str = "") -> str:
        """At most three significant digits, for lists: "12.3k", "0.0457", "€1.2M".

        A number of four digits is read as easily whole: "1,187".
        """
        return self.missing if value is None else self._values.short[value, unit]

    def exact(self, value: Decimal, /) -> str:
        """A number inside a formula as its author wrote it; thousands are not apart."""
        text = str(value)
        return self._as.digits(written.exact(value) if "E" in text else text)

    def shown(self, value: Decimal, /) -> str:
        """A computed number inside a formula, with at most three decimals."""
        return self._values.shown[str(value.quantize(written.THREE_PLACES, ROUND_HALF_UP))]

    def rounded(self, value: Decimal, /) -> str:
        """A number that went into another, with at most three decimals, thousands apart."""
        return self._values.rounded[value]

    def percent(self, share: Decimal | None, digits: int = 0) -> str:
        """A share of one in percent: 1.333 reads "133 %", -0.12 reads "−12 %"."""
        return self.missing if share is None else self._values.percents[digits][share]

    def score(self, score: Decimal | None) -> str:
        """A grade: one decimal, two where it has them: "0.7", "0.65"."""
        return self.missing if score is None else self._values.scores[score]

    def confidence(self, value: Decimal | None) -> str:
        """A confidence from 0 to 10: "6 of 10"."""
        return self.missing if value is None else self._values.confidences[value]

    def signed(self, value: Decimal | None, unit: str = "") -> str:
        """A change, with its sign: "+5 h", "−0.4", "±0"."""
        if value is None:
            return self.missing
        sign = "+" if value > 0 else "" if value else "±"
        return sign + self.short(value, unit)

    def points(self, points: Decimal | None, /) -> str:
        """A difference of two shares in points: "12 points"."""
        if points is None:
            return self.missing
        return self.count(points, "{n} point", "{n} points")

    def gap(self, points: Decimal | None, /) -> str:
        """Expected minus progress in points: "12 points behind", "3 points ahead"."""
        if points is None:
            return self.missing
        if not points:
            return self.say("as expected")
        if points > 0:
            return self.count(points, "{n} point behind", "{n} points behind")
        return self.count(-points, "{n} point ahead", "{n} points ahead")

    def keep(self, low: Decimal | None, high: Decimal | None, unit: str = "") -> str:
        """A range to stay in: "at most 4 h", "at least 3", "2 to 4 h"."""
        if low is None and high is None:
            return self.missing
        if low is None:
            return self.say("at most {value}", value=self.number(high, unit))
        if high is None:
            return self.say("at least {value}", value=self.number(low, unit))
        return self.say("{low} to {high}", low=self.number(low), high=self.number(high, unit))

    # ── dates ─────────────────────────────────────────────────────────────────────────────────

    def date(self, day: datetime.date | None) -> str:
        """A whole date: "22 Nov 2026"."""
        return self.missing if day is None else self._values.dates[day]

    def day(self, day: datetime.date | None) -> str:
        """A date whose year is plain from its surroundings: "22 Nov"."""
        return self.missing if day is None else self._values.days[day]

    def month(self, day: datetime.date) -> str:
        """A month and its year: "Nov 2026"."""
        return self._as.day(day, "yMMM")

    def whole_month(self, day: datetime.date) -> str:
        """A month and its year, written out: "November 2026"."""
        return self._as.day(day, "yMMMM")

    def month_name(self, day: datetime.date) -> str:
        """A month whose year is plain from its surroundings: "Nov"."""
        return self._as.part(day, "LLL")

    def weekday(self, day: datetime.date) -> str:
        """A day of the week: "Mon"."""
        return self._as.part(day, "ccc")

    def week(self, monday: datetime.date) -> str:
        """A week by its first day: "Week of 16 Nov 2026"."""
        return self.say("Week of {day}", day=self.date(monday))

    def iso(self, day: datetime.date) -> str:
        """For `datetime` attributes and file names: "2026-11-22"."""
        return day.isoformat()

    def dates(self, first: datetime.date, last: datetime.date) -> str:
        """A range, both days inside it: "1 Oct – 31 Dec 2026", "1–14 Oct 2026"."""
        return self.date(last) if first == last else _days(self.language, first, last)

    def age(self, days: int | None) -> str:
        """Days since something: "today", "3 days ago", "5 weeks ago", "in 2 days"."""
        return self.missing if days is None else _age(self, days)

    def ago(self, days: int) -> str:
        """Days past: "3 days ago", "5 weeks ago"."""
        match length(days):
            case (n, TimeUnit.DAYS):
                return self.count(n, "{n} day ago", "{n} days ago")
            case (n, TimeUnit.WEEKS):
                return self.count(n, "{n} week ago", "{n} weeks ago")
            case (n, TimeUnit.MONTHS):
                return self.count(n, "{n} month ago", "{n} months ago")
            case (n, _):
                return self.count(n, "{n} year ago", "{n} years ago")

    def ahead(self, days: int) -> str:
        """Days to come: "in 3 days", "in 5 weeks"."""
        match length(days):
            case (n, TimeUnit.DAYS):
                return self.count(n, "in {n} day", "in {n} days")
            case (n, TimeUnit.WEEKS):
                return self.count(n, "in {n} week", "in {n} weeks")
            case (n, TimeUnit.MONTHS):
                return self.count(n, "in {n} month", "in {n} months")
            case (n, _):
                return self.count(n, "in {n} year", "in {n} years")

    def span(self, days: int) -> str:
        """A length of time in its natural unit: "13 days", "3 weeks", "4 months", "2 years"."""
        match length(days):
            case (n, TimeUnit.DAYS):
                return self.plural(n, "day")
            case (n, TimeUnit.WEEKS):
                return self.plural(n, "week")
            case (n, TimeUnit.MONTHS):
                return self.plural(n, "month")
            case (n, _):
                return self.plural(n, "year")

    def every(self, days: int) -> str:
        """A cadence: "every week", "every month", "every 10 days"."""
        if days in _CADENCES:
            return self.phrase(_CADENCES[days])
        return self.count(days, "every {n} day", "every {n} days")

    def cycle_week(self, start: datetime.date, end: datetime.date, as_of: datetime.date) -> str:
        """Where a cycle stands: "Week 8 of 13", "Starts in 9 days", "Ended 3 weeks ago"."""
        if as_of < start:
            return self.say("Starts {when}", when=self.age((as_of - start).days))
        if as_of > end:
            return self.say("Ended {when}", when=self.age((as_of - end).days))
        week, weeks = week_within(start, end, as_of)
        return self.say("Week {week} of {weeks}", week=week, weeks=weeks)


@lru_cache(maxsize=64)
def formatter(language: str) -> Formatter:
    """The one of a language."""
    return Formatter(language)


def _filled(text: str, values: dict[str, object]) -> str:
    for value in values.values():
        if type(value) is not str and hasattr(value, "__html__"):
            return Markup(escape(text)).format(**values)  # noqa: S704 - the text was escaped
    return text.format_map(values)


# ── what is said again and again ──────────────────────────────────────────────────────────────

# The same dates, ages and round numbers stand all over a site: each is put into words once.


@lru_cache(maxsize=1024)
def _row(tag: str, words: tuple[str, ...]) -> str:
    return language(tag).row(words)


@lru_cache(maxsize=4096)
def _count(tag: str, n: int | Decimal, one: str, many: str, context: str) -> str:
    text = language(tag).texts.counted(n, one, many, context)
    return text.format(n=formatter(tag).number(n))


@lru_cache(maxsize=256)
def _nouns(one: str, many: str) -> tuple[str, str]:
    return f"{{n}} {one}", f"{{n}} {many or one + 's'}"


@lru_cache(maxsize=1024)
def _days(tag: str, first: datetime.date, last: datetime.date) -> str:
    return language(tag).days(first, last)


@lru_cache(maxsize=4096)
def _age(fmt: Formatter, days: int) -> str:
    if days == 0:
        return fmt.say("today")
    if abs(days) == 1:
        return fmt.say("yesterday") if days > 0 else fmt.say("tomorrow")
    return fmt.ago(days) if days > 0 else fmt.ahead(-days)


def _confidence(tag: str, value: Decimal) -> str:
    fmt = formatter(tag)
    return fmt.say("{value} of 10", value=fmt.short(value))


ENGLISH = formatter("en")
