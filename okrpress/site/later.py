"""Views whose parts are computed when a template asks for them, and never where none does.

A theme that shows less costs less: what it does not look at is neither computed nor, by
`okrpress.site.tracing`, a reason to make the page again. What several pages share is made at once:
whoever looks at it first must not be the only one who has looked at what it was made from.

`View` is for what stands on most pages: its fields are the class's, and an instance costs next to
nothing. `Lazy` is for dataclasses some of whose fields are given `later`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib import import_module
from typing import Any, Generic, NamedTuple, ParamSpec, Self, TypeVar, overload

from okrpress.meter import is_metering, measured
from okrpress.site.tracing import Read, end_reading, is_for_all, read_into

P = ParamSpec("P")
T = TypeVar("T")


class looked(Generic[T]):  # noqa: N801 - read as a word: `sentence = looked(_sentence)`
    """A field of a `View`: what the function makes of that which the view was made of.

    What takes much to make is made in steps, each of what the one before it made: `look_together`
    takes a step for all views, and then the next.
    """

    __slots__ = ("_name", "make", "steps")

    @overload
    def __init__(self, make: Callable[..., T], /) -> None: ...

    @overload
    def __init__(self, make: Callable[..., Any], /, *steps: Callable[[Any], Any]) -> None: ...

    def __init__(self, make: Callable[..., Any], /, *steps: Callable[[Any], Any]) -> None:
        self.make = make
        self.steps = steps

    def of(self, view: "View") -> T:
        """The field of a view, all of its steps."""
        value: T = self.make(*view.made_of)
        for step in self.steps:
            value = step(value)
        return value

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, view: None, owner: type, /) -> Self: ...

    @overload
    def __get__(self, view: "View", owner: type, /) -> T: ...

    def __get__(self, view: "View | None", owner: type, /) -> T | Self:
        """The field, at the first look; Python finds it among the view's own from then on."""
        if view is None:
            return self
        try:
            value = measured("view", partial(self.of, view)) if is_metering() else self.of(view)
        except AttributeError as error:  # would pass for a field that the view does not have
            raise RuntimeError(f"{type(view).__name__}.{self._name}: {error}") from error
        view.__dict__[self._name] = value
        return value


class View:  # noqa: PLW1641 - views are compared, and never looked up
    """Something to be shown, with fields that are `looked` at."""

    __slots__ = ("__dict__", "made_of")

    def __init__(self, *made_of: object) -> None:
        self.made_of = made_of
        if is_for_all():
            self._looked_at()

    def _looked_at(self) -> dict[str, object]:
        """All fields, none of them left for later."""
        for kind in type(self).__mro__:
            for name, field in vars(kind).items():
                if isinstance(field, looked):
                    getattr(self, name)
        return self.__dict__

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, View) or type(other) is not type(self):
            return NotImplemented
        return self._looked_at() == other._looked_at()


def loaded(place: str) -> Callable[..., Any]:
    """A function of a module that is loaded when it is first called: `site.views.build:build_view`.

    For what some themes never show; an `import` in a function is looked up at every call of it.
    """
    module, _, name = place.partition(":")
    known: list[Callable[..., Any]] = []

    def call(*of: object) -> Any:
        if not known:
            known.append(getattr(import_module(f"okrpress.{module}"), name))
        return known[0](*of)

    return call


# ── several pages at once ─────────────────────────────────────────────────────────────────────


class Look(NamedTuple):
    """A field of views of one kind, and whether it holds views itself."""

    kind: type[View]
    name: str
    holds: bool


def looks_at(view: View) -> tuple[Look, ...]:
    """What was looked at in a view and in the views that are its fields, in that order.

    Of several views of one kind, what was looked at in all.
    """
    found: dict[type[View], dict[str, bool]] = {}
    for one in _within(view):
        own = {
            name: any(_parts(value))
            for name, value in vars(one).items()
            if isinstance(getattr(type(one), name, None), looked)
        }
        known = found.setdefault(type(one), own)
        found[type(one)] = {
            name: holds or own[name] for name, holds in known.items() if name in own
        }
    return tuple(
        [Look(kind, name, holds) for kind, names in found.items() for name, holds in names.items()]
    )


