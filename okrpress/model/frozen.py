"""Frozen dataclasses of which each method is made when it is first called.

The standard `dataclass` compiles six methods of each class while it is defined. A build after an
edit defines some 100 classes, and calls few of their methods, most of them once or twice: it took
longer than all its pages. Until a method has been called a few times, it goes by the fields.
"""

from collections.abc import Callable, Iterable
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from dataclasses import dataclass as standard
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["dataclass"]

T = TypeVar("T")


def _dataclass(
    *, kw_only: bool = False, eq: bool = True, **more: bool
) -> Callable[[type[T]], type[T]]:
    """What the standard `dataclass` makes of a class, at a tenth of what that costs.

    Only classes that are frozen, with slots or without, and nothing more: others are left to the
    standard. A class made here does not derive from a frozen one made there, nor the other way.
    Its fields have no default where they are not given.
    """
    slots = more.pop("slots", False)
    if more != {"frozen": True}:
        return standard(kw_only=kw_only, eq=eq, slots=slots, **more)
    plain = standard(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)
    methods = _METHODS | (_COMPARED if eq else {}) | (_PICKLED if slots else {})

    def made(own: type[T]) -> type[T]:
        if not own.__doc__:
            own.__doc__ = own.__name__  # the standard would look into the signature
        missing = [name for name in methods if own.__dict__.get(name) is None]
        found = plain(own)
        for name in missing:
            setattr(found, name, methods[name])
        return found

    return made


# ── methods that are the same for all ─────────────────────────────────────────────────────────


def _refuse_to_set(_: object, name: str, __: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, each.name) for each in fields(self)]


def _set_state(self: Any, state: list[object]) -> None:
    for each, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


# ── methods that replace themselves by the one of the class ───────────────────────────────────


def _init(self: Any, *values: object, **named: object) -> None:
    owner = _owner(self, "__init__")
    taken = _taken(owner, values, named) if _is_rare(owner, "__init__") else None
    if taken is None:
        _make(owner, "__init__", _init_source)(self, *values, **named)
        return
    for name, value in taken.items():
        object.__setattr__(self, name, value)
    if hasattr(owner, "__post_init__"):
        self.__post_init__()


def _taken(owner: Any, values: Iterable[Any], named: dict[str, Any]) -> dict[str, Any] | None:
    """The value of each field; None where the given ones are not those that the class takes."""
    given = [each for each in fields(owner) if each.init]
    placed = [*zip((each.name for each in given if not each.kw_only), values, strict=False)]
    taken = dict(placed) | named
    if len(taken) != len(placed) + len(named) or len(placed) != len([*values]):
        return None
    for each in given:
        if each.name in taken:
            continue
        if each.default is not MISSING:
            taken[each.name] = each.default
        elif each.default_factory is not MISSING:
            taken[each.name] = each.default_factory()
        else:
            return None
    return taken if len(taken) == len(given) else None


def _repr(self: Any) -> str:
    owner = _owner(self, "__repr__")
    if _is_rare(owner, "__repr__"):
        told = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(owner) if one.repr)
        return f"{self.__class__.__qualname__}({', '.join(told)})"
    text: str = _make(owner, "__repr__", _repr_source)(self)
    return text


def _eq(self: Any, other: object) -> bool:
    method = _make(_owner(self, "__eq__"), "__eq__", _eq_source)
    return method(self, other)  # type: ignore[no-any-return]


def _hash(self: Any) -> int:
    return _make(_owner(self, "__hash__"), "__hash__", _hash_source)(self)  # type: ignore[no-any-return]


_METHODS: dict[str, Callable[..., object]] = {
    "__init__": _init,
    "__repr__": _repr,
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
}
_COMPARED: dict[str, Callable[..., object]] = {"__eq__": _eq, "__hash__": _hash}
_PICKLED: dict[str, Callable[..., object]] = {"__getstate__": _state, "__setstate__": _set_state}

RARE = 8
"""Calls of a method that cost no more than to compile it."""
_calls: dict[tuple[type, str], int] = {}


def _is_rare(owner: Any, name: str) -> bool:
    calls = _calls[owner, name] = _calls.get((owner, name), 0) + 1
    return calls <= RARE


def _owner(self: object, name: str) -> Any:
    """The class that has no method of its own yet."""
    late = (_METHODS | _COMPARED)[name]
    return next(each for each in type(self).__mro__ if each.__dict__.get(name) is late)


def _make(owner: Any, name: str, source: Callable[[Any], str]) -> Callable[..., Any]:
    """The method of that name, from now on that of the class."""
    known: dict[str, Any] = {"_missing": MISSING}
    for each in fields(owner):
        known[f"_usual_{each.name}"] = each.default
        known[f"_make_{each.name}"] = each.default_factory
        if _has_slot(owner, each.name):
            known[f"_set_{each.name}"] = getattr(owner, each.name).__set__
    exec(source(owner), known)  # noqa: S102 - the names are of our own classes
    method: Callable[..., Any] = known[name]
    method.__qualname__ = f"{owner.__qualname__}.{name}"
    setattr(owner, name, method)
    return method


def _has_slot(owner: Any, name: str) -> bool:
    return hasattr(getattr(owner, name, None), "__set__")


_PUT = "self.__dict__.__setitem__({0!r}, "


def _init_source(owner: Any) -> str:
    given = [each for each in fields(owner) if each.init]
    placed = [_parameter(each) for each in given if not each.kw_only]
    named = [_parameter(each) for each in given if each.kw_only]
    lines = [f"def __init__({', '.join(['self', *placed, *(['*', *named] if named else [])])}):"]
    for each in given:
        is_set = (
            f"_set_{each.name}(self, " if _has_slot(owner, each.name) else _PUT.format(each.name)
        )
        lines.append(f" {is_set}{_value(each)})")
    lines.append(" self.__post_init__()" if hasattr(owner, "__post_init__") else " return")
    return "\n".join(lines)


def _parameter(each: Field[Any]) -> str:
    if each.default is not MISSING:
        return f"{each.name}=_usual_{each.name}"
    return each.name if each.default_factory is MISSING else f"{each.name}=_missing"


def _value(each: Field[Any]) -> str:
    if each.default_factory is MISSING:
        return each.name
    return f"_make_{each.name}() if {each.name} is _missing else {each.name}"


def _repr_source(owner: Any) -> str:
    told = ", ".join(f"{one.name}={{self.{one.name}!r}}" for one in fields(owner) if one.repr)
    return f'def __repr__(self):\n return f"{{self.__class__.__qualname__}}({told})"'


def _eq_source(owner: Any) -> str:
    names = [one.name for one in fields(owner) if one.compare]
    return (
        "def __eq__(self, other):\n"
        " if other.__class__ is self.__class__:\n"
        f"  return {_tuple('self', names)} == {_tuple('other', names)}\n"
        " return NotImplemented"
    )


def _hash_source(owner: Any) -> str:
    names = [one.name for one in fields(owner) if (one.compare if one.hash is None else one.hash)]
    return f"def __hash__(self):\n return hash({_tuple('self', names)})"


def _tuple(which: str, names: Iterable[str]) -> str:
    return f"({''.join(f'{which}.{name},' for name in names)})"


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _dataclass
