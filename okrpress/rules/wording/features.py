"""What a model may know of a title: features with names that a person can read.

Their words: "do" stands for commands, "we will …", "-ing" and "designer to …"; "done" for what
is said to have happened to a thing; the classes of verbs and nouns are those of the word tables.
"""

from collections.abc import Iterator

from okrpress.rules.wording.clause import Clause
from okrpress.rules.wording.reading import Reading

_SHORT = 4


def activity_features(reading: Reading) -> list[str]:
    """For the question: is this work of our own, or a change that others see?"""
    clause = reading.clause
    kinds = sorted({figure.kind for figure in reading.figures})
    return [
        f"form {clause.form}",
        *_verb(clause),
        *_thing(clause),
        *_subject(clause),
        *(f"figure {kind}" for kind in kinds if kind != "name"),
        *_marks(reading),
    ]


def clarity_features(reading: Reading) -> list[str]:
    """For the questions: could two people tell when it is met, and do they mean the same?"""
    measures = sorted({figure.kind for figure in reading.measuring_figures()})
    return [
        *(f"figure {kind}" for kind in measures),
        *(["measured"] if measures else _unmeasured(reading.clause)),
        *_vague(reading, ", measured" if measures else ""),
        *_marks(reading),
        *(["names ability"] if "ability" in reading.tags else []),
    ]


def task_features(reading: Reading) -> list[str]:
    """For the question about an objective: a piece of work, or a state that is wished for?"""
    return [*activity_features(reading), *_vague(reading, "")]


def _verb(clause: Clause) -> Iterator[str]:
    if clause.verb is not None:
        yield f"{clause.voice}: {clause.verb_class or 'other'}"
    if clause.wrapper:
        yield f"wrapper {clause.wrapper}"
    if clause.second is not None:
        yield f"and: {clause.line[clause.second].entry.verb}"


def _thing(clause: Clause) -> Iterator[str]:
    phrase, voice = clause.thing, clause.voice
    if phrase is None:
        yield f"{voice} nothing named"
        return
    for kind in sorted(phrase.classes):
        yield f"{voice} thing: {kind}"
        if voice == "do":
            yield f"{clause.verb_class} {kind}"
        if phrase.counted:
            yield f"counts {kind}"
    if phrase.counted:
        yield f"{voice} counted"
    if "outside" in phrase.around - phrase.classes:
        yield f"{voice} thing of outsiders"
    yield f"article {phrase.article}"
    if phrase.plural:
        yield "plural"


def _subject(clause: Clause) -> Iterator[str]:
    if clause.form != "state" or clause.subject is None:
        return
    for kind in sorted(clause.subject.classes):
        yield f"subject {kind}"
    if "inside" in clause.subject.classes:
        yield f"inside: {clause.verb_class or 'other'}"


def _marks(reading: Reading) -> Iterator[str]:
    for mark in ("effect", "ended", "live"):
        if mark in reading.tags:
            yield f"names {mark}"
    if "outside" in reading.nouns:
        yield "names outsiders"
    if len(reading.clause.line) <= _SHORT:
        yield "short"


def _unmeasured(clause: Clause) -> Iterator[str]:
    voice, phrase = clause.voice, clause.thing
    yield "unmeasured"
    yield f"form {clause.form}"
    if clause.verb is not None:
        yield f"{voice}: {clause.verb_class or 'other'}"
    if phrase is None:
        yield f"{voice} nothing named"
        return
    for kind in sorted(phrase.classes):
        yield f"thing: {kind}"
        if voice == "do":
            yield f"{clause.verb_class} {kind}"
    yield f"{voice} {phrase.article} {'plural' if phrase.plural else 'single'}"


def _vague(reading: Reading, tail: str) -> Iterator[str]:
    clause = reading.clause
    if "undefined" in reading.tags:
        for place in sorted({place for _, place in undefined_words(clause)}):
            yield f"undefined {place}{tail}"
    if "hedge" in reading.tags:
        yield "hedge"
    if "comparative" in reading.tags and any(
        token.has("comparative") for at, token in enumerate(clause.line) if at != clause.verb
    ):
        yield f"comparative{tail}"
    if clause.verb is not None and clause.line[clause.verb].has("hedging"):
        yield f"hedging{tail}"


def undefined_words(clause: Clause) -> Iterator[tuple[int, str]]:
    """Words like "effective": with the thing, said of it, of the manner, or further behind."""
    phrase, verb = clause.thing, clause.verb
    for index in range(clause.first, len(clause.line)):
        token = clause.line[index]
        if not token.has("undefined"):
            continue
        if phrase is not None and phrase.first <= index <= phrase.last:
            yield index, "attribute"
        elif clause.form == "state" and verb is not None and index > verb:
            yield index, "predicate"
        else:
            yield index, "manner" if token.has("adverb") else "further"
