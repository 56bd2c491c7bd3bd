"""`okrpress import`."""

from pathlib import Path

import click


@click.group(name="import")
def import_() -> None:
    """Turn OKRs from elsewhere into content files."""


@import_.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=".",
    show_default=True,
    metavar="DIR",
    help="Write the project here; the folder must be empty or new.",
)
@click.option(
    "--fiscal-year-start",
    type=click.IntRange(1, 12),
    metavar="MONTH",
    help="First month of the years called FY..; without it their cycles stay undated.",
)
def jsonl(file: Path, into: Path, fiscal_year_start: int | None) -> int:
    """Import published OKRs, one objective a line, from a JSON Lines FILE."""
    from okrpress.app.import_ import import_jsonl
    from okrpress.report.text import plural

    result = import_jsonl(file, into, fiscal_year_start=fiscal_year_start)
    for note in result.notes:
        click.echo(f"note: {note}", err=True)
    click.echo(
        f"{plural(result.objectives, 'objective', 'objectives')} with "
        f"{plural(result.key_results, 'key result', 'key results')} in "
        f"{len(result.files)} files; next: okrpress build {into}",
        err=True,
    )
    return 0
