"""Jinja with less ado: what every page says alike is looked up when a template is compiled.

The words become part of the text around them, and what is put out is escaped by a function that
knows most of it to be text.
"""

from jinja2 import BaseLoader, Environment, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer

from okrpress.site.escaping import escaped
from okrpress.site.formatting import Formatter


class Templates(Environment):
    """Jinja's environment in the language of `fmt`, whose texts are part of what is compiled."""

    def __init__(self, fmt: Formatter, loader: BaseLoader) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.globals.update(say=fmt.say, count=fmt.count)
        self.code_generator_class = _Generator
        self.fmt = fmt

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return _spoken(super()._parse(source, name, filename), self.fmt)

    escaped = staticmethod(escaped)


class _Generator(CodeGenerator):
    """Escapes what is put out by `Templates.escaped`."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        self.write("environment.escaped(")


# ── what is said ──────────────────────────────────────────────────────────────────────────────


def _spoken(template: nodes.Template, fmt: Formatter) -> nodes.Template:
    spoken = _Spoken(fmt).visit(template)
    assert isinstance(spoken, nodes.Template)
    return spoken


class _Spoken(NodeTransformer):
    """Puts `say("Owner")` into words; texts with something to fill in are left to the page."""

    def __init__(self, fmt: Formatter) -> None:
        self._speak = fmt.say

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 (the library's name)
        self.generic_visit(node)
        match node:
            case nodes.Call(
                node=nodes.Name(name="say"),
                args=[nodes.Const(value=str(text))],
                kwargs=[] | [nodes.Keyword(key="context", value=nodes.Const())],
            ):
                context = str(node.kwargs[0].value.as_const()) if node.kwargs else ""
                return nodes.Const(self._speak(text, context=context), lineno=node.lineno)
        return node
