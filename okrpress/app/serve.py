"""Serve the site while it is being written."""

from typing import Protocol

from okrpress.app.project import read_project
from okrpress.app.serve_preview import LivePreview, places_of
from okrpress.app.serve_request import ServeRequest
from okrpress.app.watcher import NotesOnly
from okrpress.errors import OkrpressError
from okrpress.model.audience import PUBLIC
from okrpress.serve.address import bind
from okrpress.serve.server import Listener, run
from okrpress.serve.stamps import Stamps
from okrpress.site.views.frame import POLICY

MANY = 2000
"""Files from which on reading takes so long that the server does not wait for it."""


class ServeListener(Listener, Protocol):
    """Hears what the server does."""

    def ready(self, preview: LivePreview) -> None:
        """All files are read, and the site can be looked at."""

    def note(self, text: str) -> None:
        """Something happened that takes time and changes no result."""


def serve(request: ServeRequest, listener: ServeListener) -> None:
    """Show the site until somebody interrupts, which raises KeyboardInterrupt.

    Raises OkrpressError when the port is taken, or there is nothing to show.
    """
    project = read_project(request.root.resolve())
    audience = request.audience or project.settings.audience
    address = bind(request.host, request.port)
    if address.is_shared and audience != PUBLIC:
        address.socket.close()
        raise OkrpressError(
            f"a site for the audience {audience} is shown on this machine only",
            help="leave out --host, or publish it where readers have to sign in",
        )
    stamps = Stamps(places_of(project))

    def open_site() -> LivePreview:
        preview = LivePreview(request, NotesOnly(listener.note))
        listener.ready(preview)
        return preview

    run(
        open_site,
        address,
        listener,
        stamps=stamps,
        policy=POLICY,
        poll=request.poll,
        waits=len(stamps) > MANY,
    )
