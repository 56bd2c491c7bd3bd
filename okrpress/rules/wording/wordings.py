"""What the judge knows of a language: its word tables and the weights that were trained on them."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from okrpress.model.frozen import dataclass
from okrpress.rules.wording.lexicon import Lexicon, read_lexicon
from okrpress.rules.wording.model import Model

_FOLDER = files("okrpress.rules.wording")
_ENDINGS = (".toml", ".weights.json")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Wordings:
    """One language: `<language>.toml` read, and one model a label of `<language>.weights.json`."""

    lexicon: Lexicon
    models: Mapping[str, Model]


@cache
def wordings_of(language: str) -> Wordings | None:
    """What is known of a language tag such as `en` or `en-GB`; None where nobody wrote it down."""
    if not knows_language(language):
        return None
    lexicon, models = (file.read_text(encoding="utf-8") for file in _files_of(language))
    return Wordings(lexicon=read_lexicon(lexicon), models=read_models(models))


def knows_language(language: str) -> bool:
    """Whether there are any for a language tag; to read them takes as long as a small check."""
    return len(_files_of(language)) == len(_ENDINGS)


def _files_of(language: str) -> list[Traversable]:
    """The files of a language, as far as they are among those there are: a tag is no path."""
    name = language.partition("-")[0].lower()
    known = {file.name: file for file in _FOLDER.iterdir()}
    return [known[name + ending] for ending in _ENDINGS if name + ending in known]


def read_models(text: str) -> dict[str, Model]:
    """The models of a weights file, by label."""
    return {
        label: Model(bias=one["bias"], weights=one["weights"], threshold=one["threshold"])
        for label, one in json.loads(text).items()
    }
