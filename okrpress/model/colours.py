"""Colours, and whether they can be read: the contrast of WCAG 2.2 (success criterion 1.4.3)."""

from collections.abc import Iterable

LIGHT_PAGE = ("#ffffff", "#f5f6f8")
"""What text of the default theme stands on: the page, and quieter surfaces on it."""

DARK_PAGE = ("#13171c", "#1b2027")
"""The same where the reader's system is dark."""

READABLE = 4.5
"""The least contrast of text with what it stands on."""

_STEPS = 100


def contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black on white. Colours are written "#rrggbb"."""
    darker, lighter = sorted(_luminance(colour) for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(colour: str, grounds: Iterable[str]) -> float:
    """The contrast with whichever ground is closest."""
    return min(contrast(colour, ground) for ground in grounds)


def readable(colour: str, grounds: tuple[str, ...]) -> str:
    """The colour where it can be read on the grounds, else the nearest mix that can.

    It is mixed with white on dark grounds and with black on light ones.
    """
    end = 255 if _luminance(grounds[0]) < 0.5 else 0
    mixes = (_mixed(colour, end, step / _STEPS) for step in range(_STEPS + 1))
    return next(one for one in mixes if least_contrast(one, grounds) >= READABLE)


def _mixed(colour: str, end: int, share: float) -> str:
    return "#" + "".join(f"{round(part + (end - part) * share):02x}" for part in _parts(colour))


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
