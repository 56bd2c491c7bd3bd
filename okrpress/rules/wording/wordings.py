"""What the judge knows of a language: its word tables and the weights that were trained on them."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from okrpress.model.frozen import dataclass
from okrpress.rules.wording.lexicon import Lexicon, read_lexicon
from okrpress.rules.wording.model import Model

_FOLDER = files("okrpress.rules.wording")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Wordings:
    """One language: `<language>.toml` read, and one model a label of `<language>.weights.json`."""

    lexicon: Lexicon
    models: Mapping[str, Model]


@cache
def wordings_of(language: str) -> Wordings | None:
    """What is known of a language tag such as `en` or `en-GB`; None where nobody wrote it down."""
    name = language.partition("-")[0].lower()
    known = {file.name: file for file in _FOLDER.iterdir()}
    if f"{name}.toml" not in known or f"{name}.weights.json" not in known:
        return None
    return Wordings(
        lexicon=read_lexicon(known[f"{name}.toml"].read_text(encoding="utf-8")),
        models=read_models(known[f"{name}.weights.json"].read_text(encoding="utf-8")),
    )


def read_models(text: str) -> dict[str, Model]:
    """The models of a weights file, by label."""
    return {
        label: Model(bias=one["bias"], weights=one["weights"], threshold=one["threshold"])
        for label, one in json.loads(text).items()
    }
