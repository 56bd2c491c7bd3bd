"""Changes without a baseline: "by 20 %", "fewer accidents", "raise usage". From where to where?"""

from typing import NamedTuple

from okrpress.rules.wording.clause import Clause
from okrpress.rules.wording.figures import Figure, governor
from okrpress.rules.wording.phrases import Phrase
from okrpress.rules.wording.reading import Reading

# What can be drawn on a y axis.
_SCALES = frozenset({"measure", "result", "trouble", "money"})
# How sure the grammar makes us: a relative figure is one by definition, a step ("by two weeks")
# may be enough for those who know the scale, a bare direction depends on the noun.
_RELATIVE, _STEP, _DIRECTION = 0.95, 0.8, 0.85


class OpenChange(NamedTuple):
    """A change with neither start nor end: the word that claims it, and by how much if it says."""

    claim: int | None  # in the clause's line
    figure: Figure | None
    strength: float


def open_change(reading: Reading) -> OpenChange | None:
    """The open change that a title claims, if it claims one."""
    kinds = {figure.kind for figure in reading.figures}
    if kinds & {"pair", "private"}:
        return None
    claim = _claim(reading.clause)
    if kinds & {"relative", "step"}:
        figure = next(one for one in reading.figures if one.kind in {"relative", "step"})
        strength = _RELATIVE if figure.kind == "relative" else _STEP
        return None if _fixes_end(reading) else OpenChange(claim, figure, strength)
    if claim is None or any(_is_level(reading, figure) for figure in reading.figures):
        return None
    return OpenChange(claim, None, _DIRECTION)


def _fixes_end(reading: Reading) -> bool:
    """Whether another figure gives the start or the end: "by 5x to 400", "by 50 % (from 4k)"."""
    for figure in reading.figures:
        if figure.kind in {"level", "count"}:
            governing = governor(reading.tokens, figure.first)
            if governing is not None and (
                governing.entry.tags & {"to", "from"} or governing.entry.verb == "reach"
            ):
                return True
    return False


def _is_level(reading: Reading, figure: Figure) -> bool:
    if figure.kind != "count":
        return figure.kind in {"level", "none", "rhythm"}
    phrase = reading.clause.thing
    governing = governor(reading.tokens, figure.first)
    return (phrase is not None and phrase.counted) or governing is None or not governing.has("in")


def _claim(clause: Clause) -> int | None:
    """The word that claims a change of a quantity."""
    phrase, verb = clause.thing or clause.subject, clause.verb  # "satisfaction improves"
    if phrase is None:
        return None
    if clause.verb_class in {"raise", "lower"} and _is_quantity(phrase):
        return verb
    if clause.verb_class == "improve" and "measure" in phrase.classes:
        return verb
    comparing = clause.form != "command" or clause.verb_class == "reach"  # "get more followers"
    if clause.verb_class == "have" or (comparing and _is_quantity(phrase)):
        return _comparing(clause, phrase)
    return None


def _is_quantity(phrase: Phrase) -> bool:
    return bool(phrase.classes & _SCALES) or ("outside" in phrase.classes and phrase.plural)


def _comparing(clause: Clause, phrase: Phrase) -> int | None:
    """ "fewer accidents", "improved coverage"."""
    for index in range(phrase.first, phrase.head):
        if clause.line[index].entry.tags & {"comparative", "direction"}:
            return index
    return None
