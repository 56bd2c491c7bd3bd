"""Random portfolios, random answers: what is read back from the files is what was entered."""

import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import builders as b
from hypothesis import given
from hypothesis import strategies as st

from okrpress.app.check_in_texts import clean
from okrpress.model.finding import Level
from okrpress.model.observations import CheckIn, Reading
from okrpress.model.okr import Band, Metric, Steps, Unmeasured, YesNo
from okrpress.model.portfolio import Portfolio
from okrpress.model.settings import Settings
from okrpress.scoring import score
from okrpress.source.assemble import assemble
from okrpress.source.parse import parse
from okrpress.source.text import forbidden
from okrpress.writing.check_in.answers import read_typed
from okrpress.writing.check_in.questions import (
    HealthQuestion,
    KeyResultQuestion,
    Question,
    questions,
)
from okrpress.writing.check_in.sheet import Sheet
from okrpress.writing.check_in.text import check_in_text, new_name, number

TODAY = date(2026, 11, 22)
FOLDER = "content/2026-q4/product"
LEVELS = ("overtime", "alarms")

NUMBERS = st.decimals(-1000, 1000, places=2)
STEPS = ("de", "fr", "it")
TEXTS = (
    (
        st.text(max_size=30)
        | st.text(st.sampled_from("ab ,:;#-?[]{}\"'\\&*!|>%@`=<.\té"), max_size=12)
    )
    .map(lambda text: unicodedata.normalize("NFC", text).strip())
    .filter(lambda text: forbidden(text) is None and "\n" not in text)
)
NOTES = TEXTS.filter(lambda text: text != "-")


# ── a portfolio, as files ─────────────────────────────────────────────────────────────────────

MEASURES = {
    "metric": "baseline: {0}, target: {1}",
    "sum": "target: {1}, aggregate: sum",
    "open": "target: {1}",
    "band": "keep: {{max: {0}}}",
    "yes-no": "done_when: It is there",
    "steps": "steps: [{{id: de, title: A}}, {{id: fr, title: B}}, {{id: it, title: C}}]",
    "none": "",
}


@st.composite
def objectives(draw: st.DrawFn) -> str:
    """The text of an objective with up to five key results of any kind."""
    lines = ["---", "title: We are there", "stands_alone: x", "key_results:"]
    kinds = draw(st.lists(st.sampled_from(list(MEASURES)), min_size=1, max_size=5))
    for at, kind in enumerate(kinds):
        low = draw(NUMBERS)
        high = low + draw(st.decimals("0.01", 100, places=2))
        measure = MEASURES[kind].format(number(low), number(high or Decimal(1)))
        lines.append(f"  - {{id: k{at}, title: T{at}{', ' if measure else ''}{measure}}}")
    return "\n".join([*lines, "---", ""])


def read(files: dict[str, str]) -> Portfolio:
    """The portfolio of these files, in which nothing is an error."""
    parsed = [parse(file, text.encode()) for file, text in sorted(files.items())]
    assembled = assemble(parsed, Settings())
    findings = [*assembled.findings, *(found for one in parsed for found in one.findings)]
    assert [one for one in findings if one.level is Level.ERROR] == []
    return assembled.portfolio


def with_check_in(files: dict[str, str], check_in: CheckIn, text: str) -> dict[str, str]:
    taken = [file.rpartition("/")[2][:-3] for file in files if "/checkins/" in file]
    name = new_name(check_in.date, check_in.author, taken, taken)
    return {**files, f"{FOLDER}/checkins/{name}.md": text}


# ── answers ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """An answer as it is meant, and the line that says so."""

    reading: Reading
    line: str


@st.composite
def observations(draw: st.DrawFn, question: KeyResultQuestion) -> Typed:
    """An observation of the kind that the measure takes, in one of the ways to type it."""
    of, measure = question.scored.ref, question.subject.measure
    match measure:
        case Metric() | Band():
            value = draw(NUMBERS)
            return Typed(reading=Reading(ref=of, value=value), line=draw(_ways(question, value)))
        case YesNo():
            done = draw(st.booleans())
            return Typed(reading=Reading(ref=of, done=done), line="yes" if done else "no")
        case Steps():
            chosen = draw(st.sets(st.sampled_from(STEPS)))
            steps = tuple(step for step in STEPS if step in chosen)
            others = [step for step in STEPS if step not in chosen]
            line = " ".join(["done", *steps, "undone", *others])
            return Typed(reading=Reading(ref=of, steps=steps), line=line)
        case Unmeasured():
            return Typed(reading=Reading(ref=of), line="")


