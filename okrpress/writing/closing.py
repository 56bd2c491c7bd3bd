"""The file of a cycle that had none until it was closed."""

from collections.abc import Iterator, Mapping
from datetime import date

from okrpress.writing.front_matter import content_file
from okrpress.writing.remarks import remark


def closed_cycle_text(on: date, thresholds: Mapping[str, str]) -> str:
    """`<cycle>/index.md` of a closed cycle whose name says its dates."""
    return content_file(_lines(on, thresholds), [])


def _lines(on: date, thresholds: Mapping[str, str]) -> Iterator[str]:
    yield f"closed: {on}"
    yield from remark("What the cycle was judged by, whatever the settings become.")
    yield "thresholds:"
    for name, value in thresholds.items():
        yield f"  {name}: {value}"
