"""The plain Markdown that most authors write, read at a tenth of markdown-it's cost.

What is of other forms than these, or not beyond doubt, is left to markdown-it (`markdown.py`),
which has the last word on everything: `plain_html` gives what it would give, or nothing.

    Paragraphs of **strong** and *other* words, `code` and [links](https://example.org).

    ## Headings

    - lists, which may
      - hold other lists

    | tables | of cells    |
    | ------ | ----------: |
    | in     | even lines  |

Texts are escaped before they are read, which changes no meaning: what is put in place of a mark of
punctuation begins and ends with one.
"""

import re
from collections.abc import Callable, Sequence

from okrpress.site.markdown_html import (
    FOREIGN,
    TABLE_CLOSING,
    Resolve,
    heading_id,
    heading_tags,
    is_allowed,
    is_normal,
    link_of,
    with_entities,
    without_entities,
)
from okrpress.site.outline import Outlined, outlined
from okrpress.site.plain_tables import columns_of

_WEB = ("https://", "http://")
MOST = 16_000  # characters: with fewer, no body is beyond a limit
_DEEPEST = 5  # lists in each other

# ── blocks ────────────────────────────────────────────────────────────────────────────────────

# Groups are repeated without return as `(?>(?:…)*)`: Python before 3.11.5 fails at `(?:…)*+`.

# A line that begins like this goes on with a paragraph or an item, and could do nothing else.
_WORDS = r"""(?:
    [^\ \n\#>+\-*_=`~|:0-9&]
  | \*\*?(?=[^\ \n*])
  | _(?=[^\ \n_])
  | `(?!`)
  | &(?!gt;)
  | (?![0-9]+[.)](?:[\ \n]|\Z))[0-9]
  | [+](?=[^\ \n])
  | -(?=[0-9A-Za-z])
  | \#(?=[^\ \n\#])
  | ~
)[^\n]*+"""
_SIGN = r"(?:[-*+]|[0-9]{1,9}[.)])"
_BLOCK = re.compile(
    rf"""(?:
    (?P<paragraph>{_WORDS}(?>(?:\n{_WORDS})*))
  | (?P<heading>\#{{1,6}}+\ [^\ \n\#][^\n]*+)
  | (?P<list>{_SIGN}\ {_WORDS}(?>(?:\n(?:\ *+{_SIGN}\ |\ {{2,}}+){_WORDS}|\n++{_SIGN}\ {_WORDS})*))
  | (?P<rule>---+)
  | (?P<table>\|[^\n]*+\n\|(?>(?:\ *+:?-++:?\ *+\|)+)(?>(?:\n\|[^\n]*+)+))
    )(?:\n++|\Z)""",
    re.VERBOSE,
)
# Whatever follows the first of these, and the second wherever they stand, `_check` has to see.
_FOLLOWED, _PLACED = {"list", "table"}, {"list", "rule"}
_ITEM = re.compile(rf"^( *+)({_SIGN}) ([^\n]*+(?>(?:\n(?! *+{_SIGN} )[^\n]*+)*))", re.MULTILINE)
_TABS = re.compile(r"\n\t+")
_BLANK_LINES = re.compile("\n\n+")

# ── what stands in a line ─────────────────────────────────────────────────────────────────────

# What says nothing by itself: other characters, and pairs of these, `_is_doubtful` has to see.
_ORDINARY = bytes({*range(0x20, 0x7F)} - {*rb"\!&<~"}) + b"\n"
_ENTITY = re.compile("&[#A-Za-z0-9]+;")
_LINK_BY_ITSELF = re.compile("<(?=[^<> ]*+>)[^:@>]*+[:@]")
# Blanks and punctuation: where a run of signs can begin, and where it can end.
_BEFORE = r"""\s("'/,.:;|„“‘«–—-"""
_BEHIND = r"""\s)"'/,.:;|!?&“”’»…–—-"""


