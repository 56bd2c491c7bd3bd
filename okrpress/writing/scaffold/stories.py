"""What the example content tells: three objectives that most organisations could have."""

from decimal import Decimal

from okrpress.model.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How a key result goes: `ahead` is the share of the expected way that it comes.

    A level that is only kept has the same `baseline` and `target`; a yes/no is done once the share
    `done_from` of the cycle is over.
    """

    key_result: str
    confidence: int
    baseline: Decimal = Decimal(0)
    target: Decimal = Decimal(0)
    ahead: Decimal = Decimal(1)
    done_from: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An objective and what happens to it.

    `front_matter` is all but its owner and its ties; `expected` is the score that it should end at.
    """

    id: str
    title: str
    front_matter: str
    why: str
    expected: Decimal
    courses: tuple[Course, ...]
    win: str


STORIES = (
    Story(
        id="come-back",
        title="People who try us once come back",
        front_matter="""\
type: aspirational
origin: top-down
key_results:
  - id: return
    title: Newcomers who buy again within 60 days rise from 24 % to 35 %
    baseline: 24
    target: 35
    unit: "%"
    indicator: lagging
  - id: recommend
    title: Guests who say they would recommend us rise from 38 % to 50 %
    baseline: 38
    target: 50
    unit: "%"
    indicator: leading
  - id: overtime
    title: Overtime stays at or below 4 hours for each person and week
    keep: {max: 4}
    unit: h""",
        why="""\
Winning somebody once costs us more than keeping them for years. We do not want to be louder, we
want to be worth a second visit.""",
        expected=Decimal("0.7"),
        courses=(
            Course(
                key_result="return",
                confidence=6,
                baseline=Decimal(24),
                target=Decimal(35),
                ahead=Decimal("0.9"),
            ),
            Course(
                key_result="recommend",
                confidence=7,
                baseline=Decimal(38),
                target=Decimal(50),
                ahead=Decimal("1.1"),
            ),
            Course(
                key_result="overtime",
                confidence=8,
                baseline=Decimal("3.4"),
                target=Decimal("3.4"),
            ),
        ),
        win="A customer of the first hour sent us her sister",
    ),
    Story(
        id="first-week",
        title="Newcomers succeed in their first week",
        front_matter="""\
type: aspirational
origin: bottom-up
key_results:
  - id: started
    title: Newcomers who have used all three basics by day seven rise from 31 % to 45 %
    baseline: 31
    target: 45
    unit: "%"
    indicator: lagging
  - id: days
    title: Days from order to first use fall from 9 to 4
    baseline: 9
    target: 4
    unit: days
    indicator: leading
  - id: guide
    title: The starter guide can be read in every language that we sell in
    done_when: A newcomer of each language got through it without asking us
initiatives:
  - {title: Rewrite the welcome mails, for: started, status: doing}
  - {title: Ship before the paperwork is back, for: days, status: planned}""",
        why="""\
Whoever gets through the first week stays. Most who leave us never got as far as the part we are
proud of.""",
        expected=Decimal("0.7"),
        courses=(
            Course(
                key_result="started",
                confidence=6,
                baseline=Decimal(31),
                target=Decimal(45),
                note="The new welcome mails help, above all on the second day",
            ),
            Course(
                key_result="days",
                confidence=3,
                baseline=Decimal(9),
                target=Decimal(4),
                ahead=Decimal("0.4"),
                note="Stuck at the carrier, as the old labels are still in use",
            ),
            Course(key_result="guide", confidence=8, done_from=Decimal("0.6")),
        ),
        win="The first newcomer who was up and running on the same day",
    ),
    Story(
        id="answers",
        title="Answers come soon, and our evenings are our own",
        front_matter="""\
type: committed
origin: bottom-up
tags: [well-being]
key_results:
  - id: hours
    title: Median time to the first answer falls from 11 to 4 hours
    baseline: 11
    target: 4
    unit: h
    indicator: leading
  - id: solved
    title: Questions solved with the first answer rise from 52 % to 65 %
    baseline: 52
    target: 65
    unit: "%"
    indicator: lagging
  - id: evenings
    title: Answers written after six in the evening fall from 14 % to 3 %
    baseline: 14
    target: 3
    unit: "%"
    indicator: leading""",
        why="""\
An answer that comes late is a second question, and one that is written late comes from somebody
who is tired.""",
        expected=Decimal(1),
        courses=(
            Course(key_result="hours", confidence=8, baseline=Decimal(11), target=Decimal(4)),
            Course(
                key_result="solved",
                confidence=7,
                baseline=Decimal(52),
                target=Decimal(65),
                ahead=Decimal("0.95"),
            ),
            Course(key_result="evenings", confidence=8, baseline=Decimal(14), target=Decimal(3)),
        ),
        win="A whole Tuesday without a queue",
    ),
)
"""The first belongs to the unit above the others, which are to support it."""
