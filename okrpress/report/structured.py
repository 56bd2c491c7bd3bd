"""JSON as values and as text that is safe wherever it is printed."""

import json
from collections.abc import Mapping, Sequence

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]

JsonObject = Mapping[str, Json]


def dump(value: Json) -> str:
    """The value as JSON in ASCII, indented, which holds no command to a CI system's log."""
    text = json.dumps(value, indent=2, ensure_ascii=True, allow_nan=False)
    # Outside of strings no number sign can stand, so this changes the writing, not the value.
    return text.replace("##", "#\\u0023")