def _marks(beyond: str) -> re.Pattern[str]:
    """All that can be marked in a text; nothing goes on over the characters `beyond`."""
    code = rf"`[^`{beyond}]++`(?!`)"
    label = rf"(?>(?:[^\[\]`{beyond}]++|{code})*)"

    def span(sign: str) -> str:
        # By the rules of what flanks them, the first sign can open and the second can close; and
        # in between is none of its kind that either could belong to.
        last = sign[-1]
        return rf"""{sign}(?<![^{_BEFORE}]{sign})(?=[^\s{last}])
            ((?>(?:[^{last}`\[\]{beyond}]++|{code}|\[{label}\]\([^()\s]*+\))+))
            (?<=\S){sign}(?![^{_BEHIND}])"""

    strong, heavy, starred, underlined = map(span, (r"\*\*", "__", r"\*", "_"))
    return re.compile(
        rf"""`([^`{beyond}]++)`(?!`)
          | \[({label})\]\(([^()\s]*+)\)
          | {strong}
          | {heavy}
          | {starred}
          | _(?<=[^\W_]_)(?=[^\W_])
          | {underlined}
          | \*(?<=\s\*)(?=\s)
          | \[(?=[^\[\]`*_{beyond}]*+\](?!\())
          | `() | \*() | _() | \[()""",
        re.VERBOSE,
    )


# The last group of each; the ones behind them are marks of which nothing is sure.
_CODE, _LINK, _STRONG, _EMPHASIS = 1, 3, 5, 7
_IN_PARAGRAPHS = _marks("")
_IN_LINES = _marks(r"\n|")


class _Doubt(Exception):  # noqa: N818 - it is no error
    """The body is not of the forms above."""


def plain_html(
    text: str,
    *,
    level: int,
    ids: str,
    resolve: Resolve,
    table_opening: Callable[[tuple[str, ...]], str],
) -> Outlined | None:
    """The HTML of a body, as `markdown.render` describes it; None where markdown-it must be asked.

    `table_opening` gives the tags around a table whose columns have these titles, which have no
    ids and lead nowhere.
    """
    if len(text) > MOST:
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if "\t" in text:
        text = _TABS.sub(_blanks, text)
    text = text.strip("\n").rstrip(" ")
    if " \n" in text:
        if _breaks_a_line(text):
            return None
        text = text.replace(" \n", "\n")
    if _is_doubtful(text):
        return None
    try:
        reader = _Reader(resolve, table_opening)
        html = reader.read(with_entities(text), level, ids)
        return outlined(html, "".join(reader.outline).encode())
    except _Doubt:
        return None


def _is_doubtful(text: str) -> bool:
    if text.isascii() and not text.encode().translate(None, _ORDINARY):
        return "]:" in text
    return (
        not text.replace("\n", "").isprintable()
        or "\\" in text
        or ("]" in text and "]:" in text)
        or ("!" in text and "![" in text)
        or ("~" in text and "~~" in text)
        or "\ufffc" in text
        or ("&" in text and _ENTITY.search(text) is not None)
        or ("<" in text and _LINK_BY_ITSELF.search(text) is not None)
    )


def _blanks(found: re.Match[str]) -> str:
    """As many as the tabs that a line begins with stand for."""
    return found[0].replace("\t", "    ")


def _breaks_a_line(text: str) -> bool:
    """Whether blanks at the end of a line may say anything: two do, or one in code."""
    return "  \n" in text or any(line.count("`") % 2 for line in text.split("\n"))


def _is_marked(text: str) -> bool:
    """Whether there is anything in it to look for."""
    return "*" in text or "[" in text or "`" in text or "_" in text


