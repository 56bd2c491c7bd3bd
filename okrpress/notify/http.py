"""One request over HTTP, with patience and without secrets in any message.

No redirect is followed, so a token never reaches a host that nobody named. Whatever goes wrong
ends as an `OkrpressError` that names the service and never an address, a header or an answer.
"""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import field
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx

from okrpress import __version__
from okrpress.errors import OkrpressError
from okrpress.model.frozen import dataclass

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_TOO_MANY = 429


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to wait for others, in seconds, and how often to try.

    `whole` limits an answer from its first byte to its last, so that a slow one ends as well.
    `wait_at_most` limits the time between two tries, whatever the service asks for.
    """

    connect: float = 10
    read: float = 20
    whole: float = 60
    tries: int = 4
    wait_first: float = 1
    wait_at_most: float = 60
    bytes: int = 8_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to send: `content` is JSON as text. `service` is what messages call the other side.

    A request that is not `repeatable` is sent once more only if it surely did not arrive.
    """

    service: str
    method: str
    url: str = field(repr=False)
    content: str = ""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    repeatable: bool = True


class UnsureError(OkrpressError):
    """It may or may not have been done: look before you try again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A good answer. `next` says that a list goes on."""

    service: str
    content: bytes = field(repr=False)
    next: bool = False

    def json(self) -> Json:
        """What it says. Raises OkrpressError when that is no JSON."""
        try:
            found: Json = json.loads(self.content)
        except (ValueError, RecursionError):
            raise OkrpressError(
                f"{self.service} answers with something that is no JSON",
                help="check that its address is that of the API, and not of a page",
            ) from None
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trouble:
    """Why there is no good answer yet; `after` is when the service wants to be asked again."""

    reason: str
    arrived: bool
    after: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """Sends requests; `sleep` waits between tries."""

    sleep: Callable[[float], None]
    patience: Patience = field(default_factory=Patience)

    def send(self, request: Request) -> Answer:
        """The answer, after as many tries as it takes and patience allows."""
        wait = self.patience.wait_first
        for left in range(self.patience.tries - 1, -1, -1):
            found = self._try(request)
            if isinstance(found, Answer):
                return found
            message = f"{request.service} {found.reason}"
            if found.arrived and not request.repeatable:
                raise UnsureError(message, help="try again later")
            if not left:
                break
            asked = wait if found.after is None else found.after
            self.sleep(min(asked, self.patience.wait_at_most))
            wait *= 2
        raise OkrpressError(message, help=f"try again later; {self.patience.tries} tries failed")

    def _try(self, request: Request) -> Answer | _Trouble:
        try:
            return self._exchange(request)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            return _Trouble(reason="cannot be reached", arrived=False)
        except httpx.TimeoutException:
            return _Trouble(reason="takes too long to answer", arrived=True)
        except httpx.TransportError:
            return _Trouble(reason="broke off the connection", arrived=True)
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError):
            raise OkrpressError(
                f"{request.service} cannot be asked", help="check its address and its token"
            ) from None

    def _exchange(self, request: Request) -> Answer | _Trouble:
        patience = self.patience
        timeout = httpx.Timeout(patience.read, connect=patience.connect)
        # a proxy of the environment is for what lies outside
        outside = not _is_local(request.url)
        with (
            httpx.Client(timeout=timeout, follow_redirects=False, trust_env=outside) as client,
            client.stream(
                request.method,
                request.url,
                content=request.content.encode() or None,
                headers={
                    "user-agent": f"okrpress/{__version__}",
                    "accept-encoding": "identity",
                    **({"content-type": "application/json"} if request.content else {}),
                    **request.headers,
                },
            ) as response,
        ):
            if trouble := _trouble(response, request.service):
                return trouble
            return Answer(
                service=request.service,
                content=self._read(response, request.service),
                next='rel="next"' in response.headers.get("link", ""),
            )

    def _read(self, response: httpx.Response, service: str) -> bytes:
        """The body as it comes, if it ends in time and is not endless."""
        until = time.monotonic() + self.patience.whole
        content = bytearray()
        for chunk in response.iter_raw():
            content += chunk
            if len(content) > self.patience.bytes:
                raise OkrpressError(f"{service} answers with more than can be of use")
            if time.monotonic() > until:
                raise httpx.ReadTimeout("slow")
        return bytes(content)


def checked_address(text: str, name: str) -> str:
    """The address that the environment variable `name` holds. Raises OkrpressError, untold.

    Only https, or http on this machine; no user and password in it.
    """
    help = f"set {name} to an address that begins with https://"
    if not text:
        raise OkrpressError(f"the environment variable {name} is not set", help=help)
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
        httpx.URL(text)
    except (ValueError, httpx.InvalidURL):
        raise OkrpressError(f"{name} holds no address", help=help) from None
    is_plain = text.isascii() and text.isprintable() and " " not in text
    if not host or not is_plain or "@" in parts.netloc or port == 0:
        raise OkrpressError(f"{name} holds no address", help=help)
    if parts.scheme != "https" and not (parts.scheme == "http" and host in _LOCAL):
        raise OkrpressError(f"{name} holds an address that is not https", help=help)
    return text


def checked_token(text: str, name: str) -> str:
    """A token that the environment variable holds. Raises OkrpressError, untold."""
    if text and text.isascii() and text.isprintable() and " " not in text:
        return text
    found = f"{name} holds something that is no token" if text else f"{name} is not set"
    raise OkrpressError(found, help=f"give the job a token in the environment variable {name}")


def host_of(url: str) -> str:
    """What of an address may be shown: where it leads, and not to what."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _is_local(url: str) -> bool:
    return urlsplit(url).hostname in _LOCAL


def _trouble(response: httpx.Response, service: str) -> _Trouble | None:
    """What a status means: None for a good one. Raises OkrpressError where trying is no use."""
    status = response.status_code
    if response.is_success:
        return None
    if status == _TOO_MANY or _is_throttled(response):
        reason = "is asked too often"
        return _Trouble(reason=reason, arrived=False, after=_retry_after(response))
    if response.is_server_error:
        after = _retry_after(response)
        return _Trouble(reason=f"answers {status}", arrived=True, after=after)
    raise OkrpressError(f"{service} answers {status}", help=_HELPS.get(status, _refused(response)))


_HELPS = {
    401: "check the token: it is not known there, or no longer",
    403: "check what the token may do: it has to read and write issues, or post",
    404: "check the address, and that the token may see it",
    413: "the message is too long for it: name a UNIT",
}


def _refused(response: httpx.Response) -> str:
    if response.is_redirect:
        return "it leads to another address, which is not followed: name that one"
    return "it does not take what was sent: check that it is the right kind of service"


def _is_throttled(response: httpx.Response) -> bool:
    """GitHub says 403 as well when it is asked too often."""
    headers = response.headers
    is_out = headers.get("x-ratelimit-remaining") == "0" or "retry-after" in headers
    return response.status_code == httpx.codes.FORBIDDEN and is_out


def _retry_after(response: httpx.Response) -> float | None:
    """Seconds that the service asks to wait: a number, or a date held against its own clock."""
    said = response.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        until = parsedate_to_datetime(said)
        now = parsedate_to_datetime(response.headers.get("date", ""))
        return max(0.0, (until - now).total_seconds())
    except (ValueError, TypeError):
        return None
