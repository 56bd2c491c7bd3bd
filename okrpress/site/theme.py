"""Themes: templates and static files, the project's own before those that ship with okrpress.

The one place of `site` that reads files.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from okrpress.errors import OkrpressError
from okrpress.model.colours import DARK_PAGE, readable
from okrpress.model.frozen import dataclass
from okrpress.model.ids import is_id
from okrpress.model.settings import Settings
from okrpress.site import urls
from okrpress.site.theme_file import NAME as THEME_FILE
from okrpress.site.theme_file import WHOLE, Reach, read_reach

if TYPE_CHECKING:
    from okrpress.site.theme_faults import Fault

DEFAULT = "default"
_PACKAGE = Path(__file__).resolve().parent.parent
_HOMES = (_PACKAGE / "themes", _PACKAGE.parent / "themes")  # in the wheel, in a checkout
_ACCENT = "accent.css"
_FIRST = "base.css"
_ACCENTS = {"traffic": "#1d4ea8", "blue": "#3f3a8c"}  # as in base.css
_STATIC_NAME = re.compile(r"(?:[a-z0-9][a-z0-9._-]*/)*[a-z0-9][a-z0-9._-]*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme as plain values: what its files say, by their path inside the theme.

    `own` are the templates of the project's theme, `default` those that ship; `static` has been
    merged already. `stylesheets` are the static files a page links to, in their order: those of
    the default theme (`shipped` of them), then what the project's theme adds. `scripts` are those
    that every page loads once it has been read, in the same order. `reach` says which pages the
    theme has.
    """

    name: str
    own: Mapping[str, str] = field(hash=False)
    default: Mapping[str, str] = field(hash=False)
    static: Mapping[str, bytes] = field(hash=False)
    stylesheets: tuple[str, ...]
    shipped: int
    scripts: tuple[str, ...]
    reach: Reach = WHOLE


def load_theme(name: str, project_themes: Path | None) -> Theme:
    """The theme of that name: the files of `<project_themes>/<name>/` over the default's.

    Raises `OkrpressError` when there is no such theme, when it holds a file that cannot be
    published (a link, a template that is not UTF-8, a static file with an unsafe name), and when
    it holds one that would have no effect.
    """
    theme = read_theme(name, project_themes)
    judge_theme(theme, project_themes)
    return theme


def read_theme(name: str, project_themes: Path | None) -> Theme:
    """The same theme; whether all of it has an effect is left to `judge_theme`."""
    own = _own_folder(name, project_themes)
    reach = _reach(name, own)
    default = _default_folder()
    static = {} if reach.alone else _read_static(default)
    shipped, scripts = _at_the_top(static, ".css"), _at_the_top(static, ".js")
    own_static = _read_static(own) if own else {}
    return Theme(
        name=name,
        own=_read_templates(own) if own else {},
        default={} if reach.alone else _read_templates(default),
        static=static | own_static,
        stylesheets=_in_order(shipped, _at_the_top(own_static, ".css")),
        shipped=len(shipped),
        scripts=_in_order(scripts, _at_the_top(own_static, ".js")),
        reach=reach,
    )


def judge_theme(theme: Theme, project_themes: Path | None) -> None:
    """Raise `OkrpressError` where the theme has a file that would have no effect."""
    own = _own_folder(theme.name, project_themes)
    if own is None:
        return
    # A build that finds nothing changed can do without jinja2.
    from okrpress.site.theme_faults import Files, misplaced, without_effect

    names = [path for path, _ in _files(own)]
    files = Files(templates=theme.own, static=_read_static(own))
    default = theme.default or _read_templates(_default_folder())
    _refuse(theme.name, [*misplaced(names), *without_effect(files, default)])


def _reach(name: str, own: Path | None) -> Reach:
    file = own / THEME_FILE if own else None
    if file is None or not file.is_file():
        return WHOLE
    _refuse_link(file)
    return read_reach(name, file.read_bytes().decode(errors="replace"))


def _in_order(shipped: list[str], own: list[str]) -> tuple[str, ...]:
    """The default's, in their order, then what the project's theme adds."""
    return (*shipped, *(sheet for sheet in own if sheet not in shipped))


def _refuse(theme: str, faults: "list[Fault]") -> None:
    if faults:
        first = faults[0]
        more = f" ({len(faults) - 1} more files like it)" if len(faults) > 1 else ""
        raise OkrpressError(f"themes/{theme}/{first.file}: {first.what}{more}.", help=first.help)


