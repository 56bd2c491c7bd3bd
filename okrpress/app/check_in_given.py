"""A check-in that is given whole, by a script: `--set onboarding#activation=36@6`."""

import re
from collections.abc import Callable, Iterable

from okrpress.app.check_in import Desk
from okrpress.app.check_in_situation import find_key_result, meant
from okrpress.app.check_in_texts import clean
from okrpress.errors import OkrpressError
from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle, parse_reference
from okrpress.model.observations import Reading
from okrpress.scoring.result import ScoredKeyResult
from okrpress.writing.check_in.answers import read_setting
from okrpress.writing.check_in.misread import Misread, cited
from okrpress.writing.check_in.numbers import How, read_number
from okrpress.writing.check_in.questions import Words, health_questions
from okrpress.writing.check_in.sheet import Sheet
from okrpress.writing.check_in.subject import subject_of

_SETTING = re.compile(r"(?P<of>[^=]*?)[ ]*(?P<how>\+=|-=|=)(?P<said>.*)", re.DOTALL)
_NAMED = re.compile(r"([a-z0-9/-]+#[a-z0-9-]+)=")
_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a command line says, in the words of its options."""

    settings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    health: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    blockers: tuple[str, ...] = ()
    wins: tuple[str, ...] = ()
    body: str = ""


def units_named(references: Iterable[str]) -> tuple[str, ...]:
    """The units that references name, as in `unit/objective#key-result=36`."""
    nowhere = UnitCycle("", "")
    found = (parse_reference(one.partition("=")[0].rstrip("+- "), nowhere) for one in references)
    return tuple(dict.fromkeys(one.unit for one in found if one and one.unit))


def given_sheet(desk: Desk, given: Given) -> Sheet:
    """The sheet that options fill in. Raises OkrpressError with all that is wrong with them."""
    filling = _Filling(desk)
    for text in given.settings:
        filling.take("--set", text, filling.set)
    for text in given.notes:
        filling.take("--note", text, filling.note)
    for text in given.health:
        filling.take("--health", text, filling.measure)
    filling.say("--priority", Words.PRIORITIES, given.priorities)
    filling.say("--blocker", Words.BLOCKERS, given.blockers)
    filling.say("--win", Words.WINS, given.wins)
    filling.say("--body", Words.BODY, (given.body,))
    return filling.done()


class _Filling:
    """A sheet while options are read, and what was wrong with them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sheet = desk.sheet()
        self._mistakes: list[str] = []

    def take(self, option: str, text: str, read: Callable[[str], Sheet]) -> None:
        """Let one option be read."""
        try:
            self._sheet = read(clean(text))
        except Misread as wrong:
            self._mistakes.append(f"{option} {cited(text)}: {wrong.message}; {wrong.help}")

    def set(self, text: str) -> Sheet:
        """`onboarding#activation=36@6; a note`."""
        setting = _SETTING.fullmatch(text)
        if setting is None:
            raise Misread("it has no =", "write objective#key-result=36")
        scored = self._find(setting["of"])
        if scored.ref in self._sheet.readings:
            raise Misread("it is set already", "set each key result once")
        answer = read_setting(How(setting["how"]), setting["said"], subject_of(scored))
        return self._sheet.read(answer.reading(scored.ref))

    def note(self, text: str) -> Sheet:
        """`onboarding#activation=a note`, or the note alone for the one that is set."""
        named = _NAMED.match(text)
        if named:
            ref = self._find(named[1]).ref
        elif len(self._sheet.readings) == 1:
            (ref,) = self._sheet.readings
        else:
            raise Misread("it does not say what it is about", "write objective#key-result=a note")
        reading = self._sheet.readings.get(ref, Reading(ref=ref))
        return self._sheet.read(reading._replace(note=text[named.end() if named else 0 :].strip()))

    def measure(self, text: str) -> Sheet:
        """`overtime=3.5`."""
        setting = _SETTING.fullmatch(text)
        asked = {
            one.metric.id: one
            for one in health_questions(self._desk.situation.scored, self._desk.unit.id)
        }
        if setting is None:
            raise Misread("it has no =", "write overtime=3.5")
        if setting["of"] not in asked:
            unit = self._desk.unit.id
            help = meant(setting["of"], asked) if asked else f"{unit} declares none"
            raise Misread(f"there is no health metric {cited(setting['of'])} of {unit}", help)
        scale = asked[setting["of"]].scale
        value = read_number(setting["said"].strip(), scale, How(setting["how"]))
        return self._sheet.measured(setting["of"], value)

    def say(self, option: str, about: Words, texts: Iterable[str]) -> None:
        """Words, those that say anything."""

        def add(text: str) -> Sheet:
            said = (*self._sheet.words(about), text) if text else self._sheet.words(about)
            return self._sheet.said(about, said)

        for text in texts:
            self.take(option, text, add)

    def done(self) -> Sheet:
        """The sheet, if nothing was wrong."""
        if self._mistakes:
            shown = "\n  ".join(self._mistakes[:_SHOWN])
            message = f"nothing was written:\n  {shown}"
            raise OkrpressError(message, help="okrpress checkin --help shows what can be said")
        return self._sheet

    def _find(self, text: str) -> ScoredKeyResult:
        situation = self._desk.situation
        return find_key_result(situation, text.strip(), self._desk.unit.id, situation.date)
