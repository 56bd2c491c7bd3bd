"""Templates that do at compile time what can be done then, and escape with less ado.

A site is made of thousands of pages from a dozen templates: what every page says alike is looked
up once, when the template is compiled, and becomes part of the text around it.
"""

from functools import lru_cache

from jinja2 import BaseLoader, Environment, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

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
        self._fmt = fmt

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        spoken = _Spoken(self._fmt).visit(parsed)
        assert isinstance(spoken, nodes.Template)
        return spoken

    @staticmethod
    def escaped(value: object) -> str:
        """The value as markup: names, dates and states stand on a site again and again."""
        if type(value) is str:
            return _escaped(value)
        return value if type(value) is Markup else escape(value)


@lru_cache(maxsize=16384)
def _escaped(text: str) -> str:
    return str(escape(text))


class _Generator(CodeGenerator):
    """Escapes what is put out by `Templates.escaped`."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        self.write("environment.escaped(")


Templates.code_generator_class = _Generator


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
