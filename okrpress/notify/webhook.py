"""Posts to a chat through a webhook, whose address is a secret."""

from okrpress.notify.http import Request, Wire


def post(wire: Wire, url: str, content: str, service: str) -> None:
    """Send the message. Raises OkrpressError when it cannot be said to have arrived."""
    wire.send(webhook_request(url, content, service))


def webhook_request(url: str, content: str, service: str) -> Request:
    """The request that posts the message: a second one is better than none."""
    return Request(service=service, method="POST", url=url, content=content)
