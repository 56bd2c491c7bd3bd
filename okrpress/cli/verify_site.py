"""`okrpress verify-site`."""

from pathlib import Path

import click

from okrpress.cli.options import root_option
from okrpress.errors import OkrpressError

_SHOWN = 50
"""Problems that are told: more are one."""


@click.command("verify-site")
@click.argument(
    "folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@root_option
@click.option(
    "--audience", metavar="AUDIENCE", help="Refuse a site that was built for anybody else."
)
@click.option(
    "--canary",
    "canaries",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Strings that must not be in it, one a line, in whatever form.",
)
@click.option(
    "--rebuild", is_flag=True, help="Build the commit it names from git, and compare every file."
)
def verify_site(
    folder: Path | None, root: Path, audience: str | None, canaries: Path | None, rebuild: bool
) -> int:
    """Prove that the site in FOLDER is whole, safe to publish, and what it says it is.

    FOLDER is the project's output unless you name one. Looks at links and anchors, the content
    security policy of each page, symbolic links, hidden files, sizes, paths of this machine, and
    the digest. Exits with 1 when anything is wrong.
    """
    from okrpress.app.verify_site import VerifyRequest, verify
    from okrpress.cli.terminal import StageClock
    from okrpress.report.characters import one_line
    from okrpress.report.text import plural

    request = VerifyRequest(
        root=root,
        folder=folder,
        audience=audience,
        canaries=_lines(canaries),
        places=(str(Path.cwd()), str(root.resolve()), str(Path.home())),
        rebuild=rebuild,
    )
    with StageClock() as watch:
        result = verify(request, watch)
    for problem in result.problems[:_SHOWN]:
        click.echo(one_line(str(problem)))
    if len(result.problems) > _SHOWN:
        click.echo(f"and {len(result.problems) - _SHOWN} more")
    if result.other_version:
        click.echo(f"note: okrpress {result.other_version} built it, and this is another", err=True)
    found = result.verified
    pages = plural(found.pages, "page", "pages")
    told = f"{pages}, {found.bytes / 1_000_000:.1f} MB, for {found.seal.audience}"
    told += f", as of {found.seal.as_of}"
    if found.seal.commit:
        told += f", from {found.seal.commit[:12]}"
    if result.problems:
        click.echo(f"{plural(len(result.problems), 'problem', 'problems')}: {told}", err=True)
        return 1
    click.echo(f"{'rebuilt and the same' if result.rebuilt else 'verified'}: {told}", err=True)
    click.echo(found.seal.digest)
    return 0


def _lines(file: Path | None) -> tuple[str, ...]:
    if file is None:
        return ()
    try:
        return tuple(line for line in file.read_text("utf-8").splitlines() if line.strip())
    except (OSError, UnicodeDecodeError) as error:
        raise OkrpressError(f"{file} cannot be read: {error}") from error
