"""The mark on example files, by which they can be told from what authors wrote."""

import hashlib
import re

_MARK = re.compile(r"^# Example [0-9a-f]{16}: .*\n", re.MULTILINE)


def marked(text: str) -> str:
    """A content file with a mark that holds a digest of the rest of it.

    Whoever edits the file makes it their own: `is_untouched_example` is then false.
    """
    fence, rest = text.split("\n", 1)
    note = "`okrpress init --remove-example` deletes this file, unless somebody has changed it."
    return f"{fence}\n# Example {_digest(text)}: {note}\n{rest}"


def is_example(text: str) -> bool:
    """Whether the file bears the mark."""
    return _MARK.search(text) is not None


def is_untouched_example(text: str) -> bool:
    """Whether the file bears the mark and is, but for its line ends, as it was written."""
    text = text.replace("\r\n", "\n")
    mark = _MARK.search(text)
    return mark is not None and _digest(_MARK.sub("", text, count=1)) in mark[0]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
