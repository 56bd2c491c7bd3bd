"""Serve the site while it is being written."""

from typing import Protocol

from okrpress.app.project import read_project
from okrpress.app.serve_preview import LivePreview, places_of
from okrpress.app.serve_request import ServeRequest
from okrpress.serve.address import Address, bind
from okrpress.serve.server import Listener, run
from okrpress.serve.stamps import Stamps
from okrpress.site.views.frame import POLICY


class ServeListener(Listener, Protocol):
    """Hears what the server does."""

    def ready(self, address: Address, preview: LivePreview) -> None:
        """The site can be looked at."""


def serve(request: ServeRequest, listener: ServeListener) -> None:
    """Show the site until somebody interrupts, which raises KeyboardInterrupt.

    Raises OkrpressError when the port is taken, or there is nothing to show.
    """
    address = bind(request.host, request.port)
    stamps = Stamps(places_of(read_project(request.root.resolve())))
    preview = LivePreview(request)
    listener.ready(address, preview)
    run(preview, address, listener, stamps=stamps, policy=POLICY, poll=request.poll)
