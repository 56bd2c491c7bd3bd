"""The templates of a theme, as Jinja is to draw them, and who is to blame where it cannot."""

from collections.abc import Mapping
from functools import lru_cache

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FunctionLoader,
    PrefixLoader,
    TemplateError,
    TemplateSyntaxError,
)

from okrpress.errors import OkrpressError
from okrpress.site.compiling import Templates
from okrpress.site.formatting import ENGLISH, Formatter
from okrpress.site.quick_templates import QuickTemplates
from okrpress.site.theme import DEFAULT, Theme


@lru_cache(maxsize=4)  # `serve` makes a site after every edit, and templates take long to compile
def quick_templates(theme: Theme, fmt: Formatter = ENGLISH) -> QuickTemplates:
    """What pages are drawn with, as long as their templates do nothing unusual."""
    return QuickTemplates(environment(theme, fmt))


@lru_cache(maxsize=4)
def environment(theme: Theme, fmt: Formatter = ENGLISH) -> Templates:
    """The templates as Jinja has them, in the language of `fmt`: slower, and right about mistakes.

    The default's templates are also found under `default/`.
    """
    return Templates(fmt, _all_loaders(theme))


def _all_loaders(theme: Theme) -> BaseLoader:
    default = _loader(DEFAULT, theme.default)
    return ChoiceLoader(
        [_loader(theme.name, theme.own), default, PrefixLoader({DEFAULT: default})],
    )


def _loader(theme: str, templates: Mapping[str, str]) -> BaseLoader:
    """Templates by name; they carry a file name, so that a mistake in one can be traced to it."""

    def load(name: str) -> tuple[str, str, None] | None:
        source = templates.get(name)
        return None if source is None else (source, _template_file(theme, name), None)

    return FunctionLoader(load)


def _template_file(theme: str, name: str) -> str:
    return f"themes/{theme}/templates/{name}"


def template_mistake(theme: Theme, error: Exception) -> OkrpressError | None:
    """What the author of a theme did wrong; None where the theme is not to blame."""
    if isinstance(error, TemplateSyntaxError):
        place = f"{error.filename or error.name}:{error.lineno}"
    else:
        place = _last_template(error)
    own = f"themes/{theme.name}/templates/" if theme.own else ""
    if not isinstance(error, TemplateError) and not (own and place.startswith(own)):
        return None
    what = str(error.message if isinstance(error, TemplateSyntaxError) else error)
    return OkrpressError(
        f"{place or 'a template'}: {type(error).__name__}: {what}",
        help="correct the template; docs/theming.md says what templates are given",
    )


def _last_template(error: Exception) -> str:
    """The innermost line of a template that led to the error."""
    place, trace = "", error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith("themes/") and "/templates/" in file:
            place = f"{file}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