_Known = dict[type, list[tuple[set[Read] | None, View]]]


def look_together(
    views: Sequence[View], looks: Iterable[Look], into: Sequence[set[Read] | None]
) -> None:
    """Look at the same of several views, one field after the other, and not view by view.

    Code that runs again at once runs a third faster. What is looked at counts for the view's own
    set of `into`. Mistakes are left to whoever looks again.
    """
    known: _Known = {}
    token = read_into(None)
    try:
        for reads, view in zip(into, views, strict=True):
            known.setdefault(type(view), []).append((reads, view))
        for kind, name, holds in looks:
            field = getattr(kind, name)
            if field.steps:
                _look_in_steps(field, name, known.get(kind, ()))
            else:
                _look(field.make, name, known.get(kind, ()))
            if holds:
                _find_parts(name, known.get(kind, ()), known)
    finally:
        end_reading(token)


_Views = Iterable[tuple[set[Read] | None, View]]


def _look(make: Callable[..., object], name: str, views: _Views) -> None:
    """As `looked` does it, without its ado: a page has a hundred."""
    read_into(reading := None)
    for reads, view in views:
        fields = view.__dict__
        if name not in fields:
            if reads is not reading:
                read_into(reading := reads)
            try:
                fields[name] = make(*view.made_of)
            except Exception:  # noqa: BLE001, S112 - whoever draws the page meets it, and says it
                continue


def _look_in_steps(field: looked[Any], name: str, views: _Views) -> None:
    """Take each step for all views. What comes of it holds no views."""
    begun = [(reads, view, view.made_of) for reads, view in views if name not in vars(view)]
    for step in (field.make, *field.steps):
        going: list[tuple[set[Read] | None, View, tuple[Any, ...]]] = []
        for reads, view, made in begun:
            read_into(reads)
            try:
                going.append((reads, view, (step(*made),)))
            except Exception:  # noqa: BLE001, S112 - whoever draws the page meets it, and says it
                continue
        begun = going
    for _, view, (value,) in begun:
        view.__dict__[name] = value


def _find_parts(name: str, views: _Views, known: _Known) -> None:
    """Know the views that a field holds."""
    for reads, view in views:
        for part in _parts(view.__dict__.get(name)):
            known.setdefault(type(part), []).append((reads, part))


def _within(view: View) -> Iterator[View]:
    yield view
    for value in vars(view).values():
        for part in _parts(value):
            yield from _within(part)


def _parts(value: object) -> Iterable[View]:
    """The views that a field holds."""
    if isinstance(value, View):
        return (value,)
    if type(value) is tuple and value and isinstance(value[0], View):
        return value
    return ()


# ── dataclasses ───────────────────────────────────────────────────────────────────────────────


class _Later(tuple[Callable[..., Any], tuple[Any, ...]]):
    """A value that nobody has asked for yet: what makes it, and of what."""

    __slots__ = ()


def later(make: Callable[P, T], /, *arguments: P.args, **options: P.kwargs) -> T:
    """A field of a `Lazy` view: `make(*arguments)`, once somebody looks at it."""
    if is_for_all():
        return make(*arguments, **options)
    known = partial(make, **options) if options else make
    return _Later((known, arguments))  # type: ignore[return-value]


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
        make, arguments = waiting[name]
        try:
            value = (
                measured("view", partial(make, *arguments)) if is_metering() else make(*arguments)
            )
        except AttributeError as error:  # would pass for a field that the view does not have
            raise RuntimeError(f"{type(self).__name__}.{name}: {error}") from error
        del waiting[name]
        self.__dict__[name] = value
        return value