class _Reader:
    """Reads one body, escaped already; raises `_Doubt` when it is not plain.

    `outline` are the ids and addresses that it has written: whatever else it writes is tags whose
    attributes are of other kinds, and texts.
    """

    __slots__ = ("_resolve", "_table_opening", "outline")

    def __init__(self, resolve: Resolve, table_opening: Callable[[tuple[str, ...]], str]) -> None:
        self._resolve = resolve
        self._table_opening = table_opening
        self.outline: list[str] = []

    def read(self, text: str, level: int, ids: str) -> str:
        parts: list[str] = []
        headings: list[tuple[int, int, str]] = []  # where each belongs, its rank, its words
        at, before = 0, ""
        while at < len(text):
            found = _BLOCK.match(text, at)
            if found is None or (kind := found.lastgroup) is None:
                raise _Doubt
            block = found[kind]
            if kind in _PLACED or before in _FOLLOWED:
                _check(before, kind, block, is_apart=text.startswith("\n\n", at - 2))
            at, before = found.end(), kind
            if kind == "paragraph":
                parts.append(f"<p>{self._words(block)}</p>\n")
            elif kind == "heading":
                if block[-1] == "#":
                    raise _Doubt
                rank = block.index(" ")
                headings.append((len(parts), rank, self._words(block[rank + 1 :])))
                parts.append("")
            elif kind == "list":
                parts.append(self._list(block))
            else:
                parts.append(self._table(block) if kind == "table" else "<hr>\n")
        if headings:
            self.outline += _place(headings, parts, level, with_entities(ids))
        return "".join(parts)

    # ── lists ─────────────────────────────────────────────────────────────────────────────────

    def _list(self, block: str) -> str:
        is_loose = "\n\n" in block
        if is_loose:
            if "\n " in block:
                raise _Doubt
            block = _BLANK_LINES.sub("\n", block)
        opening, closing = ("<li>\n<p>", "</p>\n</li>\n") if is_loose else ("<li>", "</li>\n")
        sign = block[:2]
        if sign[1] != " " or block.count("\n") != block.count(f"\n{sign}"):
            return self._items(block, opening, closing)
        items = self._in_lines(block[2:]).replace(f"\n{sign}", closing + opening)
        return f"<ul>\n{opening}{items}{closing}</ul>\n"

    def _items(self, block: str, opening: str, closing: str) -> str:
        """A list with numbers, with items of several lines, or with lists in its items."""
        parts: list[str] = []
        around: list[tuple[int, int, str]] = []  # the columns of sign and words, and the sign
        for indent, number, words in _ITEM.findall(block):
            column, sign = len(indent), number[-1]
            if around and column >= around[-1][1]:
                _check_inner(column - around[-1][1], number, len(around))
                parts.append(f"\n{_list_opening(number)}{opening}")
            elif around:
                while column < around[-1][0]:
                    parts.append(f"{closing}{_list_closing(around.pop()[2])}")
                if (column, sign) != around.pop()[::2]:
                    raise _Doubt
                parts.append(f"{closing}{opening}")
            else:
                parts.append(f"{_list_opening(number)}{opening}")
            behind = column + len(number) + 1
            around.append((column, behind, sign))
            parts.append(self._words(_unindented(words, behind) if "\n" in words else words))
        parts += [f"{closing}{_list_closing(sign)}" for _, _, sign in reversed(around)]
        return "".join(parts)

    # ── tables ────────────────────────────────────────────────────────────────────────────────

    def _table(self, block: str) -> str:
        header, columns, rows = block.split("\n", 2)
        titles, head, row = ((), "", "") if _is_marked(header) else columns_of(header, columns)
        if not titles:
            raise _Doubt
        ends = ["\n"] * rows.count("\n")  # of all lines but the last, as if they were cells
        lines, width = len(ends) + 1, len(titles) + 1
        cells = self._in_lines(rows)[1:-1].split("|")
        if rows[-1] != "|" or len(cells) != lines * width - 1 or cells[width - 1 :: width] != ends:
            raise _Doubt
        del cells[width - 1 :: width]
        body = row * lines % tuple(map(str.strip, cells))
        return f"{self._table_opening(titles)}{head}<tbody>\n{body}</tbody>\n{TABLE_CLOSING}"

    # ── what stands in a line ─────────────────────────────────────────────────────────────────

    def _words(self, text: str) -> str:
        return _IN_PARAGRAPHS.sub(self._mark, text) if _is_marked(text) else text

    def _in_lines(self, text: str) -> str:
        return _IN_LINES.sub(self._mark, text) if _is_marked(text) else text

    def _mark(self, found: re.Match[str]) -> str:
        which = found.lastindex
        if which is None:
            return found[0]
        if which == _LINK:
            return self._link(found[2], found[3])
        if which == _CODE:
            if found[1][0] in " \n":
                raise _Doubt
            return f"<code>{found[1]}</code>".replace("\n", " ")
        if which > _EMPHASIS:
            raise _Doubt
        inner, tag = self._words(found[which]), "strong" if which <= _STRONG else "em"
        return f"<{tag}>{inner}</{tag}>"

    def _link(self, words: str, address: str) -> str:
        words, written = self._words(words), address
        if "&" in address:
            address = without_entities(address)
        if not is_normal(address):
            raise _Doubt
        if address.startswith(_WEB):  # and so it is allowed, and leads where it says
            return self._leading(written, FOREIGN, words)
        if not is_allowed(address):
            raise _Doubt
        link = link_of(address, self._resolve)
        if link is None:
            if words.strip() != words or not words:  # bare blanks would be cut off in a cell
                raise _Doubt
            return words
        target = link["href"]
        if "|" in target or not (target.isascii() and target.isprintable()):
            raise _Doubt
        return self._leading(with_entities(target), link.get("rel", ""), words)

    def _leading(self, address: str, rel: str, words: str) -> str:
        href = f' href="{address}"'
        self.outline.append(href)
        return f'<a{href} rel="{rel}">{words}</a>' if rel else f"<a{href}>{words}</a>"


