"""How GitHub's runner reads commands from a step's output: its two parsers, in Python.

After `ActionCommand.TryParseV2` and `TryParse` of the runner. It tries both on every line, and
obeys whatever they return.
"""

import re
from typing import NamedTuple


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    data: str


def commands(output: str) -> list[Command]:
    """Every command that the runner finds in the output, in order."""
    found = [parse(line) or parse_old(line) for line in re.split(r"\r\n|\r|\n", output)]
    return [command for command in found if command]


def parse(line: str) -> Command | None:
    """`::name key=value,key=value::data`, after any blanks."""
    line = line.lstrip()
    if not line.startswith("::"):
        return None
    end = line.find("::", 2)
    if end < 0:
        return None
    name, _, properties = line[2:end].partition(" ")
    pairs = [pair.partition("=") for pair in properties.strip().split(",") if pair]
    return Command(
        name,
        {key: unescape(value, in_property=True) for key, _, value in pairs if key and value},
        unescape(line[end + 2 :]),
    )


def parse_old(line: str) -> Command | None:
    """`##[name key=value;key=value]data`, anywhere in the line."""
    start = line.find("##[")
    end = line.find("]", start)
    if start < 0 or end < 0:
        return None
    name, _, _properties = line[start + 3 : end].partition(" ")
    return Command(name, {}, line[end + 1 :])


def unescape(text: str, *, in_property: bool = False) -> str:
    escapes = {"%0D": "\r", "%0A": "\n"} | ({"%3A": ":", "%2C": ","} if in_property else {})
    for escape, character in escapes.items():
        text = text.replace(escape, character)
    return text.replace("%25", "%")
