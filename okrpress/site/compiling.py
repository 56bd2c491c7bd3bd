"""Templates that do at compile time what can be done then, and escape with less ado.

A site is made of thousands of pages from a dozen templates. So what every page says alike is looked
up once, when the template is compiled, and becomes part of the text around it. In the templates
that pages are drawn with (`quick`), small macros are put where they are called, the text of a
block is gathered before it is handed on, and attributes are read as Python reads them. What is
thereby not as Jinja has it (an attribute that is really a key, a value that is not there) fails at
once, and the page is drawn again with plain templates, which know all of it and say what is wrong.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from keyword import iskeyword

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer

from okrpress.site.escaping import escaped
from okrpress.site.formatting import Formatter

_SMALL = 60  # nodes of a macro that is put where it is called: a link, a date, a status
_MORE = (nodes.Call, nodes.CallBlock, nodes.For, nodes.Block)  # what such a macro does not hold
_WHOLE = "whole"  # the filter that hands a text on as it is


class Templates(Environment):
    """Jinja's environment in the language of `fmt`, whose texts are part of what is compiled."""

    def __init__(self, fmt: Formatter, loader: BaseLoader, *, quick: bool = False) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.globals.update(say=fmt.say, count=fmt.count)
        self.filters[_WHOLE] = _whole
        self.code_generator_class = _QuickGenerator if quick else _Generator
        self._fmt = fmt
        self._is_quick = quick
        self._small: dict[str, dict[str, nodes.Macro]] = {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = _spoken(super()._parse(source, name, filename), self._fmt)
        if not self._is_quick:
            return parsed
        small = {**_alone(parsed, self._small_macros(parsed)), **_own_small_macros(parsed)}
        inlined = _Inlined(small).visit(parsed)
        gathered = _Gathered().visit(inlined)
        assert isinstance(gathered, nodes.Template)
        return gathered

    def _small_macros(self, template: nodes.Template) -> Iterator[tuple[str, nodes.Macro]]:
        """The small macros that a template imports, by the names that it gives them."""
        for node in template.body:
            if isinstance(node, nodes.FromImport) and isinstance(node.template, nodes.Const):
                macros = self._macros_of(str(node.template.value))
                for given in node.names:
                    name, alias = given if isinstance(given, tuple) else (given, given)
                    if name in macros:
                        yield alias, macros[name]

    def _macros_of(self, template: str) -> Mapping[str, nodes.Macro]:
        if template not in self._small:
            assert self.loader is not None
            try:
                source, filename, _ = self.loader.get_source(self, template)
            except TemplateNotFound:  # is told where the template is needed
                return {}
            parsed = _spoken(super()._parse(source, template, filename), self._fmt)
            found = (one for one in parsed.body if isinstance(one, nodes.Macro))
            self._small[template] = {one.name: one for one in found if _is_small(one)}
        return self._small[template]

    escaped = staticmethod(escaped)


class _Generator(CodeGenerator):
    """Escapes what is put out by `Templates.escaped`."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        self.write("environment.escaped(")


class _QuickGenerator(_Generator):
    """Reads attributes and calls functions as Python does: none of ours asks for a context."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        self.writeline("from okrpress.site.escaping import escaped as _escaped, safe as _safe")
        super().visit_Template(node, frame)

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        self.write("(_safe(put) if type(put := (")

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        self.write(")) is str else _escaped(put))")

    def visit_Call(  # noqa: N802
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        names = [given.key for given in node.kwargs]
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(map(iskeyword, names)):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")


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


# ── small macros ──────────────────────────────────────────────────────────────────────────────


def _is_small(macro: nodes.Macro) -> bool:
    """Whether a macro knows nothing but what it is given, and calls nobody."""
    names = [*macro.find_all(nodes.Name)]
    given = {name.name for name in macro.args}
    return (
        not macro.defaults
        and sum(1 for _ in _nodes(macro)) <= _SMALL
        and all(name.ctx == "load" and name.name in given for name in names if name.ctx != "param")
        and not any(isinstance(node, _MORE) for node in _nodes(macro))
    )


def _nodes(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _nodes(child)


def _alone(
    template: nodes.Template, macros: Iterator[tuple[str, nodes.Macro]]
) -> dict[str, nodes.Macro]:
    """Those whose name means nothing else anywhere in the template."""
    taken = {name.name for name in template.find_all(nodes.Name) if name.ctx != "load"}
    taken |= {macro.name for macro in template.find_all(nodes.Macro)}
    return {name: macro for name, macro in macros if name not in taken}


def _own_small_macros(template: nodes.Template) -> dict[str, nodes.Macro]:
    """The small macros that a template defines before it calls them.

    Only those whose name means nothing else anywhere in it.
    """
    names = [*template.find_all(nodes.Name)]
    taken = {name.name for name in names if name.ctx != "load"}
    for node in template.find_all(nodes.FromImport):
        taken |= {given[1] if isinstance(given, tuple) else given for given in node.names}
    defined = Counter(macro.name for macro in template.find_all(nodes.Macro))
    return {
        macro.name: macro
        for macro in template.body
        if isinstance(macro, nodes.Macro)
        and defined[macro.name] == 1
        and macro.name not in taken
        and all(name.lineno >= macro.lineno for name in names if name.name == macro.name)
        and _is_small(macro)
    }


class _Inlined(NodeTransformer):
    """Puts `{{ link(one) }}` where it is called."""

    def __init__(self, macros: Mapping[str, nodes.Macro]) -> None:
        self._macros = macros

    def visit_Output(self, node: nodes.Output) -> list[nodes.Node]:  # noqa: N802
        pieces: list[nodes.Node] = []
        for child in node.nodes:
            placed = self._placed(child)
            if placed:
                pieces.append(placed)
            elif pieces and isinstance(pieces[-1], nodes.Output):
                pieces[-1].nodes.append(child)
            else:
                pieces.append(nodes.Output([child], lineno=child.lineno))
        return pieces

    def _placed(self, child: nodes.Expr) -> nodes.With | None:
        match child:
            case nodes.Call(
                node=nodes.Name(name=name),
                args=arguments,
                kwargs=[],
                dyn_args=None,
                dyn_kwargs=None,
            ) if name in self._macros and len(arguments) == len(self._macros[name].args):
                macro = self._macros[name]
                return nodes.With(
                    [nodes.Name(one.name, "param") for one in macro.args],
                    list(arguments),
                    macro.body,
                    lineno=child.lineno,
                )
        return None


# ── blocks ────────────────────────────────────────────────────────────────────────────────────


def _whole(text: str) -> str:
    return text


class _Gathered(NodeTransformer):
    """Gathers the text of a block before it is handed on.

    A page has a thousand pieces, and each would pass through a generator for every block and
    template around it.
    """

    def visit_Block(self, node: nodes.Block) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if not node.required and node.body and node.find(nodes.Block) is None:
            whole = nodes.Filter(None, _WHOLE, [], [], None, None, lineno=node.lineno)
            node.body = [nodes.FilterBlock(node.body, whole, lineno=node.lineno)]
        return node
