"""Frozen dataclasses of which each method is made when it is first called.

The standard `dataclass` compiles six methods of each class while it is defined. A build after an
edit defines some 150 classes, and calls few of their methods: it took longer than all its pages.
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

    Only classes that are frozen, with slots, and nothing more: others are left to the standard. A
    class made here does not derive from a frozen one made there, nor the other way. Its fields
    have no default where they are not given.
    """
    if more != {"frozen": True, "slots": True}:
        return standard(kw_only=kw_only, eq=eq, **more)
    plain = standard(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)
    methods = _METHODS if eq else _METHODS_WITHOUT_EQ

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
    _make(self, "__init__", _init_source)(self, *values, **named)


def _repr(self: Any) -> str:
    text: str = _make(self, "__repr__", _repr_source)(self)
    return text


def _eq(self: Any, other: object) -> bool:
    return _make(self, "__eq__", _eq_source)(self, other)  # type: ignore[no-any-return]


def _hash(self: Any) -> int:
    return _make(self, "__hash__", _hash_source)(self)  # type: ignore[no-any-return]


_METHODS_WITHOUT_EQ: dict[str, Callable[..., object]] = {
    "__init__": _init,
    "__repr__": _repr,
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__setstate__": _set_state,
}
_METHODS = _METHODS_WITHOUT_EQ | {"__eq__": _eq, "__hash__": _hash}


def _make(self: object, name: str, source: Callable[[Any], str]) -> Callable[..., Any]:
    """The method of that name, from now on that of the class which has none yet."""
    late = _METHODS[name]
    owner: Any = next(each for each in type(self).__mro__ if each.__dict__.get(name) is late)
    known: dict[str, Any] = {"_missing": MISSING}
    for each in fields(owner):
        known[f"_set_{each.name}"] = getattr(owner, each.name).__set__
        known[f"_usual_{each.name}"] = each.default
        known[f"_make_{each.name}"] = each.default_factory
    exec(source(owner), known)  # noqa: S102 - the names are of our own classes
    method: Callable[..., Any] = known[name]
    method.__qualname__ = f"{owner.__qualname__}.{name}"
    setattr(owner, name, method)
    return method


def _init_source(owner: Any) -> str:
    given = [each for each in fields(owner) if each.init]
    placed = [_parameter(each) for each in given if not each.kw_only]
    named = [_parameter(each) for each in given if each.kw_only]
    lines = [f"def __init__({', '.join(['self', *placed, *(['*', *named] if named else [])])}):"]
    lines += [f" _set_{each.name}(self, {_value(each)})" for each in given]
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
