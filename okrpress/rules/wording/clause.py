"""The first clause of a title: its form, its verb, who does it and what it is done to."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from okrpress.rules.wording.lexicon import Lexicon
from okrpress.rules.wording.opening import main_line, skip_opening
from okrpress.rules.wording.phrases import NOTHING, Phrase, is_conjunction, read_phrase
from okrpress.rules.wording.tokens import Token
from okrpress.rules.wording.verbs import Finite, find_finite, is_command, is_second_command

Form = Literal[
    "command",  # Interview 25 candidates
    "we",  # We interview 25 candidates
    "state",  # Upgrades take less than 30 minutes
    "passive",  # The guide has been published
    "participle",  # Guide published
    "gerund",  # Interviewing candidates
    "assigned",  # Designer to interview candidates
    "noun",  # 25 interviews
    "empty",
]
Voice = Literal["do", "done", "state", "noun", "empty"]

_VOICES: dict[Form, Voice] = {
    "command": "do",
    "we": "do",
    "gerund": "do",
    "assigned": "do",
    "passive": "done",
    "participle": "done",
    "state": "state",
    "noun": "noun",
    "empty": "empty",
}


class Clause(NamedTuple):
    """The reading of a title's first clause; all indices are into `line`."""

    line: Sequence[Token]  # the first sentence without what stands in parentheses
    form: Form
    first: int = 0  # behind labels, dates and adverbs
    verb: int | None = None
    verb_class: str = ""  # what the verb claims here: think, make, raise …
    wrapper: str = ""  # "ensure" or "have", where they only introduce what is claimed
    subject: Phrase | None = None
    object: Phrase | None = None
    second: int | None = None  # the verb of a second command: "draft it and *send* it"

    @property
    def voice(self) -> Voice:
        """do: somebody acts; done: something is done to a thing; state; noun."""
        return _VOICES[self.form]

    @property
    def thing(self) -> Phrase | None:
        """What the verb is done to, or what a title without a verb names."""
        return self.object if self.voice in {"do", "state"} else self.subject


def read_clause(tokens: Sequence[Token], lexicon: Lexicon) -> Clause:
    """The first clause of a title."""
    line = main_line(tokens)
    first = skip_opening(line)
    if first >= len(line):
        return Clause(line, "empty")
    return _Reader(line, lexicon).read(first)


class _Reader:
    def __init__(self, line: Sequence[Token], lexicon: Lexicon) -> None:
        self.line = line
        self.lexicon = lexicon

    def read(self, first: int) -> Clause:
        line = self.line
        if line[first].has("we"):
            return self._we(first)
        if is_command(line, first):
            return self._command(first)
        finite = find_finite(line, first)
        if finite is not None:
            return self._statement(first, finite)
        if (
            "ing" in line[first].entry.forms
            and len(line) > first + 1
            and not line[first].entry.nouns
        ):
            return self._doing("gerund", first, first)
        return Clause(line, "noun", first, subject=read_phrase(line, first))

    def _command(self, verb: int) -> Clause:
        """A command; "ensure that …" and "have … done" are read as what they introduce."""
        token = self.line[verb]
        if token.has("infinitive") and self._is_participle(verb + 1):  # "be included in …"
            return Clause(self.line, "passive", verb, verb + 1, self.line[verb + 1].entry.verb)
        if token.entry.verb in {"ensure", "have"} or token.has("causative"):
            wrapper = "ensure" if token.entry.verb == "ensure" else "have"
            return self._wrapped(verb, wrapper) or self._doing("command", verb, verb)
        return self._doing("command", verb, verb)

    def _is_participle(self, index: int) -> bool:
        return index < len(self.line) and "participle" in self.line[index].entry.forms

    def _wrapped(self, verb: int, wrapper: str) -> Clause | None:
        start = verb + 1
        if start < len(self.line) and self.line[start].has("that"):
            start += 1
        if start >= len(self.line):
            return None
        finite = find_finite(self.line, start)
        if finite is None:
            return None
        return self._statement(start, finite)._replace(wrapper=wrapper, first=verb)

    def _we(self, first: int) -> Clause:
        """ "We will run five experiments", "We know which segment churns"."""
        index = first + 1
        while index < len(self.line) and self.line[index].entry.tags & {"modal", "adverb"}:
            index += 1
        if index < len(self.line) and self.line[index].entry.verb:
            return self._doing("we", first, index)
        return Clause(self.line, "noun", first, subject=read_phrase(self.line, first))

    def _doing(self, form: Form, first: int, verb: int) -> Clause:
        thing = read_phrase(self.line, verb + 1)
        second = self._second_command(verb) if form == "command" else None
        if thing is None and second is not None:  # "record and publish five episodes"
            thing = read_phrase(self.line, second + 1)
        kind = self._verb_class(verb, thing)
        return Clause(self.line, form, first, verb, kind, object=thing, second=second)

    def _statement(self, first: int, finite: Finite) -> Clause:
        subject = read_phrase(self.line[: finite.start], first)
        passive = finite.form in {"passive", "participle"}
        thing = subject if passive else read_phrase(self.line, finite.verb + 1)
        ours = subject is not None and subject.classes & {"inside", "staff"}
        serves = not passive and self.line[finite.verb].entry.serves and not ours
        return Clause(
            self.line,
            finite.form,
            first,
            finite.verb,
            "use" if serves else self._verb_class(finite.verb, thing),
            subject=subject,
            object=None if passive else thing,
        )

    def _verb_class(self, verb: int, thing: Phrase | None) -> str:
        """What the verb claims, done to this thing: "meet targets" is not "meet people"."""
        entry = self.line[verb].entry
        if thing is None:
            return entry.verb
        if self.line[verb].has("makes_so") and self._is_said_of(thing):
            return "improve"
        for noun in sorted(thing.classes):
            changed = self.lexicon.overrides.get((entry.lemma, noun))
            if changed is not None and not (thing.portion and noun == "insight"):
                return changed
        return entry.verb

    def _is_said_of(self, thing: Phrase) -> bool:
        """ "Make processes *global*", "make it *more* open": a quality is wished for a thing."""
        index = thing.head + 1
        while index < len(self.line) and self.line[index].has("adverb"):
            index += 1
        tags = self.line[index].entry.tags if index < len(self.line) else NOTHING
        return bool(tags & {"adjective", "undefined", "comparative"})

    def _second_command(self, verb: int) -> int | None:
        for index in range(verb + 2, len(self.line)):
            joined = is_conjunction(self.line[index - 1]) or self.line[index - 1].kind == "comma"
            if joined and is_second_command(self.line, index):
                return index
        return None
