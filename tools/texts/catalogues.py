"""Catalogues held against the texts that are said."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from tools.texts.said import ROOT, Text

CATALOGUES = ROOT / "okrpress" / "site" / "languages"
HEADER = """\
# What the texts of the site read in another language. `make messages` keeps the list of texts,
# people write the translations.
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plurals}\\n"

"""
_HTML = re.compile(r"<[a-z/]")

Key = tuple[str, str]


def gathered(path: Path, texts: Iterable[Text]) -> Catalog:
    """The catalogue with the texts that are said now, and what it knows of them."""
    known = _read(path)
    fresh = Catalog(locale=path.stem)
    for text in texts:
        id = (text.english, text.many) if text.many else text.english
        fresh.add(id, locations=[(text.file, 0)], context=text.context or None)
    for message in fresh:
        before = known.get(message.id, message.context) if message.id else None
        if before and isinstance(before.string, str) != bool(message.pluralizable):
            message.string = before.string
    return fresh


def write(path: Path, catalogue: Catalog) -> None:
    """The catalogue, sorted by its texts, without dates and lines that change with every edit."""
    header = HEADER.format(language=path.stem, plurals=catalogue.plural_forms)
    with path.open("wb") as file:
        file.write(header.encode())
        write_po(
            file, catalogue, width=100, sort_output=True, include_lineno=False, omit_header=True
        )


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


# ── what is wrong ─────────────────────────────────────────────────────────────────────────────


def faults(path: Path, texts: Iterable[Text]) -> list[str]:
    """What is missing, stale or does not fit, in sentences; none for a complete catalogue."""
    name = path.relative_to(ROOT).as_posix()
    said = {(text.context, text.english): text for text in texts}
    written = {_key(message): message for message in _read(path) if message.id}
    missing = [
        f"{said[key].place}: {_shown(key)} is not in {name}" for key in said.keys() - written
    ]
    stale = [f"{name}: nobody says {_shown(key)}" for key in written.keys() - said]
    unfit = [
        f"{name}: {_shown(key)} {fault}"
        for key, message in written.items()
        if key in said
        for fault in _unfit(said[key], message)
    ]
    return sorted(missing) + sorted(stale) + unfit


def _key(message: Message) -> Key:
    english = message.id if isinstance(message.id, str) else message.id[0]
    return message.context or "", english


def _shown(key: Key) -> str:
    context, english = key
    return f"{english[:70]!r}" + (f" ({context})" if context else "")


def _unfit(text: Text, message: Message) -> Iterator[str]:
    """Why a translation cannot stand for its text."""
    forms = [message.string] if isinstance(message.string, str) else list(message.string)
    if message.fuzzy:
        yield "is marked as fuzzy"
    if bool(text.many) != bool(message.pluralizable):
        yield "has the wrong number of forms"
    if not all(forms):
        yield "is not translated"
        return
    for form in forms:
        if holes(form) - {"n"} != holes(text.english) - {"n"} or "n" in holes(form) - _n(text):
            yield f"has other names in braces: {form!r}"
        if _HTML.search(form) and not _HTML.search(text.english):
            yield "has markup"
        if _edges_differ(form, text.english):
            yield f"begins or ends otherwise: {form!r}"


def _n(text: Text) -> set[str]:
    return {"n"} if text.many else holes(text.english)


def _edges_differ(form: str, english: str) -> bool:
    """Whether spaces around it, or how a sentence ends, are other than what is relied upon."""
    if form != form.strip() or english != english.strip():
        return True
    return english[-1:] in set(".:;,?") and form[-1:] != english[-1:]


def holes(text: str) -> set[str]:
    """The names that a text is filled with."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {"unbalanced braces"}
