"""Views whose parts are computed when a template asks for them, and never where none does.

A theme that shows less costs less: what it does not look at is neither computed nor, by
`okrpress.site.tracing`, a reason to make the page again.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, ParamSpec, TypeVar

from okrpress.meter import measured
from okrpress.site.tracing import is_for_all

P = ParamSpec("P")
T = TypeVar("T")


class _Later(partial[Any]):
    """A value that nobody has asked for yet."""


def later(make: Callable[P, T], /, *arguments: P.args, **options: P.kwargs) -> T:
    """A field of a `Lazy` view: `make(*arguments)`, once somebody looks at it.

    What several pages share is made at once: whoever looks at it first must not be the only one
    who has looked at what it was made from.
    """
    if is_for_all():
        return make(*arguments, **options)
    return _Later(make, *arguments, **options)  # type: ignore[return-value]


class Lazy:
    """A frozen dataclass, without slots, whose fields may be given as `later`."""

    def __post_init__(self) -> None:
        fields = self.__dict__
        waiting = {name: value for name, value in fields.items() if value.__class__ is _Later}
        for name in waiting:
            del fields[name]
        fields["_waiting"] = waiting

    def __getattr__(self, name: str) -> Any:
        """A field that was not looked at before; Python asks here only for what is not there."""
        waiting = self.__dict__.get("_waiting", {})
        if name not in waiting:
            raise AttributeError(f"{type(self).__name__} has no {name!r}")
        try:
            value = measured("view", waiting[name])
        except AttributeError as error:  # would pass for a field that the view does not have
            raise RuntimeError(f"{type(self).__name__}.{name}: {error}") from error
        del waiting[name]
        self.__dict__[name] = value
        return value
