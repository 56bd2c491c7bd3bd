"""A check-in at a terminal: whose it is, the questions, and a last look before it is written."""

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from okrpress.app.check_in import Desk, Outcome, plan, remarks, sit_down
from okrpress.app.check_in_drafts import FOLDER, drop, find_drafts, resumed
from okrpress.app.check_in_people import Candidate, author_of, candidates
from okrpress.app.check_in_situation import Situation, find_unit
from okrpress.cli.checkin_dialog import Back, Dialog, Leave, read_line
from okrpress.cli.checkin_ways import finish, situation_of
from okrpress.cli.checkin_words import say, say_changes, say_nothing_due
from okrpress.errors import OkrpressError
from okrpress.model.portfolio import Unit
from okrpress.writing.check_in.draft import draft_name
from okrpress.writing.check_in.phrases import day
from okrpress.writing.check_in.questions import KeyResultQuestion
from okrpress.writing.check_in.sheet import Sheet

if TYPE_CHECKING:
    from okrpress.cli.checkin import Asked

_LISTED = 20


def at_the_terminal(asked: "Asked") -> int:
    """Ask, show what it makes, write it. What was answered is kept, however it ends."""
    sitting = _Sitting(asked)
    try:
        return sitting.hold()
    except Leave:
        say(sitting.kept)
        return 0
    except EOFError:
        click.echo(err=True)
        raise OkrpressError("the input ended early", help=sitting.kept) from None
    except KeyboardInterrupt:
        click.echo(err=True)
        say(sitting.kept)
        raise click.Abort from None


class _Sitting:
    """One check-in from the first question to the file."""

    def __init__(self, asked: "Asked") -> None:
        self._asked = asked
        self._dialog: Dialog | None = None

    @property
    def kept(self) -> str:
        """What became of the answers, for whoever leaves."""
        if self._dialog is None or not self._dialog.sheet.answers:
            return "nothing was written"
        if not self._dialog.keeps:
            return "nothing was written, and no draft could be kept"
        every = " --all" if self._asked.every else ""
        command = f"okrpress checkin {self._dialog.sheet.home.unit}{every}"
        draft = f"{FOLDER}/{draft_name(self._dialog.sheet)}"
        return f"{command} goes on with your answers; they are kept in {draft}"

    def hold(self) -> int:
        """The whole of it. Raises Leave."""
        situation = situation_of(self._asked)
        author = author_of(situation, self._asked.author)
        unit = self._unit(situation, author)
        draft = self._draft(situation, unit)
        if draft and draft.date != situation.date:
            situation = situation_of(replace(self._asked, on=draft.date))
        desk = sit_down(situation, unit, author, every=self._asked.every)
        for remark in remarks(situation, desk.folders):
            say(f"note: {remark}")
        if not desk.questions and draft is None:
            say_nothing_due(desk)
            return 0
        self._dialog = Dialog(desk, self._sheet(desk, draft))
        _introduce(desk)
        self._dialog.ask_all()
        outcome = self._looked_over(self._dialog, situation)
        return self._end(self._dialog, situation, outcome)

    # ── whose, and when ───────────────────────────────────────────────────────────────────────

    def _unit(self, situation: Situation, author: str | None) -> Unit:
        """The unit that is named, or that can be meant; asked for where there are several."""
        if self._asked.unit:
            return find_unit(situation, self._asked.unit)
        found = candidates(situation, author)
        if not found:
            raise OkrpressError(
                f"nothing is due in any unit on {situation.date}",
                help="okrpress checkin UNIT --all asks for everything that runs",
            )
        due = [one for one in found if one.due] or list(found)
        return due[0].unit if len(due) == 1 else _chosen(due, situation)

    def _draft(self, situation: Situation, unit: Unit) -> Sheet | None:
        """The newest draft, if there is one and it is wanted."""
        root = self._asked.root
        found = find_drafts(root, unit.id, self._asked.on)
        for file in found.set_aside:
            say(f"note: a draft cannot be read, and is set aside: {file}")
        for sheet in found.sheets[:1]:
            of = f"{day(sheet.date)} {sheet.date.year}"
            answers = "1 answer" if sheet.answers == 1 else f"{sheet.answers} answers"
            say(f"There is a draft of {of} with {answers}.")
            if _yes("Go on with it? n deletes it [Y/n] ", is_first=True):
                return sheet
            drop(root, sheet)
        return None

    def _sheet(self, desk: Desk, draft: Sheet | None) -> Sheet:
        """The sheet to write on: the draft's, as far as the content still asks for it."""
        if draft is None:
            return desk.sheet()
        sheet, lost = resumed(desk, draft)
        if lost:
            say(f"note: no longer asked for, and left out: {', '.join(lost)}")
        if sheet.home != draft.home:
            drop(self._asked.root, draft)
        return sheet

    # ── what comes of it ──────────────────────────────────────────────────────────────────────

    def _looked_over(self, dialog: Dialog, situation: Situation) -> Outcome | None:
        """What is to be written, once it was looked at; None where nothing was said."""
        while check_ins := dialog.sheet.check_ins():
            outcome = plan(situation, check_ins)
            say()
            for file in outcome.files:
                say(file, style="bold")
            say_changes(outcome)
            try:
                if self._asked.dry_run or _yes("Write it? [Y/n] "):
                    return outcome
            except Back:
                dialog.ask_all(last=True)
            else:
                raise Leave
        return None

    def _end(self, dialog: Dialog, situation: Situation, outcome: Outcome | None) -> int:
        """Write the files; the draft goes once they are there."""
        if outcome is None:
            say("nothing was said, so nothing is written")
            drop(self._asked.root, dialog.sheet)
            return 0
        try:
            code = finish(self._asked, situation, outcome, tells=False)
        except OkrpressError as error:
            if not dialog.keeps:
                for one in outcome.plans:
                    click.echo(one.text.encode(), nl=False)
            raise OkrpressError(str(error), help=error.help or self.kept) from error
        if not self._asked.dry_run:
            drop(self._asked.root, dialog.sheet)
        return code


