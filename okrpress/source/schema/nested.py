"""Mappings inside a file: each is read by a model of its own and converted to a noun."""

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any, ClassVar

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from okrpress.model.frozen import dataclass
from okrpress.source.schema.fields import Reader
from okrpress.source.schema.mistakes import Mistake, raise_all


class Entry(BaseModel):
    """The keys of a file, or of a mapping in it; an unknown key is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ShortEntry(Entry):
    """An entry that may be written as the text of its main key alone."""

    short: ClassVar[str]

    @model_validator(mode="before")
    @classmethod
    def _lengthen(cls, node: object) -> object:
        return {cls.short: node} if isinstance(node, str) else node

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        long = handler(schema)
        short = handler.resolve_ref_schema(long)["properties"][cls.short]
        return {"anyOf": [short, long]}


@dataclass(frozen=True, slots=True)
class One:
    """Makes a field read a mapping as `entry`, and convert what was read."""

    entry: type[Entry]
    convert: Callable[[Any], Any]
    depth: ClassVar[int] = 0
    """How many indexes or keys lie between the field and an entry."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return _then(self.convert, handler.generate_schema(self.entry))


@dataclass(frozen=True, slots=True)
class Many:
    """Makes a field read a list of mappings; `check` sees the converted ones together."""

    entry: type[Entry]
    convert: Callable[[Any], Any]
    check: Callable[[tuple[Any, ...]], Iterable[Mistake]] | None = None
    depth: ClassVar[int] = 1

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        each = _then(self.convert, handler.generate_schema(self.entry))
        whole = core_schema.no_info_before_validator_function(
            _empty_list, core_schema.tuple_variable_schema(each)
        )
        return whole if self.check is None else _then(self._checked, whole)

    def _checked(self, entries: tuple[Any, ...]) -> tuple[Any, ...]:
        assert self.check is not None
        raise_all(self.check(entries))
        return entries


@dataclass(frozen=True, slots=True)
class Keyed:
    """Makes a field read a mapping of mappings; `convert` gets it whole."""

    key: Reader[Any]
    entry: type[Entry]
    convert: Callable[[Any], Any]
    depth: ClassVar[int] = 1

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        entries = core_schema.dict_schema(
            handler.generate_schema(Annotated[object, self.key]),
            handler.generate_schema(self.entry),
        )
        return _then(
            self.convert, core_schema.no_info_before_validator_function(_empty_mapping, entries)
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), "propertyNames": dict(self.key.schema)}


Nested = One | Many | Keyed


def nested_in(model: type[BaseModel]) -> dict[str, Nested]:
    """The keys of a model that hold further mappings, and how these are read."""
    return {
        field.alias or name: mark
        for name, field in model.model_fields.items()
        for mark in field.metadata
        if isinstance(mark, Nested)
    }


def unique(noun: str, ids: Iterable[str]) -> Iterator[Mistake]:
    """A mistake for each id that a list of mappings has already."""
    seen: set[str] = set()
    for index, id in enumerate(ids):
        if id in seen:
            help = f"give each {noun} an id of its own"
            yield Mistake("FMT045", f"is `{id}`, as another {noun}'s", help, keys=(index, "id"))
        seen.add(id)


def _then(convert: Callable[[Any], Any], schema: CoreSchema) -> CoreSchema:
    return core_schema.no_info_after_validator_function(convert, schema)


def _empty_list(node: object) -> object:
    return [] if node == "" else node


def _empty_mapping(node: object) -> object:
    return {} if node == "" else node
