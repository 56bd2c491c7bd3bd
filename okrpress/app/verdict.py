"""What is found in a project, before anybody asks for less; nothing is judged twice."""

from dataclasses import dataclass
from datetime import date

from okrpress.app.content import Content, read_files
from okrpress.app.inputs import inputs_digest
from okrpress.app.judging import is_looked_at, judge_content, unsound_files
from okrpress.app.project import Project
from okrpress.app.watcher import Watcher
from okrpress.cache.codec import Codec, DamagedError
from okrpress.cache.folder import CacheFolder
from okrpress.model.finding import Finding
from okrpress.source.files import Discovered
from okrpress.source.suppressions import obey

_NAME = "verdict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Everything that reading and all rules find, with lines, but for what comments excuse.

    `unsound` are the files that cannot be trusted, so that not all rules have looked at them.
    """

    findings: tuple[Finding, ...]
    unsound: tuple[str, ...]

    def looked_at(self, file: str) -> bool:
        """Whether all rules that may could look at the file."""
        return file not in self.unsound


def judge_files(
    project: Project,
    found: Discovered,
    as_of: date,
    watch: Watcher,
    cache: CacheFolder,
    *,
    keep: bool,
) -> Verdict:
    """The verdict on the files that were found, or that was found on the same files before.

    With `keep` it takes the place of the one before.
    """
    key = inputs_digest(project, found, as_of)
    verdict = _decoded(cache.read(_NAME).get(key))
    if verdict is None:
        content = read_files(project, found, watch, cache)
        watch.stage("judge")
        verdict = _judged(project, content, as_of)
        if keep and cache.is_usable:
            cache.write(_NAME, {key: Codec(Verdict).encode(verdict)})
    return verdict


def _judged(project: Project, content: Content, as_of: date) -> Verdict:
    return Verdict(
        findings=obey(
            (*content.findings, *judge_content(content, project, as_of)),
            content.sources,
            is_looked_at(content, project, as_of),
        ),
        unsound=tuple(sorted(unsound_files(content))),
    )


def _decoded(text: str | None) -> Verdict | None:
    try:
        return None if text is None else Codec(Verdict).decode(text)
    except DamagedError:
        return None
