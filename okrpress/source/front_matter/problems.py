"""What libyaml complains about, in an author's words."""

import re

from yaml import MarkedYAMLError

from okrpress.source.front_matter.refused import Refused
from okrpress.source.text import quote

_QUOTES = 'put the whole text in quotes: "…"'
_INDENT = "indent the line exactly like its neighbours, with blanks"
_OPEN_QUOTE = "a quote is opened here and never closed"
_CLOSE_QUOTE = "close the quote; inside '…' an apostrophe is written twice"
_NO_BLANK_AFTER_COLON = re.compile(r"[ \t]*(?:- )?[A-Za-z][\w-]*:[^\s/].*\Z")


def explain(block: str, error: MarkedYAMLError) -> Refused:
    """Why the block is not YAML: where to look, what was found there, what to do."""
    assert error.problem is not None
    assert error.problem_mark is not None
    last = max(len(block.rstrip()) - 1, 0)  # libyaml finds an open end on the line below it
    problem, index = error.problem, min(error.problem_mark.index, last)
    opened = min(error.context_mark.index, last) if error.context_mark else index
    if "tab character" in problem:
        return _invalid(index, "a tab stands where only blanks can", _INDENT)
    if problem == "found character that cannot start any token":
        return _cannot_begin(block, index)
    if problem in _AT_INDEX:
        return _invalid(index, *_AT_INDEX[problem])
    if problem in _AT_OPENED:
        return _invalid(opened, *_AT_OPENED[problem])
    if "escape" in problem or "hexdecimal" in problem:
        return _escape(block, index)
    if problem in _BY_POSITION:
        return _by_position(block, problem, index)
    return _by_character(block, problem, index, opened)


def _invalid(index: int, message: str, help: str) -> Refused:
    return Refused("FMT015", index, index + 1, message, help)


_AT_INDEX = {
    "block sequence entries are not allowed in this context": (
        "a list cannot begin on the line of its key",
        "begin a new line before the `-`, or put the text in quotes",
    ),
    "mapping keys are not allowed in this context": ("a text cannot begin with `?`", _QUOTES),
    "did not find expected node content": (
        "a list or mapping in brackets is not complete here",
        "write `[one, two]` or `{key: value}`, or put the text in quotes",
    ),
    "did not find expected '-' indicator": (
        "a line in a list does not begin with `-`",
        "begin every entry of the list with `- `, or indent the line to belong to one",
    ),
    "did not find expected comment or line break": (
        "text stands on the line of a `|` or `>`",
        "begin the text on the next line, indented; or put it in quotes",
    ),
    "found an indentation indicator equal to 0": (
        "`0` cannot follow a `|` or `>`",
        "write `|` or `>` alone and begin the text on the next line, indented",
    ),
}
_AT_OPENED = {
    "could not find expected ':'": (
        "the line has no `: `",
        "write `key: value` or `- entry`, with a blank after the sign, or indent the line",
    ),
    "found unexpected end of stream": (_OPEN_QUOTE, _CLOSE_QUOTE),
    "found unexpected document indicator": (_OPEN_QUOTE, _CLOSE_QUOTE),
    "did not find expected ',' or ']'": (
        "a list is opened here with `[` and goes wrong before its `]`",
        "put a comma between entries and close the list with `]`",
    ),
    "did not find expected ',' or '}'": (
        "a mapping is opened here with `{` and goes wrong before its `}`",
        "put a comma between entries and close the mapping with `}`",
    ),
}
_BY_POSITION = {
    "mapping values are not allowed in this context",
    "did not find expected key",
}


def _cannot_begin(block: str, index: int) -> Refused:
    character = block[index : index + 1]
    if character == "\t":
        return _invalid(index, "the line is indented with a tab", _INDENT)
    return _invalid(index, f"a text cannot begin with {quote(character)}", _QUOTES)


def _escape(block: str, index: int) -> Refused:
    start = block.rfind("\\", 0, index + 1)
    shown = quote(block[start : start + 2])
    message = f"{shown} is no escape that double quotes know, or not a whole one"
    return _invalid(start, message, "write the backslash twice, or use single quotes")


def _by_position(block: str, problem: str, index: int) -> Refused:
    """A colon or a text too many on its line, or else a line in the wrong place."""
    start = block.rfind("\n", 0, index) + 1
    before = block[start:index]
    above = block[:start].rstrip().rpartition("\n")[2]
    is_colon = problem.startswith("mapping")
    if is_colon and re.search(r":\s", before):
        return _invalid(index, "a second `: ` stands on the line", _QUOTES)
    if is_colon and _NO_BLANK_AFTER_COLON.match(above):
        message = f"{quote(above.strip())} has no blank after its colon"
        return _invalid(block.rfind(above, 0, start), message, "write `key: value`")
    if not is_colon and before.strip(" \t-"):
        message = "text follows the closing quote or bracket of a value"
        return _invalid(index, message, f"{_QUOTES}; inside '…' an apostrophe is written twice")
    if block.startswith(":", index) and not before.strip(" -"):
        return Refused("FMT018", index, index + 1, "a key is empty", "put a word before the colon")
    line = block[start:].partition("\n")[0]
    indent = line[: len(line) - len(line.lstrip())]
    message = "the line does not fit the lines above it"
    if "\t" in indent:
        message = "the line is indented with a tab"
    return Refused("FMT015", start + len(indent), start + len(line), message, _INDENT)


def _by_character(block: str, problem: str, index: int, opened: int) -> Refused:
    first = block[opened : opened + 1]
    if first == "%":
        message, help = "`%` begins a YAML directive", f"delete the line, or {_QUOTES}"
        return Refused("FMT017", opened, opened + 1, message, help)
    if first in {"*", "&", "!"}:
        return _invalid(opened, f"a text cannot begin with `{first}`", _QUOTES)
    if problem == "did not find expected <document start>":
        return _after_the_end(block, index)
    return _invalid(index, f"the front matter is not valid YAML: {problem}", _QUOTES)


def _after_the_end(block: str, index: int) -> Refused:
    directive = re.search(r"^%", block[: index + 1], re.MULTILINE)
    if directive:
        return _by_character(block, "", index, directive.start())
    return _invalid(
        index, "text follows the end of the mapping", "delete it, or mend the brackets before it"
    )
