"""Words that single rules about titles ask for, by language: `title_words/<language>.toml`."""

import tomllib
from functools import cache
from importlib.resources import files

from okrpress.model.frozen import dataclass

_FOLDER = files("okrpress.rules") / "title_words"


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleWords:
    """The words of one language; its data file says what each group is for."""

    volume: frozenset[str]
    known: frozenset[str]
    joint: frozenset[str]
    work: frozenset[str]
    progress: frozenset[str]
    finished: frozenset[str]
    either_way: frozenset[str]
    ranked: frozenset[str]


@cache
def title_words(language: str) -> TitleWords | None:
    """The words of a language tag such as `en` or `en-GB`; None where nobody wrote them down."""
    name = f"{language.partition('-')[0].lower()}.toml"
    data = {file.name: file for file in _FOLDER.iterdir()}.get(name)
    if data is None:
        return None
    table = tomllib.loads(data.read_text(encoding="utf-8"))
    return TitleWords(**{group: frozenset(words.split()) for group, words in table.items()})
