"""FMT001–FMT029: a file as bytes and as front matter."""

from okrpress.model.finding import Level
from okrpress.rules.code import Code

FILE_CODES: tuple[Code, ...] = (
    Code(
        code="FMT001",
        name="unreadable",
        level=Level.ERROR,
        what="A file or folder cannot be opened.",
        why="What it says would be missing from every page and every mean, unseen.",
        fix="Give the user that runs okrpress the right to read it.",
    ),
    Code(
        code="FMT002",
        name="not-a-file",
        level=Level.ERROR,
        what="Something that is neither file nor folder lies in the content, or a folder ends in "
        "`.md`.",
        why="Reading a pipe or a device can wait forever; a folder named like a file is a slip.",
        fix="Delete or rename it.",
    ),
    Code(
        code="FMT003",
        name="symbolic-link",
        level=Level.ERROR,
        what="A file or folder is a symbolic link.",
        why="A link can lead out of the project, and what it leads to would be published. "
        "okrpress follows none.",
        fix="Put the file itself in the link's place.",
    ),
    Code(
        code="FMT004",
        name="file-too-large",
        level=Level.ERROR,
        what="A content file has more than 256 KiB.",
        why="An objective or a check-in is a page or two. A file of this size is something else "
        "that was saved here.",
        fix="Shorten it, or move what is no OKR out of the content folder.",
    ),
    Code(
        code="FMT005",
        name="file-name",
        level=Level.ERROR,
        what="The name of a file or folder is no id, or holds what cannot be printed.",
        why="The path is the identity: addresses of pages and references are made from it. An id "
        "has 1 to 64 of `a-z`, `0-9` and `-` and begins with a letter or digit, so that it is the "
        "same on every file system and in every address.",
        fix="Rename it. Titles may be anything, and may change.",
    ),
    Code(
        code="FMT006",
        name="unknown-file",
        level=Level.WARNING,
        what="A file in the content folder is not Markdown.",
        why="okrpress does not read it and does not publish it; somebody may believe that it does.",
        fix="Move it out of the content folder. `README.md` and names that begin with a dot are "
        "left alone.",
    ),
    Code(
        code="FMT007",
        name="encoding",
        level=Level.ERROR,
        what="The file is not UTF-8.",
        why="In any other encoding, letters beyond English turn into others without notice.",
        fix="Save the file as UTF-8. A byte order mark is accepted.",
    ),
    Code(
        code="FMT008",
        name="line-endings",
        level=Level.ERROR,
        what="A line ends in a carriage return alone.",
        why="Editors disagree on whether that is a line, and so on where every finding lies.",
        fix="Save the file with LF or CRLF line endings.",
    ),
    Code(
        code="FMT009",
        name="forbidden-character",
        level=Level.ERROR,
        what="The text holds a control character, one that turns the order of writing, one that "
        "cannot be seen, or more than 30 marks on one letter; written out or as an escape.",
        why="Such characters make a text read differently from what it is, and can command a "
        "terminal. Joiners inside an emoji or a word of a script that needs them are fine.",
        fix="Delete the character. The finding gives its number and its place.",
    ),
    Code(
        code="FMT010",
        name="no-front-matter",
        level=Level.ERROR,
        what="The file does not begin with front matter.",
        why="Front matter is where okrpress reads what the file means.",
        fix="Begin the file with a line `---`, then `key: value` lines, then a line `---`.",
    ),
    Code(
        code="FMT011",
        name="wrong-fence",
        level=Level.ERROR,
        what="The first line looks like the fence of front matter, but is not exactly `---`.",
        why="Other programs mean TOML, JSON or JavaScript by other fences; okrpress reads YAML.",
        fix="Write three hyphens at the start of the line and nothing after them.",
    ),
    Code(
        code="FMT012",
        name="unclosed-front-matter",
        level=Level.ERROR,
        what="The front matter has no closing `---`.",
        why="Without it nobody can tell where the front matter ends and the text begins.",
        fix="Write a line of exactly `---` below the last key.",
    ),
    Code(
        code="FMT013",
        name="not-a-mapping",
        level=Level.ERROR,
        what="The front matter is a list or a bare text, not `key: value` lines.",
        why="A value without a key has no meaning.",
        fix="Write each value as `key: value`, with a blank after the colon.",
    ),
    Code(
        code="FMT014",
        name="front-matter-too-large",
        level=Level.ERROR,
        what="The front matter has more than 64 KiB, more than 5000 parts, or lists and mappings "
        "nested more than 8 deep.",
        why="No OKR file comes near; limits keep a crafted file from stopping the build.",
        fix="Split the file, or move text below the front matter.",
    ),
    Code(
        code="FMT015",
        name="invalid-yaml",
        level=Level.ERROR,
        what="The front matter is not valid YAML.",
        why="What follows the place cannot be read with certainty.",
        fix="Mostly a text that needs quotes, or a line that is not indented like its neighbours.",
    ),
    Code(
        code="FMT016",
        name="duplicate-key",
        level=Level.ERROR,
        what="A mapping has the same key twice.",
        why="One of the values would be lost without a word.",
        fix="Delete or rename one of the two.",
    ),
    Code(
        code="FMT017",
        name="refused-yaml",
        level=Level.ERROR,
        what="The front matter uses a part of YAML that okrpress does not read: an anchor `&`, an "
        "alias `*`, a tag `!`, a merge key `<<`, a directive `%`, a `?` key, or a second document.",
        why="They make a value depend on a distant line, or make a few lines stand for millions.",
        fix="Write the value out. A text that begins with such a character needs quotes.",
    ),
    Code(
        code="FMT018",
        name="bad-key",
        level=Level.ERROR,
        what="A key is empty, or is a list or mapping.",
        why="A key is a word.",
        fix="Put a word before the colon, or quotes around a text that begins with a bracket.",
    ),
    Code(
        code="FMT019",
        name="text-as-comment",
        level=Level.WARNING,
        what="A value stops before a `#` that looks like text.",
        why="In YAML a `#` after a blank begins a comment: `title: Become #1` is the title "
        "“Become”.",
        fix="Put the whole text in quotes, or a blank after the `#` of a comment.",
    ),
    Code(
        code="FMT020",
        name="unknown-folder",
        level=Level.ERROR,
        what="A folder lies where the content has none.",
        why="Its files would belong to no cycle and no unit.",
        fix="Move its files: the content has `teams`, `people`, `<cycle>`, `<cycle>/<unit>` and "
        "`<cycle>/<unit>/checkins`.",
    ),
    Code(
        code="FMT021",
        name="invalid-toml",
        level=Level.ERROR,
        what="`okrpress.toml` is not valid TOML.",
        why="Settings that cannot be read cannot be trusted to be the defaults.",
        fix="Correct the place named. Texts need quotes, tables are `[name]`.",
    ),
    Code(
        code="FMT022",
        name="unknown-setting",
        level=Level.ERROR,
        what="A setting or a table of settings is not known.",
        why="A misspelt setting that is passed over changes what is published or how it is judged.",
        fix="Correct the name, or delete the line.",
    ),
    Code(
        code="FMT023",
        name="wrong-setting",
        level=Level.ERROR,
        what="A setting has a value of the wrong kind, out of its range, or in conflict with "
        "another.",
        why="Every verdict on the site rests on the settings.",
        fix="Choose a value that the message names.",
    ),
)
