"""The answers that the server gives, each with the headers that all of them have."""

from starlette.responses import Response

from okrpress.serve import assets
from okrpress.serve.guard import ALWAYS


def answer(status: int, data: bytes, path: str, policy: str) -> Response:
    """A file under the policy of the site; its type is told by the end of its path."""
    response = Response(data, status)
    for name, value in ALWAYS:
        response.headers[name] = value
    response.headers["content-type"] = assets.content_type(path)
    response.headers["content-security-policy"] = f"{policy}; frame-ancestors 'none'"
    return response


def answer_text(status: int, text: str, policy: str) -> Response:
    """A line of text."""
    return answer(status, f"{text}\n".encode(), "text.txt", policy)


def please_wait(policy: str) -> Response:
    """What is there before the site is."""
    response = answer(503, assets.waiting_page(policy), "index.html", policy)
    response.headers["retry-after"] = "1"
    return response
