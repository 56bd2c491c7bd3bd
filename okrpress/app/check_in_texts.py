"""Texts that people type, as the content format accepts them."""

import unicodedata

from okrpress.source.text import forbidden
from okrpress.writing.check_in.misread import Misread


def clean(text: str) -> str:
    """The text as it will be read from a file: in NFC, with line feeds, nothing around it.

    Raises Misread for characters that hide, reorder or command.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").strip())
    found = forbidden(text)
    if found:
        raise Misread(f"the text holds {found.name}", "type it again without")
    return text
