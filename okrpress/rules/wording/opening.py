"""Where a title's first clause begins: past labels, dates, adverbs and what is in parentheses."""

import re
from collections.abc import Sequence

from okrpress.rules.wording.tokens import Token

_LABEL = re.compile(r"(?:kr|o|okr)\d*(?:[.-]\d+)*")
_LEAD_IN = 12  # tokens within which a lead-in's comma is looked for
_HEADING = 8  # … and a heading's colon
_SKIPPED = frozenset({"dash", "hash", "slash", "colon", "comma", "sign", "close", "quote"})
_IN_DATES = frozenset({"determiner", "of", "date_part", "date"})


def label_end(tokens: Sequence[Token]) -> int:
    """How many tokens number or label the title: "1.", "2)", "KR1:", "KR 1.2 –", bullets."""
    index = _after_marks(tokens, 0)
    if index + 1 >= len(tokens):
        return 0
    if _LABEL.fullmatch(tokens[index].low):
        index += 1
        if tokens[index].kind == "number" and not tokens[index].suffix:
            index += 1
        return _after_marks(tokens, index)
    numbered = tokens[index].kind == "number" and tokens[index + 1].kind in {"stop", "close"}
    return _after_marks(tokens, index + 2) if numbered and index + 2 < len(tokens) else index


def main_line(tokens: Sequence[Token]) -> list[Token]:
    """The first sentence that has words, without quotation marks and parentheses."""
    line: list[Token] = []
    depth = 0
    for token in tokens:
        if token.kind == "open":
            depth += 1
        elif token.kind == "close":
            depth = max(0, depth - 1)
        elif token.kind == "stop" and not depth:
            if sum(one.kind == "word" for one in line) > 1:
                return line
        elif not depth and token.kind not in {"quote", "stop"}:
            line.append(token)
    return line or [token for token in tokens if token.kind == "word"]


def skip_opening(line: Sequence[Token]) -> int:
    """Index of the first token of the first clause."""
    index = _after_marks(line, 0)
    before = -1
    while before != index < len(line):
        before = index
        index = _after_lead_in(line, _after_adverbs(line, index))
    return _after_heading(line, index)


def _after_marks(line: Sequence[Token], index: int) -> int:
    while index < len(line) and line[index].kind in _SKIPPED:
        index += 1
    return index


def _after_adverbs(line: Sequence[Token], index: int) -> int:
    """Past words that say nothing about the form: "successfully", "please", "then"."""
    while index < len(line) and (
        line[index].kind in _SKIPPED
        or (line[index].has("adverb") and not line[index].entry.forms | line[index].entry.nouns)
    ):
        index += 1
    return index


def _after_lead_in(line: Sequence[Token], index: int) -> int:
    """Past "By Q3, …", "Once we have …, …", "Twice a year, …", "By 30 June …"."""
    if index >= len(line) or not line[index].entry.tags & {"lead_in", "rhythm", "date"}:
        return index
    for at in range(index + 1, min(len(line) - 2, index + _LEAD_IN)):
        if line[at].kind in {"comma", "colon"}:
            return at + 1
        if line[at].kind == "dash" or (line[at].has("be") and not line[index].has("subordinate")):
            break
    return _after_date(line, index)


def _after_date(line: Sequence[Token], index: int) -> int:
    """Past a date without a comma behind it."""
    at = index + 1
    while at < len(line) and _is_in_date(line, at):
        at += 1
    dated = any(one.has("date") or one.kind == "date" for one in line[index + 1 : at])
    return at if dated and at < len(line) - 1 and line[index].has("preposition") else index


def _is_in_date(line: Sequence[Token], at: int) -> bool:
    token = line[at]
    if token.kind == "number":
        near = (line[at - 1], line[at + 1]) if at + 1 < len(line) else (line[at - 1],)
        return any(one.has("date") for one in near)
    return token.kind == "date" or bool(token.entry.tags & _IN_DATES)


def _after_heading(line: Sequence[Token], index: int) -> int:
    """Past a heading, where a command follows it: "Onboarding: raise …"."""
    for at in range(index + 1, min(len(line) - 2, index + _HEADING)):
        after = line[at + 1]
        if line[at].kind == "colon" and after.start > line[at].end and "base" in after.entry.forms:
            return at + 1
    return index
