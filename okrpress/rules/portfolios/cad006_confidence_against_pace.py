"""CAD006: what people believe and what the numbers say contradict each other, unexplained."""

from collections.abc import Iterator
from decimal import Decimal

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.said import Said, said
from okrpress.rules.code import Code
from okrpress.rules.portfolios.scope import ScoredKeyResultAt, folders, is_running
from okrpress.rules.rule import About, PortfolioRule
from okrpress.rules.titles import quote
from okrpress.scoring.confidence import reads_as
from okrpress.scoring.result import ScoredPortfolio, Status

CODE = Code(
    code="CAD006",
    name="confidence-against-pace",
    level=Level.ADVICE,
    what="The last confidence reads as on track and the pace is off track, or the other way round, "
    "and the check-in has no `note` on it. A difference of one step is shown on the site and not "
    "reported: half way through a cycle some doubt is healthy. Stale key results are left to "
    "CAD001.",
    why="Either people know something that the number does not, and everybody should, or they have "
    "not looked at the number. In both cases one sentence is worth more than the two values.",
    source="Reported on track while the value stands still, shown as a divergence: open-okr, "
    "METHOD.md. Confidence as a belief of its own: Christina Wodtke, Radical Focus.",
    fix="Add a `note` to the reading that says why, correct the confidence, or give the key result "
    "a `plan` if the way to its target was never meant to be a straight line.",
    bad="""\
=== 2026-q4/lab/samples.md
---
title: Doctors have the result the same day
key_results: [{id: same-day, title: Results on the same day rise, baseline: 20, target: 90}]
---
=== 2026-q4/lab/checkins/2026-11-20.md
---
key_results:
  samples#same-day: {value: 24, confidence: 9}
---
""",
    good="""\
=== 2026-q4/lab/samples.md
---
title: Doctors have the result the same day
key_results: [{id: same-day, title: Results on the same day rise, baseline: 20, target: 90}]
---
=== 2026-q4/lab/checkins/2026-11-20.md
---
key_results:
  samples#same-day: {value: 24, confidence: 9, note: The second machine is set up on Monday}
---
""",
    settings=("thresholds.confidence_on_track", "thresholds.confidence_at_risk"),
)

_OPPOSITES = {Status.ON_TRACK, Status.OFF_TRACK}


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding for each key result, at the last confidence."""
    for folder in folders(scored, is_running):
        thresholds = scored.thresholds(folder.ref.cycle)
        for subject in folder.key_results():
            confidence = subject.scored.confidence
            if confidence is None or confidence.disagreement is None or subject.scored.stale:
                continue
            if {subject.scored.pace, reads_as(confidence.value, thresholds)} == _OPPOSITES:
                yield from _unless_explained(subject)


def _unless_explained(subject: ScoredKeyResultAt) -> Iterator[Finding]:
    last = next(
        dated for dated in reversed(subject.scored.history) if dated.reading.confidence is not None
    )
    confidence = last.reading.confidence
    if confidence is not None and not last.reading.note:
        yield CODE.found(
            Place(file=last.file).at("key_results", subject.name, "confidence"),
            _message(confidence, subject),
            said("say why in its `note`, or correct the confidence"),
        )


def _message(confidence: Decimal, subject: ScoredKeyResultAt) -> Said:
    title = quote(subject.scored.key_result.title)
    if subject.scored.pace is Status.ON_TRACK:
        return said(
            "confidence {confidence} for {title}, though it is on track",
            confidence=confidence,
            title=title,
        )
    return said(
        "confidence {confidence} for {title}, though it is off track",
        confidence=confidence,
        title=title,
    )


RULE = PortfolioRule(code=CODE, check=check, about=About.A_UNIT)
