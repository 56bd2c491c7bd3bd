"""What a command changes in a file, line by line."""

from difflib import unified_diff

from okrpress.report.characters import one_line


def difference(file: str, before: bytes, after: bytes) -> str:
    """A unified diff for people: a log finds no command in it."""
    lines = unified_diff(_lines(before), _lines(after), file, file, lineterm="")
    return "\n".join(lines)


def _lines(data: bytes) -> list[str]:
    if not data:
        return []  # a file that is not there yet
    lines = data.decode().removesuffix("\n").split("\n")
    return ["\t".join(map(one_line, line.removesuffix("\r").split("\t"))) for line in lines]
