"""`okrpress check`."""

from pathlib import Path

import click

from okrpress.cli.options import root_argument


@click.command()
@root_argument
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@click.pass_context
def check(ctx: click.Context, root: Path, strict: bool) -> int:
    """List every problem in the files under ROOT.

    Exits with 1 when there are errors (with --strict: or warnings).
    """
    from okrpress.app.check import check as check_project
    from okrpress.cli.terminal import StageClock, print_findings
    from okrpress.report.text import count_text, plural

    with StageClock() as watch:
        result = check_project(root, strict=strict, watch=watch)
    print_findings(result.findings, err=False)
    files = plural(result.files, "file", "files")
    click.echo(f"{files}: {count_text(result.findings)}", err=True)
    return int(result.failed)
