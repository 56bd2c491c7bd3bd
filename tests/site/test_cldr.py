"""Languages are written as Babel writes them; plain English without asking it."""

from datetime import date

import pytest
from babel import Locale, localedata
from babel.dates import parse_pattern
from babel.lists import format_list
from hypothesis import given
from hypothesis import strategies as st

from okrpress.site.cldr import customs
from okrpress.site.language import PLAIN_ENGLISH, language

TAGS = sorted(
    one.replace("_", "-")
    for one in localedata.locale_identifiers()
    if one.partition("_")[0] in {"en", "de"}
)
DAYS = st.dates(min_value=date(1000, 1, 1))


def test_plain_english_is_what_babel_says() -> None:
    assert customs("en") == PLAIN_ENGLISH


@given(tag=st.sampled_from([one for one in TAGS if one != "en"]), day=DAYS, other=DAYS)
def test_dates_are_written_as_babel_does(tag: str, day: date, other: date) -> None:
    locale, said = Locale.parse(tag, sep="-"), language(tag)

    def written(pattern: str, on: date) -> str:
        return parse_pattern(pattern).apply(on, locale)

    for skeleton in ("yMMMd", "MMMd", "yMMM", "yMMMM"):
        pattern = locale.datetime_skeletons[skeleton].pattern
        assert said.day(day, skeleton) == written(pattern, day)
    for letters in ("LLL", "ccc"):
        assert said.part(day, letters) == written(letters, day)
    first, last = sorted((day, other))
    start, end = locale.interval_formats["yMMMd"]["y" if first.year != last.year else "M"]
    if (first.year, first.month) != (last.year, last.month):
        both = written(start, first) + written(end, last)
        assert said.days(first, last) == both.replace("\u2009", " ")


@pytest.mark.parametrize("tag", ["en-US", "en-GB", "de", "de-CH"])
def test_rows_of_words_are_written_as_babel_does(tag: str) -> None:
    for count in range(2, 6):
        words = [*"abcde"[:count]]
        assert language(tag).row(words) == format_list(words, locale=tag.replace("-", "_"))
