"""`okrpress completion`, and what commands offer for their arguments.

Attach one of the `complete_…` functions to an argument or option as its `shell_complete`. They
answer at once: see `okrpress.app.completion`.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrpress.cli.options import today

if TYPE_CHECKING:
    from okrpress.app.completion import Names

SHELLS = ("bash", "zsh", "fish", "powershell")

INTRODUCTION = {
    "bash": '# in ~/.bashrc:  eval "$(okrpress completion bash)"',
    "zsh": '# in ~/.zshrc, below compinit:  eval "$(okrpress completion zsh)"',
    "fish": "# okrpress completion fish > ~/.config/fish/completions/okrpress.fish",
    "powershell": "# in $PROFILE:  okrpress completion powershell | Out-String | Invoke-Expression",
}
"""How each shell is told of the script, as a comment on the script's last line."""


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> int:
    """Print the script with which a SHELL completes commands, options, ids and references.

    Its last line says how to make the shell read it. bash has to be 4.4 or newer.
    """
    from click.shell_completion import get_completion_class

    completer = get_completion_class(shell)
    assert completer is not None  # click knows all of SHELLS
    group = click.get_current_context().find_root().command
    click.echo(completer(group, {}, "okrpress", "_OKRPRESS_COMPLETE").source())
    click.echo(INTRODUCTION[shell])
    return 0


# ── what is offered ───────────────────────────────────────────────────────────────────────────


def complete_unit(ctx: click.Context, _param: click.Parameter, typed: str) -> list[str]:
    """Ids of teams and people."""
    return _that_begin(typed, _names(ctx).units())


def complete_team(ctx: click.Context, _param: click.Parameter, typed: str) -> list[str]:
    """Ids of teams."""
    return _that_begin(typed, _names(ctx).teams())


def complete_person(ctx: click.Context, _param: click.Parameter, typed: str) -> list[str]:
    """Ids of people."""
    return _that_begin(typed, _names(ctx).people())


def complete_cycle(ctx: click.Context, _param: click.Parameter, typed: str) -> list[str]:
    """Ids of cycles."""
    return _that_begin(typed, _names(ctx).cycles())


def complete_reference(ctx: click.Context, _param: click.Parameter, typed: str) -> list[str]:
    """References to objectives, and behind a `#` to their key results."""
    from okrpress.app.completion import references

    names = _names(ctx)
    return _that_begin(typed, references(names, typed, _day(ctx, names)))


def complete_unit_or_reference(
    ctx: click.Context, _param: click.Parameter, typed: str
) -> list[str]:
    """Ids of teams and people; once a `/` is typed, references."""
    return [*complete_unit(ctx, _param, typed), *complete_reference(ctx, _param, typed)]


def complete_own_key_result(ctx: click.Context, _param: click.Parameter, typed: str) -> list[str]:
    """`objective#key-result` of the unit that the command line names as `unit`."""
    from okrpress.app.completion import own_key_results

    # click leaves arguments unread where the option that is being completed has no value yet
    unit, names = ctx.params.get("unit") or next(iter(ctx.args), None), _names(ctx)
    found = own_key_results(names, unit, _day(ctx, names)) if unit else []
    return _that_begin(typed, found)


def complete_code(_ctx: click.Context, _param: click.Parameter, typed: str) -> list[str]:
    """Codes of findings, in whichever case they are typed."""
    from okrpress.app.completion import codes

    return _that_begin(typed.upper(), codes())


def complete_theme(ctx: click.Context, _param: click.Parameter, typed: str) -> list[str]:
    """Names of themes."""
    return _that_begin(typed, _names(ctx).themes())


def _names(ctx: click.Context) -> "Names":
    """The names of the project that the command line means by its `root`."""
    from okrpress.app.completion import names_in

    return names_in(Path(ctx.params.get("root") or "."))


def _day(ctx: click.Context, names: "Names") -> date:
    as_of = ctx.params.get("as_of")
    return as_of if isinstance(as_of, date) else names.as_of or today()


def _that_begin(typed: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name.startswith(typed)]
