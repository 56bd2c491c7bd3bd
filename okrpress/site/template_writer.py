"""One function of a quick template, written line by line."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple, Protocol

from jinja2 import nodes

from okrpress.site.outline import Where, outline_of
from okrpress.site.template_expressions import CALLER, Expressions, Loop, text_of
from okrpress.site.template_units import (
    Beyond,
    Block,
    Macro,
    Module,
    Unit,
    calls_super,
    constant,
    is_super,
    macro_of,
)

_JINJAS_OWN = frozenset({"self", "super", CALLER, "varargs", "kwargs"})


class Function(NamedTuple):
    """The function for a macro, and whether it wants what its page is given, and a body."""

    name: str
    wants_given: bool
    wants_body: bool


class Around(Protocol):
    """The page that a function belongs to.

    `chain` is its template with those that it extends, `names` and `blocks` what they have at
    their tops.
    """

    expressions: Expressions
    chain: Sequence[Unit]
    names: Mapping[str, tuple[Macro | Module, int]]
    blocks: Mapping[str, list[Block]]

    def unit(self, name: str) -> Unit:
        """Another template."""

    def macro(self, macro: Macro) -> Function:
        """The function for a macro, made at the first call."""


class Writer:
    """Writes one function."""

    def __init__(self, page: Around, unit: Unit, *, is_macro: bool = False) -> None:
        self._page = page
        self._unit = unit
        self._is_macro = is_macro
        self._scopes: list[dict[str, str | Loop]] = [{}]  # those in sight
        self._sometimes = 0  # how many conditions the innermost scope is inside of
        self._lines: list[str] = []
        self._pending: list[str] = []  # what is the same on every page
        self._where = Where()
        self._depth = 1
        self._count = 0
        self.wants: dict[str, str] = {}

    def lines_of(self, head: str, first: str = "pass") -> list[str]:
        """The function, with what it reads of the given at its beginning."""
        self._flush()
        self._demand(Where())
        read = [f"    {name} = given[{given!r}]" for given, name in self.wants.items()]
        return [head, f"    {first}", *read, *self._lines]

    # ── what names mean ───────────────────────────────────────────────────────────────────────

    def bound(self, name: str) -> str:
        """A new Python name for a value of the innermost scope."""
        self._count += 1
        made = self._scopes[-1][name] = f"_{self._count}_{name}"
        return made

    def local(self, node: nodes.Name) -> str | Loop | None:
        """The Python name of a value, the loop around, or None where it is neither."""
        for scope in reversed(self._scopes):
            if node.name in scope:
                return scope[node.name]
        return None

    def given(self, name: str) -> str:
        """The Python name of what the page is given; only templates of the page itself see it."""
        if name in _JINJAS_OWN or name in self._unit.sets:
            raise Beyond(name)
        if self._is_macro and (self._unit not in self._page.chain or name in self._page.names):
            raise Beyond(name)
        return self.wants.setdefault(name, f"_given_{name}")

    def _meant(self, node: nodes.Name) -> Macro | Module | None:
        if self.local(node) is not None:
            return None
        own = self._unit.names.get(node.name)
        if own and node.lineno < own[1] and not self._is_macro:
            raise Beyond(node.name)
        if own or self._is_macro:
            return own[0] if own else None
        found = self._page.names.get(node.name)
        return found[0] if found else None

    def macro(self, node: nodes.Node) -> Macro | None:
        """The macro that an expression names, if it does."""
        match node:
            case nodes.Name():
                meant = self._meant(node)
                if isinstance(meant, Module):
                    raise Beyond(node.name)
                return meant
            case nodes.Getattr(node=nodes.Name() as name, attr=attr):
                module = self._meant(name)
                return macro_of(module.unit, attr) if isinstance(module, Module) else None
        return None

    def called(self, macro: Macro, call: nodes.Call) -> str:
        """The arguments of a call of a macro that hands its text on, its function first."""
        name, wants_given, wants_body = self._page.macro(macro)
        if wants_given or wants_body:
            raise Beyond("a macro that knows the page, inside an expression")
        return ", ".join([name, *self._arguments(macro, call)])

    def _arguments(self, macro: Macro, call: nodes.Call) -> list[str]:
        """What a macro is given, in the order of its parameters."""
        wanted = [one.name for one in macro.node.args]
        named = {one.key: one.value for one in call.kwargs}
        left = wanted[len(call.args) :]
        if (
            call.dyn_args
            or call.dyn_kwargs
            or len(call.args) > len(wanted)
            or set(named) - set(left)
        ):
            raise Beyond("arguments")
        by_default = dict(zip(reversed(wanted), reversed(macro.node.defaults), strict=False))
        given = [*call.args]
        for name in left:
            node = named.get(name) or by_default.get(name)
            if node is None or (name not in named and not isinstance(node, nodes.Const)):
                raise Beyond(f"{name} is not given")
            given.append(node)
        return [self._code(one) for one in given]

    # ── what is written ───────────────────────────────────────────────────────────────────────

    def statements(self, body: Sequence[nodes.Node]) -> None:
        """What stands one after the other."""
        for node in body:
            self._statement(node)

    def _statement(self, node: nodes.Node) -> None:  # noqa: C901 - a table
        match node:
            case nodes.Output():
                for one in node.nodes:
                    self._output(one)
            case nodes.If():
                self._if(node)
            case nodes.For():
                self._for(node)
            case nodes.Assign(target=nodes.Name(name=name), node=value):
                self._set(name, value)
            case nodes.With():
                self._with(node)
            case nodes.Block():
                self._block(node.name, 0)
            case nodes.CallBlock():
                self._call_block(node)
            case nodes.Include(template=template, with_context=True, ignore_missing=False):
                self._include(self._page.unit(constant(template)))
            case nodes.Macro() | nodes.Import() | nodes.FromImport() if self._is_at_top(node):
                pass  # is made when it is called
            case _:
                raise Beyond(type(node).__name__)

    def _output(self, node: nodes.Node) -> None:
        fixed = text_of(node)
        if fixed is not None:
            self._pending.append(fixed)
        elif isinstance(node, nodes.Call) and (macro := self.macro(node.node)):
            self._macro(macro, node)
        elif isinstance(node, nodes.Call) and (parts := self._page.expressions.said(node, self)):
            for part in parts:
                self._output(part)
        elif isinstance(node, nodes.Call) and is_super(node):
            raise Beyond("super")
        else:
            self._put(node)

    def _put(self, node: nodes.Node) -> None:
        self._flush()
        is_outlined = self._where.is_telling
        piece = self._page.expressions.put(node, self, is_outlined=is_outlined)
        if is_outlined:
            self._line(f"_outline.append(piece := {piece})")
        self._line(f"_pieces.append({'piece' if is_outlined else piece})")

    def _macro(self, macro: Macro, call: nodes.Call, body: Sequence[str] = ()) -> None:
        arguments = self._arguments(macro, call)
        if macro.is_small:
            self._inline(macro, arguments)
            return
        name, wants_given, wants_body = self._page.macro(macro)
        if (wants_given and self._is_macro) or wants_body != bool(body):
            raise Beyond("a macro that knows more than it is given")
        given = ["given"] if wants_given else []
        self._line(f"{name}({', '.join(['_pieces', '_outline', *given, *body, *arguments])})")
        if self._where.is_telling:
            raise Beyond("a macro inside of what belongs to the outline")

    def _call_block(self, node: nodes.CallBlock) -> None:
        macro = self.macro(node.call.node)
        if macro is None or macro.is_small or node.args:
            raise Beyond("call")
        self._count += 1
        pieces, outline, body = (f"_{self._count}_{name}" for name in ("pieces", "outline", "body"))
        self._line(f"{pieces}, {outline}, _pieces, _outline = _pieces, _outline, [], []")
        around, self._where = self._where, Where()
        with self._scope():
            self.statements(node.body)
        self._line(f"{body} = _body(_pieces, _outline)")
        self._demand(Where())
        self._where = around
        self._line(f"_pieces, _outline = {pieces}, {outline}")
        self._macro(macro, node.call, [body])

    def _inline(self, macro: Macro, arguments: list[str]) -> None:
        with self._elsewhere(macro.unit):
            for one, code in zip(macro.node.args, arguments, strict=True):
                if code.isidentifier():
                    self._scopes[-1][one.name] = code
                else:
                    self._line(f"{self.bound(one.name)} = {code}")
            self.statements(macro.node.body)

    def _if(self, node: nodes.If) -> None:
        self._line(f"if {self._code(node.test)}:")
        before = self._where
        self._perhaps(node.body)
        end = self._where
        for other in node.elif_:
            self._line(f"elif {self._code(other.test)}:")
            self._instead(other.body, before, end)
        if node.else_:
            self._line("else:")
        self._instead(node.else_, before, end)

    def _instead(self, body: Sequence[nodes.Node], before: Where, end: Where) -> None:
        """Another branch of a condition, which has to end in the same place."""
        self._where = before
        if body:
            self._perhaps(body)
        self._demand(end)

    def _demand(self, where: Where) -> None:
        if self._where != where:
            raise Beyond("an attribute that begins or ends only sometimes")

    def _for(self, node: nodes.For) -> None:
        if node.recursive:
            raise Beyond("a loop that calls itself")
        items = self._code(node.iter)
        with self._scope():
            target = self._target(node.target)
            if node.test:
                items = f"[{target} for {target} in {items} if {self._code(node.test)}]"
            names = (name.name for part in node.body for name in part.find_all(nodes.Name))
            counts = "loop" in names
            if counts or node.else_:
                items = self._kept(items)
            if counts:
                at = self._scopes[-1]["loop"] = Loop(f"_{self._count}_at", items)
                self._line(f"for {at.at}, {target} in enumerate({items}):")
            else:
                self._line(f"for {target} in {items}:")
            before = self._where
            self._inside(node.body)
            self._demand(before)
        if node.else_:
            self._line(f"if not {items}:")
            self._perhaps(node.else_)
            self._demand(before)

    def _kept(self, items: str) -> str:
        self._count += 1
        name = f"_{self._count}_items"
        self._line(f"{name} = [*{items}]")
        return name

    def _target(self, node: nodes.Node) -> str:
        match node:
            case nodes.Name(name=name):
                return self.bound(name)
            case nodes.Tuple(items=items):
                return f"({', '.join(map(self._target, items))},)"
        raise Beyond("the target of a loop")

    def _set(self, name: str, value: nodes.Node) -> None:
        """A value is set once, where nothing else has its name, and not only sometimes."""
        taken = [self._unit.names, self._page.names, *self._scopes]
        if self._sometimes or any(name in one for one in taken):
            raise Beyond(name)
        code = self._code(value)
        self._line(f"{self.bound(name)} = {code}")

    def _with(self, node: nodes.With) -> None:
        codes = [self._code(value) for value in node.values]
        with self._scope():
            for target, code in zip(node.targets, codes, strict=True):
                self._line(f"{self._target(target)} = {code}")
            self.statements(node.body)

    def _block(self, name: str, above: int) -> None:
        found = self._page.blocks[name]
        if above >= len(found) or found[above].node.required:
            raise Beyond(name)
        with self._elsewhere(found[above].unit):
            for node in found[above].node.body:
                if calls_super(node):
                    self._with_super(node, name, above)
                else:
                    self._statement(node)

    def _with_super(self, node: nodes.Node, name: str, above: int) -> None:
        if not isinstance(node, nodes.Output):
            raise Beyond("super inside of something")
        for one in node.nodes:
            if isinstance(one, nodes.Call) and is_super(one):
                self._block(name, above + 1)
            else:
                self._output(one)

    def _include(self, unit: Unit) -> None:
        is_plain = not (unit.parent or unit.body.find(nodes.Block) or unit.names or unit.sets)
        if self._is_macro or not is_plain:
            raise Beyond(unit.name)
        around, self._unit = self._unit, unit
        self.statements(unit.body.body)
        self._unit = around

    def _is_at_top(self, node: nodes.Node) -> bool:
        return any(node is one for one in self._unit.body.body)

    @contextmanager
    def _scope(self) -> Iterator[None]:
        """Names given inside are not known outside."""
        self._scopes.append({})
        conditions, self._sometimes = self._sometimes, 0
        yield
        self._sometimes = conditions
        self._scopes.pop()

    @contextmanager
    def _elsewhere(self, unit: Unit) -> Iterator[None]:
        """What is written stands in another place, and knows no value from around this one."""
        scopes, self._scopes = self._scopes, []
        around, self._unit = self._unit, unit
        with self._scope():
            yield
        self._unit, self._scopes = around, scopes

    # ── lines ─────────────────────────────────────────────────────────────────────────────────

    def _code(self, node: nodes.Node) -> str:
        return self._page.expressions.code(node, self)

    def _line(self, line: str) -> None:
        self._flush()
        self._lines.append("    " * self._depth + line)

    def _flush(self) -> None:
        """What is the same on every page since the last line, in one go."""
        fixed = "".join(self._pending)
        self._pending.clear()
        if not fixed:
            return
        outline, self._where = outline_of(fixed, self._where)
        for to, text in (("_pieces", fixed), ("_outline", outline)):
            if text:
                self._lines.append(f"{'    ' * self._depth}{to}.append({text.encode()!r})")

    def _perhaps(self, body: Sequence[nodes.Node]) -> None:
        self._sometimes += 1
        self._inside(body)
        self._sometimes -= 1

    def _inside(self, body: Sequence[nodes.Node]) -> None:
        before = len(self._lines)
        self._depth += 1
        self.statements(body)
        self._flush()
        if len(self._lines) == before:
            self._line("pass")
        self._depth -= 1
