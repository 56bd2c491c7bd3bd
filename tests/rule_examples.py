"""The examples that rules show, as the small portfolios that they are."""

import re
from datetime import date
from functools import cache

from okrpress.model.finding import Finding
from okrpress.model.settings import Settings
from okrpress.rules.registry import RULES
from okrpress.rules.runner import judge
from okrpress.scoring import score
from okrpress.source.assemble import assemble
from okrpress.source.parse import parse

AS_OF = date(2026, 11, 22)
_FILE = re.compile(r"^=== (\S+)\n", re.MULTILINE)


def files_of(example: str) -> list[tuple[str, str]]:
    """The files of an example: path below the content folder, text."""
    before, *parts = _FILE.split(example)
    assert before == "", f"an example begins with a line `=== path`, not with {before!r}"
    return list(zip(parts[::2], parts[1::2], strict=True))


@cache
def findings_of(example: str, language: str = "en") -> tuple[Finding, ...]:
    """What reading the example finds, and all rules."""
    settings = Settings(language=language)
    parsed = [parse(f"content/{path}", text.encode()) for path, text in files_of(example)]
    assembled = assemble(parsed, settings)
    scored = score(assembled.portfolio, settings, AS_OF)
    in_files = (finding for one in parsed for finding in one.findings)
    return (*in_files, *assembled.findings, *judge(scored, RULES))
