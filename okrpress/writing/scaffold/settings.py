"""The settings of a new project."""

from collections.abc import Iterator

from okrpress.model.frozen import dataclass
from okrpress.writing.front_matter import quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsDraft:
    """What a new `okrpress.toml` says; the rest is there as comments."""

    source_url: str = ""
    history_url: str = ""
    fiscal_year_start: int = 1
    fiscal_year_named_after: str = "end"


def settings_text(draft: SettingsDraft) -> str:
    """`okrpress.toml`. Lines that only repeat a default are comments, to be found when needed."""
    return "\n".join(_lines(draft)) + "\n"


def _lines(draft: SettingsDraft) -> Iterator[str]:
    yield "# The settings of okrpress. Every line is optional; `okrpress doctor` shows what holds."
    yield ""
    yield "[site]"
    yield "# Shown in the header. Default: the organisation's name, from content/index.md."
    yield '# title = "Our goals"'
    yield "# The language of the pages, their dates and numbers."
    yield '# language = "en"'
    yield "# Leads from every page to the editor of its file; {path} stands for the file's path."
    url = draft.source_url
    example = "https://github.com/organisation/repository/edit/main/{path}"
    yield f"source_url = {quoted(url)}" if url else f"# source_url = {quoted(example)}"
    yield "# Leads from there to the file's history, for those who may read the repository."
    url = draft.history_url
    example = "https://github.com/organisation/repository/commits/main/{path}"
    yield f"history_url = {quoted(url)}" if url else f"# history_url = {quoted(example)}"
    yield ""
    yield "[cycles]"
    yield "# The month in which your year begins: with 7, 2027-q1 is July to September."
    if draft.fiscal_year_start == 1:
        yield "# fiscal_year_start = 1"
    else:
        yield f"fiscal_year_start = {draft.fiscal_year_start}"
        yield "# Whether the year 2027 is the one that ends or the one that starts in 2027."
        yield f"fiscal_year_named_after = {quoted(draft.fiscal_year_named_after)}"
    yield ""
    yield "[check_ins]"
    yield "# How often a unit looks at its key results, when its own file does not say."
    yield '# cadence = "weekly"'
