"""Write the generated parts of docs/, from the code that they describe.

    python -m tools.reference [--check]

`docs/codes.md` and `docs/settings.md` are generated whole. `docs/content-format.md` is written by
hand; between `<!-- keys KIND/KEY -->` and `<!-- end -->` stands the table of that mapping's keys.
With `--check` nothing is written, and stale files are an error.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from okrpress.model.settings import CheckSettings, Limits, Settings, Thresholds
from okrpress.report.codes import code_markdown
from okrpress.rules.code import Code
from okrpress.rules.not_judged import NOT_JUDGED
from okrpress.rules.registry import ALL_CODES
from okrpress.source.schema.export import json_schema
from tools import theming

DOCS = Path(__file__).parents[1] / "docs"
GENERATED = "<!-- written by `make reference`; do not edit -->"
KEYS = re.compile(r"(<!-- keys (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)

CODES_INTRO = (
    "What `okrpress check` and `okrpress build` may say about your files. An *error* keeps a file "
    "from being trusted and stops a build, a *warning* is most likely a mistake, *advice* is worth "
    "a thought; [checking.md](checking.md) says how to choose among them. Codes are never reused. "
    "In the examples a line `=== path` begins a file."
)
SETTINGS_INTRO = (
    "What `okrpress.toml` may say; the file lies in the project's folder and is optional. An "
    "unknown key is an error."
)
THRESHOLDS_INTRO = (
    "Every number that a verdict depends on; the site's method page prints those in force. A "
    "cycle's `index.md` may have `thresholds` of its own, and keeps them when it is closed."
)

LIMITS_INTRO = "Every number that a rule about writing OKRs, or the alignment map, depends on."

Schema = dict[str, Any]

# What a text may be, by the pattern that its schema gives it.
PATTERNS = (
    (r"^[a-z0-9][a-z0-9-]{0,63}$", "id"),
    (r"^[a-z0-9][a-z0-9-]{0,63}#[a-z0-9][a-z0-9-]{0,63}$", "`objective#key-result`"),
    (r"^([a-z0-9][a-z0-9-]{0,63}/){0,2}", "reference"),
    (r"^(daily|", "cadence"),
    (r"^([Hh][Tt][Tt][Pp]", "web or mail address"),
)
FEW = 3  # keys of a mapping that are named where it is mentioned

# The settings that are no thresholds: the table of okrpress.toml, the key, the field of Settings.
SETTINGS = (
    ("", "as_of", "as_of", "date that every command judges on; `--as-of` wins over it"),
    ("site", "title", "title", "name of the site; default: the organisation's"),
    ("site", "output", "output", "folder that the site is published to"),
    ("site", "theme", "theme", "folder under `themes/`, or `default`, which ships with okrpress"),
    ("site", "palette", "palette", "colours of status: `traffic` or `blue`"),
    ("site", "accent", "accent", "colour of links, `#rrggbb`; readable on light pages"),
    ("site", "accent_dark", "accent_dark", "the same on dark pages; default: `accent`, lighter"),
    ("site", "logo", "logo", "picture beside the site's name, in the theme's `static/`"),
    ("site", "language", "language", "`en` or `de`, alone or with a region: `de-CH`"),
    (
        "site",
        "url",
        "url",
        "address the site is published at, ending in `/`; feeds need it",
    ),
    ("site", "source_url", "source_url", "address of a file's editor, with `{path}` in it"),
    (
        "site",
        "history_url",
        "history_url",
        "[address of a file's history](decisions/2026-11-23-history-is-a-link.md), with `{path}`",
    ),
    (
        "site",
        "announcement",
        "announcement",
        "one line above everything on the home page, of every audience",
    ),
    ("site", "footer", "footer", "one line at the foot of every page"),
    (
        "site",
        "audience",
        "audience",
        (
            "[whom the site is for](audiences.md): `public`, `internal`, `manager:<person>`, "
            "`person:<person>`"
        ),
    ),
    ("site", "people", "people", "pages for people; with `false` nobody has one"),
    ("content", "folder", "content", "folder that holds the content"),
    ("cycles", "fiscal_year_start", "fiscal_year_start", "month in which a year begins, 1 to 12"),
    (
        "cycles",
        "fiscal_year_named_after",
        "fiscal_year_named_after",
        "year that a fiscal year is called by: that of its `end` or of its `start`",
    ),
    ("check_ins", "cadence", "cadence", "rhythm of check-ins where nothing else is said"),
    (
        "check_ins",
        "grace",
        "check_in_grace",
        "days that a check-in or review may be late before anybody is reminded, 0 to 90",
    ),
    ("objectives", "default_type", "default_type", "type of objectives that say none"),
)
CHECK = {
    "select": "report only these: codes (`KR002`), beginnings of codes (`KR`) or names; empty: all",
    "ignore": "do not report these; errors that keep a file from being trusted stay",
    "per_file_ignores": "as `ignore`, for the files that a pattern matches",
    "levels": "report a code as `error`, `warning` or `advice`, or turn it `off`",
    "baseline": "file that holds the findings which are known and not reported again",
    "max_warnings": "more warnings than this fail a check; none: no number does",
}


def pages() -> Iterator[tuple[Path, str]]:
    """Every file with generated parts, and what it should say."""
    yield DOCS / "codes.md", codes_page()
    yield DOCS / "settings.md", settings_page()
    guide = DOCS / "content-format.md"
    yield guide, KEYS.sub(_keys_block, guide.read_text(encoding="utf-8"))
    yield theming.PAGE, theming.theming_page()


def _keys_block(block: re.Match[str]) -> str:
    kind, *path = block[2].split("/")
    return f"{block[1]}{keys_table(kind, path)}\n{block[3]}"


def page(*blocks: str) -> str:
    """Blocks of Markdown as a file."""
    return "\n\n".join(blocks) + "\n"


# ── codes ─────────────────────────────────────────────────────────────────────────────────────


def codes_page() -> str:
    """`docs/codes.md`: a section for each code, in order."""
    codes = sorted(ALL_CODES.values(), key=lambda code: code.code)
    index = [(f"[{code.code}](#{code.code.lower()})", code.name, code.level) for code in codes]
    return page(
        "# Findings",
        GENERATED,
        CODES_INTRO,
        table(("Code", "Name", "Level"), index),
        *(code_section(code) for code in codes),
        "## What no rule judges",
        "The method asks for more than a program can tell from a text.",
        *(
            f"**{each.principle}.** {each.reason} Near it: {', '.join(each.near)}."
            for each in NOT_JUDGED
        ),
    )


def code_section(code: Code) -> str:
    """The page of a code, as `okrpress rule` prints it."""
    return f"## {code.code}\n\n{code_markdown(code)}"


# ── settings ──────────────────────────────────────────────────────────────────────────────────


def settings_page() -> str:
    """`docs/settings.md`: all keys of okrpress.toml."""
    return page(
        "# Settings",
        GENERATED,
        SETTINGS_INTRO,
        *(settings_section(name) for name in dict.fromkeys(row[0] for row in SETTINGS)),
        check_section(),
        numbers_section("thresholds", THRESHOLDS_INTRO, Thresholds),
        numbers_section("limits", LIMITS_INTRO, Limits),
    )


def settings_section(name: str) -> str:
    """One table of okrpress.toml."""
    defaults = Settings()
    rows = [
        (f"`{key}`", shown(name, key, getattr(defaults, field)), meaning)
        for section, key, field, meaning in SETTINGS
        if section == name
    ]
    title = f"## [{name}]" if name else "## At the top"
    return f"{title}\n\n{table(('Key', 'Default', 'Meaning'), rows)}"


def check_section() -> str:
    """The table [check] of okrpress.toml."""
    rows = [(f"`{field.name}`", "–", CHECK[field.name]) for field in fields(CheckSettings)]
    return f"## [check]\n\n{table(('Key', 'Default', 'Meaning'), rows)}"


def shown(section: str, key: str, value: object) -> str:
    """A default as an author would write it."""
    if value is None or value == "":
        return "–"
    if (section, key) == ("check_ins", "cadence"):
        return "`7 days`" if value != 7 else '`"weekly"`'
    return f'`"{value}"`' if isinstance(value, str) else f"`{value}`"


def numbers_section(name: str, intro: str, numbers: type[Thresholds | Limits]) -> str:
    """A table of numbers, from what each field says of itself."""
    rows = [
        (f"`{field.name}`", shown(name, field.name, field.default), field.metadata["meaning"])
        for field in fields(numbers)
    ]
    return "\n\n".join([f"## [{name}]", intro, table(("Key", "Default", "Meaning"), rows)])


# ── keys of files ─────────────────────────────────────────────────────────────────────────────


def keys_table(kind: str, path: list[str]) -> str:
    """The keys of a kind of file, or of a mapping inside it."""
    root = json_schema(kind)
    schema = root
    for key in path:
        schema = entry_of(root, schema["properties"][key])
    required = set(schema.get("required", ()))
    rows = [
        (f"**`{key}`**" if key in required else f"`{key}`", takes(root, value), means(value))
        for key, value in schema["properties"].items()
    ]
    return table(("Key", "Takes", "Meaning"), rows)


def entry_of(root: Schema, schema: Schema) -> Schema:
    """The mapping that a key holds: directly, in a list, under keys of its own, or as a choice."""
    schema = resolved(root, schema)
    if "properties" in schema:
        return schema
    inner = [schema.get("items"), *schema.get("patternProperties", {}).values()]
    for each in (*inner, *schema.get("anyOf", ())):
        if each and "properties" in (found := entry_of(root, each)):
            return found
    return schema


def resolved(root: Schema, schema: Schema) -> Schema:
    """The schema itself, where there is a reference to it."""
    while "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    return schema


def means(schema: Schema) -> str:
    """The description of a key."""
    return str(schema["description"])


def takes(root: Schema, schema: Schema) -> str:
    """What may be written as the value of a key, in a few words."""
    schema = resolved(root, schema)
    if "anyOf" in schema:
        return choices(root, schema["anyOf"])
    if "enum" in schema:
        return ", ".join(f"`{word}`" for word in schema["enum"])
    if isinstance(schema["type"], list):
        return choices(root, [{**schema, "type": type_} for type_ in schema["type"]])
    return SIMPLE[schema["type"]](root, schema)


def choices(root: Schema, schemas: list[Schema]) -> str:
    """Several ways to write a value; one and a list of them is said in one breath."""
    *others, last = [takes(root, schema) for schema in schemas]
    if others == [last.removeprefix("list of ").removesuffix("s")]:
        return f"{others[0]}, or a list"
    return f"{', '.join(others)} or {last}"


def text(_root: Schema, schema: Schema) -> str:
    """A scalar that stays text, or a date."""
    if schema.get("format") == "date":
        return "date"
    pattern = schema.get("pattern")
    if pattern:
        return next(word for start, word in PATTERNS if pattern.startswith(start))
    return "one line" if "maxLength" in schema else "text"


def number(_root: Schema, schema: Schema) -> str:
    """A number, with its range."""
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is None:
        return "number"
    return f"number, at least {low}" if high is None else f"number from {low} to {high}"


def list_of(root: Schema, schema: Schema) -> str:
    """A list."""
    items = resolved(root, schema["items"])
    if "anyOf" in items:
        return f"list; each is {takes(root, items)}"
    return "list of mappings" if "properties" in items else f"list of {takes(root, items)}s"


def mapping(root: Schema, schema: Schema) -> str:
    """A mapping with keys of ours, or from keys of the author's."""
    if "properties" in schema:
        keys = ", ".join(f"`{key}`" for key in schema["properties"])
        return f"mapping: {keys}" if len(schema["properties"]) <= FEW else "mapping"
    for pattern, values in schema.get("patternProperties", {}).items():
        return f"mapping: {text(root, {'pattern': pattern})} to {takes(root, values)}"
    if "propertyNames" not in schema:
        return "mapping"
    keys = text(root, schema["propertyNames"])
    return f"mapping: {keys} to {takes(root, schema['additionalProperties'])}"


SIMPLE = {
    "string": text,
    "number": number,
    "integer": number,
    "boolean": lambda _root, _schema: "`true`/`false`",
    "array": list_of,
    "object": mapping,
}


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A Markdown table; bars in cells are kept from ending them."""
    lines = [head, ("---",) * len(head), *rows]
    cells = [[str(cell).replace("|", "\\|").replace("\n", " ") for cell in line] for line in lines]
    return "\n".join(f"| {' | '.join(line)} |" for line in cells)


def main() -> int:
    """Write what is stale, or only say so."""
    parser = argparse.ArgumentParser(description="Write the generated parts of docs/.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when stale")
    check = parser.parse_args().check
    stale = [
        (file, new)
        for file, new in pages()
        if not file.is_file() or file.read_text(encoding="utf-8") != new
    ]
    for file, new in stale:
        print(f"{'stale' if check else 'written'}: {file.relative_to(DOCS.parent)}")
        if not check:
            file.write_text(new, encoding="utf-8", newline="\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
