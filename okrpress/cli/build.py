"""`okrpress build`."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrpress.cli.completion import complete_theme
from okrpress.cli.options import as_of_option, no_cache_option, root_argument, today

if TYPE_CHECKING:
    from okrpress.app.build import BuildResult
    from okrpress.publish import Published


@click.command()
@root_argument
@as_of_option
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Publish here [default: okrpress.toml, or site].",
)
@click.option(
    "--theme",
    metavar="NAME",
    shell_complete=complete_theme,
    help="Use this theme [default: okrpress.toml].",
)
@click.option("--strict", is_flag=True, help="Stop at warnings about the files too.")
@click.option("--keep-going", is_flag=True, help="Leave broken files out, and say so on the site.")
@no_cache_option
@click.option("--profile", is_flag=True, help="Print the seconds of each stage, as JSON on stderr.")
def build(
    root: Path,
    as_of: date | None,
    output: Path | None,
    theme: str | None,
    strict: bool,
    keep_going: bool,
    no_cache: bool,
    profile: bool,
) -> int:
    """Build the site of the project in ROOT.

    The old site stays as it is until the new one is complete and verified.
    """
    from okrpress.app.build import BuildRequest
    from okrpress.app.build import build as build_site
    from okrpress.cli.terminal import StageClock, print_findings
    from okrpress.report.text import count_text, plural

    request = BuildRequest(
        root=root,
        today=today(),
        as_of=as_of,
        output=output,
        theme=theme,
        strict=strict,
        keep_going=keep_going,
        cache=not no_cache,
    )
    with StageClock() as watch:
        result = build_site(request, watch)
    print_findings(result.findings, err=True)
    if profile:
        click.echo(json.dumps(watch.seconds), err=True)
    summary = (
        f"{count_text(result.findings)}, as of {result.as_of.isoformat()}, {watch.total:.1f} s"
    )
    if result.published is None:
        click.echo(f"not built: {summary}; the old site, if any, is untouched", err=True)
        return 1
    _remarks(result, result.published)
    pages = plural(result.published.pages, "page", "pages")
    click.echo(f"built {pages}: {summary}", err=True)
    click.echo(str(result.published.folder / "index.html"))
    return int(result.failed)


def _remarks(result: "BuildResult", published: "Published") -> None:
    """What the site leaves out, and what is left beside it."""
    from okrpress.report.text import plural

    if result.left_out:
        files = plural(result.left_out, "file", "files")
        click.echo(f"left out: {files} that cannot be used", err=True)
    if result.later:
        check_ins = plural(result.later, "check-in", "check-ins")
        click.echo(f"not shown yet: {check_ins} dated after {result.as_of.isoformat()}", err=True)
    if published.leftover:
        click.echo(f"could not delete the old site: {published.leftover}", err=True)
