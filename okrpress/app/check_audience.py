"""What a check may tell an audience: a verdict on what it may see, and on nothing else."""

from datetime import date
from typing import NamedTuple

from okrpress.app.audiences import narrowed, shown_to
from okrpress.app.content import read_files
from okrpress.app.judging import is_looked_at, judge_content, unsound_files
from okrpress.app.project import Project
from okrpress.app.verdict import Verdict
from okrpress.app.watcher import Watcher
from okrpress.cache.folder import CacheFolder
from okrpress.model.audience import Audience
from okrpress.source.files import Discovered
from okrpress.source.suppressions import obey


class Told(NamedTuple):
    """The verdict, the files of which nothing is hidden, and what may be said of the others."""

    verdict: Verdict
    found: Discovered
    outside: str


def judge_for(
    audience: Audience,
    project: Project,
    found: Discovered,
    as_of: date,
    *,
    watch: Watcher,
    cache: CacheFolder,
) -> Told:
    """The verdict on what the audience may see, as if there were nothing else.

    Raises OkrpressError where the audience is one of nobody who is known.
    """
    content = read_files(project, found, watch, cache)
    shown = shown_to(audience, content)
    seen = narrowed(content, shown)
    watch.stage("judge")
    findings = obey(
        (*seen.findings, *judge_content(seen, project, as_of)),
        seen.sources,
        is_looked_at(seen, project, as_of),
    )
    verdict = Verdict(
        findings=tuple(sorted(findings, key=lambda finding: finding.order)),
        unsound=tuple(sorted(unsound_files(seen))),
    )
    return Told(verdict, found._replace(sources=seen.sources), shown.outside)
