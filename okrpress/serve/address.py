"""Where the server listens, and under which names it answers."""

import ipaddress
import re
import socket

from okrpress.errors import OkrpressError
from okrpress.model.frozen import dataclass

LOOPBACK = "127.0.0.1"
PORT = 8000
_TRIES = 10  # ports from the usual one on
_HOST = re.compile(
    r"(?:\[(?P<ip6>[0-9a-f:.]+)\]|(?P<name>[^:\[\]]+))(?::(?P<port>[0-9]{1,5}))?", re.ASCII
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A socket that is bound, and how a browser on this machine gets there.

    `is_shared`: other machines can reach it.
    """

    socket: socket.socket
    host: str
    port: int
    is_shared: bool

    @property
    def url(self) -> str:
        """The home page."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"

    def answers_to(self, name: str) -> bool:
        """Whether a `Host` header means this server.

        A page from elsewhere can make a browser connect here under a name that its owner points
        at this machine (DNS rebinding), but it cannot choose an IP address for a name.
        """
        found = _HOST.fullmatch(name.lower())
        if not found or int(found["port"] or 80) != self.port:
            return False
        host = found["ip6"] or found["name"]
        if host in {"localhost", LOOPBACK, "::1", self.host.lower()}:
            return True
        return self.is_shared and _is_ip(host)


def bind(host: str | None, port: int | None) -> Address:
    """A socket for the host and port that were asked for, or the next free one from 8000 on.

    Raises OkrpressError when the port asked for is taken, or the host is none of this machine's.
    """
    host = host or LOOPBACK
    family, resolved = _resolve(host)
    ports = (port,) if port is not None else (*range(PORT, PORT + _TRIES), 0)
    for tried in ports:
        try:
            bound = socket.create_server((resolved, tried), family=family, backlog=128)
        except OSError as error:
            problem = error
            continue
        return _address(bound, host, resolved)
    hint = "choose another one with --port, or leave it out to get one that is free"
    raise OkrpressError(f"cannot listen on {host}:{ports[0]}: {_reason(problem)}", help=hint)


def _address(bound: socket.socket, host: str, resolved: str) -> Address:
    ip = ipaddress.ip_address(resolved)
    shown = (LOOPBACK if ip.version == 4 else "::1") if ip.is_unspecified else host
    return Address(
        socket=bound,
        host=shown,
        port=int(bound.getsockname()[1]),
        is_shared=not ip.is_loopback,
    )


def _resolve(host: str) -> tuple[socket.AddressFamily, str]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise OkrpressError(
            f"{host[:60]!r} is no address of this machine",
            help="leave --host out to serve this machine alone",
        ) from error
    family, _, _, _, place = min(found, key=lambda one: one[0] is not socket.AF_INET)
    return family, str(place[0])


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
