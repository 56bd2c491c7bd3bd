"""Every text that the site says, found in views, templates, rules and digests."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, nodes

from okrpress.model.settings import Thresholds

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "themes" / "default" / "templates"
MODULES = (ROOT / "okrpress" / "site", ROOT / "okrpress" / "scoring")
# Where texts are passed on, and not written.
PASSED_ON = {
    "okrpress/site/formatting.py",
    "okrpress/site/ruling.py",
    "okrpress/scoring/written.py",
}
RULES = ROOT / "okrpress" / "rules"
# Rules whose findings the site shows: those about changes and about files speak to authors alone.
SHOWN_RULES = tuple(RULES / name for name in ("objectives", "key_results", "portfolios", "wording"))
# Digests and reminders, and the words that they share with `status`.
REPORT = ROOT / "okrpress" / "report"
TOLD = (
    *(path for name in ("bulletin", "digest") for path in (REPORT / name).rglob("*.py")),
    *(REPORT / f"{name}.py" for name in ("reminder", "due_words", "status_words")),
)
METHOD = "okrpress/site/views/method.py"


class Text(NamedTuple):
    """A text where it is said. `many` is its plural form, or empty.

    `given` are the names of the values that fill it, None where they cannot be read off.
    """

    english: str
    many: str
    context: str
    file: str
    line: int
    given: frozenset[str] | None = None

    @property
    def place(self) -> str:
        """The file and the line."""
        return f"{self.file}:{self.line}"


class Unreadable(NamedTuple):
    """A call whose text is no literal, so that nobody can find it."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: the text is not a literal"


Found = Text | Unreadable


def all_texts() -> list[Found]:
    """Everything the site may say, in the order of files."""
    modules = sorted(path for folder in MODULES for path in folder.rglob("*.py"))
    found = [text for path in modules for text in in_module(_name(path), _read(path))]
    rules = (path for folder in SHOWN_RULES for path in folder.rglob("*.py"))
    for path in sorted((*rules, *TOLD)):
        found += in_rule(_name(path), _read(path))
    for path in sorted(TEMPLATES.rglob("*.html")):
        found += in_template(_name(path), _read(path))
    return [*found, *_thresholds()]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _thresholds() -> Iterator[Text]:
    """The meaning of each threshold, which its definition says."""
    for one in fields(Thresholds):
        yield Text(str(one.metadata["meaning"]), "", "threshold", "okrpress/model/settings.py", 0)


# ── Python ────────────────────────────────────────────────────────────────────────────────────


def in_module(file: str, source: str) -> Iterator[Found]:
    """The texts of a module: in `say`, `count`, `plural` and `Phrase`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (found := _of_call(file, node)):
            yield found


def _of_call(file: str, call: ast.Call) -> Found | None:
    name = _called(call.func)
    given = frozenset(word.arg for word in call.keywords if word.arg)
    known = None if any(word.arg is None for word in call.keywords) else given - {"context"}
    context = _literal(next((one.value for one in call.keywords if one.arg == "context"), None))
    texts = [_literal(argument) for argument in call.args]
    match name, texts:
        case "say", [str(text)]:
            return Text(text, "", context or "", file, call.lineno, known)
        case "count", [_, str(one), str(many)]:
            return Text(
                one,
                many,
                context or "",
                file,
                call.lineno,
                None if known is None else known | {"n"},
            )
        case "plural", [_, str(one)]:
            return Text(f"{{n}} {one}", f"{{n}} {one}s", "", file, call.lineno)
        case "plural", [_, str(one), str(many)]:
            return Text(f"{{n}} {one}", f"{{n}} {many}", "", file, call.lineno)
        case "Phrase", [str(text), *rest]:
            return Text(text, "", _literal_text(rest), file, call.lineno)
        case ("say" | "plural" | "Phrase", _) | ("count", [_, _, _]):
            return None if file in PASSED_ON or file == METHOD else Unreadable(file, call.lineno)
    return None


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _literal(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _literal_text(rest: list[str | None]) -> str:
    return next((text for text in rest if text), "")


# ── rules ─────────────────────────────────────────────────────────────────────────────────────


def in_rule(file: str, source: str) -> Iterator[Found]:
    """The texts of a rule: in `said`, `counted` and `Template`, and what its code is about."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from _of_rule_call(file, node)


def _of_rule_call(file: str, call: ast.Call) -> Iterator[Found]:
    words = {one.arg: _literal(one.value) for one in call.keywords if one.arg}
    given = frozenset(words) - {"context"}
    match _called(call.func), [_literal(argument) for argument in call.args]:
        case "said", [str(text)]:
            yield Text(text, "", words.get("context") or "", file, call.lineno, given)
        case "counted", [_, str(one), str(many)]:
            context = words.get("context") or ""
            yield Text(one, many, context, file, call.lineno, given | {"n"})
        case "Template", [str(text)]:
            yield Text(text, "", "", file, call.lineno)
        case "Code", []:
            place = (file, call.lineno)
            for about in (words["what"], words["why"]):
                yield Text(about, "", "", *place) if about else Unreadable(*place)
        case ("said", [_, *_]) | ("counted", _) | ("Template", _):
            yield Unreadable(file, call.lineno)


# ── templates ─────────────────────────────────────────────────────────────────────────────────


def in_template(file: str, source: str) -> Iterator[Found]:
    """The texts of a template: in `say` and `count`."""
    for call in Environment(autoescape=True).parse(source).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in {"say", "count"}:
            yield _of_template_call(file, call.node.name, call)


def _of_template_call(file: str, name: str, call: nodes.Call) -> Found:
    words = {one.key: one.value for one in call.kwargs}
    context = _constant(words.pop("context", None)) or ""
    texts = [_constant(argument) for argument in call.args]
    match name, texts:
        case "say", [str(text)]:
            return Text(text, "", context, file, call.lineno, frozenset(words))
        case "count", [_, str(one), str(many)]:
            return Text(one, many, context, file, call.lineno, frozenset(words) | {"n"})
    return Unreadable(file, call.lineno)


def _constant(node: nodes.Node | None) -> str | None:
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else None


def texts_of(found: Iterable[Found]) -> list[Text]:
    """Only what can be read."""
    return [one for one in found if isinstance(one, Text)]
