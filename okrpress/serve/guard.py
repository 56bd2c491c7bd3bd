"""Who may ask: this machine's own browser windows and tools, not pages from elsewhere in them.

A page of any site that is open in the browser can send requests here. It must not read the site
(it may be unpublished), so its requests are told by their `Host`, `Origin` and `Sec-Fetch-Site`.
"""

from collections.abc import Callable, Sequence

Headers = Sequence[tuple[bytes, bytes]]
"""As ASGI has them: names in lower case, in order, possibly repeated."""

METHODS = ("GET", "HEAD")

# What every answer carries, beside the policy of the pages. Nothing here ever opens anything to
# other origins: there is no Access-Control header.
ALWAYS = (
    ("cache-control", "no-store"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
)


def refusal(headers: Headers, answers_to: Callable[[str], bool]) -> str:
    """Why the request is not answered; empty when it is."""
    hosts = _values(headers, b"host")
    if len(hosts) != 1 or not answers_to(hosts[0]):
        return "This server does not go by that name. Use the address that okrpress printed."
    if any(origin != f"http://{hosts[0]}" for origin in _values(headers, b"origin")):
        return "This server does not answer pages of other sites."
    if set(_values(headers, b"sec-fetch-site")) - {"same-origin", "none"}:
        return (
            "This server does not answer other sites, nor links on them. "
            "Type or paste the address into the browser."
        )
    return ""


def _values(headers: Headers, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in headers if key == name]
