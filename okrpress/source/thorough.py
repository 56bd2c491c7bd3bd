"""One file read thoroughly: by libyaml's events and pydantic's models, with all of its mistakes."""

import re
from collections.abc import Iterable
from dataclasses import replace

from pydantic import ValidationError

from okrpress.meter import measuring
from okrpress.model.finding import Finding, Level
from okrpress.source.front_matter import Document, locate, read
from okrpress.source.kinds import Identity, name_mistake
from okrpress.source.parsed import Parsed
from okrpress.source.records import Converted, convert
from okrpress.source.schema.export import MODELS
from okrpress.source.schema.findings import findings_of
from okrpress.source.schema.lookalikes import lookalikes
from okrpress.source.schema.nested import Entry

# Any key that may be meant as `visibility`, and any word that may be meant as its value.
_RESTRICTS = re.compile(rb"vis|ibil|priv|ternal|manag", re.IGNORECASE)


def read_thoroughly(identity: Identity, file: str, data: bytes) -> Parsed:
    """What the file says, and everything that is wrong with it."""
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
