"""One file: bytes in, a noun of the model out, or findings. Pure, so that it can be cached."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pydantic import ValidationError

from okrpress.meter import measuring
from okrpress.model.finding import Finding, Level
from okrpress.model.observations import CheckIn, Record
from okrpress.source.front_matter import Document, locate, read
from okrpress.source.kinds import Identity, identify, name_mistake
from okrpress.source.records import Converted, convert
from okrpress.source.schema.export import MODELS
from okrpress.source.schema.findings import findings_of
from okrpress.source.schema.lookalikes import lookalikes
from okrpress.source.schema.nested import Entry

# Any key that may be meant as `visibility`, and any word that may be meant as its value.
_RESTRICTS = re.compile(rb"vis|ibil|priv|ternal|manag", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What one file says.

    `identity` is what its path says; None for a file that is skipped or lies where nothing
    belongs. `record` is None when an error was found, or when there is no identity. `current`
    holds the observations written in an objective's file, as check-ins. `is_unclear`: there is no
    record, and the file may say that not everybody may see it.
    """

    file: str
    identity: Identity | None = None
    record: Record | None = None
    current: tuple[CheckIn, ...] = ()
    findings: tuple[Finding, ...] = ()
    is_unclear: bool = False


def parse(file: str, data: bytes, *, content: str = "content") -> Parsed:
    """Read the file at the path `file` (relative to the project, below the folder `content`).

    All mistakes of the file are found at once, with their lines and columns. Whether its folders
    are ids, and whether what it refers to exists, is for `assemble` to say.
    """
    with measuring("parse", file):
        return _parse(file, data, content)


def _parse(file: str, data: bytes, content: str) -> Parsed:
    identity = identify(file, content)
    if not isinstance(identity, Identity):
        return Parsed(file=file, findings=() if identity is None else (identity,))
    document, findings = read(file, data)
    misnamed = name_mistake(identity, file)
    converted = Converted()
    if misnamed:
        findings = (misnamed, *findings)
    if document is not None:
        with measuring("validate"):
            written, mistakes = _validate(document, MODELS[identity.kind])
        if written is not None and misnamed is None:
            converted = convert(written, identity, document)
        findings = (*findings, *mistakes, *converted.findings)
        if not data.isascii():
            findings = (*findings, *lookalikes(document))
    if any(finding.level is Level.ERROR for finding in findings):
        converted = Converted()
    return Parsed(
        file=file,
        identity=identity,
        record=converted.record,
        current=converted.current,
        findings=_located(findings, data),
        is_unclear=converted.record is None and may_be_hidden(data),
    )


def may_be_hidden(data: bytes) -> bool:
    """Whether a file that nobody could read may say who may see it, however badly."""
    return _RESTRICTS.search(data.replace(b"\0", b"")) is not None


def _validate(document: Document, model: type[Entry]) -> tuple[Entry | None, tuple[Finding, ...]]:
    try:
        return model.model_validate(document.values), ()
    except ValidationError as error:
        return None, findings_of(error, model, document)


def _located(findings: Iterable[Finding], data: bytes) -> tuple[Finding, ...]:
    """The findings with their lines and columns, in order of place."""
    located = (
        finding
        if finding.at.span
        else replace(finding, at=finding.at.located(locate(data, finding.at)))
        for finding in findings
    )
    return tuple(sorted(located, key=lambda finding: finding.order))
