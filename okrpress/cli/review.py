"""`okrpress review`."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from okrpress.cli.completion import complete_cycle, complete_unit
from okrpress.cli.options import Day, as_of_option, root_option, today
from okrpress.errors import OkrpressError


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        root_option,
        as_of_option,
        click.option(
            "--interactive", "-i", is_flag=True, help="Ask for every decision at the terminal."
        ),
        click.option(
            "--date",
            "on",
            type=Day(),
            metavar="DATE",
            help="The day you met [default: left open until you have].",
        ),
        click.option(
            "--cycle",
            metavar="ID",
            shell_complete=complete_cycle,
            help="Of this cycle [default: the one whose turn it is].",
        ),
        click.argument("unit", shell_complete=complete_unit),
    ):
        command = option(command)
    return command


@click.group()
def review() -> None:
    """Begin the file of a review: facts filled in, decisions left to you."""


@review.command("mid-cycle")
@_options
def mid_cycle(**options: Any) -> int:
    """Look at the cycle of UNIT half way: what to keep, adjust, postpone or cancel.

    Writes mid-cycle.md with what is known of each key result. Whatever is not decided stays a
    remark; until somebody has written the day of the review, `check` asks for it.
    """
    return _review("mid-cycle", **options)


@review.command("retro")
@_options
def retro(**options: Any) -> int:
    """Look back on the cycle of UNIT: grades, what becomes of each key result, lessons.

    Writes retrospective.md with what is known of each key result. Whatever is not decided stays a
    remark; until somebody has written the day of it, `check` asks for it.
    """
    return _review("retrospective", **options)


def _review(
    kind: str,
    *,
    unit: str,
    cycle: str | None,
    on: date | None,
    interactive: bool,
    as_of: date | None,
    root: Path,
) -> int:
    from okrpress.app.review import (
        ReviewKind,
        ReviewRequest,
        no_answers,
        prepare_review,
        write_review,
    )

    if interactive:
        _require_terminal()
    request = ReviewRequest(
        root=root,
        kind=ReviewKind(kind),
        unit=unit,
        today=today(),
        as_of=as_of,
        cycle=cycle,
        on=on,
    )
    prepared = prepare_review(request)
    answers = no_answers(prepared.kind)
    if interactive:
        from okrpress.cli.review_interview import interview

        prepared, answers = interview(prepared)
    write_review(prepared, answers)
    click.echo(prepared.file)
    if not prepared.matter.on:
        click.echo(
            "written; what is decided when you meet goes into it. Until its `date` is there,\n"
            "it counts for nothing, and `okrpress check` asks for it",
            err=True,
        )
    return 0


def _require_terminal() -> None:
    from okrpress.cli.asking import can_ask

    if not can_ask():
        raise OkrpressError(
            "--interactive asks questions, and there is no terminal to answer them at",
            help="leave it out, and write the decisions into the file",
        )
