"""Every code a finding may carry. Codes are a prefix and three digits, and are never reused."""

from okrpress.model.finding import Finding, Place
from okrpress.rules.code import Code
from okrpress.rules.file_codes import FILE_CODES
from okrpress.rules.ignore_codes import IGNORE_CODES
from okrpress.rules.reference_codes import REFERENCE_CODES
from okrpress.rules.schema_codes import SCHEMA_CODES

CODES: dict[str, Code] = {
    code.code: code for code in (*FILE_CODES, *SCHEMA_CODES, *REFERENCE_CODES, *IGNORE_CODES)
}


def finding(code: str, at: Place, message: str, help: str) -> Finding:
    """A finding with the name and level that the catalogue gives its code."""
    return CODES[code].found(at, message, help)
