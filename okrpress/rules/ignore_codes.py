"""FMT900–FMT909: comments that ask okrpress to look away."""

from okrpress.model.finding import Level
from okrpress.rules.code import Code

IGNORE_CODES: tuple[Code, ...] = (
    Code(
        code="FMT900",
        name="unused-ignore",
        level=Level.WARNING,
        what="A comment ignores a code that finds nothing there.",
        why="What it excused was corrected, or it stands on the wrong line. Left in place, it "
        "would hide the next mistake of its kind.",
        fix="Delete the comment, or the code from its brackets. It covers its own line, or the "
        "line below when it has a line of its own.",
    ),
    Code(
        code="FMT901",
        name="unknown-ignore",
        level=Level.WARNING,
        what="A comment ignores what is no code, prefix or name, or what cannot be ignored.",
        why="It has no effect, though its author counts on one. Errors cannot be ignored: their "
        "file cannot be trusted.",
        fix="Correct the code; `okrpress rule --all` lists them.",
    ),
    Code(
        code="FMT902",
        name="unreadable-ignore",
        level=Level.WARNING,
        what="A comment speaks to okrpress in a form that it does not read, or in a place where "
        "it means nothing.",
        why="It has no effect, though its author counts on one.",
        fix="Write `# okrpress: ignore[CODE] reason` on the line or above it; `# okrpress: "
        "ignore-file[CODE] reason` above the first key; in the text below the front matter "
        "`<!-- okrpress: ignore[CODE] reason -->`.",
    ),
    Code(
        code="FMT903",
        name="ignore-without-reason",
        level=Level.ADVICE,
        what="A comment ignores a finding and does not say why.",
        why="Whoever reads the file next cannot tell an exception that was thought about from one "
        "that was in the way.",
        fix="Add the reason after the brackets.",
    ),
)
