"""Obey the comments that ask okrpress to look away, and judge them. Errors stay."""

from collections.abc import Callable, Iterable, Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.rules.catalogue import finding
from okrpress.source.files import Source
from okrpress.source.ignores import Ignores, read_ignores, speaks


def obey(
    findings: Iterable[Finding], sources: Iterable[Source], judged: Callable[[str], bool]
) -> tuple[Finding, ...]:
    """The findings, with lines, that no comment covers, and those about the comments.

    Comments are judged only in files that all rules `judged`: elsewhere, a rule that would have
    found something may not have looked.
    """
    files = {source.file: _Used(read_ignores(source)) for source in sources if speaks(source)}
    left = [each for each in findings if not _is_hidden(each, files.get(each.at.file))]
    for file, used in files.items():
        if judged(file):
            left += used.about()
    return tuple(left)


class _Used:
    """The comments of a file, and what they were good for."""

    def __init__(self, read: Ignores) -> None:
        self._read = read
        self._uses: set[tuple[Place, str]] = set()

    def hide(self, finding: Finding) -> bool:
        """Whether a comment covers the finding, which is then of use."""
        uses = [
            (ignore.at, selector)
            for ignore in self._read.ignores
            if ignore.covers(finding)
            for selector, codes in ignore.codes.items()
            if finding.code in codes
        ]
        self._uses.update(uses)
        return bool(uses)

    def about(self) -> Iterator[Finding]:
        """What is wrong with the comments."""
        yield from self._read.findings
        for ignore in self._read.ignores:
            unused = [each for each in ignore.codes if (ignore.at, each) not in self._uses]
            if unused:
                names = " and no ".join(f"`{each}`" for each in unused)
                help = "delete it, or move it to the line of the finding or above that line"
                yield finding("FMT900", ignore.at, f"there is no {names} to ignore here", help)
            elif ignore.codes and not ignore.has_reason:
                message, help = "the comment does not say why", "add the reason after the brackets"
                yield finding("FMT903", ignore.at, message, help)


def _is_hidden(finding: Finding, used: _Used | None) -> bool:
    return used is not None and finding.level is not Level.ERROR and used.hide(finding)
