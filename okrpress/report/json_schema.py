"""The JSON Schema of the `json` format. What it says changes only together with its version."""

from okrpress.model.finding import Level
from okrpress.report.schema_parts import count_of, list_of, object_of, or_null, schema_of, text_of

SCHEMA_VERSION = 1


def json_schema() -> str:
    """The schema as JSON text."""
    return schema_of("findings", "What `okrpress check --format json` prints.", _REPORT)


_POSITION = object_of(
    line=count_of("Counted from 1.", 1),
    column=count_of("In characters (Unicode code points), counted from 1.", 1),
)
FINDING = object_of(
    code=text_of("Never reused for anything else.", pattern="^[A-Z]{2,3}[0-9]{3}$"),
    name=text_of("The code's name in words."),
    level={"enum": [level.value for level in Level]},
    file=text_of("Relative to the project's folder, with forward slashes."),
    start=or_null("Where it begins. Null when it is about the file as a whole.", _POSITION),
    end=or_null("Just behind its last character.", _POSITION),
    keys=list_of(
        "The keys, and positions in lists from 0, that lead to the place in the front matter.",
        {"type": ["string", "integer"]},
    ),
    message=text_of("What was found."),
    help=text_of("What to do."),
    url=or_null("The page of the code.", {"type": "string", "format": "uri"}),
    fingerprint=text_of(
        "Stays while the words of the line do, wherever it moves. Unique in this list.",
        pattern="^[0-9a-f]{32}$",
    ),
)
_REPORT = object_of(
    schema_version={"const": SCHEMA_VERSION},
    tool=object_of(name={"const": "okrpress"}, version=text_of("The version that wrote this.")),
    summary=object_of(
        files=count_of("How many files were read.", 0),
        error=count_of("How many findings are errors.", 0),
        warning=count_of("How many findings are warnings.", 0),
        advice=count_of("How many findings are advice.", 0),
    ),
    findings=list_of("In the order of their places.", FINDING),
)
