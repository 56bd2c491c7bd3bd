"""Reasons for a verdict, taken from the reading of a title."""

from collections.abc import Iterator

from okrpress.rules.wording.change import OpenChange
from okrpress.rules.wording.clause import Clause
from okrpress.rules.wording.features import undefined_words
from okrpress.rules.wording.figures import Figure
from okrpress.rules.wording.judgement import Reason, ReasonKind
from okrpress.rules.wording.reading import Reading


def span(reading: Reading, kind: ReasonKind, start: int, end: int) -> Reason:
    """A reason with the words of a stretch of the title."""
    return Reason(kind=kind, words=reading.text[start:end], start=start, end=end)


def figure_reason(reading: Reading, kind: ReasonKind, figure: Figure) -> Reason:
    """A reason that shows a figure."""
    first, last = reading.tokens[figure.first], reading.tokens[figure.last]
    return span(reading, kind, first.start, last.end)


def core(clause: Clause) -> tuple[int, int]:
    """The stretch of a title that holds its verb and what it is done to."""
    if not clause.line or clause.first >= len(clause.line):
        return 0, 0
    parts = [clause.first]
    parts.extend(at for at in (clause.verb,) if at is not None)
    for phrase in (clause.subject, clause.object):
        if phrase is not None:
            parts.extend((phrase.first, phrase.last, phrase.head))
    first, last = min(parts), min(max(parts), len(clause.line) - 1)
    return clause.line[first].start, clause.line[last].end


def activity_reasons(reading: Reading) -> Iterator[Reason]:
    """How the clause is made, what it counts or is about, and whether it names an effect."""
    clause = reading.clause
    yield from _form(reading)
    thing = clause.thing
    if thing is not None and clause.form != "noun":
        head = clause.line[thing.head]
        yield span(reading, "counts" if thing.counted else "about", head.start, head.end)
    yield _effect(reading)


def _effect(reading: Reading) -> Reason:
    """The words or the level that tell what changes for others; or that there are none."""
    for token in reading.tokens:
        if token.has("effect"):
            return span(reading, "effect", token.start, len(reading.text.rstrip()))
    for figure in reading.figures:
        if figure.kind in {"pair", "level", "relative", "step"}:
            return figure_reason(reading, "measure", figure)
    return Reason(kind="no-effect")


def _form(reading: Reading) -> Iterator[Reason]:
    clause = reading.clause
    if clause.form == "empty":
        return
    if clause.form == "noun":
        yield span(reading, "noun", *core(clause))
    elif clause.verb is not None:
        verb = clause.line[clause.verb]
        yield span(reading, clause.form, verb.start, verb.end)


def number_reasons(reading: Reading) -> Iterator[Reason]:
    """The figure that measures, or that there is none."""
    measures = reading.measuring_figures()
    if measures:
        yield figure_reason(reading, "measure", measures[0])
    else:
        yield from _form(reading)
        yield Reason(kind="no-measure")


def change_reasons(reading: Reading, change: OpenChange) -> Iterator[Reason]:
    """The word or figure that claims a change, and what is missing."""
    if change.figure is not None:
        yield figure_reason(reading, "change", change.figure)
    elif change.claim is not None:
        claim = reading.clause.line[change.claim]
        yield span(reading, "direction", claim.start, claim.end)
    yield Reason(kind="open-ends")


def vague_reasons(reading: Reading) -> Iterator[Reason]:
    """Undefined words, the effort or the wish that stands in for an end."""
    clause = reading.clause
    verb = None if clause.verb is None else clause.line[clause.verb]
    if verb is not None and verb.has("hedging"):
        yield span(reading, "attempt", verb.start, verb.end)
    elif verb is not None and clause.verb_class == "improve":
        yield span(reading, "wish", verb.start, verb.end)
    for index, _ in undefined_words(clause):
        token = clause.line[index]
        yield span(reading, "undefined", token.start, token.end)
    hedge = next((token for token in reading.tokens if token.has("hedge")), None)
    if hedge is not None:
        yield span(reading, "undefined", hedge.start, hedge.end)
