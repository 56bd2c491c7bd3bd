"""A bulletin as JSON for programs, whole and by a schema with a version."""

from okrpress import __version__
from okrpress.model.audience import AUDIENCE
from okrpress.report.bulletin.bulletin import Bulletin, Item, Section
from okrpress.report.report import TOOL
from okrpress.report.structured import Json, JsonObject

SCHEMA_VERSION = 1


def bulletin_data(bulletin: Bulletin) -> JsonObject:
    """All of it, with what `bulletin_schema` describes."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": TOOL, "version": __version__},
        "kind": bulletin.kind,
        "as_of": bulletin.as_of.isoformat(),
        "since": bulletin.since.isoformat() if bulletin.since else None,
        "audience": str(bulletin.audience),
        "title": bulletin.title,
        "lines": bulletin.lines,
        "url": bulletin.href or None,
        "sections": [_section(one) for one in bulletin.sections],
    }


def _section(section: Section) -> JsonObject:
    items = [_item(one) for one in section.items]
    return {"id": section.id, "heading": section.heading, "total": section.total, "items": items}


def _item(item: Item) -> JsonObject:
    return {
        "kind": item.kind,
        "text": item.text,
        "note": item.note,
        "who": item.who,
        "detail": item.detail,
        "url": item.href or None,
        "about": item.about,
        "unit": item.unit,
        "person": item.person,
        "on": item.on.isoformat() if item.on else None,
    }


def bulletin_schema() -> JsonObject:
    """The JSON Schema of `--format json` of `digest` and `remind`."""
    text: JsonObject = {"type": "string"}
    maybe: JsonObject = {"type": ["string", "null"]}
    day: JsonObject = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
    maybe_day: JsonObject = {"anyOf": [day, {"type": "null"}]}
    texts: JsonObject = {"type": "array", "items": text}
    item = _object(
        **dict.fromkeys(("kind", "text", "note", "who", "detail"), text),
        **dict.fromkeys(("url", "unit", "person"), maybe),
        about=texts,
        on=maybe_day,
    )
    section = _object(
        id=text,
        heading=text,
        total={"type": "integer", "minimum": 1},
        items={"type": "array", "items": item},
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "okrpress digest, okrpress remind",
        **_object(
            schema_version={"const": SCHEMA_VERSION},
            tool=_object(name={"const": TOOL}, version=text),
            kind={"enum": ["digest", "reminder"]},
            as_of=day,
            since=maybe_day,
            audience={"type": "string", "pattern": AUDIENCE},
            title=text,
            lines=texts,
            url=maybe,
            sections={"type": "array", "items": section},
        ),
    }


def _object(**properties: Json) -> JsonObject:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }
