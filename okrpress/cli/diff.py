"""`okrpress diff`."""

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrpress.cli.comment import demand_commit
from okrpress.cli.options import as_of_option, audience_option, today

if TYPE_CHECKING:
    from okrpress.app.diff import DiffResult
    from okrpress.model.audience import Audience
    from okrpress.report.changes import Compared

FORMATS = ("text", "markdown", "json", "html", "github", "gitlab")


@click.command()
@click.argument("base", required=False)
@click.argument("head", required=False)
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    metavar="DIR",
    help="The project's folder [default: this one].",
)
@as_of_option
@click.option(
    "--format",
    type=click.Choice(FORMATS),
    default="text",
    help="markdown is a comment for a review; github and gitlab are annotations [default: text].",
)
@click.option(
    "--output-file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the result here.",
)
@click.option(
    "--comment-file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the comment as data here too, for `okrpress comment` in another job.",
)
@click.option(
    "--commit", default="", metavar="SHA", help="The commit that the comment says it is about."
)
@audience_option(
    "Compare what these readers may see: public, internal, manager:PERSON or person:PERSON "
    "[default: everything].",
    everything=True,
)
@click.option("--strict", is_flag=True, help="Fail at new warnings too.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
def diff(
    base: str | None,
    head: str | None,
    root: Path,
    as_of: date | None,
    format: str,
    output_file: Path | None,
    comment_file: Path | None,
    commit: str,
    audience: "Audience | None",
    strict: bool,
    exit_zero: bool,
) -> int:
    """Say what a change means: targets, check-ins and grades that moved, and the scores.

    BASE is where HEAD left the main branch, HEAD the folder as it is, unless you name revisions.
    Exits with 1 when the change brings an error, such as a target eased without a reason.
    """
    from okrpress.app.diff import DiffRequest
    from okrpress.app.diff import diff as compare
    from okrpress.cli.terminal import StageClock, screen, tell_outside
    from okrpress.model.audience import EVERYTHING
    from okrpress.report.changes import render_changes

    demand_commit(commit)
    request = DiffRequest(
        root=root,
        today=today(),
        as_of=as_of,
        base=base,
        head=head,
        strict=strict,
        audience=audience or EVERYTHING,
    )
    with StageClock() as watch:
        result = compare(request, watch)
    compared = _compared(result, commit)
    text = render_changes(format, compared, screen())
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if format == "github" and summary:
        _write(Path(summary), render_changes("markdown", compared), mode="a")
    if comment_file:
        _write(comment_file, render_changes("comment", compared), mode="w")
    if output_file:
        _write(output_file, text, mode="w")
    elif text:
        click.echo(text)
    tell_outside(result.outside)
    click.echo(_summary(result), err=True)
    return int(result.failed and not exit_zero)


def _summary(result: "DiffResult") -> str:
    from okrpress.report.text import count_text

    known = f", {result.known} known" if result.known else ""
    mended = f", {result.mended} mended" if result.mended else ""
    return f"new: {count_text(result.report.findings)}{known}{mended}"


def _compared(result: "DiffResult", commit: str) -> "Compared":
    from okrpress.report.changes import Compared

    return Compared(
        base=result.base.name,
        head=result.head.name,
        as_of=result.as_of,
        changes=result.changes,
        findings=result.report,
        known=result.known,
        mended=result.mended,
        commit=commit,
    )


def _write(path: Path, text: str, *, mode: str) -> None:
    from okrpress.errors import OkrpressError

    try:
        with path.open(mode, encoding="utf-8", newline="\n") as file:
            file.write(f"{text}\n")
    except OSError as error:
        raise OkrpressError(f"{path} cannot be written: {error.strerror}") from error
