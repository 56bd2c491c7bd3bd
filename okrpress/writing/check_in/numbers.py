"""Numbers as they are typed: `47`, `+3`, `-2`, `=-2`, and `=` for the same again."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import NoReturn

from okrpress.writing.check_in.misread import Misread, cited
from okrpress.writing.check_in.subject import Scale
from okrpress.writing.check_in.text import number

# The grammar of the content format; `source` reads the file by it.
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?\Z")
_HIGHEST = Decimal(10)


class How(StrEnum):
    """What becomes of the last value: a new one takes its place, or it changes by so much."""

    SET = "="
    ADD = "+="
    TAKE = "-="


def read_typed_number(text: str, scale: Scale) -> Decimal:
    """The value that an answer at a prompt means. Raises Misread.

    A sign makes a change of the last value of it. Where values may be below zero, a bare `-2`
    could be either: it has to be said.
    """
    text = text.replace("−", "-")
    if text.startswith("="):
        return read_number(text[1:].strip(), scale) if text != "=" else _same(scale)
    if text.startswith("+"):
        return read_number(text[1:].strip(), scale, How.ADD)
    if not text.startswith("-") or scale.adds_up:
        return read_number(text, scale)
    if scale.below_zero:
        _refuse_either(text, scale)
    return read_number(text[1:].strip(), scale, How.TAKE)


def _refuse_either(text: str, scale: Scale) -> NoReturn:
    change = _change(text[1:].strip(), scale)
    value = f"write =-{number(change)} for the value"
    less = f", ={number(scale.last - change)} for a change" if scale.last is not None else ""
    raise Misread(f"{cited(text)} may be a value or a change", value + less)


def read_number(text: str, scale: Scale, how: How = How.SET) -> Decimal:
    """The value after the last one was set to the number, or changed by it. Raises Misread.

    What adds up takes in what came since: there, `ADD` is the number itself.
    """
    if how is How.SET:
        return _number(text, scale)
    change = _change(text, scale) * (1 if how is How.ADD else -1)
    if scale.adds_up:
        return change
    if scale.last is None:
        raise Misread("there is no last value to change", "write the value itself, like 47")
    changed = scale.last + change
    if not _NUMBER.match(number(changed)):
        raise Misread(f"{number(changed)} has too many digits", "a file holds 15 and 6 decimals")
    return changed


def _change(text: str, scale: Scale) -> Decimal:
    """By how much, without its sign."""
    change = _number(text, scale)
    if change < 0:
        raise Misread(f"{cited(text)} has a second sign", "write a change as +3 or -2")
    return change


def read_confidence(text: str) -> Decimal:
    """A confidence from 0 to 10. Raises Misread."""
    text = text.strip()
    if not _NUMBER.match(text) or not 0 <= Decimal(text) <= _HIGHEST:
        raise Misread(f"{cited(text)} is no confidence", "write a number from 0 to 10")
    return Decimal(text)


def _same(scale: Scale) -> Decimal:
    if scale.adds_up:
        raise Misread("its readings are added up", "write what came in since: 0 for nothing")
    if scale.last is None:
        raise Misread("there is no last value to repeat", "write the value itself, like 47")
    return scale.last


def _number(text: str, scale: Scale) -> Decimal:
    bare = text.replace("−", "-")
    if scale.unit and bare != scale.unit:
        bare = bare.removeprefix(scale.unit).removesuffix(scale.unit).strip()
    if _NUMBER.match(bare):
        return Decimal(bare) or Decimal(0)
    raise Misread(f"{cited(text)} is no number", _help(bare))


def _help(text: str) -> str:
    pointed = text.replace(",", ".")
    if text.count(",") == 1 and _NUMBER.match(pointed):
        return f"decimals stand behind a point: did you mean {pointed}?"
    if _NUMBER.match(f"0{text}"):
        return f"did you mean 0{text}?"
    return "write digits alone, with a point before decimals: 1250 or 3.5"
