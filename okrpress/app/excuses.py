"""What comments in authors' files excuse."""

from collections.abc import Iterable

from okrpress.app.places import located
from okrpress.model.finding import Finding
from okrpress.source.files import Source
from okrpress.source.ignores import Ignore, read_ignores, speaks


class Comments:
    """The comments of all files that ask okrpress to look away."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = {source.file: source for source in sources if speaks(source)}
        self._read: dict[str, tuple[Ignore, ...]] = {}

    def reason_to_excuse(self, finding: Finding) -> str | None:
        """What the comment that covers the finding says, which may be nothing."""
        source = self._sources.get(finding.at.file)
        if source is None:
            return None
        if source.file not in self._read:
            self._read[source.file] = read_ignores(source).ignores
        (finding,) = located((finding,), (source,))
        for ignore in self._read[source.file]:
            codes = frozenset().union(*ignore.codes.values())
            if finding.code in codes and ignore.covers(finding):
                return ignore.reason
        return None
