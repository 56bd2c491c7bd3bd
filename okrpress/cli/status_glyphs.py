"""Shapes, bars and lines of a status on a terminal, in Unicode or in what else it can show."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from rich.text import Text

from okrpress.model.frozen import dataclass
from okrpress.scoring.result import Status

_SHAPES: Mapping[Status, tuple[str, str, str]] = {
    Status.OFF_TRACK: ("✗", "x", "red"),
    Status.AT_RISK: ("▲", "!", "yellow"),
    Status.STALE: ("◌", "?", "magenta"),
    Status.NO_DATA: ("○", "o", "magenta"),
    Status.TO_BE_GRADED: ("◇", "%", "cyan"),
    Status.MISSED: ("✗", "x", "red"),
    Status.PARTLY: ("◐", "~", "yellow"),
    Status.EARLY: ("•", ".", "cyan"),
    Status.ON_TRACK: ("●", "*", "green"),
    Status.DONE: ("✓", "+", "green"),
    Status.ACHIEVED: ("✓", "+", "green"),
    Status.NOT_STARTED: ("–", "-", "dim"),
    Status.DRAFT: ("…", ",", "dim"),
    Status.POSTPONED: ("=", "=", "dim"),
    Status.CANCELLED: ("⊘", "/", "dim"),
}
"""For each status its shape, the same in ASCII, and its colour."""

_BLUE = {"green": "blue"}
"""What `palette = "blue"` puts in place of a colour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyphs:
    """How statuses and numbers are drawn."""

    unicode: bool = True
    palette: str = "traffic"

    def colour(self, status: Status) -> str:
        """The style of a status."""
        colour = _SHAPES[status][2]
        return _BLUE.get(colour, colour) if self.palette == "blue" else colour

    def shape(self, status: Status) -> Text:
        """A status as a shape in its colour."""
        return Text(_SHAPES[status][0 if self.unicode else 1], style=self.colour(status))

    @property
    def dot(self) -> str:
        """What stands between two facts."""
        return " · " if self.unicode else " - "

    @property
    def arrow(self) -> str:
        """What leads from one value to the next."""
        return "→" if self.unicode else "->"

    def bar(self, share: Decimal | None, expected: Decimal | None, width: int, colour: str) -> Text:
        """A share of one as a bar, with a tick at what is expected; dots where there is none."""
        if share is None:
            return Text(("·" if self.unicode else ".") * width, style="dim")
        full, rest, tick = ("█", "░", "│") if self.unicode else ("#", "-", "|")
        eighths = _round(_clamp(share) * width * 8) if self.unicode else 0
        filled = eighths // 8 if self.unicode else _round(_clamp(share) * width)
        part = "▏▎▍▌▋▊▉"[eighths % 8 - 1] if eighths % 8 else ""
        bar = Text.assemble((full * filled + part, colour))
        bar.append(rest * (width - len(bar)), style="dim")
        return self._with_tick(bar, expected, tick) if expected is not None else bar

    def _with_tick(self, bar: Text, expected: Decimal, tick: str) -> Text:
        at = min(int(_clamp(expected) * len(bar)), len(bar) - 1)
        return Text.assemble(bar[:at], (tick, "bold"), bar[at + 1 :])

    def trend(self, values: Sequence[Decimal]) -> str:
        """A line of the values between their lowest and highest; nothing in ASCII."""
        if not values or not self.unicode:
            return ""
        low, high = min(values), max(values)
        if low == high:
            return "▄" * len(values)
        return "".join("▁▂▃▄▅▆▇█"[_round((one - low) / (high - low) * 7)] for one in values)


def _clamp(share: Decimal) -> Decimal:
    return min(max(share, Decimal(0)), Decimal(1))


def _round(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_HALF_UP))
