"""`okrpress comment`."""

import os
import re
import time
from pathlib import Path

import click

_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?\Z")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--commit", default="", metavar="SHA", help="Refuse data that is about another commit."
)
@click.option(
    "--post", type=click.Choice(("github", "gitlab")), help="Keep it as one comment there."
)
@click.option(
    "--head",
    default="",
    metavar="OWNER:BRANCH",
    help="Where the pull request comes from, which is found by it and by --commit.",
)
def comment(file: Path, commit: str, post: str | None, head: str) -> int:
    """Say a comparison that another job wrote to FILE, after distrusting every byte of it.

    FILE is what `okrpress diff --comment-file` wrote. Exits with 1 when it is anything else;
    then nothing is said or posted.
    """
    _demand_sense(commit, post, head)
    from okrpress.app.comment import PostRequest, comment_text, post_comment
    from okrpress.report.changes.comment_json import DistrustedError

    try:
        text = comment_text(file, commit)
    except DistrustedError as error:
        for reason in error.reasons:
            click.echo(f"error: {file.name} is not what okrpress writes: {reason}", err=True)
        return 1
    if post is None:
        click.echo(text)
        return 0
    request = PostRequest(
        host=post, head=head, commit=commit, environment=os.environ, sleep=time.sleep
    )
    click.echo(post_comment(text, request), err=True)
    return 0


def demand_commit(commit: str) -> None:
    """Raise a usage error for what is given as a commit and is none."""
    if commit and not _COMMIT.match(commit):
        raise click.UsageError("--commit takes a whole commit: 40 or 64 hexadecimal digits")


def _demand_sense(commit: str, post: str | None, head: str) -> None:
    demand_commit(commit)
    if post == "github" and not (commit and head):
        raise click.UsageError("--post github needs --commit and --head, to find the pull request")
    if head and post != "github":
        raise click.UsageError("--head goes with --post github")
