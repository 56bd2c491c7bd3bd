"""`okrpress schema`."""

import json

import click


@click.command()
@click.argument("kind", required=False)
def schema(kind: str | None) -> int:
    """Print the JSON Schema of a KIND of file, or of what a command prints; or list the kinds.

    Editors that know JSON Schema complete and check front matter with it.
    """
    from okrpress.app.schema import OUTPUTS, file_kinds, json_schema

    if kind is None:
        for name, example in file_kinds().items():
            click.echo(f"{name:<16} {example}")
        for name, (command, _) in OUTPUTS.items():
            click.echo(f"{name:<16} {command}")
        return 0
    if kind in OUTPUTS:
        click.echo(OUTPUTS[kind][1]())
        return 0
    if kind not in file_kinds():
        known = ", ".join((*file_kinds(), *OUTPUTS))
        raise click.BadParameter(f"{kind!r} is none of {known}", param_hint="KIND")
    click.echo(json.dumps(json_schema(kind), indent=2, ensure_ascii=False))
    return 0
