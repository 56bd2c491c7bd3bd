"""Pages of codes: what okrpress finds, why it matters, how to fix it; for people and programs."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from okrpress.report.screen import LOG, Screen
from okrpress.report.structured import JsonObject, dump
from okrpress.rules.code import Code

_INDENT = "  "


def code_text(code: Code, screen: Screen = LOG) -> str:
    """A page for a terminal."""
    level = screen.paint(code.level.value, code.level.value)
    blocks = [
        f"{screen.paint('code', code.code)} [{code.name}] {level}",
        _paragraph(code.what, screen),
        *(_section(title, text, screen) for title, text in _sections(code)),
        *(
            f"{screen.paint('note', f'{title}:')}\n{_indented(example)}"
            for title, example in _examples(code)
        ),
    ]
    return "\n\n".join(blocks)


def code_markdown(code: Code) -> str:
    """A page in Markdown, without its heading."""
    blocks = [
        f"**{code.name}** · {code.level}",
        code.what,
        *(f"*{title}:* {text}" for title, text in _sections(code)),
        *(f"{title}:\n\n````markdown\n{example}\n````" for title, example in _examples(code)),
    ]
    return "\n\n".join(blocks)


def code_json(code: Code) -> JsonObject:
    """A page as data."""
    return {
        "code": code.code,
        "name": code.name,
        "level": code.level.value,
        "what": code.what,
        "why": code.why,
        "fix": code.fix,
        "source": code.source,
        "settings": code.settings,
        "bad": code.bad,
        "good": code.good,
    }


def codes_json(codes: Iterable[Code]) -> str:
    """Pages as a JSON list."""
    return dump([code_json(code) for code in codes])


def codes_text(codes: Iterable[Code], screen: Screen = LOG) -> str:
    """A table for a terminal."""
    return "\n".join(
        f"{screen.paint('code', code.code)}  "
        f"{screen.paint(code.level.value, f'{code.level.value:<7}')}  {code.name}"
        for code in codes
    )


def codes_markdown(codes: Iterable[Code]) -> str:
    """A table in Markdown."""
    rows = [f"| {code.code} | {code.name} | {code.level} |" for code in codes]
    return "\n".join(["| Code | Name | Level |", "| --- | --- | --- |", *rows])


def _sections(code: Code) -> Iterator[tuple[str, str]]:
    yield "Why", code.why
    yield "Fix", code.fix
    if code.source:
        yield "Source", code.source
    if code.settings:
        yield "Settings", ", ".join(f"`{name}`" for name in code.settings)


def _examples(code: Code) -> Iterator[tuple[str, str]]:
    for title, example in (("This has it", code.bad), ("This has not", code.good)):
        if example:
            yield title, example.strip()


def _section(title: str, text: str, screen: Screen) -> str:
    first, *rest = wrap(text, screen.width, initial_indent=f"{title}: ", subsequent_indent=_INDENT)
    painted = screen.paint("note", f"{title}:")
    return "\n".join([painted + first.removeprefix(f"{title}:"), *rest])


def _paragraph(text: str, screen: Screen) -> str:
    return "\n".join(wrap(text, screen.width))


def _indented(example: str) -> str:
    return "\n".join(f"{_INDENT}{line}".rstrip() for line in example.split("\n"))
