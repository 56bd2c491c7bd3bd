"""The generated parts of docs/theming.md: tokens, blocks, and what each page's view holds.

Between `<!-- NAME -->` and `<!-- end -->` stands what `PARTS[NAME]` makes of the default theme and
of the dataclasses of the views.
"""

import ast
import functools
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from jinja2 import Environment, nodes

from okrpress.app.content import read_content
from okrpress.app.project import read_project
from okrpress.app.watcher import Silence
from okrpress.model.audience import PUBLIC
from okrpress.model.audience_view import view_for
from okrpress.scoring import score
from okrpress.site.kinds import PLANNERS
from okrpress.site.later import View, looked
from okrpress.site.planned import Planned
from okrpress.site.views.frame import Frame
from okrpress.site.views.here import Options, make_site
from tools import reference

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "theming.md"
THEME = ROOT / "themes" / "default"
_PART = re.compile(r"(<!-- (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_TOKEN = re.compile(r"--okr-([a-z-]+):\s*([^;]+);")

TOKENS = {
    "font": "typeface of everything but code",
    "mono": "typeface of code and worked lines",
    "background": "the page",
    "surface": "quieter areas on the page",
    "ink": "text, and charts' lines",
    "muted": "text of the second rank; 4.5 to 1 on the page or more",
    "line": "thin lines between rows",
    "rule": "the line that begins a section",
    "accent": "links, focus, the current page; better set by `accent` in okrpress.toml",
    "off": "off track, missed",
    "risk": "at risk, partly achieved",
    "on": "on track, done, achieved",
    "idle": "every other status",
    "tone": "the status a part of the page has; set by its class",
    "text": "size of text",
    "small": "size of notes",
    "tiny": "size of table heads and the footer",
    "gap": "space at both sides of the page",
    "width": "widest the page gets",
}


def theming_page() -> str:
    """The page as it should be."""
    return _PART.sub(
        lambda part: f"{part[1]}{PARTS[part[2]]()}\n{part[3]}", PAGE.read_text(encoding="utf-8")
    )


# ── tokens ────────────────────────────────────────────────────────────────────────────────────


def tokens() -> str:
    """Every token of base.css, as it is on light and on dark pages."""
    css = (THEME / "static" / "base.css").read_text(encoding="utf-8")
    dark_css = css[css.index("(prefers-color-scheme: dark)") :]
    light, dark = _declared(css), _declared(dark_css)
    rows = [
        (f"`--okr-{name}`", _short(value), _short(dark.get(name, "")), TOKENS[name])
        for name, value in light.items()
    ]
    return reference.table(("Token", "Light", "Dark", "Is"), rows)


def _declared(css: str) -> dict[str, str]:
    """The tokens of the first `:root` rule."""
    start = css.index(":root {")
    return dict(_TOKEN.findall(css[start : css.index("}", start)]))


def _short(value: str) -> str:
    return f"`{value}`" if value and len(value) < 45 else "a list of system fonts" if value else ""


# ── blocks ────────────────────────────────────────────────────────────────────────────────────


def blocks() -> str:
    """The blocks of each template, in their order; those of base.html are in all of them."""
    rows = [
        (f"`{path.name}`", ", ".join(f"`{name}`" for name in _blocks(path)) or "–")
        for path in sorted((THEME / "templates").glob("*.html"))
    ]
    rows.sort(key=lambda row: row[0] != "`base.html`")
    return reference.table(("Template", "Blocks"), rows)


def _blocks(path: Path) -> list[str]:
    tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    return [block.name for block in tree.find_all(nodes.Block)]


def macros() -> str:
    """The macros that templates import, by file."""
    rows = []
    for path in sorted((THEME / "templates" / "macros").glob("*.html")):
        tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
        found = [
            f"`{macro.name}({', '.join(argument.name for argument in macro.args)})`"
            for macro in tree.find_all(nodes.Macro)
        ]
        rows.append((f"`macros/{path.name}`", ", ".join(found)))
    return reference.table(("File", "Macros"), rows)


# ── views ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of page: its template and the class of its view."""

    template: str
    view: type


def views() -> str:
    """What `view` holds for each template, then the parts that views are made of."""
    kinds = sorted(_kinds(), key=lambda kind: kind.template)
    parts = _reached([kind.view for kind in kinds])
    sections = [_section(f"{kind.template}: {kind.view.__name__}", kind.view) for kind in kinds]
    own = {kind.view for kind in kinds}
    rest = sorted((part for part in parts if part not in own), key=lambda part: part.__name__)
    return "\n\n".join([*sections, *(_section(part.__name__, part) for part in rest)])


def _kinds() -> Iterator[_Kind]:
    """Every template that a planner names, on the example site."""
    found: dict[str, Planned] = {}
    project = read_project(ROOT)
    portfolio = view_for(PUBLIC, read_content(project, Silence()).whole)
    site = make_site(score(portfolio, project.settings, date(2026, 11, 22)), Options())
    for planner in PLANNERS.values():
        for planned in planner(site):
            if planned.template:
                found.setdefault(planned.template, planned)
    for template, planned in found.items():
        yield _Kind(template, _made(planned))


def _made(planned: Planned) -> type:
    """The class of the view, from what makes it; where that does not say, from one that is made."""
    make: Any = planned.make
    while isinstance(make, functools.partial):
        make = make.func
    said = _hints(make).get("return")
    return said if isinstance(said, type) and _is_part(said) else type(planned.make())


def _reached(roots: list[type]) -> list[type]:
    """The dataclasses that views are made of, however deep."""
    seen: dict[type, None] = {}
    waiting = [*roots, Frame]
    while waiting:
        kind = waiting.pop()
        if kind not in seen:
            seen[kind] = None
            waiting += [one for hint in _fields(kind).values() for one in _classes(hint)]
    return list(seen)


def _classes(hint: Any) -> Iterator[type]:
    for one in (hint, *get_args(hint)):
        if isinstance(one, type) and get_origin(one) is None and _is_part(one):
            yield one
        elif one is not hint:
            yield from _classes(one)


def _is_part(kind: type) -> bool:
    """Whether templates look inside: views, dataclasses and named tuples of the site."""
    is_plain = is_dataclass(kind) or hasattr(kind, "_fields") or issubclass(kind, View)
    return is_plain and kind.__module__.startswith("okrpress.site")


def _section(title: str, kind: type) -> str:
    listed = "; ".join(f"`{name}` {_reads(hint)}" for name, hint in _fields(kind).items())
    about = " ".join((kind.__doc__ or "").split())
    return f"### {title}\n\n{about}\n\n{listed}."


def _fields(kind: type) -> dict[str, Any]:
    """What templates find in it, each with its type."""
    hints = _hints(kind)
    if issubclass(kind, View):
        said = {name: _inside(hint) for name, hint in hints.items()}
        return said | {
            name: _hints(maker)["return"]
            for name, found in vars(kind).items()
            if name not in said and (maker := _maker(found))
        }
    if is_dataclass(kind):
        return {field.name: hints[field.name] for field in fields(kind)}
    return {name: hints[name] for name in getattr(kind, "_fields")}  # noqa: B009 - a named tuple's


def _hints(of: Any) -> dict[str, Any]:
    """The types that a class or function names, those too that only type checkers load."""
    known: dict[str, Any] = {}
    for module in {getattr(one, "__module__", "") for one in getattr(of, "__mro__", (of,))}:
        if module.startswith("okrpress."):
            exec(_for_type_checkers(module), known)  # noqa: S102 - lines of our own modules
    return get_type_hints(of, localns=known)


@functools.cache
def _for_type_checkers(module: str) -> str:
    """What a module imports for nobody else."""
    body = ast.parse(inspect.getsource(import_module(module))).body
    blocks = (one for one in body if isinstance(one, ast.If))
    found = (one.body for one in blocks if ast.unparse(one.test) == "TYPE_CHECKING")
    return "\n".join(ast.unparse(line) for lines in found for line in lines)


def _inside(hint: Any) -> Any:
    """What a field gives of which the class says that it is `looked` at: it is made in steps."""
    return get_args(hint)[0] if get_origin(hint) is looked else hint


def _maker(found: object) -> Callable[..., object] | None:
    """What makes a field of a view, where it is one."""
    if isinstance(found, looked):
        return found.make
    return found.fget if isinstance(found, property) else None


WORDS: Mapping[Any, str] = {
    str: "text",
    int: "number",
    float: "number",
    bool: "true or false",
    type(None): "none",
}


def _reads(hint: Any) -> str:
    """A type in words: "list of Link", "Chart or none"."""
    if hint in WORDS:
        return WORDS[hint]
    origin, inside = get_origin(hint), get_args(hint)
    if origin is tuple:
        return f"list of {_reads(inside[0])}"
    if origin is UnionType or str(origin) == "typing.Union":
        return " or ".join(_reads(one) for one in inside)
    name = getattr(hint, "__name__", str(hint))
    return "markup" if name == "Markup" else name


PARTS: Mapping[str, Callable[[], str]] = {
    "tokens": tokens,
    "blocks": blocks,
    "macros": macros,
    "views": views,
}
