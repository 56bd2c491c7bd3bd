"""Any Markdown as safe HTML: the one importer of markdown-it.

HTML in a body is shown as text, and there are no plugins.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from okrpress.site.formatting import ENGLISH, Formatter
from okrpress.site.markdown_html import (
    TABLE_CLOSING,
    Resolve,
    as_written,
    cell_opening,
    heading_id,
    heading_tags,
    is_allowed,
    is_normal,
    link_of,
    table_opening,
    visible,
)

MAX_NESTING = 20
MAX_HTML = 1024 * 1024  # a table of 8 kB can ask for half a megabyte of empty cells

# Where the parser would find anything but text.
_MARKED = re.compile(r"[\n\\`*_~\[<&]")
_ALIGNMENT = {"text-align:left": "start", "text-align:center": "center", "text-align:right": "end"}


def by_markdown_it(
    text: str, *, level: int, ids: str, resolve: Resolve, fmt: Formatter = ENGLISH
) -> Markup:
    """What `markdown.render` does, for any body within the limits of its text, plain or not."""
    parser = _parser_for(text)
    tokens = parser.parse(text, {})
    if _depth(tokens) > MAX_NESTING:
        return as_written(text, _too_deep(fmt))
    _place_headings(tokens, level, ids)
    for token in tokens:
        if token.children:
            token.children = _place_links(token.children, resolve)
    html: str = parser.renderer.render(tokens, parser.options, {"fmt": fmt})
    if len(html) > MAX_HTML:
        excess = fmt.say("Shown as written, without formatting: too large as a page.")
        return as_written(text, excess)
    return Markup(visible(html))


def _too_deep(fmt: Formatter) -> str:
    return fmt.say(
        "Shown as written, without formatting: nested more than {n} levels deep.",
        n=fmt.number(MAX_NESTING),
    )


def _depth(tokens: Sequence[Token]) -> int:
    """How many elements lie in each other, at most."""
    blocks = [token.level for token in tokens if token.type != "inline"]
    inlines = [
        token.level + child.level
        for token in tokens
        for child in token.children or ()
        if child.nesting == 1
    ]
    return max((*blocks, *inlines), default=0) + 1


# ── what the parsed body becomes ──────────────────────────────────────────────────────────────


def _place_headings(tokens: Sequence[Token], level: int, ids: str) -> None:
    openings = [at for at, token in enumerate(tokens) if token.type == "heading_open"]
    tags = heading_tags(tuple([int(tokens[at].tag[1:]) for at in openings]), level)
    for number, (at, tag) in enumerate(zip(openings, tags, strict=True), start=1):
        tokens[at].tag = tokens[at + 2].tag = tag  # opening, text, closing
        tokens[at].attrSet("id", heading_id(ids, number))


def _place_links(tokens: Sequence[Token], resolve: Resolve) -> list[Token]:
    """Links with their final address; those that lead nowhere lose their tags, not their text."""
    placed = []
    leads_nowhere = False
    for token in tokens:
        if token.type == "link_open":
            link = link_of(str(token.attrs["href"]), resolve)
            leads_nowhere = link is None
            token.attrs = {**(link or {})}
        if not (leads_nowhere and token.type in {"link_open", "link_close"}):
            placed.append(token)
    return placed


class _Renderer(RendererHTML):
    """markdown-it's own HTML, but for tables, pictures and code."""

    def renderInline(  # noqa: N802 (the library's name)
        self, tokens: Sequence[Token], options: OptionsDict, env: EnvType
    ) -> str:
        if len(tokens) == 1 and tokens[0].type == "text":
            return self.text(tokens, 0, options, env)
        return super().renderInline(tokens, options, env)

    def table_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        titles = self._titles(tokens, idx, options, env)
        return table_opening(titles, _fmt(env))

    def _titles(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> list[str]:
        titles = []
        for token in tokens[idx:]:
            if token.type == "thead_close":
                break
            if token.type == "inline":
                titles.append(self.renderInlineAsText(token.children, options, env))
        return titles

    def table_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return TABLE_CLOSING

    def th_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return cell_opening("th", _alignment(tokens[idx]))

    def td_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return cell_opening("td", _alignment(tokens[idx]))

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Pictures are not shown: one from elsewhere would tell its host who reads the page."""
        token = tokens[idx]
        words = self.renderInlineAsText(token.children, options, env)
        name = words or str(token.attrs["src"]).rpartition("/")[2]
        said = (
            _fmt(env).say("[picture, not shown: {name}]", name=name)
            if name
            else _fmt(env).say("[picture, not shown: without a name]")
        )
        return f'<span class="picture-left-out">{escape(said)}</span>'

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"<pre><code>{escape(tokens[idx].content)}</code></pre>\n"


def _fmt(env: EnvType) -> Formatter:
    fmt = env["fmt"]
    assert isinstance(fmt, Formatter)
    return fmt


def _alignment(cell: Token) -> str:
    return _ALIGNMENT.get(str(cell.attrs.get("style", "")), "")


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 (the library's name)
        return is_allowed(url)

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url if is_normal(url) else super().normalizeLink(url)


def _inline(state: StateCore) -> None:
    """The parser's own rule, for what is more than words: most items, cells and headings are."""
    inline = state.md.inline
    for token in state.tokens:
        if token.type == "inline":
            found: list[Token] = []
            token.children = found
            if _MARKED.search(token.content):
                inline.parse(token.content, state.md, state.env, found)
            elif token.content:
                found.append(Token("text", "", 0, content=token.content))


# Most bodies have nothing that these rules could find, and each would be asked at every line, or
# at every mark in it. The patterns find rather too much: then all rules are asked.
_RARE_BLOCKS = ("code", "fence", "blockquote", "hr", "reference", "lheading")
_RARE_BLOCK = re.compile(r" {4}|[\t>]|```|~~~|\]:|[=*_-] *(?:[\r\n]|\Z)")
_RARE_INLINES = ("escape", "strikethrough", "image", "autolink", "entity", "text_join")
_RARE_INLINE = re.compile(r"[\\~<&]|!\[")


def _parser_for(text: str) -> MarkdownIt:
    """A parser that knows every rule by which the text could be anything but words."""
    return _parser(
        has_tables="|" in text,
        has_rare_blocks=_RARE_BLOCK.search(text) is not None,
        has_rare_inlines=_RARE_INLINE.search(text) is not None,
    )


@lru_cache(maxsize=8)
def _parser(*, has_tables: bool, has_rare_blocks: bool, has_rare_inlines: bool) -> MarkdownIt:
    """A parser for many bodies: it keeps nothing between them, and takes 1 ms to make."""
    # One level more than the limit: the parser drops what lies deeper, and we want to see it.
    parser = _Parser("js-default", {"maxNesting": MAX_NESTING + 1}, renderer_cls=_Renderer)
    parser.disable(["html_block", "html_inline", "linkify", "replacements", "smartquotes"])
    parser.core.ruler.at("inline", _inline)
    parser.disable([] if has_tables else ["table"])
    parser.disable([] if has_rare_blocks else list(_RARE_BLOCKS))
    parser.disable([] if has_rare_inlines else list(_RARE_INLINES))
    return parser
