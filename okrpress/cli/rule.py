"""`okrpress rule`."""

from typing import TYPE_CHECKING

import click

from okrpress.cli.completion import complete_code

if TYPE_CHECKING:
    from okrpress.rules.code import Code


@click.command()
@click.argument("code", required=False, shell_complete=complete_code)
@click.option("--all", "list_all", is_flag=True, help="List every code.")
@click.option(
    "--format",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How it is written.",
)
def rule(code: str | None, list_all: bool, format: str) -> int:
    """Explain a CODE: what is found, why it matters, how to fix it, with examples.

    CODE is a code such as KR002, its name, or the first letters of several.
    """
    from okrpress.app.rule import all_codes, find_codes

    if list_all == bool(code):
        raise click.UsageError("Name a CODE, or --all.")
    click.echo(_written(find_codes(code) if code else all_codes(), format))
    return 0


def _written(codes: "tuple[Code, ...]", format: str) -> str:
    from okrpress.cli.terminal import screen
    from okrpress.report.codes import (
        code_markdown,
        code_text,
        codes_json,
        codes_markdown,
        codes_text,
    )

    if format == "json":
        return codes_json(codes)
    if len(codes) == 1:
        return code_markdown(codes[0]) if format == "markdown" else code_text(codes[0], screen())
    return codes_markdown(codes) if format == "markdown" else codes_text(codes, screen())
