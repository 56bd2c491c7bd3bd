"""`okrpress check`."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from okrpress.cli.check_options import FORMATS, INPUT, CheckOptions, RootOrInput, Words
from okrpress.cli.options import as_of_option, audience_option, no_cache_option
from okrpress.errors import OkrpressError

if TYPE_CHECKING:
    from okrpress.app.check import CheckResult
    from okrpress.report.report import Report

NAMED = 10
"""Entries of a baseline that are named when they are gone."""


@click.command()
@click.argument("root", type=RootOrInput(), default=".")
@as_of_option
@click.option(
    "--format",
    type=click.Choice(FORMATS),
    default="full",
    envvar="OKRPRESS_OUTPUT_FORMAT",
    help="How findings are written [default: OKRPRESS_OUTPUT_FORMAT, or full].",
)
@click.option(
    "--output-file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the findings to a file.",
)
@click.option(
    "--select",
    type=Words(),
    multiple=True,
    metavar="CODES",
    help="Report only these codes, first letters of codes, or names. Errors are always reported.",
)
@click.option("--ignore", type=Words(), multiple=True, metavar="CODES", help="Do not report these.")
@click.option(
    "--level",
    "levels",
    multiple=True,
    metavar="CODE=LEVEL",
    help="Report a code as error, warning or advice, or turn it off.",
)
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@click.option("--max-warnings", type=click.IntRange(0), metavar="N", help="Let more warnings fail.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Report only what this file does not know [default: okrpress.toml].",
)
@click.option("--update-baseline", is_flag=True, help="Write what is found to the baseline.")
@click.option("--fix", is_flag=True, help="Correct what is safe to correct, then check.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@no_cache_option
@click.option("--watch", is_flag=True, help="Check again whenever a file changes.")
@click.option(
    "--stdin-filename",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file that standard input is judged as, when ROOT is -.",
)
@audience_option(
    "Judge and tell what these readers may see: public, internal, manager:PERSON or person:PERSON "
    "[default: everything].",
    everything=False,
)
def check(**options: Any) -> int:
    """List what is wrong with the files under ROOT, and what could be better.

    Exits with 1 when there are errors (with --strict: or warnings). With - as ROOT, one file is
    read from standard input and judged among the others of the project.
    """
    return run(CheckOptions(**options))


def run(options: CheckOptions) -> int:
    """Do what the options say; the exit code."""
    options.refuse_contradictions()
    if options.diff:
        return _show_fixes(options.root)
    if options.fix:
        _apply_fixes(options.root)
    if options.watch:
        from okrpress.cli.watching import watch

        watch(options.root, lambda: _check(options))
    return _check(options)


def _check(options: CheckOptions) -> int:
    from okrpress.app.check import check as check_project
    from okrpress.cli.terminal import StageClock, tell_outside

    request = options.request(_standard_input() if options.root == INPUT else None)
    with StageClock() as watch:
        result = check_project(request, watch)
    _write(result.report, options)
    tell_outside(result.outside)
    _summarise(result, updated=options.update_baseline)
    return int(result.failed and not options.exit_zero)


def _standard_input() -> bytes:
    return sys.stdin.buffer.read()


# ── what is said ──────────────────────────────────────────────────────────────────────────────


def _write(report: "Report", options: CheckOptions) -> None:
    from okrpress.cli.terminal import screen
    from okrpress.report.formats import render
    from okrpress.report.github import github_summary

    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if options.format == "github" and summary and report.findings:
        _write_file(Path(summary), f"{github_summary(report)}\n", mode="a")
    if options.output_file:
        _write_file(options.output_file, f"{render(options.format, report)}\n", mode="w")
        return
    text = render(options.format, report, screen())
    if text:
        click.echo(text)


def _write_file(path: Path, text: str, *, mode: str) -> None:
    try:
        with path.open(mode, encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise OkrpressError(f"{path} cannot be written: {error.strerror}") from error


def _summarise(result: "CheckResult", *, updated: bool) -> None:
    from okrpress.report.characters import one_line
    from okrpress.report.text import count_text, plural

    files = plural(result.report.files, "file", "files")
    known = f", {result.known} known" if result.known else ""
    click.echo(f"{files}: {count_text(result.report.findings)}{known}", err=True)
    if not result.gone:
        return
    count = plural(len(result.gone), "known finding is", "known findings are")
    what = "now forgotten" if updated else "to be removed with --update-baseline"
    click.echo(f"{count} gone, and {what}:", err=True)
    for entry in result.gone[:NAMED]:
        click.echo(one_line(f"  {entry.file}: {entry.code} {entry.message}"), err=True)
    if len(result.gone) > NAMED:
        click.echo(f"  and {len(result.gone) - NAMED} more", err=True)


# ── corrections ───────────────────────────────────────────────────────────────────────────────


def _show_fixes(root: Path) -> int:
    from okrpress.app.fix import diff_text, find_fixes

    found = list(find_fixes(root))
    for fixed in found:
        click.echo(diff_text(fixed))
    return int(bool(found))


def _apply_fixes(root: Path) -> None:
    from okrpress.app.fix import apply_fix, corrections_text, find_fixes

    for fixed in find_fixes(root):
        apply_fix(root, fixed)
        click.echo(corrections_text(fixed), err=True)
