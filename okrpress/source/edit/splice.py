"""One stretch of a file's bytes replaced, found by its place in the file's text."""

import codecs
from typing import NamedTuple


class Splice(NamedTuple):
    """From where to where a text with line feeds is replaced, and by what."""

    start: int
    end: int
    text: str

    def moved(self, by: int) -> "Splice":
        """The same, further down."""
        return Splice(self.start + by, self.end + by, self.text)


def spliced(data: bytes, splice: Splice) -> bytes:
    """The bytes of a file that was read by `decode`, with the stretch replaced.

    Its byte order mark and line endings stay; new lines end as its first one does.
    """
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    written = data[len(mark) :].decode("utf-8")
    start, end = (_as_written(written, index) for index in splice[:2])
    first_line = written.partition("\n")[0]
    text = splice.text.replace("\n", "\r\n") if first_line.endswith("\r") else splice.text
    return mark + (written[:start] + text + written[end:]).encode("utf-8")


def _as_written(written: str, index: int) -> int:
    """Where a character of the text with line feeds only stands in the text as it was written."""
    lines_above = written.replace("\r\n", "\n").count("\n", 0, index)
    return index + sum(line.endswith("\r") for line in written.split("\n")[:lines_above])
