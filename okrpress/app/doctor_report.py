"""What `doctor` has to say: parts, and in each what was looked at."""

from collections.abc import Iterable
from enum import StrEnum

from okrpress.model.frozen import dataclass


class Verdict(StrEnum):
    """How something is: as it should be, worth knowing, or in the way."""

    FINE = "fine"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at: what was found, and what to do about it."""

    verdict: Verdict
    said: str
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What was found in one place."""

    title: str
    checks: tuple[Check, ...]


def fine(said: str) -> Check:
    """It is as it should be."""
    return Check(verdict=Verdict.FINE, said=said)


def note(said: str, help: str = "") -> Check:
    """It is worth knowing, and may well be meant."""
    return Check(verdict=Verdict.NOTE, said=said, help=help)


def problem(said: str, help: str) -> Check:
    """It is in the way of something."""
    return Check(verdict=Verdict.PROBLEM, said=said, help=help)


def has_problem(parts: Iterable[Part]) -> bool:
    """Whether anything has to be done."""
    return any(check.verdict is Verdict.PROBLEM for part in parts for check in part.checks)
