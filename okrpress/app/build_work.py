"""What a build is made from, and what its result says."""

from dataclasses import replace
from datetime import date
from functools import cached_property

from okrpress.app.build_request import BuildRequest, BuildResult
from okrpress.app.found import has_errors
from okrpress.app.grounds import Grounds, grounds_of
from okrpress.app.last_build import Build, LastBuild
from okrpress.app.listing import Listing
from okrpress.app.project import Project
from okrpress.cache.folder import CacheFolder
from okrpress.model.audience import Audience
from okrpress.model.frozen import dataclass
from okrpress.model.portfolio import Portfolio
from okrpress.publish.published import Published
from okrpress.publish.seal import Seal
from okrpress.site.theme import Theme
from okrpress.source.files import Discovered


@dataclass(frozen=True, kw_only=True)
class Work:
    """What is to be built, from what; `last` is what there is already.

    `files` are the content as far as anybody has looked at it.
    """

    request: BuildRequest
    project: Project
    audience: Audience
    files: Listing
    theme: Theme
    seal: Seal
    cache: CacheFolder
    last: LastBuild

    @cached_property
    def grounds(self) -> Grounds:
        """Digests of all that the site depends on, as far as it was looked at."""
        files, seal = self.files, self.seal
        undated = replace(seal, as_of=date.min)
        return grounds_of(
            self.project, files.findings, files.parts, seal.as_of, self.theme, undated
        )

    @property
    def promises(self) -> str:
        """A digest of all of that but what was observed."""
        return replace(self.grounds, observed={}).digest()

    def read(self) -> Discovered:
        """All files; where one has changed since it was looked at, so have the grounds."""
        found = self.files.refresh()
        self.__dict__.pop("grounds", None)
        return found

    def result(self, build: Build, published: Published | None) -> BuildResult:
        """What is told of a build."""
        return BuildResult(
            findings=build.findings,
            as_of=self.seal.as_of,
            failed=self._has_failed(build),
            audience=self.audience,
            outside=build.outside,
            left_out=build.left_out,
            later=build.later,
            published=None if self.is_stopped(build) else published,
        )

    def _has_failed(self, build: Build) -> bool:
        return bool(build.outside) or has_errors(build.findings, strict=self.request.strict)

    def is_stopped(self, build: Build) -> bool:
        """Whether findings keep the site from being published."""
        return self._has_failed(build) and not self.request.keep_going

    def later(self, visible: Portfolio) -> int:
        """How many check-ins are dated after the day."""
        all_of = (one for check_ins in visible.check_ins.values() for one in check_ins)
        return sum(one.date > self.seal.as_of for one in all_of)

    def is_ahead(self, visible: Portfolio) -> bool:
        """Whether a review or a change of a promise is dated after the day."""
        days = [one.date for one in visible.mid_cycle_reviews.values()]
        days += [one.date for one in visible.retrospectives.values()]
        for objective in visible.objectives.values():
            for key_result in objective.key_results:
                if key_result.changes:
                    days += [entry.on for entry in key_result.changes]
        return any(day > self.seal.as_of for day in days)
