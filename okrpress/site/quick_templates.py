"""Pages drawn by Python functions that are made of their templates, once for a whole site.

A site is made of thousands of pages from a dozen templates. What Jinja decides for every page
(which block counts, what a name means, which macro is called) is decided here when a template is
compiled: one function for each page template, in which the blocks stand where they belong, with a
function for each macro that is not small enough to be put where it is called. Attributes are read
as Python reads them, and functions are called directly.

What is compiled is what the default theme needs and themes are likely to need. `Beyond` is raised
for the rest, and where a page shows that it is not as it was taken to be (an attribute that is
really a key, a value that is not there), its function fails: such pages are drawn by Jinja, which
knows all of it and says what is wrong.
"""

from collections.abc import Sequence
from typing import cast

from jinja2 import nodes

from okrpress.site.compiling import Templates
from okrpress.site.drawings import Compiled
from okrpress.site.template_expressions import CALLER, Expressions
from okrpress.site.template_units import (
    Beyond,
    Macro,
    Unit,
    Units,
    blocks_of,
    chain_of,
    names_of,
)
from okrpress.site.template_values import Drawing
from okrpress.site.template_writer import Function, Writer


class QuickTemplates:
    """The templates of an environment as functions; `None` stands for those that are beyond it."""

    def __init__(self, environment: Templates) -> None:
        self._drawings: dict[str, Drawing | None] = {}
        self.units = Units(environment)
        self.expressions = Expressions(environment)
        self.macros: dict[tuple[str, str], Function] = {}
        self._compiled: list[Compiled] = []

    def drawing(self, name: str) -> Drawing | None:
        """The function for a template; None where only Jinja can draw it."""
        if name not in self._drawings:
            try:
                self._drawings[name] = Page(self, self.units.get(name)).drawing
            except Beyond:
                self._drawings[name] = None
        return self._drawings[name]

    def from_string(self, source: str) -> Drawing:
        """The function for a template that has no name; raises `Beyond`."""
        return Page(self, self.units.read(source, "a text")).drawing

    def function(self, name: str, lines: list[str], template: str = "") -> Drawing:
        """A function is made of its lines; others know it by its name."""
        known = self.expressions.constants
        code = compile("\n".join(lines), f"quick {name}", "exec")
        exec(code, known)  # noqa: S102 - themes are code
        self._compiled.append(Compiled(template, code))
        return cast(Drawing, known[name])

    def compiled(self) -> Sequence[Compiled]:
        """The code of all functions in the order in which they need each other.

        Nothing where one of them needs Jinja.
        """
        return () if self.expressions.needs_jinja else self._compiled


class Page:
    """A page template: its function, and those of the macros that it defines."""

    def __init__(self, templates: QuickTemplates, first: Unit) -> None:
        self._templates = templates
        self.expressions = templates.expressions
        self.chain: Sequence[Unit] = chain_of(templates.units, first)
        self.names = names_of(self.chain)
        self.blocks = blocks_of(self.chain)
        self._macros: dict[tuple[str, str], Function] = {}
        self._being_made: list[Macro] = []
        writer = Writer(self, self.chain[-1])
        writer.statements(self.chain[-1].body.body)
        lines = writer.lines_of("def draw(given):", "_pieces, _outline = [], []")
        lines.append('    return b"".join(_pieces), b"".join(_outline)')
        self.drawing = templates.function("draw", lines, first.name)

    def unit(self, name: str) -> Unit:
        """Another template."""
        return self._templates.units.get(name)

    def macro(self, macro: Macro) -> Function:
        """The function for a macro, made at the first call."""
        key = (macro.unit.name, macro.node.name)
        made = self._macros if macro.unit in self.chain else self._templates.macros
        if key not in made:
            if macro in self._being_made:
                raise Beyond("a macro that calls itself")
            self._being_made.append(macro)
            made[key] = self._made(macro)
            self._being_made.pop()
        return made[key]

    def _made(self, macro: Macro) -> Function:
        writer = Writer(self, macro.unit, is_macro=True)
        has_body = any(one.name == CALLER for one in macro.node.find_all(nodes.Name))
        body = [writer.bound(CALLER)] if has_body else []
        wanted = [writer.bound(one.name) for one in macro.node.args]
        writer.statements(macro.node.body)
        name = f"_macro_{len(self.expressions.constants)}_{macro.node.name}"
        function = Function(name, wants_given=bool(writer.wants), wants_body=has_body)
        given = ["given"] if function.wants_given else []
        head = f"def {name}({', '.join(['_pieces', '_outline', *given, *body, *wanted])}):"
        self._templates.function(name, writer.lines_of(head))
        return function
