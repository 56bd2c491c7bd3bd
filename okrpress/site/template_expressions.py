"""Expressions of templates as Python: what a name means is decided once, not for every page."""

from collections.abc import Callable, Mapping
from functools import partial
from keyword import iskeyword
from string import Formatter
from typing import NamedTuple, Protocol, cast

from jinja2 import nodes
from jinja2.nodes import EvalContext
from jinja2.runtime import Context

from okrpress.site.compiling import Templates
from okrpress.site.escaping import escaped
from okrpress.site.template_units import Beyond, Macro
from okrpress.site.template_values import values_for

_OPERATORS = {
    nodes.Add: "+",
    nodes.Sub: "-",
    nodes.Mul: "*",
    nodes.Div: "/",
    nodes.FloorDiv: "//",
    nodes.Mod: "%",
    nodes.Pow: "**",
    nodes.And: "and",
    nodes.Or: "or",
}
_SIGNS = {nodes.Not: "not ", nodes.Neg: "-", nodes.Pos: "+"}
_COMPARED = {
    "eq": "==",
    "ne": "!=",
    "gt": ">",
    "gteq": ">=",
    "lt": "<",
    "lteq": "<=",
    "in": "in",
    "notin": "not in",
}


CALLER = "caller"
"""The name that a macro has for what stands between `call` and `endcall`."""


class Loop(NamedTuple):
    """What `loop` is in a template: the names of the place counted from 0, and of all items."""

    at: str
    items: str

    def read(self, attribute: str) -> str:
        """What templates ask of it."""
        match attribute:
            case "index":
                return f"({self.at} + 1)"
            case "index0":
                return self.at
            case "first":
                return f"(not {self.at})"
            case "last":
                return f"({self.at} + 1 == len({self.items}))"
            case "length":
                return f"len({self.items})"
        raise Beyond(f"loop.{attribute}")


class Names(Protocol):
    """What names mean where an expression stands."""

    def local(self, name: nodes.Name) -> str | Loop | None:
        """The Python name of a value, the loop around, or None where it is neither."""

    def given(self, name: str) -> str:
        """The Python name of what the page is given."""

    def macro(self, node: nodes.Node) -> Macro | None:
        """The macro that an expression names, if it does."""

    def called(self, macro: Macro, call: nodes.Call) -> str:
        """The arguments of a call of a macro that hands its text on, its function first."""