def _introduce(desk: Desk) -> None:
    asked = sum(isinstance(one, KeyResultQuestion) for one in desk.questions)
    on = desk.situation.date
    key_results = "1 key result" if asked == 1 else f"{asked} key results"
    say(f"Check-in of {desk.unit.name}, {day(on)} {on.year}: {key_results}.", style="bold")
    say("Enter skips, u goes back, q leaves and keeps a draft, ? helps.", style="dim")


def _chosen(found: list[Candidate], situation: Situation) -> Unit:
    """The unit that is chosen from a list, by its number or by any id."""
    say("Which unit checks in?", style="bold")
    for at, one in enumerate(found[:_LISTED], start=1):
        due = "1 key result is due" if one.due == 1 else f"{one.due} key results are due"
        say(f"{at:>2}  {one.unit.id}: {one.unit.name}, {due}", indent="  ")
    if len(found) > _LISTED:
        say(f"and {len(found) - _LISTED} more, by their ids", indent="  ")
    while True:
        try:
            line = read_line("  number or id> ")
            if line.isdecimal() and 0 < int(line) <= len(found):
                return found[int(line) - 1].unit
            if line:
                return find_unit(situation, line)
        except Back:
            say("this is the first question", indent="  ")
        except OkrpressError as error:
            say(f"{error}; {error.help}", indent="  ")


def _yes(prompt: str, *, is_first: bool = False) -> bool:
    """Enter is yes. Raises Back, unless nothing was asked before, and Leave."""
    while True:
        try:
            line = read_line(prompt).casefold()
        except Back:
            if not is_first:
                raise
            line = "u"
        if line in {"", "y", "yes"}:
            return True
        if line in {"n", "no"}:
            return False
        say("write y or n", indent="  ")
