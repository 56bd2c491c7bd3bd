"""The words of the method, and what they mean."""

from okrpress.site.formatting import Phrase

# The four numbers, in the order in which the method page tells of them.
NUMBERS = (
    (
        Phrase("Progress"),
        Phrase(
            "How far a key result is on the way from its baseline to its target. It is computed "
            "from the last reading; what nobody has reported has no progress, not zero."
        ),
    ),
    (
        Phrase("Pace"),
        Phrase(
            "Progress held against what the date expects by now. It gives the status: on track, "
            "at risk or off track."
        ),
    ),
    (
        Phrase("Confidence"),
        Phrase(
            "What people believe, from 0 to 10, as they reported it. It is shown beside the pace "
            "and never mixed into it; where the two disagree, the page says so."
        ),
    ),
    (
        Phrase("Score"),
        Phrase(
            "The grade at the end of the cycle, from 0.0 to 1.0. A committed result is meant to "
            "reach 1.0; for an aspirational one 0.7 is a success."
        ),
    ),
)

GLOSSARY = (
    (
        Phrase("Objective"),
        Phrase("What a unit wants to achieve in a cycle, in words."),
    ),
    (
        Phrase("Key result"),
        Phrase("How one can tell: a measure with a target."),
    ),
    (
        Phrase("Cycle"),
        Phrase("The time an objective is set for, mostly a quarter."),
    ),
    (
        Phrase("Committed"),
        Phrase("Promised: expected to be reached in full."),
    ),
    (
        Phrase("Aspirational"),
        Phrase("A stretch: about 70 % of the way is a success."),
    ),
    (
        Phrase("Baseline"),
        Phrase("Where the measure stood when the cycle began."),
    ),
    (
        Phrase("Target"),
        Phrase("Where it is meant to be at the end."),
    ),
    (
        Phrase("Band"),
        Phrase("A range to stay in, instead of a target to reach."),
    ),
    (
        Phrase("Check-in"),
        Phrase("What a unit reports on a day: values, confidence, obstacles."),
    ),
    (
        Phrase("Cadence"),
        Phrase("How often a check-in is due."),
    ),
    (
        Phrase("Needs a decision"),
        Phrase(
            "Off track, over due, stale, without data, to be graded, missed without a reason, or "
            "its confidence fell. What is only at risk needs an eye on it."
        ),
    ),
    (
        Phrase("Target change"),
        Phrase(
            "A promise that moved while the cycle ran. It is listed with its reason, and the "
            "result is also held against what was promised first."
        ),
    ),
    (
        Phrase("Initiative"),
        Phrase("Work that is believed to move a key result. Doing it moves no number."),
    ),
    (
        Phrase("Health metric"),
        Phrase("A level that a unit protects while it pursues its objectives."),
    ),
    (
        Phrase("Supports"),
        Phrase(
            "An objective helps another one. Numbers never add up along that line: each "
            "objective stands on its own key results."
        ),
    ),
)
