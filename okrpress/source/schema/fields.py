"""Types for the fields of models: each says how its node is read, and its JSON Schema."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Generic, TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from okrpress.model.frozen import dataclass
from okrpress.model.ids import Ref
from okrpress.model.okr import Visibility
from okrpress.source.schema.grammar import (
    TITLE_LENGTH,
    one_of,
    read_cadence,
    read_confidence,
    read_date,
    read_id,
    read_line,
    read_number,
    read_optional_line,
    read_own_key_result,
    read_prose,
    read_reference,
    read_score,
    read_text,
    read_url,
    read_weight,
)
from okrpress.source.schema.lists import (
    mapping_of,
    read_done,
    read_ids,
    read_references,
    read_texts,
)
from okrpress.source.schema.measures import Observed

T = TypeVar("T")
Key = TypeVar("Key")
Word = TypeVar("Word", bound=StrEnum)
JsonSchema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reader(Generic[T]):
    """Makes a field read its node with a function, past pydantic's own notions of types."""

    read: Callable[[object], T]
    schema: Mapping[str, Any]

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchema:
        return dict(self.schema)


def one_or_more(read: Callable[[object], tuple[T, ...]], each: Reader[T]) -> Reader[tuple[T, ...]]:
    """A reader of one value or a list of values, each once; an empty text is an empty list."""
    many = {"type": "array", "items": dict(each.schema), "uniqueItems": True}
    return Reader(read, {"anyOf": [dict(each.schema), many]})


def mapping(keys: Reader[Key], values: Reader[T]) -> Reader[dict[Key, T]]:
    """A reader of mappings with one kind of keys and one of values; empty text is none."""
    schema = {"type": "object", "propertyNames": keys.schema, "additionalProperties": values.schema}
    return Reader(mapping_of(keys.read, values.read), schema)


def word(choices: type[Word]) -> Reader[Word]:
    """A reader of the words of an enumeration."""
    return Reader(one_of(choices), {"type": "string", "enum": [each.value for each in choices]})


def _text(**limits: object) -> JsonSchema:
    return {"type": "string", **limits}


def _number(**limits: object) -> JsonSchema:
    return {"type": "number", **limits}


_PART = "[a-z0-9][a-z0-9-]{0,63}"

NUMBER = Reader(read_number, _number())
DAY = Reader(read_date, _text(format="date"))
ID = Reader(read_id, _text(pattern=f"^{_PART}$"))
OWN = Reader(read_own_key_result, _text(pattern=f"^{_PART}#{_PART}$"))
_WEIGHT = Reader(read_weight, _number(minimum=0))
_CONFIDENCE = Reader(read_confidence, _number(minimum=0, maximum=10))
_SCORE = Reader(read_score, _number(minimum=0, maximum=1))
_LINE = Reader(read_line, _text(minLength=1, maxLength=TITLE_LENGTH))
_TEXT = Reader(read_text, _text(minLength=1))
_REFERENCE = Reader(read_reference, _text(pattern=f"^({_PART}/){{0,2}}{_PART}(#{_PART})?$"))
_IDS = one_or_more(read_ids, ID)
_RHYTHMS = "daily|weekly|biweekly|monthly|quarterly|[1-9][0-9]* days?"

Number = Annotated[Decimal, NUMBER]
MaybeNumber = Annotated[Decimal | None, NUMBER]
Weight = Annotated[Decimal, _WEIGHT]
Confidence = Annotated[Decimal | None, _CONFIDENCE]
Score = Annotated[Decimal | None, _SCORE]
Day = Annotated[date, DAY]
MaybeDay = Annotated[date | None, DAY]
Line = Annotated[str, _LINE]
MaybeLine = Annotated[str, Reader(read_optional_line, _text(maxLength=TITLE_LENGTH))]
Text = Annotated[str, _TEXT]
Prose = Annotated[str, Reader(read_prose, _text())]
Texts = Annotated[tuple[str, ...], one_or_more(read_texts, _TEXT)]
Id = Annotated[str, ID]
MaybeId = Annotated[str | None, ID]
MaybeVisibility = Annotated[Visibility | None, word(Visibility)]
Ids = Annotated[tuple[str, ...], _IDS]
References = Annotated[tuple[Ref, ...], one_or_more(read_references, _REFERENCE)]
Cadence = Annotated[int | None, Reader(read_cadence, _text(pattern=f"^({_RHYTHMS})$"))]
Url = Annotated[str, Reader(read_url, _text(pattern="^([Hh][Tt][Tt][Pp][Ss]?://|[Mm]ailto:)"))]


def _read_observed(node: object) -> Observed:
    """A number, or what `read_done` reads."""
    is_number = isinstance(node, str) and node not in {"true", "false"}
    return read_number(node) if is_number else read_done(node)


_DONE = {"type": ["boolean", "array"], "items": dict(ID.schema), "uniqueItems": True}

Done = Annotated[bool | tuple[str, ...] | None, Reader(read_done, _DONE)]
MaybeObserved = Annotated[
    Observed | None, Reader(_read_observed, {**_DONE, "type": ["number", "boolean", "array"]})
]