def _ways(question: KeyResultQuestion, value: Decimal) -> st.SearchStrategy[str]:
    """As a value, or as a change of the last one."""
    scale = question.subject.scale
    ways = [f"={number(value)}"]
    if value >= 0:
        ways.append(number(value))
    if scale.last is not None and not scale.adds_up and value >= scale.last:
        ways.append(f"+{number(value - scale.last)}")
    if scale.last is not None and not scale.below_zero and value < scale.last:
        ways.append(f"-{number(scale.last - value)}" if value >= 0 else f"={number(value)}")
    return st.sampled_from(ways)


@st.composite
def answers(draw: st.DrawFn, question: KeyResultQuestion) -> Typed:
    """An observation, a confidence and a note, at least one of the three."""
    of = question.scored.ref
    typed = draw(observations(question) | st.just(Typed(reading=Reading(ref=of), line="")))
    confidence = draw(st.none() | st.decimals(0, 10, places=1))
    note = draw(NOTES)
    if not typed.line and confidence is None and not note:
        note = "x"
    line = typed.line
    if confidence is not None:
        line += f"@{number(confidence)}"
    if note:
        line += f"; {note}"
    return Typed(reading=typed.reading._replace(confidence=confidence, note=note), line=line)


@st.composite
def check_ins(draw: st.DrawFn, asked: tuple[Question, ...], on: date) -> tuple[CheckIn, Sheet]:
    """A check-in as it is meant, and the sheet that typing it makes."""
    sheet = Sheet(home=b.FOLDER, date=on, author=draw(st.none() | st.just("maria")))
    meant: list[Reading] = []
    levels: dict[str, Decimal] = {}
    for question in asked:
        if draw(st.integers(0, 3)) == 0:
            continue  # skipped
        if isinstance(question, KeyResultQuestion):
            typed = draw(answers(question))
            meant.append(typed.reading)
            answer = read_typed(clean(typed.line), question.subject)
            sheet = sheet.read(answer.reading(question.scored.ref))
        elif isinstance(question, HealthQuestion):
            levels[question.metric.id] = draw(NUMBERS)
            sheet = sheet.measured(question.metric.id, levels[question.metric.id])
        else:
            texts = draw(st.lists(TEXTS.filter(bool), max_size=3, unique=True))
            sheet = sheet.said(question, texts)
    check_in = b.check_in(
        on,
        *meant,
        author=sheet.author,
        health=levels,
        priorities=sheet.priorities,
        blockers=sheet.blockers,
        wins=sheet.wins,
        body=sheet.body,
    )
    return check_in, sheet


@given(st.data(), objectives(), st.integers(1, 3))
def test_what_is_read_back_is_what_was_entered(
    data: st.DataObject, objective: str, weeks: int
) -> None:
    team = "---\nname: Product\nhealth:\n" + "".join(
        f"  - {{id: {id}, title: T, keep: {{max: 4}}}}\n" for id in LEVELS
    )
    files = {
        "content/index.md": "---\nname: We\n---\n",
        "content/teams/product.md": f"{team}---\n",
        f"{FOLDER}/onboarding.md": objective,
    }
    for week in range(weeks):
        on = TODAY + timedelta(days=7 * week)
        before = read(files)
        asked = questions(score(before, Settings(), on), [b.FOLDER], every=True)
        meant, sheet = data.draw(check_ins(asked, on))
        for check_in in sheet.check_ins():
            files = with_check_in(files, check_in, check_in_text(check_in))
            read_back = read(files).check_ins[b.FOLDER][-1]
            assert replace(read_back, file="", body=read_back.body.strip()) == replace(
                meant, file=""
            )
