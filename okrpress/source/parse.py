"""One file: bytes in, a noun of the model out, or findings. Pure, so that it can be cached."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pydantic import ValidationError

from okrpress.model.finding import Finding, Level
from okrpress.model.observations import CheckIn, Record
from okrpress.source.front_matter import Document, locate, read
from okrpress.source.kinds import Identity, identify, name_mistake
from okrpress.source.records import Converted, convert
from okrpress.source.schema.export import MODELS
from okrpress.source.schema.findings import findings_of
from okrpress.source.schema.lookalikes import lookalikes
from okrpress.source.schema.nested import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What one file says.

    `identity` is what its path says; None for a file that is skipped or lies where nothing
    belongs. `record` is None when an error was found, or when there is no identity. `current`
    holds the observations written in an objective's file, as check-ins.
    """

    file: str
    identity: Identity | None = None
    record: Record | None = None
    current: tuple[CheckIn, ...] = ()
    findings: tuple[Finding, ...] = ()


def parse(file: str, data: bytes, *, content: str = "content") -> Parsed:
    """Read the file at the path `file` (relative to the project, below the folder `content`).

    All mistakes of the file are found at once, with their lines and columns. Whether its folders
    are ids, and whether what it refers to exists, is for `assemble` to say.
    """
    identity = identify(file, content)
    if not isinstance(identity, Identity):
        return Parsed(file=file, findings=() if identity is None else (identity,))
    document, findings = read(file, data)
    misnamed = name_mistake(identity, file)
    converted = Converted()
    if misnamed:
        findings = (misnamed, *findings)
    if document is not None:
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
    )


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
