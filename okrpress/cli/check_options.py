"""What `okrpress check` is asked for, as plain values."""

import os
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrpress.cli.options import today
from okrpress.model.frozen import dataclass

if TYPE_CHECKING:
    from okrpress.app.check_request import CheckRequest
    from okrpress.model.audience import Audience

INPUT = Path("-")
"""Instead of a folder: the file is on standard input."""

FORMATS = (
    "full",
    "concise",
    "json",
    "github",
    "gitlab",
    "sarif",
    "junit",
    "rdjson",
    "markdown",
)
"""The names of the formats, without loading them for `--help`."""


class RootOrInput(click.Path):
    """A project's folder, which has to be there; or `-`."""

    def __init__(self) -> None:
        super().__init__(exists=True, file_okay=False, path_type=Path)

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        """The folder, or INPUT."""
        if str(value) == str(INPUT):
            return INPUT
        return Path(os.fsdecode(super().convert(value, param, ctx)))


class Words(click.ParamType[tuple[str, ...]]):
    """Words between commas."""

    name = "words"

    def convert(
        self,
        value: str | tuple[str, ...],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[str, ...]:
        """The words, without blanks around them and without empty ones."""
        if isinstance(value, tuple):
            return value
        return tuple(word for part in value.split(",") if (word := part.strip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """The options, by the names they have on the command line."""

    root: Path
    as_of: date | None
    format: str
    output_file: Path | None
    select: tuple[tuple[str, ...], ...]
    ignore: tuple[tuple[str, ...], ...]
    levels: tuple[str, ...]
    strict: bool
    max_warnings: int | None
    exit_zero: bool
    baseline: Path | None
    update_baseline: bool
    fix: bool
    diff: bool
    no_cache: bool
    watch: bool
    stdin_filename: Path | None
    audience: "Audience | None"

    def refuse_contradictions(self) -> None:
        """Raise a usage error for options that cannot be meant together."""
        is_input = self.root == INPUT
        if is_input != bool(self.stdin_filename):
            raise click.UsageError("- and --stdin-filename FILE belong together.")
        modes = {
            "-": is_input,
            "--fix": self.fix,
            "--diff": self.diff,
            "--watch": self.watch,
            "--update-baseline": self.update_baseline,
            "--audience": self.audience is not None,
        }
        asked = [name for name, is_asked in modes.items() if is_asked]
        together = {*asked} <= {"--fix", "--diff"} or {*asked} <= {"--fix", "--update-baseline"}
        together = together or {*asked} <= {"--watch", "--audience"}
        if len(asked) > 1 and not together:
            raise click.UsageError(f"{' and '.join(asked)} cannot be combined.")

    def request(self, data: bytes | None) -> "CheckRequest":
        """What the use case is asked for; `data` is what was on standard input."""
        from okrpress.app.check_request import CheckRequest, level_asked_for
        from okrpress.app.typed import typed_file
        from okrpress.model.audience import EVERYTHING

        root = Path() if data is not None else self.root
        name = self.stdin_filename
        return CheckRequest(
            root=root,
            today=today(),
            as_of=self.as_of,
            select=tuple(chain(*self.select)),
            ignore=tuple(chain(*self.ignore)),
            levels=dict(map(level_asked_for, self.levels)),
            strict=self.strict,
            max_warnings=self.max_warnings,
            baseline=self.baseline,
            update_baseline=self.update_baseline,
            cache=not self.no_cache,
            audience=self.audience or EVERYTHING,
            typed=typed_file(root, name, data) if name and data is not None else None,
        )