class Expressions:
    """Turns expressions into Python; what they need besides is gathered in `constants`."""

    def __init__(self, environment: Templates) -> None:
        self._environment = environment
        self.constants = values_for(environment.fmt)
        self.needs_jinja = False

    # ── what is put out ───────────────────────────────────────────────────────────────────────

    def put(self, node: nodes.Node, names: Names, *, is_outlined: bool) -> str:
        """An expression whose value is bytes of the page: a text, escaped unless it is markup.

        Markup leaves its outline, unless whatever stands here `is_outlined`.
        """
        fixed = text_of(node)
        if fixed is not None:
            return repr(fixed.encode())
        match node:
            case nodes.CondExpr(test=test, expr1=one, expr2=other):
                then = self.put(one, names, is_outlined=is_outlined)
                otherwise = "b''"
                if other is not None:
                    otherwise = self.put(other, names, is_outlined=is_outlined)
                return f"({then} if {self.code(test, names)} else {otherwise})"
            case nodes.Call() if macro := names.macro(node.node):
                outline = "[]" if is_outlined else "_outline"
                return f"_put_by({outline}, {names.called(macro, node)})"
            case nodes.Getattr(node=nodes.Name() as name, attr="index" | "index0"):
                if isinstance(names.local(name), Loop):
                    return f"b'%d' % {self.code(node, names)}"
        other_than_text = "_escaped(put).encode()" if is_outlined else "_put(put, _outline)"
        is_text = f"(put := {self.code(node, names)}).__class__ is str"
        return f"(_safe(put).encode() if {is_text} else {other_than_text})"

    def said(self, node: nodes.Call, names: Names) -> list[nodes.Expr]:
        """The parts of a text with something to fill in; nothing where a call is anything else.

        Where one of them is markup, the others are escaped: so they are when each is put out alone.
        """
        match node:
            case nodes.Call(
                node=nodes.Name(name="say") as name,
                args=[nodes.Const(value=str(text))],
                kwargs=[_, *_],
                dyn_args=None,
                dyn_kwargs=None,
            ) if names.local(name) is None and names.macro(name) is None:
                values = {one.key: one.value for one in node.kwargs}
                context = values.pop("context", nodes.Const(""))
                if isinstance(context, nodes.Const):
                    speak = cast(Callable[..., str], self._environment.globals["say"])
                    return _parts(speak(text, context=context.value), values)
        return []

    # ── what is computed ──────────────────────────────────────────────────────────────────────

    def code(self, node: nodes.Node, names: Names) -> str:  # noqa: PLR0912, C901 - a table
        """An expression as Python, in brackets where that matters."""

        def of(one: nodes.Node) -> str:
            return self.code(one, names)

        match node:
            case nodes.Const(value=str() | int() | float() | None as value):
                return repr(value)
            case nodes.Name():
                return self._name(node, names)
            case nodes.Getattr():
                return self._attribute(node, names)
            case nodes.Getitem(node=thing, arg=nodes.Const(value=str(key))):
                return f"_item({of(thing)}, {key!r})"
            case nodes.Getitem(node=thing, arg=nodes.Slice(start=first, stop=end, step=step)):
                parts = (of(one) if one else "" for one in (first, end, step))
                return f"{of(thing)}[{':'.join(parts)}]"
            case nodes.Getitem(node=thing, arg=key):
                return f"{of(thing)}[{of(key)}]"
            case nodes.Call():
                return self._call(node, names)
            case nodes.Filter() | nodes.Test():
                return self._applied(node, names)
            case nodes.CondExpr(test=test, expr1=one, expr2=other) if other is not None:
                return f"({of(one)} if {of(test)} else {of(other)})"
            case nodes.Compare(expr=first, ops=others):
                rest = "".join(f" {_COMPARED[one.op]} {of(one.expr)}" for one in others)
                return f"({of(first)}{rest})"
            case nodes.Concat(nodes=parts):
                return f"_joined(({', '.join(map(of, parts))},))"
            case nodes.BinExpr(left=left, right=right):
                return f"({of(left)} {_OPERATORS[type(node)]} {of(right)})"
            case nodes.UnaryExpr(node=one):
                return f"({_SIGNS[type(node)]}{of(one)})"
            case nodes.Tuple(items=items):
                return f"({''.join(f'{of(one)}, ' for one in items)})"
            case nodes.List(items=items):
                return f"[{', '.join(map(of, items))}]"
            case nodes.Dict(items=pairs):
                return f"{{{', '.join(f'{of(one.key)}: {of(one.value)}' for one in pairs)}}}"
        raise Beyond(type(node).__name__)

    def _name(self, node: nodes.Name, names: Names) -> str:
        if node.name == CALLER:
            raise Beyond(node.name)
        local = names.local(node)
        if isinstance(local, str):
            return local
        if local or names.macro(node):
            raise Beyond(node.name)
        if node.name in self._environment.globals:
            value = self._environment.globals[node.name]
            if hasattr(value, "jinja_pass_arg"):
                raise Beyond(node.name)
            return self._constant(f"_global_{node.name}", value)
        return names.given(node.name)

    def _attribute(self, node: nodes.Getattr, names: Names) -> str:
        if isinstance(node.node, nodes.Name):
            local = names.local(node.node)
            if isinstance(local, Loop):
                return local.read(node.attr)
        if not node.attr.isidentifier() or iskeyword(node.attr):
            raise Beyond(node.attr)
        return f"{self.code(node.node, names)}.{node.attr}"

    def _call(self, node: nodes.Call, names: Names) -> str:
        if macro := names.macro(node.node):
            return f"_marked({names.called(macro, node)})"
        if isinstance(node.node, nodes.Name) and node.node.name == CALLER:
            body = names.local(node.node)
            if isinstance(body, str) and not node.args and not node.kwargs:
                return body
        if node.dyn_args or node.dyn_kwargs:
            raise Beyond("stars")
        return f"{self.code(node.node, names)}({self._arguments(node, names)})"

    def _applied(self, node: nodes.Filter | nodes.Test, names: Names) -> str:
        """A filter or a test; those that ask whether something is there need Jinja."""
        is_test = isinstance(node, nodes.Test)
        known = self._environment.tests if is_test else self._environment.filters
        if node.node is None or node.dyn_args or node.dyn_kwargs or node.name not in known:
            raise Beyond(node.name)
        if node.name in ("defined", "undefined", "default", "d"):
            raise Beyond(node.name)
        if light := _light(node):
            of = (self.code(one, names) for one in (node.node, *node.args))
            return f"{light}({', '.join(of)})"
        kind = "test" if is_test else "filter"
        function = self._constant(
            f"_{kind}_{node.name}", self._alone(cast(Callable[..., object], known[node.name]))
        )
        arguments = f"{self.code(node.node, names)}, {self._arguments(node, names)}"
        return f"{function}({arguments})"

    def _arguments(self, node: nodes.Call | nodes.Filter | nodes.Test, names: Names) -> str:
        if any(iskeyword(str(one.key)) for one in node.kwargs):
            raise Beyond("a keyword")
        given = [self.code(one, names) for one in node.args]
        given += [f"{one.key}={self.code(one.value, names)}" for one in node.kwargs]
        return ", ".join(given)

    def _constant(self, name: str, value: object) -> str:
        if name not in self.constants:
            self.needs_jinja = True
            self.constants[name] = value
        return name

    def _alone(self, function: Callable[..., object]) -> Callable[..., object]:
        """A function with what Jinja would hand to it."""
        asked = getattr(function, "jinja_pass_arg", None)
        if asked is None:
            return function
        match asked.name:
            case "eval_context":
                return partial(function, EvalContext(self._environment))
            case "context":  # from which filters and tests want nothing but the environment
                return partial(function, Context(self._environment, {}, None, {}))
            case _:
                return partial(function, self._environment)


def _light(node: nodes.Filter | nodes.Test) -> str:
    """The name of a filter or test that does without Jinja; empty for all others."""
    match node:
        case nodes.Filter(name="join", args=[] | [_], kwargs=[]):
            return "_joined"
        case nodes.Filter(name="length" | "count", args=[], kwargs=[]):
            return "_length"
        case nodes.Test(name="odd", args=[], kwargs=[]):
            return "_is_odd"
    return ""


def text_of(node: nodes.Node) -> str | None:
    """What is the same on every page; None for what is not."""
    match node:
        case nodes.TemplateData(data=text):
            return str(text)
        case nodes.Const(value=value):
            return str(escaped(value))
    return None


def _parts(text: str, values: Mapping[str, nodes.Expr]) -> list[nodes.Expr]:
    """A text taken apart; nothing where it is more than words with names in brackets."""
    parts: list[nodes.Expr] = []
    for words, name, form, conversion in Formatter().parse(text):
        parts.append(nodes.Const(words))
        if name is not None:
            if name not in values or form or conversion:
                return []
            parts.append(values[name])
    return parts
