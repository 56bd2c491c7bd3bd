"""`okrpress build`."""

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrpress.cli.completion import complete_theme
from okrpress.cli.options import (
    as_of_option,
    audience_option,
    no_cache_option,
    root_argument,
    today,
)

if TYPE_CHECKING:
    from okrpress.app.build import BuildResult
    from okrpress.cli.terminal import StageClock
    from okrpress.model.audience import Audience
    from okrpress.publish.published import Published


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
@audience_option(
    "Build for these readers: public, internal, manager:PERSON or person:PERSON "
    "[default: okrpress.toml, or public].",
    everything=False,
)
@click.option("--strict", is_flag=True, help="Stop at warnings about the files too.")
@click.option("--keep-going", is_flag=True, help="Leave broken files out, and say so on the site.")
@click.option(
    "--commit",
    metavar="REVISION",
    help="Name this commit, such as HEAD, as what the site was built from; the files must be its.",
)
@no_cache_option
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="N",
    help="Draw pages in so many processes [default: one for each processor].",
)
@click.option("--profile", is_flag=True, help="Say on stderr what has taken how long.")
@click.option(
    "--profile-format",
    type=click.Choice(("text", "json")),
    help="How --profile says it [default: text].",
)
def build(
    root: Path,
    as_of: date | None,
    output: Path | None,
    theme: str | None,
    audience: "Audience | None",
    strict: bool,
    keep_going: bool,
    commit: str | None,
    no_cache: bool,
    jobs: int | None,
    profile: bool,
    profile_format: str | None,
) -> int:
    """Build the site of the project in ROOT.

    The old site stays as it is until the new one is complete and verified.
    """
    from okrpress.app.build import BuildRequest
    from okrpress.app.build import build as build_site
    from okrpress.cli.terminal import StageClock, print_findings, tell_outside

    if profile_format and not profile:
        raise click.UsageError("--profile-format says how --profile is written: add --profile")

    request = BuildRequest(
        root=root,
        today=today(),
        as_of=as_of,
        output=output,
        theme=theme,
        strict=strict,
        keep_going=keep_going,
        cache=not no_cache,
        jobs=jobs,
        commit=commit,
        audience=audience,
        environment=os.environ,
    )
    with _profiling() if profile else StageClock() as watch:
        result = build_site(request, watch)
    print_findings(result.findings, err=True)
    tell_outside(result.outside)
    code = _tell(result, watch.total)
    if profile:
        _tell_profile(watch, profile_format)
    return code


def _profiling() -> "StageClock":
    from okrpress.cli.profiling import ProfileClock

    return ProfileClock()


def _tell_profile(watch: "StageClock", format: str | None) -> None:
    from okrpress.cli.profiling import ProfileClock
    from okrpress.report.build_profile import profile_json, profile_text

    assert isinstance(watch, ProfileClock)
    write = profile_json if format == "json" else profile_text
    click.echo(write(watch.profile), err=True)


def _tell(result: "BuildResult", seconds: float) -> int:
    """Say what came of it, and what it means for the exit code."""
    from okrpress.report.text import count_text, plural

    summary = f"{count_text(result.findings)}, as of {result.as_of.isoformat()}, {seconds:.1f} s"
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
