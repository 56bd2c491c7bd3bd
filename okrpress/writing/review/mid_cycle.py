"""`mid-cycle.md`: where it stands half way, and what is decided about each key result."""

from collections.abc import Iterator, Mapping
from dataclasses import field

from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef
from okrpress.model.observations import Decision, ReviewDecision
from okrpress.scoring.result import ScoredKeyResult
from okrpress.writing.front_matter import content_file, scalar
from okrpress.writing.remarks import remark
from okrpress.writing.review.matter import (
    Matter,
    beginning,
    entries,
    health,
    own_key,
    reported,
    texts,
)

QUESTIONS = (
    "Is it still the right thing to reach, or has the world moved?",
    "Do we believe that we reach it, and what makes us believe so?",
    "What would have to change so that we do, and who can change it?",
)
MEANINGS = {
    Decision.KEEP: "go on as agreed",
    Decision.ADJUST: "change what was promised",
    Decision.POSTPONE: "not now; it is listed, and no longer counted",
    Decision.CANCEL: "never mind; it is listed, and no longer counted",
}
EXTERNAL = "What has changed around us that we did not foresee?"
TACTICS = "What do we do differently from here on?"


@dataclass(frozen=True, slots=True, kw_only=True)
class MidCycleAnswers:
    """What was decided and said; empty for what was not."""

    decisions: Mapping[KeyResultRef, ReviewDecision] = field(default_factory=dict)
    external_factors: tuple[str, ...] = ()
    tactics: tuple[str, ...] = ()


def mid_cycle_text(matter: Matter, answers: MidCycleAnswers) -> str:
    """The whole file: what is not decided yet is a remark."""
    return content_file(_lines(matter, answers), [])


def _lines(matter: Matter, answers: MidCycleAnswers) -> Iterator[str]:
    yield from beginning(matter, "half way")
    yield ""
    yield from remark("For each key result:")
    for question in QUESTIONS:
        yield from remark(f"  {question}")
    yield from remark('Then delete its "# ", and leave one of the four words:')
    for decision, meaning in MEANINGS.items():
        yield from remark(f"  {decision:<8}  {meaning}")
    yield from remark(
        "What is adjusted, postponed or cancelled is changed in its own file as well: "
        "`okrpress amend` does it, and keeps the old promise beside the new one."
    )
    yield "key_results:"
    yield from entries(matter, lambda _, scored: _entry(scored, answers))
    yield ""
    yield from health(matter)
    yield from texts("external_factors", answers.external_factors, EXTERNAL)
    yield ""
    yield from reported(matter, "blockers", "In the way, by the check-ins:")
    yield from texts("tactics", answers.tactics, TACTICS)
    yield from remark("Below this line, in Markdown: what did you talk about?")


def _entry(scored: ScoredKeyResult, answers: MidCycleAnswers) -> str:
    key, decided = own_key(scored.ref), answers.decisions.get(scored.ref)
    if decided is None:
        return f"# {key}: {{decision: {' | '.join(Decision)}, why: }}"
    why = f", why: {scalar(decided.why, inline=True)}" if decided.why else ""
    return f"{key}: {{decision: {decided.decision}{why}}}"
