"""Run something again whenever a project's files have changed."""

import gc
import time
from collections.abc import Callable
from pathlib import Path

import click

from okrpress.errors import OkrpressError

PAUSE = 0.5
"""Seconds between two looks at the files."""


def watch(root: Path, run: Callable[[], object]) -> None:
    """Run now and after every change, until somebody interrupts."""
    from okrpress.app.polling import state

    gc.enable()
    seen = None
    while True:
        now = state(root)
        if now != seen:
            seen = now
            click.clear()
            click.echo("checking", err=True)  # editors tell by it that the old findings are gone
            _run(run)
            click.echo("waiting for changes; Ctrl-C ends it", err=True)
        time.sleep(PAUSE)


def _run(run: Callable[[], object]) -> None:
    try:
        run()
    except OkrpressError as error:  # a folder may be gone for a moment
        click.echo(f"error: {error}", err=True)
