"""What the judge says of a title: verdicts, where they come from, and why."""

from typing import Literal

from okrpress.model.frozen import dataclass
from okrpress.model.said import Row, Said, Template, row

ReasonKind = Literal[
    # How the first clause is made.
    "command",
    "we",
    "assigned",
    "gerund",
    "passive",
    "participle",
    "state",
    "noun",
    "counts",
    "about",
    # What it says of an effect.
    "effect",
    "no-effect",
    # Numbers.
    "measure",
    "no-measure",
    "placeholder",
    "figure",
    # A change.
    "change",
    "direction",
    "open-ends",
    # Words without a test.
    "undefined",
    "attempt",
    "wish",
    # Objectives.
    "words",
    "no-verb",
]


_SENTENCES: dict[ReasonKind, Template] = {
    "command": Template("starts with the command “{words}”"),
    "we": Template("says what we do: “{words}”"),
    "assigned": Template("says what somebody is to do: “{words}”"),
    "gerund": Template("starts with the work “{words}”"),
    "passive": Template("says that something is “{words}”"),
    "participle": Template("says that something is “{words}”"),
    "state": Template("states a fact with “{words}”"),
    "noun": Template("names “{words}” and has no verb"),
    "counts": Template("counts “{words}”"),
    "about": Template("is about “{words}”"),
    "effect": Template("names an effect: “{words}”"),
    "no-effect": Template("names no effect"),
    "measure": Template("is measured by “{words}”"),
    "no-measure": Template("holds no number and nothing to tick off"),
    "placeholder": Template("has the placeholder “{words}” for a number"),
    "figure": Template("sets the figure “{words}”"),
    "change": Template("gives only the change “{words}”"),
    "direction": Template("claims a change with “{words}”"),
    "open-ends": Template("says neither where it starts nor where it ends"),
    "undefined": Template("leaves open what “{words}” means"),
    "attempt": Template("promises an effort with “{words}”"),
    "wish": Template("wishes for better with “{words}” and names no scale"),
    "words": Template("has {words} words"),
    "no-verb": Template("has no verb: it names a topic"),
}
_SHORTENED = 48  # characters of an author's words that a sentence repeats


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One observation: the author's words and their place; `start == end` where it has none."""

    kind: ReasonKind
    words: str = ""
    start: int = 0
    end: int = 0

    @property
    def sentence(self) -> Said:
        """The reason in words, made to follow "it": counts “candidates”."""
        return _SENTENCES[self.kind].said(words=_shorten(self.words))


def _shorten(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHORTENED else line[: _SHORTENED - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One question answered about a title.

    `strength` is how sure the judge is that the fault is there, from 0 to 1; `fired` says that it
    is sure enough. `start` and `end` are the stretch of the title that is meant, offsets in
    characters; equal where there is none. A verdict that found nothing has no reasons.
    """

    fired: bool
    strength: float
    start: int
    end: int
    reasons: tuple[Reason, ...]

    @property
    def explanation(self) -> Row:
        """The reasons in one line, made to follow "it"; empty where nothing was found."""
        return row([reason.sentence for reason in self.reasons])


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResultJudgement:
    """How a key result is written.

    `activity`: it names work of our own, not a change that others would notice. `no_number`: two
    people could not agree whether it was met. `no_baseline`: it claims a change of a quantity
    without a start or an end. `vague`: it rests on words that everybody reads differently.
    """

    activity: Verdict
    no_number: Verdict
    no_baseline: Verdict
    vague: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveJudgement:
    """How an objective is written.

    `contains_metric`: a figure in it sets a target. `task_like`: it names work or a deliverable,
    not a state. `too_long`: nobody can repeat it. `topic_only`: a heading, not a goal.
    """

    contains_metric: Verdict
    task_like: Verdict
    too_long: Verdict
    topic_only: Verdict
