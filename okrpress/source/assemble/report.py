"""What assembling finds, and what it leaves out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from okrpress.model.finding import Finding, Place, Span
from okrpress.model.ids import UnitCycle
from okrpress.model.portfolio import LeftOut
from okrpress.rules.catalogue import finding
from okrpress.source.suggest import suggest

_SUGGESTIONS = 100


class Noted(NamedTuple):
    """What was found in one piece of the work, and which files it has to do without."""

    findings: tuple[Finding, ...]
    left_out: tuple[LeftOut, ...]


class Use(NamedTuple):
    """A name that an author used, and where."""

    name: str
    at: Place


@dataclass(slots=True)
class Report:
    """Gathers findings, and the files that the portfolio has to do without."""

    findings: list[Finding] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    _suggestions: int = 0

    def noted(self) -> Noted:
        """All of it."""
        return Noted(tuple(self.findings), tuple(self.left_out))

    def include(self, noted: Noted) -> None:
        """Add what another piece of the work has noted."""
        self.findings += noted.findings
        self.left_out += noted.left_out

    def add(self, code: str, at: Place, message: str, help: str) -> None:
        """Note a finding."""
        self.findings.append(finding(code, at, message, help))

    def leave_out(
        self, file: str, folder: UnitCycle | None, reason: str, *, is_unclear: bool
    ) -> None:
        """Note a file that is not used."""
        left_out = LeftOut(file=file, unit_cycle=folder, reason=reason, is_unclear=is_unclear)
        self.left_out.append(left_out)

    def meant(self, word: str, known: Iterable[str]) -> str | None:
        """The known word that is closest; None when none is close.

        Only the first words asked for are compared: more of them are no slips of the pen, and
        comparing takes its time.
        """
        self._suggestions += 1
        return suggest(word, known) if self._suggestions <= _SUGGESTIONS else None

    def unknown(
        self,
        code: str,
        noun: str,
        uses: Iterable[Use],
        known: Iterable[str],
        otherwise: str,
    ) -> None:
        """One finding for each unknown name, at the first place that uses it.

        A name without its file is one mistake, however many places use it. `otherwise` is the
        help where no name is close, with `{}` for the unknown one.
        """
        places_of: dict[str, list[Place]] = {}
        for use in uses:
            places_of.setdefault(use.name, []).append(use.at)
        choices = sorted(known) if places_of else []
        for name, places in places_of.items():
            meant = self.meant(name, choices)
            help = f"did you mean `{meant}`?" if meant else otherwise.format(name)
            self.add(code, places[0], f"`{name}` is no {noun}{elsewhere(places)}", help)


def elsewhere(places: Sequence[Place]) -> str:
    """How many places beside the first have the same mistake, and where the next one is."""
    others = len(places) - 1
    if not others:
        return ""
    return f"; {others} more place{'s' * (others > 1)}, the next in {places[1].file}"


def at_file(file: str) -> Place:
    """A file as a whole: what is found concerns its path."""
    return Place(file=file, span=Span(1, 1, 1, 1))
