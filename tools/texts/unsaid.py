"""What a reader would see and nobody has said: words outside `say`, in templates and views, and
findings whose words are no text of the catalogue.
"""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, nodes

from tools.texts.said import ROOT, SHOWN_RULES, TEMPLATES

VIEWS = (ROOT / "okrpress" / "site" / "views", ROOT / "okrpress" / "site" / "charts")

_WORD = re.compile(r"[^\W\d_]")
_HOLE = "\ufffc"
_SEEN = {"aria-description", "aria-label", "alt", "data-label", "label", "placeholder", "title"}
_CLASS = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)+\Z")
# Two words, or one that begins a sentence: ids, classes and keys are neither.
_SENTENCE = re.compile(
    r"[a-z’,]{2,} [a-z{]{2,}|\A[A-Z][a-z]+([ .,:;]|\Z)|[a-z]{2,} \Z|\A,? [a-z]{2,}"
)
_COMMAND = re.compile(r"okrpress [a-z]")
_NAMING = (
    *(nodes.Extends, nodes.Import, nodes.FromImport, nodes.Include),
    *(nodes.Compare, nodes.Getitem, nodes.Test),
)
_SAYING = {"say", "count", "plural", "Phrase", "phrase"}


def all_unsaid() -> list[str]:
    """Every place in the default theme and the views, with what stands there."""
    found = []
    for path in sorted(TEMPLATES.rglob("*.html")):
        found += [f"{_name(path)}:{one}" for one in in_template(_read(path))]
    for path in sorted(path for folder in VIEWS for path in folder.rglob("*.py")):
        found += [f"{_name(path)}:{one}" for one in in_module(_read(path))]
    for path in sorted(path for folder in SHOWN_RULES for path in folder.rglob("*.py")):
        found += [f"{_name(path)}:{one}" for one in in_rule(_read(path))]
    return found


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


# ── templates ─────────────────────────────────────────────────────────────────────────────────


def in_template(source: str) -> list[str]:
    """The line and the words of everything visible that no call says."""
    templates = Environment(autoescape=True)
    page = _Page()
    page.feed("".join(_skeleton(templates, source)))
    page.close()
    return page.found + list(_constants(templates.parse(source)))


def _skeleton(templates: Environment, source: str) -> Iterator[str]:
    """The template as HTML: a mark where a value goes, nothing where a tag of Jinja stands."""
    for _, kind, text in templates.lex(source):
        if kind in {"data", "raw_begin", "raw_end"}:
            yield text
        else:
            yield (_HOLE if kind == "variable_begin" else "") + "\n" * text.count("\n")


class _Page(HTMLParser):
    """Gathers the words between and inside tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self._look(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in _SEEN and value:
                self._look(value)

    def _look(self, text: str) -> None:
        if _WORD.search(text):
            self.found.append(f"{self.getpos()[0]}: {' '.join(text.split())!r} is not said")


class _Place(NamedTuple):
    """A part of a template, and whether its texts are words for readers."""

    node: nodes.Node
    is_code: bool


def _constants(template: nodes.Template) -> Iterator[str]:
    """Texts in expressions: arguments of macros, choices; not keys, classes and separators."""
    waiting = [_Place(template, is_code=False)]
    while waiting:
        node, is_code = waiting.pop()
        if isinstance(node, nodes.Const):
            if isinstance(node.value, str) and not is_code and _reads(node.value):
                yield f"{node.lineno}: {node.value!r} is not said"
            continue
        waiting += [_Place(child, is_code or _is_code(node)) for child in node.iter_child_nodes()]


def _is_code(node: nodes.Node) -> bool:
    """Whether the constants right in there are names, not words."""
    if isinstance(node, nodes.Call):
        return isinstance(node.node, nodes.Name) and node.node.name in {"say", "count"}
    return isinstance(node, _NAMING)


def _reads(text: str) -> bool:
    return bool(_WORD.search(text)) and not _CLASS.match(text)


# ── Python ────────────────────────────────────────────────────────────────────────────────────


def in_module(source: str) -> list[str]:
    """The line and the text of everything that looks like words and that no call says."""
    tree = ast.parse(source)
    code = {id(node) for node in ast.walk(tree) for node in _code(node)}
    return [
        f"{node.lineno}: {node.value!r} is not said"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in code
        and "<" not in node.value
        and '="' not in node.value
        and not _COMMAND.match(node.value)
        and not all("-" in word for word in node.value.split())
        and _SENTENCE.search(node.value)
    ]


def _code(node: ast.AST) -> Iterator[ast.AST]:
    """The constants under a node that nobody reads on a page, or that are said."""
    match node:
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)) if name in _SAYING:
            for argument in (*node.args, *node.keywords):
                yield from ast.walk(argument)
        case ast.Raise() | ast.Assert() | ast.AnnAssign(annotation=ast.Name(id="TypeAlias")):
            yield from ast.walk(node)
        case ast.Expr(value=ast.Constant() as docstring):
            yield docstring
        case (
            ast.FunctionDef(returns=ast.Constant() as type)
            | ast.AnnAssign(annotation=ast.Constant() as type)
            | ast.arg(annotation=ast.Constant() as type)
        ):
            yield type
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            yield from ast.walk(node)


# ── rules ─────────────────────────────────────────────────────────────────────────────────────


def in_rule(source: str) -> list[str]:
    """The line and the text of every message and help that is a plain text, and not `said`."""
    return [
        f"{leaf.lineno}: {ast.unparse(leaf)} is not said"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "found"
        for argument in node.args[1:]
        for leaf in _choices(argument)
        if isinstance(leaf, ast.Constant | ast.JoinedStr | ast.BinOp)
    ]


def _choices(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.IfExp):
        yield from _choices(node.body)
        yield from _choices(node.orelse)
    else:
        yield node
