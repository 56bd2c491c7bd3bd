"""What a build has taken: stages, the slowest files, templates and pages; as text and as JSON."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from okrpress.meter import Spent
from okrpress.model.frozen import dataclass
from okrpress.report.text import plural

SCHEMA_VERSION = 1
MOST = 5
"""Files, and pages, that are named: the slowest ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One of the steps that a build goes through, in seconds of the clock and of the processor."""

    name: str
    seconds: float
    cpu: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a build has taken.

    `seconds` are those of the clock; all others are of processors. `helpers` is what other
    processes have taken beside this one; the stages are those of this one. `spent` has every file
    that was parsed and every page that was made, whichever process did it.
    """

    seconds: float
    helpers: float
    stages: tuple[Stage, ...]
    spent: tuple[Spent, ...]

    @property
    def cpu(self) -> float:
        """Seconds of processors, of all processes."""
        return sum(stage.cpu for stage in self.stages) + self.helpers


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What was done to one file: seconds in sum, and of the one kind of work in it."""

    name: str
    group: str
    seconds: float
    part: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Template:
    """All pages of one template."""

    name: str
    pages: tuple[_Work, ...]

    @property
    def seconds(self) -> float:
        return sum(page.seconds for page in self.pages)

    @property
    def view(self) -> float:
        return sum(page.part for page in self.pages)

    @property
    def slowest(self) -> _Work:
        return max(self.pages, key=attrgetter("seconds"))


def profile_text(profile: Profile) -> str:
    """Tables for people."""
    parts = [_head(profile), _stages(profile), _files(profile), _pages(profile)]
    return "\n\n".join(part for part in parts if part)


def profile_json(profile: Profile) -> str:
    """The same for programs, on one line."""
    files, templates = _parsed(profile), _templates(profile)
    pages = [page for template in templates for page in template.pages]
    said = {
        "schema_version": SCHEMA_VERSION,
        "seconds": _rounded(profile.seconds),
        "cpu_seconds": _rounded(profile.cpu),
        "helpers_cpu_seconds": _rounded(profile.helpers),
        "stages": [
            {
                "stage": stage.name,
                "seconds": _rounded(stage.seconds),
                "cpu_seconds": _rounded(stage.cpu),
            }
            for stage in profile.stages
        ],
        "parsed": {
            "files": len(files),
            "cpu_seconds": _rounded(sum(file.seconds for file in files)),
            "validate_cpu_seconds": _rounded(sum(file.part for file in files)),
            "slowest": [
                {"file": file.name, "cpu_seconds": _rounded(file.seconds)}
                for file in _slowest(files)
            ],
        },
        "made": {
            "pages": len(pages),
            "cpu_seconds": _rounded(sum(page.seconds for page in pages)),
            "view_cpu_seconds": _rounded(sum(page.part for page in pages)),
            "templates": [
                {
                    "template": template.name,
                    "pages": len(template.pages),
                    "cpu_seconds": _rounded(template.seconds),
                    "view_cpu_seconds": _rounded(template.view),
                    "slowest_page": template.slowest.name,
                    "slowest_cpu_seconds": _rounded(template.slowest.seconds),
                }
                for template in templates
            ],
            "slowest": [
                {"page": page.name, "cpu_seconds": _rounded(page.seconds)}
                for page in _slowest(pages)
            ],
        },
    }
    return json.dumps(said, ensure_ascii=False)


# ── what there is ─────────────────────────────────────────────────────────────────────────────


def _parsed(profile: Profile) -> list[_Work]:
    return list(_works(profile, "parse", "validate"))


def _templates(profile: Profile) -> list[_Template]:
    """All templates, the one that has taken most first."""
    made = sorted(_works(profile, "template", "view"), key=attrgetter("group"))
    templates = [
        _Template(name=name, pages=tuple(pages))
        for name, pages in groupby(made, key=attrgetter("group"))
    ]
    return sorted(templates, key=lambda each: (-each.seconds, each.name))


def _works(profile: Profile, main: str, part: str) -> Iterator[_Work]:
    """The files that something was done to: two kinds of work, of which one is told apart."""
    found = [one for one in profile.spent if one.work in {main, part}]
    found.sort(key=lambda one: (one.group, one.name))
    for (group, name), all_of in groupby(found, key=lambda one: (one.group, one.name)):
        seconds = {main: 0.0, part: 0.0}
        for one in all_of:
            seconds[one.work] += one.seconds
        yield _Work(name=name, group=group, seconds=sum(seconds.values()), part=seconds[part])


def _slowest(works: Iterable[_Work]) -> list[_Work]:
    return sorted(works, key=lambda one: (-one.seconds, one.name))[:MOST]


# ── text ──────────────────────────────────────────────────────────────────────────────────────


def _head(profile: Profile) -> str:
    helped = f", {profile.helpers:.2f} s of it in other processes" if profile.helpers else ""
    return f"profile: {profile.seconds:.2f} s; {profile.cpu:.2f} s of CPU{helped}"


def _stages(profile: Profile) -> str:
    whole = sum(stage.seconds for stage in profile.stages) or 1.0
    rows = [
        (
            stage.name,
            f"{stage.seconds:.3f}",
            f"{stage.seconds / whole:.0%}",
            f"{stage.cpu:.3f}",
        )
        for stage in profile.stages
    ]
    return _table(("stage", "seconds", "share", "CPU s"), rows)


def _files(profile: Profile) -> str:
    files = _parsed(profile)
    seconds, validating = (sum(getattr(one, name) for one in files) for name in ("seconds", "part"))
    head = f"files parsed: {len(files)}"
    if not files:
        return f"{head}; all others are as the cache has them"
    head += f", {seconds:.3f} s of CPU, {validating:.3f} s of it to validate"
    rows = [(file.name, f"{file.seconds * 1000:.1f}") for file in _slowest(files)]
    return f"{head}\n{_table(('slowest file', 'ms'), rows)}"


def _pages(profile: Profile) -> str:
    templates = _templates(profile)
    if not templates:
        return "files of the site made: 0; all are as the last build left them"
    count = sum(len(template.pages) for template in templates)
    head = plural(count, "file", "files") + " of the site made"
    rows = [_template_row(template) for template in templates]
    names = ("template", "files", "CPU s", "view s", "mean ms", "max ms", "slowest")
    return f"{head}, by template\n{_table(names, rows)}"


def _template_row(template: _Template) -> tuple[str, ...]:
    slowest = template.slowest
    return (
        template.name,
        f"{len(template.pages)}",
        f"{template.seconds:.3f}",
        f"{template.view:.3f}",
        f"{template.seconds / len(template.pages) * 1000:.1f}",
        f"{slowest.seconds * 1000:.1f}",
        slowest.name,
    )


def _table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns under their names: words to the left, numbers to the right."""
    lines = [names, *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    is_word = [
        any(cell[:1].isalpha() for cell in column[1:]) for column in zip(*lines, strict=True)
    ]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if word or not at else cell.rjust(width)
            for at, (cell, width, word) in enumerate(zip(line, widths, is_word, strict=True))
        ).rstrip()
        for line in lines
    )


def _rounded(seconds: float) -> float:
    return round(seconds, 6)
