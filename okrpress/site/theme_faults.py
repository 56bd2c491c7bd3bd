"""What an author of a theme did that would have no effect: said, not ignored."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.meta import find_referenced_templates

from okrpress.site.theme_file import NAME

_ROOMS = ("templates/", "static/")
_PAPERS = ("README", "LICENSE", "LICENCE", "CHANGELOG")
_DEFAULT = "default/"
_CLOSE = 0.5


class Fault(NamedTuple):
    """A file of a theme, what is wrong with it, and what to do."""

    file: str
    what: str
    help: str


class Files(NamedTuple):
    """A project's theme: templates and static files by their path in their folder."""

    templates: Mapping[str, str]
    static: Mapping[str, bytes]


def misplaced(names: list[str]) -> Iterator[Fault]:
    """Files, by their path inside the theme, that lie where nothing looks for them."""
    for name in names:
        if name.startswith(_ROOMS) or ("/" not in name and name.startswith((*_PAPERS, NAME))):
            continue
        room = "templates" if name.endswith(".html") else "static"
        yield Fault(name, "is in neither templates/ nor static/", f"move it into {room}/")


def without_effect(own: Files, default: Mapping[str, str]) -> Iterator[Fault]:
    """Templates that nothing draws, blocks that nothing shows, style sheets that nothing links.

    A template that cannot be parsed is left to those who draw it: they tell the line.
    """
    trees = _Trees(_parsed(own.templates), default)
    used = {ref for tree in trees.own.values() for ref in find_referenced_templates(tree)}
    for name in trees.own:
        if not {name, None} & used and name not in default:
            what = "replaces no template, and none of the theme's uses it"
            yield Fault(f"templates/{name}", what, _meant(name, default))
        yield from _lost_blocks(name, trees)
    yield from _unlinked(own)


def _unlinked(own: Files) -> Iterator[Fault]:
    """Style sheets in folders, where no page links to them, unless the theme names them."""
    sheets = {name: data for name, data in own.static.items() if name.endswith(".css")}
    said = [*own.templates.values(), *(data.decode("utf-8", "replace") for data in sheets.values())]
    for name in sheets:
        if "/" in name and not any(name.rpartition("/")[2] in text for text in said):
            help = "put it into static/ itself, where pages link to it, or link to it"
            yield Fault(f"static/{name}", "is a style sheet that no page links to", help)


# ── blocks ────────────────────────────────────────────────────────────────────────────────────


class _Trees(NamedTuple):
    """The project's templates, parsed, and the default's, to be parsed where they are needed."""

    own: Mapping[str, nodes.Template]
    default: Mapping[str, str]

    def find(self, name: str) -> nodes.Template | None:
        """The template that a name leads to."""
        found = None if name.startswith(_DEFAULT) else self.own.get(name)
        source = self.default.get(name.removeprefix(_DEFAULT))
        return found if found or source is None else _tree(source)


def _parsed(templates: Mapping[str, str]) -> dict[str, nodes.Template]:
    return {name: tree for name, source in templates.items() if (tree := _tree(source)) is not None}


def _tree(source: str) -> nodes.Template | None:
    try:
        return Environment(autoescape=True).parse(source)
    except TemplateSyntaxError:
        return None


def _lost_blocks(name: str, trees: _Trees) -> Iterator[Fault]:
    """Blocks that a template adds to one that has no place for them."""
    tree = trees.own[name]
    above = _above(name, tree, trees)
    if above is None:
        return
    for block in _outer_blocks(tree):
        if block.name not in above:
            what = f"line {block.lineno}: the block {block.name!r} is not in what it extends"
            yield Fault(f"templates/{name}", what, _meant(block.name, above))


def _above(name: str, tree: nodes.Template, trees: _Trees) -> frozenset[str] | None:
    """The blocks of all templates that this one extends; None where that cannot be read off."""
    blocks: set[str] = set()
    seen = {name}
    parent = _parent(tree)
    if parent is None:
        return None
    while parent is not None:
        found = trees.find(parent)
        if found is None or parent in seen:
            return None
        seen.add(parent)
        blocks |= {block.name for block in found.find_all(nodes.Block)}
        parent = _parent(found)
    return frozenset(blocks)


def _parent(tree: nodes.Template) -> str | None:
    extends = next(iter(tree.find_all(nodes.Extends)), None)
    if extends is None or not isinstance(extends.template, nodes.Const):
        return None
    return str(extends.template.value)


def _outer_blocks(tree: nodes.Template) -> Iterator[nodes.Block]:
    """Blocks that are in no other block."""
    waiting: list[nodes.Node] = list(tree.body)
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, nodes.Block):
            yield node
        else:
            waiting += node.iter_child_nodes()


def _meant(name: str, known: Iterable[str]) -> str:
    choices = sorted(known)
    close = get_close_matches(name, choices, n=1, cutoff=_CLOSE)
    return f"did you mean {close[0]!r}?" if close else f"known are {', '.join(choices)}"
