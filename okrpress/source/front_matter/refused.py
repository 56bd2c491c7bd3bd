"""Why a text cannot be read, before it is known where that text lies in its file."""

from okrpress.model.finding import Finding, Place
from okrpress.rules.catalogue import finding
from okrpress.source.text import span_of


class Refused(Exception):  # noqa: N818 - it is no error of ours
    """A stretch of a text, from `start` to `end`, and what is wrong with it."""

    def __init__(self, code: str, start: int, end: int, message: str, help: str) -> None:
        super().__init__(message)
        self.code, self.start, self.end, self.message, self.help = code, start, end, message, help

    def as_finding(self, file: str, text: str, offset: int) -> Finding:
        """The finding, when what was read begins at `offset` of the file's text.

        It marks one line at most: more would hide the place instead of showing it.
        """
        start = offset + self.start
        line_end = text.find("\n", start)
        end = min(offset + self.end, len(text) if line_end < 0 else line_end)
        place = Place(file=file, span=span_of(text, start, max(start, end)))
        return finding(self.code, place, self.message, self.help)