def _place(
    headings: Sequence[tuple[int, int, str]], parts: list[str], level: int, prefix: str
) -> list[str]:
    """Puts headings where they belong: what their tags are, all of them decide together.

    Gives their ids, as they are written.
    """
    tags = heading_tags(tuple([rank for _, rank, _ in headings]), level)
    ids = [f' id="{heading_id(prefix, number)}"' for number in range(1, len(tags) + 1)]
    for tag, id, (at, _, words) in zip(tags, ids, headings, strict=True):
        parts[at] = f"<{tag}{id}>{words}</{tag}>\n"
    return ids


# ── what must be so for the forms to mean what they seem to ───────────────────────────────────


def _check(before: str, kind: str, block: str, *, is_apart: bool) -> None:
    """Right below others: a list or a table takes words in, words take in numbers above one, and
    a rule makes a heading of them.
    """
    if before and not is_apart:
        if kind == "rule" or before == "table" or (before == "list" and kind != "heading"):
            raise _Doubt
        if before == "paragraph" and block[0].isdecimal() and block[:2] not in {"1.", "1)"}:
            raise _Doubt


def _check_inner(indent: int, number: str, depth: int) -> None:
    """The first item of a list in an item, so far behind where the words of that one begin."""
    if indent > 3 or depth == _DEEPEST or (len(number) > 1 and number[:-1] != "1"):
        raise _Doubt


def _list_opening(number: str) -> str:
    if len(number) == 1:
        return "<ul>\n"
    start = int(number[:-1])
    return "<ol>\n" if start == 1 else f'<ol start="{start}">\n'


def _list_closing(sign: str) -> str:
    return "</ol>\n" if sign in ".)" else "</ul>\n"


def _unindented(words: str, column: int) -> str:
    """The lines of an item, all of which have to begin in the same column."""
    margin = "\n" + " " * column
    if words.count("\n") != words.count(margin) or f"{margin} " in words:
        raise _Doubt
    return words.replace(margin, "\n")
