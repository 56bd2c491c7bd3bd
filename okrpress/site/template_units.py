"""What the templates of a page are made of, as far as it is known before any page is drawn."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, nodes

from okrpress.model.frozen import dataclass

_SMALL = 60  # nodes of a macro that is put where it is called: a link, a date, a status
_MORE = (nodes.Call, nodes.CallBlock, nodes.For, nodes.Block, nodes.Assign)  # what none of them has


class Beyond(Exception):  # noqa: N818 - it is no error: Jinja itself draws such pages
    """A template does what is not compiled here."""


class Macro(NamedTuple):
    """A macro, and the template that it stands in.

    `is_small`: it knows nothing but what it is given, and calls nobody.
    """

    unit: "Unit"
    node: nodes.Macro
    is_small: bool


class Block(NamedTuple):
    """A block, and the template that it stands in."""

    unit: "Unit"
    node: nodes.Block


class Module(NamedTuple):
    """A template that was imported under a name of its own."""

    unit: "Unit"


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A template: what it is made of, and what the names mean that it gives at its top.

    `parent` is the template that it extends, or empty; `sets` are the names of values that it sets.
    """

    name: str
    body: nodes.Template
    names: Mapping[str, tuple[Macro | Module, int]]
    parent: str
    sets: frozenset[str]


class Units:
    """The templates of a theme, each read once."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._known: dict[str, Unit] = {}

    def get(self, name: str) -> Unit:
        """The template of that name; `Beyond` where it cannot be read."""
        if name not in self._known:
            assert self._environment.loader is not None
            try:
                source, filename, _ = self._environment.loader.get_source(self._environment, name)
            except TemplateNotFound as error:
                raise Beyond(name) from error
            self._known[name] = self.read(source, name, filename)
        return self._known[name]

    def read(self, source: str, name: str, filename: str | None = None) -> Unit:
        """A template from its text."""
        try:
            body = self._environment._parse(source, name, filename)  # noqa: SLF001 - as it is compiled
        except TemplateSyntaxError as error:
            raise Beyond(name) from error
        names: dict[str, tuple[Macro | Module, int]] = {}
        unit = Unit(name, body, names, _parent(body), frozenset(_sets(body)))
        for given, meant, line in self._given(unit):
            if given in names or given in unit.sets:
                raise Beyond(given)
            names[given] = (meant, line)
        return unit

    def _given(self, unit: Unit) -> Iterator[tuple[str, Macro | Module, int]]:
        for node in unit.body.body:
            match node:
                case nodes.Macro(name=name):
                    yield name, Macro(unit, node, _is_small(node)), node.lineno
                case nodes.Import(with_context=False, target=target):
                    yield target, Module(self.get(constant(node.template))), node.lineno
                case nodes.FromImport(with_context=False, names=names):
                    there = self.get(constant(node.template))
                    for one in names:
                        name, alias = one if isinstance(one, tuple) else (one, one)
                        yield alias, macro_of(there, name), node.lineno
                case nodes.Import() | nodes.FromImport():
                    raise Beyond("import with context")


def macro_of(unit: Unit, name: str) -> Macro:
    """A macro that others may import from a template; `Beyond` where it has none of that name."""
    meant, _ = unit.names.get(name, (None, 0))
    if not isinstance(meant, Macro) or meant.unit is not unit:
        raise Beyond(name)
    return meant


def chain_of(units: Units, first: Unit) -> list[Unit]:
    """A template and those that it extends, itself first."""
    chain = [first]
    while name := chain[-1].parent:
        parent = units.get(name)
        if parent in chain:
            raise Beyond(name)
        chain.append(parent)
    has_blocks = len(chain) > 1 or first.body.find(nodes.Block)
    if has_blocks and any(unit.sets for unit in chain):
        raise Beyond("a value set for blocks")
    return chain


def names_of(chain: Sequence[Unit]) -> Mapping[str, tuple[Macro | Module, int]]:
    """What names mean in blocks: where two templates differ, only Jinja knows when which holds."""
    names: dict[str, tuple[Macro | Module, int]] = {}
    for unit in chain:
        for name, (meant, line) in unit.names.items():
            if names.setdefault(name, (meant, line))[0] != meant:
                raise Beyond(name)
    return names


def blocks_of(chain: Sequence[Unit]) -> Mapping[str, list[Block]]:
    """Blocks by name: the one that counts first, then those that `super()` leads to."""
    blocks: dict[str, list[Block]] = {}
    for unit in chain:
        for block in unit.body.find_all(nodes.Block):
            if block.scoped:
                raise Beyond("scoped block")
            blocks.setdefault(block.name, []).append(Block(unit, block))
    return blocks


def constant(node: nodes.Expr) -> str:
    """A text that is written out; `Beyond` for anything else."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return node.value
    raise Beyond("a name that is computed")


def is_super(node: nodes.Call) -> bool:
    """Whether a call puts out the block of the same name of the template that is extended."""
    return isinstance(node.node, nodes.Name) and node.node.name == "super"


def calls_super(node: nodes.Node) -> bool:
    """Whether anything in a statement does."""
    return any(name.name == "super" for name in node.find_all(nodes.Name))


def _parent(body: nodes.Template) -> str:
    found = [*body.find_all(nodes.Extends)]
    if not found:
        return ""
    at = next((at for at, node in enumerate(body.body) if node is found[0]), None)
    if at is None or len(found) > 1 or any(isinstance(one, nodes.Output) for one in body.body[:at]):
        raise Beyond("extends")
    return constant(found[0].template)


def _sets(body: nodes.Template) -> Iterator[str]:
    """The names of values that are set outside of macros."""
    for node in body.body:
        for one in () if isinstance(node, nodes.Macro) else _nodes(node):
            if isinstance(one, nodes.Assign | nodes.AssignBlock):
                yield from (
                    name.name for name in _nodes(one.target) if isinstance(name, nodes.Name)
                )


def _is_small(macro: nodes.Macro) -> bool:
    given = {name.name for name in macro.args}
    parts = [*_nodes(macro)]
    return len(parts) <= _SMALL and not any(
        isinstance(one, _MORE)
        or (isinstance(one, nodes.Name) and one.ctx != "param" and one.name not in given)
        for one in parts
    )


def _nodes(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _nodes(child)
