"""What a finding is recognised by in the next run, when lines may have moved."""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from okrpress.model.finding import Finding
from okrpress.report.report import Report


def fingerprinted(report: Report) -> Iterator[tuple[Finding, str]]:
    """Each finding in order, with 32 hexadecimal digits that no other finding of the report has.

    They are made of the file, the code, the keys that lead to the place and the words of its line;
    not of the line's number, of the position in a list, or of the message. Where findings share
    all of these they are counted.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in report.in_order:
        identity = _identity(finding, report)
        seen[identity] += 1
        digest = sha256("\0".join((*identity, str(seen[identity]))).encode("utf-8", "replace"))
        yield finding, digest.hexdigest()[:32]


def _identity(finding: Finding, report: Report) -> tuple[str, ...]:
    at = finding.at
    line = report.line(at.file, at.span.line) if at.span else None
    words = finding.message if line is None else " ".join(line.split())
    names = "/".join(key for key in at.keys if isinstance(key, str))
    return (at.file, finding.code, names, at.on, words)
