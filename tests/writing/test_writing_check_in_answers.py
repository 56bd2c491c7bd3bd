"""What a line means: `47`, `+3`, `yes`, `done de`, `@6`, `; a note`; and what is asked again."""

from decimal import Decimal

import builders as b
import pytest

from okrpress.model.observations import Reading
from okrpress.model.okr import Aggregate, KeyResult, Measure
from okrpress.writing.check_in.answers import Answer, read_setting, read_typed
from okrpress.writing.check_in.misread import Misread
from okrpress.writing.check_in.numbers import How
from okrpress.writing.check_in.subject import Subject, subject_of

RATE = b.metric(31, 45)
RESULT = b.metric(-20, 5)
LOANS = b.metric(None, 900, aggregate=Aggregate.SUM)
OVERTIME = b.band(max=4)
MARKETS = b.steps("de", "fr", "it")
REF = b.key_result_ref()


def subject(measure: Measure, last: Reading | None = None, unit: str = "%") -> Subject:
    return Subject(ref=REF, measure=measure, unit=unit, last=last)


def at(value: b.Number) -> Reading:
    return b.reading(value)


def done(*steps: str) -> Reading:
    return b.reading(steps=steps)


def said(**words: b.Number | bool | tuple[str, ...] | str) -> Answer:
    numbers = {"value", "confidence"}
    return Answer(
        **{key: Decimal(str(each)) if key in numbers else each for key, each in words.items()}
    )  # type: ignore[arg-type]


TYPED = {
    "a number is the value": (subject(RATE, at(36)), "47", said(value=47)),
    "decimals stay as written": (subject(RATE, at(36)), "47.50", said(value="47.50")),
    "the unit may be typed": (subject(RATE, at(36)), "47 %", said(value=47)),
    "a currency may stand before": (subject(RATE, at(36), "€"), "€47", said(value=47)),
    "plus adds to the last value": (subject(RATE, at(36)), "+3", said(value=39)),
    "minus takes from the last value": (subject(RATE, at(36)), "-2.5", said(value="33.5")),
    "a true minus sign is one": (subject(RATE, at(36)), "−2", said(value=34)),
    "a band moves from its last level": (subject(OVERTIME, at("3.5")), "+1", said(value="4.5")),
    "without a reading the baseline counts": (subject(RATE), "+3", said(value=34)),
    "an equals sign sets a value below zero": (subject(RATE, at(36)), "=-2", said(value=-2)),
    "an equals sign alone repeats the last value": (subject(RATE, at(36)), "=", said(value=36)),
    "what adds up takes the change itself": (subject(LOANS, at(30)), "+12", said(value=12)),
    "what adds up may be corrected": (subject(LOANS, at(30)), "-2", said(value=-2)),
    "a value below zero behind =": (subject(RESULT, at(-17)), "=-11", said(value=-11)),
    "plus is no question below zero": (subject(RESULT, at(-17)), "+6", said(value=-11)),
    "minus zero is zero": (subject(RATE, at(36)), "=-0", said(value=0)),
    "yes": (subject(b.yes_no()), "yes", said(done=True)),
    "y, in any case": (subject(b.yes_no()), "Y", said(done=True)),
    "no": (subject(b.yes_no()), "no", said(done=False)),
    "as last time": (subject(b.yes_no(), b.reading(done=False)), "=", said(done=False)),
    "a step is added to those done": (
        subject(MARKETS, done("it")),
        "done de",
        said(steps=("de", "it")),
    ),
    "several steps": (subject(MARKETS), "done fr de", said(steps=("de", "fr"))),
    "commas between steps": (subject(MARKETS), "done de, fr", said(steps=("de", "fr"))),
    "a step is taken back": (subject(MARKETS, done("de", "fr")), "undone fr", said(steps=("de",))),
    "both at once": (subject(MARKETS, done("fr")), "done de undone fr", said(steps=("de",))),
    "signs for steps": (subject(MARKETS, done("fr")), "+de -fr", said(steps=("de",))),
    "no step at all": (subject(MARKETS, done("fr")), "none", said(steps=())),
    "the same steps": (subject(MARKETS, done("fr")), "=", said(steps=("fr",))),
    "a confidence behind an at sign": (subject(RATE), "47@6", said(value=47, confidence=6)),
    "blanks around the at sign": (subject(RATE), "47 @ 6.5", said(value=47, confidence="6.5")),
    "a confidence alone": (subject(RATE), "@6", said(confidence=6)),
    "a note behind a semicolon": (
        subject(RATE),
        "47; Rain, and @ home; still",
        said(value=47, note="Rain, and @ home; still"),
    ),
    "everything": (subject(RATE), "47@6; Rain", said(value=47, confidence=6, note="Rain")),
    "no note, explicitly": (subject(RATE), "47;", said(value=47, note="")),
    "a note alone": (subject(RATE), "; Rain", said(note="Rain")),
    "a confidence for what has no measure": (subject(b.unmeasured()), "@4", said(confidence=4)),
}

