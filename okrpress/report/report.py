"""What every format is made from: the findings of one run, and the texts they are about."""

from collections.abc import Mapping
from functools import lru_cache

from okrpress.model.finding import Finding, Span
from okrpress.model.frozen import dataclass

TOOL = "okrpress"

START = Span(1, 1, 1, 1)
"""Where a finding about a whole file is shown by formats that cannot do without a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The findings of one run.

    `texts` are the files as they were decoded, by `Place.file`, for code frames and fingerprints;
    a file that is missing there is shown without its lines. `files` counts the files that were
    read. `docs_url` is what comes before a code, in lower case, in the address of its page
    (`https://example.org/okrpress/codes#`); empty where the docs are on no site.
    """

    findings: tuple[Finding, ...]
    texts: Mapping[str, str]
    files: int
    version: str
    docs_url: str = ""

    @property
    def in_order(self) -> tuple[Finding, ...]:
        """The findings by place, whatever order they came in."""
        return tuple(sorted(self.findings, key=_place_first))

    def url(self, code: str) -> str:
        """The address of a code's page, or nothing."""
        return f"{self.docs_url}{code.lower()}" if self.docs_url else ""

    def line(self, file: str, number: int) -> str | None:
        """A line of a file without its ending, counted from 1; None where there is none."""
        lines = self.lines(file)
        return lines[number - 1] if 0 < number <= len(lines) else None

    def lines(self, file: str) -> tuple[str, ...]:
        """All lines of a file; none where its text is not at hand."""
        return _lines(self.texts.get(file, ""))


def _place_first(finding: Finding) -> tuple[object, ...]:
    return (finding.order, finding.level, finding.help, str(finding.at))


@lru_cache(maxsize=4)
def _lines(text: str) -> tuple[str, ...]:
    if not text:
        return ()
    lines = text.removeprefix("\ufeff").split("\n")
    return tuple(line.removesuffix("\r") for line in lines)
