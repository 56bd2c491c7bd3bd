"""What rules and digests say, in the language of the site.

They speak English, for terminals, logs and editors. What they say remembers its template and its
values (`model/said.py`): here it is said anew, with the numbers, dates and quotes of the language.
English stays as it is, to the byte. A sentence that the language has not is shown in English and
says so, so that screen readers pronounce it as what it is.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from okrpress.model.said import Amount, Day, Days, Quoted, Row, Said
from okrpress.site.catalogue import SOURCE
from okrpress.site.formatting import Formatter, Phrase

_MADE = (Said, Quoted, Row, Amount, Day, Days)


class Told(NamedTuple):
    """A text, and the tag of the `language` that it is in: that of the page, or English."""

    text: str
    language: str


def told(fmt: Formatter, message: str) -> Told:
    """A text that remembers what it was made of: the message of a finding, a line of a digest."""
    if _is_english(fmt):
        return Told(message, fmt.language)
    if isinstance(message, _MADE) and _knows(fmt, message):
        return Told(_value(fmt, message), fmt.language)
    return Told(message, SOURCE)


def explained(fmt: Formatter, text: str) -> Told:
    """What the catalogue of codes says of one: a whole text with nothing to fill in."""
    if fmt.knows(text):
        return Told(fmt.phrase(Phrase(text)), fmt.language)
    return Told(text, SOURCE)


def _is_english(fmt: Formatter) -> bool:
    return fmt.language.partition("-")[0] == SOURCE


def _knows(fmt: Formatter, value: object) -> bool:
    """Whether all that a sentence is made of can be said."""
    match value:
        case Said():
            first = value.forms[0]
            return fmt.knows(first, value.context) and all(
                _knows(fmt, each) for each in value.values.values()
            )
        case Quoted():
            return _knows(fmt, value.words)
        case Row():
            return all(_knows(fmt, each) for each in value.parts)
    return True


def _value(fmt: Formatter, value: object) -> str:
    match value:
        case Said():
            return _sentence(fmt, value)
        case Quoted():
            return fmt.say("“{words}”", words=_value(fmt, value.words))
        case Row():
            parts = [_value(fmt, each) for each in value.parts]
            return fmt.listing(parts) if value.closed else value.between.join(parts)
        case Amount():
            return fmt.number(value.value, value.unit)
        case Day():
            return fmt.date(value.on) if value.whole else fmt.day(value.on)
        case Days():
            return fmt.dates(value.first, value.last)
        case date():
            return fmt.date(value)
        case Decimal() | int():
            return fmt.number(value)
    return str(value)


def _sentence(fmt: Formatter, sentence: Said) -> str:
    values = {name: _value(fmt, each) for name, each in sentence.values.items()}
    match sentence.forms:
        case (one, many):
            values.pop("n")
            return fmt.count(sentence.number, one, many, context=sentence.context, **values)
        case (text,):
            return fmt.phrase(Phrase(text, sentence.context), **values)
    raise AssertionError(sentence.forms)
