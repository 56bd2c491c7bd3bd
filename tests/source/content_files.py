"""Content files as text: a test writes the front matter it is about, and what is made of it."""

from collections.abc import Mapping
from textwrap import dedent

from okrpress.model.finding import Finding
from okrpress.model.settings import Settings
from okrpress.source.assemble import Assembled, assemble
from okrpress.source.parse import Parsed, parse

ORGANISATION = "content/index.md"
TEAM = "content/teams/growth.md"
PERSON = "content/people/maria.md"
CYCLE = "content/2026-q4/index.md"
OBJECTIVE = "content/2026-q4/growth/onboarding.md"
CHECK_IN = "content/2026-q4/growth/checkins/2026-11-06.md"
MID_CYCLE = "content/2026-q4/growth/mid-cycle.md"
RETROSPECTIVE = "content/2026-q4/growth/retrospective.md"


def file_of(front_matter: str, body: str = "Why this matters.\n") -> bytes:
    """A file with this front matter, indented as the test likes."""
    return f"---\n{dedent(front_matter).strip()}\n---\n{body}".encode()


def parsed(front_matter: str, file: str = OBJECTIVE) -> Parsed:
    """What `parse` makes of a file with this front matter."""
    return parse(file, file_of(front_matter))


def shown(front_matter: str, finding: Finding) -> str:
    """The stretch of the file that a finding points at."""
    span = finding.at.span
    assert span is not None
    lines = file_of(front_matter).decode().split("\n")
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    first = lines[span.line - 1][span.column - 1 :]
    last = lines[span.end_line - 1][: span.end_column - 1]
    return "\n".join((first, *lines[span.line : span.end_line - 1], last))


def key_result(*keys: str) -> str:
    """The front matter of an objective with one key result that has these keys beside its own."""
    lines = "".join(f"\n    {key}" for key in keys)
    return f"title: T\nkey_results:\n  - id: a\n    title: A{lines}"


def portfolio(files: Mapping[str, str], settings: Settings | None = None) -> Assembled:
    """What `assemble` makes of files, which have no mistakes of their own unless they say so.

    Paths are below the content folder; a test's text is a file's front matter.
    """
    return assemble(read(files), settings or Settings())


def read(files: Mapping[str, str]) -> list[Parsed]:
    """The files, parsed."""
    return [parse(f"content/{path}", file_of(text)) for path, text in files.items()]


def codes(assembled: Assembled) -> list[str]:
    """The codes of the findings, in their order."""
    return [finding.code for finding in assembled.findings]
