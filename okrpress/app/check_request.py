"""What a caller asks of a check, and what that makes of the project's settings."""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import date
from pathlib import Path

from okrpress.errors import OkrpressError
from okrpress.model.audience import EVERYTHING, Audience
from okrpress.model.finding import Level
from okrpress.model.frozen import dataclass
from okrpress.model.settings import CheckSettings
from okrpress.source.check_settings import read_level, selector_mistake
from okrpress.source.files import Source
from okrpress.source.numbers import WrongValue


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRequest:
    """What to check, and what the caller asks for beside the project's settings.

    `today` holds when neither `as_of` nor the settings say a date. `select` sets the settings'
    `select` and `ignore` aside; `ignore` and `levels` come on top of theirs. `typed` is a file as
    it stands in an editor: it is judged in its project, and only what concerns it is reported.
    With the `cache`, only what has changed is read and judged again. What the `audience` may see
    is judged as if there were nothing else.
    """

    root: Path
    today: date
    as_of: date | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    levels: Mapping[str, Level | None] = field(default_factory=dict)
    strict: bool = False
    max_warnings: int | None = None
    baseline: Path | None = None
    update_baseline: bool = False
    cache: bool = True
    typed: Source | None = None
    audience: Audience = EVERYTHING


def asked_for(request: CheckRequest, settings: CheckSettings) -> CheckSettings:
    """The settings as the caller wants them. Raises OkrpressError for what is no selector."""
    _refuse("--select", request.select, changes=False)
    _refuse("--ignore", request.ignore, changes=True)
    _refuse("--level", request.levels, changes=True)
    ignore = () if request.select else settings.ignore
    most = settings.max_warnings if request.max_warnings is None else request.max_warnings
    return replace(
        settings,
        select=request.select or settings.select,
        ignore=(*ignore, *request.ignore),
        levels={**_without(settings.levels, request.levels), **request.levels},
        max_warnings=0 if request.strict else most,
    )


def _without(
    levels: Mapping[str, Level | None], others: Mapping[str, Level | None]
) -> dict[str, Level | None]:
    """What is not said again: of two equally narrow selectors the later one wins."""
    return {selector: level for selector, level in levels.items() if selector not in others}


def _refuse(option: str, selectors: Iterable[str], *, changes: bool) -> None:
    for selector in selectors:
        mistake = selector_mistake(selector, changes=changes)
        if mistake:
            raise OkrpressError(f"{option}: {selector!a} {mistake.message}", help=mistake.help)


def level_asked_for(text: str) -> tuple[str, Level | None]:
    """The selector and level of `CODE=LEVEL`; the level is None for `off`.

    Raises OkrpressError for anything else.
    """
    selector, sign, level = text.partition("=")
    try:
        return selector, read_level(level)
    except WrongValue as wrong:
        message = f"the level of {selector} {wrong.message}" if sign else f"--level is {text}"
        raise OkrpressError(message, help=f"{wrong.help}: --level KR002=advice") from None
