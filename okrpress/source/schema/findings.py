"""What pydantic gathered, as findings: own codes, own sentences, the path of keys.

Nothing of pydantic's wording reaches an author. A misspelt key that is required is one mistake:
the unknown key is reported, and not that the right one is missing.
"""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from okrpress.model.finding import Finding, Place
from okrpress.rules.catalogue import finding
from okrpress.source.front_matter import Document
from okrpress.source.schema.hints import BELONGS, MEANT
from okrpress.source.schema.mistakes import Keys, Mistakes, describe
from okrpress.source.schema.nested import Entry, nested_in
from okrpress.source.suggest import suggest
from okrpress.source.text import quote

_MAPPING = "a mapping of keys and values"


def findings_of(
    error: ValidationError, model: type[Entry], document: Document
) -> tuple[Finding, ...]:
    """One finding for each mistake in a file that was read as `model`."""
    file = document.file
    details = error.errors(include_url=False)
    missing = {detail["loc"] for detail in details if detail["type"] == "missing"}
    found: list[Finding] = []
    for detail in details:
        match detail["type"]:
            case "missing":
                continue
            case "extra_forbidden":
                meant = _meant(detail["loc"], model, document)
                missing.discard((*detail["loc"][:-1], meant))
                found.append(_unknown_key(detail["loc"], meant, model, file))
            case "value_error":
                found.extend(_own(detail, file))
            case shape:
                found.append(_wrong_shape(shape, detail, model, file))
    found.extend(
        _missing_key(detail["loc"], model, file) for detail in details if detail["loc"] in missing
    )
    return tuple(found)


def _own(detail: ErrorDetails, file: str) -> Iterator[Finding]:
    raised = detail["ctx"]["error"]
    is_key = detail["loc"][-1:] == ("[key]",)
    loc = detail["loc"][:-1] if is_key else detail["loc"]
    for mistake in raised.mistakes if isinstance(raised, Mistakes) else (raised,):
        keys = (*loc, *mistake.keys)
        at = Place(file=file, keys=keys, on="key" if is_key else mistake.on)
        yield finding(mistake.code, at, f"{_name(keys)} {mistake.message}", mistake.help)


def _name(keys: Keys) -> str:
    """The last key that has a name."""
    name = next(key for key in reversed(keys) if isinstance(key, str))
    return f"`{name}`" if name.isidentifier() and name.isascii() else quote(name)


def _wrong_shape(shape: str, detail: ErrorDetails, model: type[Entry], file: str) -> Finding:
    keys = detail["loc"]
    match shape:
        case "tuple_type":
            wanted, help = "a list", "begin each entry on a line of its own, with `- `"
        case "dict_type":
            wanted, help = _MAPPING, "write {objective#key-result: …}"
        case _:
            wanted, help = _MAPPING, f"write {_example(_model_at(keys, model))}"
    message = f"{_name(keys)} is {describe(detail['input'])} where {wanted} belongs"
    return finding("FMT033", Place(file=file, keys=keys), message, help)


def _example(model: type[Entry]) -> str:
    """What an entry looks like: `{id: …, title: …}`."""
    required = [key for key, field in _fields(model).items() if field.is_required()]
    return "{" + ", ".join(f"{key}: …" for key in required or list(_fields(model))[:2]) + "}"


def _meant(loc: Keys, model: type[Entry], document: Document) -> str:
    """The key that an unknown one stands for; empty when there is no telling."""
    key = str(loc[-1])
    known = _fields(_model_at(loc[:-1], model))
    taken = _node_at(loc[:-1], document)
    free = (word for word in MEANT.get(_folded(key), ()) if word in known and word not in taken)
    return suggest(key, known) or next(free, "")


def _node_at(loc: Keys, document: Document) -> Any:
    node: Any = document.values
    for key in loc:
        node = node[key]
    return node


def _unknown_key(loc: Keys, meant: str, model: type[Entry], file: str) -> Finding:
    key = str(loc[-1])
    if meant:
        help = f"did you mean `{meant}`?"
    elif _folded(key) in BELONGS:
        help = BELONGS[_folded(key)]
    else:
        known = sorted(_fields(_model_at(loc[:-1], model)))
        help = "known keys are " + ", ".join(f"`{word}`" for word in known)
    at = Place(file=file, keys=loc, on="key")
    return finding("FMT030", at, f"{quote(key)} is not a known key", help)


def _missing_key(loc: Keys, model: type[Entry], file: str) -> Finding:
    key = str(loc[-1])
    meaning = _fields(_model_at(loc[:-1], model))[key].description
    at = Place(file=file, keys=loc[:-1])
    return finding("FMT031", at, f"`{key}` is missing", f"add `{key}: …`: {meaning}")


def known_keys(keys: Keys, model: type[Entry]) -> tuple[str, ...]:
    """What may be written beside the last of these keys, in a file that is read as `model`."""
    return tuple(_fields(_model_at(keys[:-1], model)))


def _fields(model: type[Entry]) -> dict[str, FieldInfo]:
    """The keys that a model reads."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _model_at(loc: Keys, model: type[Entry]) -> type[Entry]:
    """The model that reads the mapping at `loc`."""
    keys = iter(loc)
    for key in keys:
        nested = nested_in(model)[str(key)]
        model = nested.entry
        for _ in range(nested.depth):
            next(keys, None)
    return model


def _folded(key: str) -> str:
    return key.casefold().replace("-", "_").replace(" ", "_")
