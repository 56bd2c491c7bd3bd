"""Questions at a terminal. They go to standard error, so that standard output stays what it is."""

import sys
from collections.abc import Callable
from typing import TypeVar

import click

from okrpress.errors import OkrpressError

Answer = TypeVar("Answer")


def can_ask() -> bool:
    """Whether somebody sits at a terminal and can answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str, read: Callable[[str], Answer], default: str = "", hint: str = "") -> Answer:
    """Ask until the answer can be read; Enter means the default, which `hint` may describe.

    Raises click.Abort at the end of input.
    """
    shown = hint or default
    text = f"{question} [{shown}]" if shown else question
    while True:
        answer = click.prompt(text, default=default, show_default=False, err=True)
        try:
            return read(answer)
        except OkrpressError as error:
            click.echo(f"  {error}" + (f"; {error.help}" if error.help else ""), err=True)
