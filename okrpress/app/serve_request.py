"""What `serve` is asked for."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from okrpress.model.audience import Audience
from okrpress.model.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeRequest:
    """The project to serve, and how.

    `today` tells the day that holds when neither `as_of` nor the settings say one; it is asked
    after every change, because the server may run over midnight. `host` and `port` are None where
    the caller does not mind; `poll` looks at the files again and again instead of being told.
    `audience` is whom the site is for, None for what the settings say.
    """

    root: Path
    today: Callable[[], date]
    as_of: date | None = None
    theme: str | None = None
    host: str | None = None
    port: int | None = None
    poll: bool = False
    audience: Audience | None = None