def dressed(theme: Theme, settings: Settings) -> Theme:
    """The theme with what the settings ask of it: its accent, as a style sheet of its own and in
    the icon that browsers show, where there is no logo for that.

    Raises `OkrpressError` when the theme has no such logo.
    """
    if settings.logo and settings.logo not in theme.static:
        raise OkrpressError(
            f"The theme {theme.name!r} has no static file {settings.logo!r} for the logo.",
            help=f"Put it there: themes/{theme.name}/static/{settings.logo}",
        )
    if not settings.logo and urls.ICON not in theme.static:
        theme = replace(theme, static={**theme.static, urls.ICON: icon(settings)})
    css = accent_css(settings)
    if not css:
        return theme
    if _ACCENT in theme.static:
        raise OkrpressError(
            f"The theme {theme.name!r} has a style sheet {_ACCENT!r}: its name is taken by the"
            " accent of okrpress.toml.",
            help="Give it another name.",
        )
    shipped, added = theme.stylesheets[: theme.shipped], theme.stylesheets[theme.shipped :]
    return replace(
        theme,
        static={**theme.static, _ACCENT: css.encode()},
        stylesheets=(*shipped, _ACCENT, *added),
    )


def icon(settings: Settings) -> bytes:
    """Three bars that rise, on the accent's colour: what browsers show beside the page's title."""
    colour = settings.accent or _ACCENTS[settings.palette]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="7" fill="{colour}"/>'
        '<path d="M7 18h4v7H7ZM14 13h4v12h-4ZM21 7h4v18h-4Z" fill="#fff"/></svg>\n'
    ).encode()


def accent_css(settings: Settings) -> str:
    """The accent as tokens; empty where the settings leave it to the palette.

    An accent without one for dark pages is mixed with white until it can be read there.
    """
    light, dark = settings.accent, settings.accent_dark
    if light and not dark:
        dark = readable(light, DARK_PAGE)
    rules = []
    if light:
        rules.append(_rule("(forced-colors: none)", light))
    if dark:
        where = "screen and (prefers-color-scheme: dark) and (forced-colors: none)"
        rules.append(_rule(where, dark, ':where(:not([data-theme="light"]))'))
        where = "screen and (forced-colors: none)"
        rules.append(_rule(where, dark, ':where([data-theme="dark"])'))
    return "\n".join(["@layer okr.tokens {", *rules, "}", ""]) if rules else ""


def _rule(where: str, accent: str, chosen: str = "") -> str:
    """`chosen` says which theme the reader must have chosen, if that matters."""
    return f"  @media {where} {{ {chosen}:root {{ --okr-accent: {accent}; }} }}"


def _own_folder(name: str, project_themes: Path | None) -> Path | None:
    if not is_id(name):
        raise OkrpressError(
            f"{name[:60]!r} cannot be the name of a theme.",
            help="Use lower-case letters, digits and hyphens.",
        )
    folder = project_themes / name if project_themes else None
    if folder and folder.is_dir():
        _refuse_link(folder)
        return folder
    if name == DEFAULT:
        return None
    raise OkrpressError(
        f"There is no theme {name!r}.",
        help=f'Make the folder themes/{name}, or set `theme` to "default".',
    )


def _default_folder() -> Path:
    for home in _HOMES:
        if (home / DEFAULT).is_dir():
            return home / DEFAULT
    raise OkrpressError(
        "The default theme is missing from this installation.", help="Install okrpress again."
    )


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file below the folder, by its path inside it, in a fixed order; no link is followed."""
    _refuse_link(folder)
    for path in sorted(folder.rglob("*")):
        _refuse_link(path)
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
            yield name, path


def _refuse_link(path: Path) -> None:
    if path.is_symlink():
        raise OkrpressError(
            f"{path.name!r} in the theme is a link.", help="Put the file or folder itself there."
        )


def _read_templates(theme: Path) -> dict[str, str]:
    templates = {}
    for name, path in _files(theme / "templates"):
        try:
            templates[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise OkrpressError(
                f"The theme's template {name!r} is not UTF-8.", help="Save it as UTF-8."
            ) from None
    return templates


def _read_static(theme: Path) -> dict[str, bytes]:
    files = {}
    for name, path in _files(theme / "static"):
        if not _STATIC_NAME.match(name):
            raise OkrpressError(
                f"The theme's file {name[:60]!r} has a name that cannot be published.",
                help="Use lower-case letters, digits, hyphens, underscores and dots.",
            )
        files[name] = path.read_bytes()
    return files


def _at_the_top(static: Mapping[str, bytes], ending: str) -> list[str]:
    """The files that every page loads: those in no folder. `_FIRST` has the order of layers."""
    found = [name for name in static if name.endswith(ending) and "/" not in name]
    return sorted(found, key=lambda name: name != _FIRST)
