"""Throw arbitrary bytes at the reader of content files, guided by the code they reach.

    pip install atheris; python -m tools.fuzz corpus/ -max_total_time=600

Whatever the bytes are, they give a record or findings: no exception, no hang, no silence. What can
be read is linked, scored and judged as well. The folder keeps the inputs that reached new code.
"""

import sys
from datetime import date

import atheris

with atheris.instrument_imports(include=["okrpress"]):
    from okrpress.model.settings import Settings
    from okrpress.rules.registry import RULES
    from okrpress.rules.runner import judge
    from okrpress.scoring import score
    from okrpress.source.assemble import assemble
    from okrpress.source.parse import parse

FILES = (
    "content/2026-q4/me/health.md",
    "content/2026-q4/me/checkins/2026-11-02.md",
    "content/2026-q4/me/mid-cycle.md",
    "content/2026-q4/me/retrospective.md",
    "content/2026-q4/index.md",
    "content/teams/me.md",
    "content/people/me.md",
    "content/index.md",
)
AS_OF = date(2026, 11, 22)


def one_input(data: bytes) -> None:
    """The first byte chooses the kind of file, the rest is its text."""
    if not data:
        return
    parsed = parse(FILES[data[0] % len(FILES)], data[1:])
    assert parsed.record is not None or parsed.findings, "silence"
    assembled = assemble([parsed], Settings())
    list(judge(score(assembled.portfolio, Settings(), AS_OF), RULES))


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
