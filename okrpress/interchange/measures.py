"""How much of a key result's numbers the content format can hold."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from okrpress.interchange.rows import KeyResultRow

_DIGITS = 15  # before the point
_DECIMALS = Decimal("0.000001")


@dataclass(slots=True, kw_only=True)
class Measured:
    """The numbers as a content file has them, as text; `remarks` say what was left out, and why."""

    baseline: str | None = None
    target: str | None = None
    current: str | None = None
    score: str | None = None
    remarks: list[str] = field(default_factory=list)


def measured(row: KeyResultRow, *, dated: bool) -> Measured:
    """The numbers of a key result; without the cycle's end a current value has no date."""
    found = Measured()
    for name in ("baseline", "target", "current", "score"):
        value = getattr(row, name)
        if value is not None:
            setattr(found, name, _written(name, value, found.remarks))
    _drop_half_measures(row, found)
    if found.current is not None and not (found.target is not None and dated):
        why = "but no target" if found.target is None else "but not when it was so"
        found.remarks.append(f"The source gives the current value {found.current}, {why}.")
        found.current = None
    return found


def _drop_half_measures(row: KeyResultRow, found: Measured) -> None:
    """A target alone is a measure, a baseline alone is none; where one was refused, both go."""
    refused = row.target is not None and found.target is None
    refused = refused or (row.baseline is not None and found.baseline is None)
    if found.target is not None and found.target == found.baseline:
        found.remarks.append(
            f"The source gives {found.target} as baseline and target: there is no way to measure."
        )
    elif found.target is None and found.baseline is not None:
        found.remarks.append(f"The source gives the baseline {found.baseline}, but no target.")
    elif not refused:
        return
    found.baseline = found.target = None


def _written(name: str, value: Decimal, remarks: list[str]) -> str | None:
    """The number as a content file may have it; None, with a remark, for one it may not have."""
    if value and value.adjusted() >= _DIGITS:
        remarks.append(f"The source gives the {name} {_shown(value)}: too many digits to keep.")
        return None
    if name == "score" and not 0 <= value <= 1:
        remarks.append(f"The source gives the score {_shown(value)}, which is not from 0 to 1.")
        return None
    rounded = value.quantize(_DECIMALS, rounding=ROUND_HALF_UP) if value else Decimal(0)
    if rounded != value:
        remarks.append(f"The source gives the {name} {_shown(value)}, rounded here.")
    return f"{rounded.normalize():f}"


def _shown(value: Decimal) -> str:
    text = str(value)
    return text if len(text) <= 30 else text[:30] + "…"
