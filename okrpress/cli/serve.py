"""`okrpress serve`."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrpress.cli.options import as_of_option, audience_option, root_argument, today

if TYPE_CHECKING:
    from okrpress.app.serve_preview import LivePreview
    from okrpress.model.audience import Audience
    from okrpress.serve.address import Address


@click.command()
@root_argument
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    help="Listen on this port [default: 8000, or the next that is free].",
)
@click.option(
    "--host", metavar="ADDRESS", help="Listen here; others than this machine can then look."
)
@click.option("--open", "opens", is_flag=True, help="Open the site in the browser.")
@as_of_option
@click.option("--theme", metavar="NAME", help="Use this theme [default: okrpress.toml].")
@audience_option(
    "Show what these readers may see: public, internal, manager:PERSON or person:PERSON "
    "[default: okrpress.toml, or public].",
    everything=False,
)
@click.option("--poll", is_flag=True, help="Look for changes, where the system tells of none.")
def serve(
    root: Path,
    port: int | None,
    host: str | None,
    opens: bool,
    as_of: date | None,
    theme: str | None,
    audience: "Audience | None",
    poll: bool,
) -> None:
    """Show the site of ROOT in the browser, and follow what is edited.

    A bar below each page leads to other days. While files have errors, the last good site stays
    and the errors are shown over it.
    """
    from okrpress.app.serve import serve as serve_site
    from okrpress.app.serve_request import ServeRequest

    if sys.stderr.isatty():
        click.echo("reading the content …", err=True)
    request = ServeRequest(
        root=root,
        today=today,
        as_of=as_of,
        theme=theme,
        host=host,
        port=port,
        poll=poll,
        audience=audience,
    )
    serve_site(request, _Terminal(root=root.resolve(), opens=opens))


class _Terminal:
    """Says what the server does; the address goes to standard output, all else beside it."""

    def __init__(self, *, root: Path, opens: bool) -> None:
        self._root = root
        self._opens = opens
        self._preview: LivePreview | None = None
        self._said: object = ((), [])

    def ready(self, preview: "LivePreview") -> None:
        """Say what is shown."""
        from okrpress.report.readers import readers_text
        from okrpress.report.text import plural

        self._preview = preview
        self._say_problems()
        hidden = plural(preview.hidden, "objective", "objectives")
        shown = readers_text(preview.audience) + (f", {hidden} left out" if preview.hidden else "")
        click.echo(f"serving {shown}, as of {preview.days.base}; Ctrl-C ends it", err=True)

    def note(self, text: str) -> None:
        """Print it among the messages."""
        click.echo(f"note: {text}", err=True)

    def listening(self, address: "Address") -> None:
        """Say where the site is."""
        if address.is_shared:
            click.echo(
                "warning: everybody who can reach this machine can read the site while it is "
                "served, drafts included",
                err=True,
            )
        click.echo(address.url)
        if self._opens:
            import webbrowser

            webbrowser.open(address.url)

    def refreshed(self, paths: list[Path]) -> None:
        """Say what was changed, and what is wrong now if that is news."""
        from okrpress.report.characters import one_line

        what = f"{len(paths)} files"
        if len(paths) == 1:
            what = one_line(paths[0].relative_to(self._root).as_posix())
        click.echo(f"changed: {what}", err=True)
        self._say_problems()

    def noticed(self) -> None:
        """Say what is wrong with a page."""
        self._say_problems()

    def polls(self, reason: str) -> None:
        """Say that changes are noticed later than they could be."""
        click.echo(f"changes are looked for, as the system cannot tell of them: {reason}", err=True)

    def failed(self, error: Exception) -> None:
        """Say that something is our fault."""
        import traceback

        details = "".join(traceback.format_exception(error))
        click.echo(f"internal error: please report it\n{details}", err=True)

    def _say_problems(self) -> None:
        from okrpress.cli.terminal import print_findings

        assert self._preview
        now = (self._preview.findings, [str(fault) for fault in self._preview.faults])
        if now == self._said:
            return
        self._said = now
        print_findings(self._preview.findings, err=True)
        for fault in self._preview.faults:
            click.echo(f"error: {fault}\n  help: {fault.help}", err=True)
        if now == ((), []):
            click.echo("all findings are gone", err=True)