MISREAD = {
    "a word for a number": (subject(RATE), "yes", "'yes' is no number"),
    "a decimal comma": (subject(RATE), "3,5", "did you mean 3.5?"),
    "a separator": (subject(RATE), "1,250.5", "a point before decimals"),
    "no zero before the point": (subject(RATE), ".5", "did you mean 0.5?"),
    "too many digits": (subject(RATE), "1234567890123456", "is no number"),
    "a change that needs too many digits": (
        subject(RATE, at("999999999999999")),
        "+1",
        "too many digits",
    ),
    "a change without anything before": (subject(OVERTIME), "+1", "no last value to change"),
    "the same without anything before": (subject(OVERTIME), "=", "no last value to repeat"),
    "the same of what adds up": (subject(LOANS, at(3)), "=", "0 for nothing"),
    "two signs": (subject(RATE, at(36)), "+-3", "second sign"),
    "two signs below zero": (subject(RESULT, at(-17)), "--3", "second sign"),
    "minus below zero may be either": (
        subject(RESULT, at(-17)),
        "-2",
        "write =-2 for the value, =-19 for a change",
    ),
    "minus below zero without a value": (subject(b.band(min=-3)), "-2", "write =-2 for the value"),
    "a confidence above ten": (subject(RATE), "47@11", "'11' is no confidence"),
    "a confidence below zero": (subject(RATE), "47@-1", "from 0 to 10"),
    "no confidence behind the sign": (subject(RATE), "47@", "is no confidence"),
    "nothing": (subject(RATE), " ; ", "nothing is said"),
    "a number for yes or no": (subject(b.yes_no()), "1", "write yes or no"),
    "the same, of a yes/no never asked": (subject(b.yes_no()), "=", "write yes or no"),
    "a bare step": (subject(MARKETS), "de", "`done de`"),
    "an unknown step": (subject(MARKETS), "done es", "the steps are de, fr, it"),
    "a value without a measure": (subject(b.unmeasured()), "47", "no measure"),
}

SET = {
    "a number is set": (How.SET, "36@6", subject(RATE), said(value=36, confidence=6)),
    "a number below zero is set": (How.SET, "-2", subject(RATE, at(36)), said(value=-2)),
    "a number is added": (How.ADD, "3; Rain", subject(RATE, at(36)), said(value=39, note="Rain")),
    "a number is taken": (How.TAKE, "3", subject(RATE, at(36)), said(value=33)),
    "less is less below zero, too": (How.TAKE, "2", subject(RESULT, at(-17)), said(value=-19)),
    "what adds up takes less": (How.TAKE, "2", subject(LOANS, at(30)), said(value=-2)),
    "yes": (How.SET, "yes", subject(b.yes_no()), said(done=True)),
    "all steps that are done": (
        How.SET,
        "de,fr",
        subject(MARKETS, done("it")),
        said(steps=("de", "fr")),
    ),
    "steps with signs change": (
        How.SET,
        "+de,-it",
        subject(MARKETS, done("it")),
        said(steps=("de",)),
    ),
    "steps with words change": (
        How.SET,
        "done de",
        subject(MARKETS, done("it")),
        said(steps=("de", "it")),
    ),
    "no steps": (How.SET, "none", subject(MARKETS, done("it")), said(steps=())),
    "steps are added": (How.ADD, "de", subject(MARKETS, done("it")), said(steps=("de", "it"))),
    "steps are taken": (How.TAKE, "it", subject(MARKETS, done("it")), said(steps=())),
    "a confidence alone": (How.SET, "@3", subject(b.unmeasured()), said(confidence=3)),
}


@pytest.mark.parametrize(("of", "line", "answer"), TYPED.values(), ids=TYPED)
def test_a_line_at_a_prompt(of: Subject, line: str, answer: Answer) -> None:
    assert read_typed(line, of) == answer


@pytest.mark.parametrize(("of", "line", "words"), MISREAD.values(), ids=MISREAD)
def test_a_line_that_is_asked_again_says_why_and_what_is_understood(
    of: Subject, line: str, words: str
) -> None:
    with pytest.raises(Misread) as wrong:
        read_typed(line, of)
    assert words in f"{wrong.value.message}; {wrong.value.help}"


@pytest.mark.parametrize(("how", "line", "of", "answer"), SET.values(), ids=SET)
def test_a_setting_of_a_script(how: How, line: str, of: Subject, answer: Answer) -> None:
    assert read_setting(how, line, of) == answer


@pytest.mark.parametrize(
    ("how", "line", "of", "words"),
    [
        (How.SET, "+3", subject(RATE, at(36)), "'+3' is no number"),
        (How.ADD, "-3", subject(RATE, at(36)), "second sign"),
        (How.ADD, "yes", subject(b.yes_no()), "no more and no less"),
        (How.SET, "es", subject(MARKETS), "none of the steps"),
        (How.SET, "", subject(RATE), "nothing is said"),
    ],
)
def test_a_setting_that_is_refused(how: How, line: str, of: Subject, words: str) -> None:
    with pytest.raises(Misread) as wrong:
        read_setting(how, line, of)
    assert words in f"{wrong.value.message}; {wrong.value.help}"


def test_a_long_answer_is_cut_in_the_message() -> None:
    with pytest.raises(Misread, match=r"'x{37}\.\.\.' is no number"):
        read_typed("x" * 100, subject(RATE))


def test_the_last_observation_counts_and_not_a_later_confidence() -> None:
    scored = b.scored_key_result(
        b.key_result(measure=RATE),
        [
            b.check_in(b.percent(10), b.reading(33, confidence=5)),
            b.check_in(b.percent(20), b.reading(36)),
            b.check_in(b.percent(30), b.reading(confidence=2)),
        ],
    )
    assert read_typed("+1", subject_of(scored)).value == 37


def test_the_key_result_says_what_its_unit_is() -> None:
    key_result: KeyResult = b.key_result(measure=OVERTIME, unit="h")
    assert subject_of(b.scored_key_result(key_result)).scale.unit == "h"
