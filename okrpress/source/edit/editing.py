"""The edit: find the place, put text there, and see whether the file says what it should."""

from collections.abc import Iterable

from okrpress.errors import OkrpressError
from okrpress.source.edit.changes import Change, Keys, NoSuchPlaceError, composed, intended
from okrpress.source.edit.placing import Order, placed
from okrpress.source.edit.splice import spliced
from okrpress.source.files import Source
from okrpress.source.front_matter import Document, Node, read
from okrpress.source.front_matter.comments import comments
from okrpress.source.front_matter.fences import split
from okrpress.source.kinds import Identity, identify
from okrpress.source.schema.export import MODELS
from okrpress.source.schema.findings import known_keys
from okrpress.source.text import decode


def edit(source: Source, content: str, changes: Iterable[Change]) -> bytes:
    """A content file after some changes, each new key where the content format has its place.

    Raises OkrpressError when the file cannot be read, or when a change cannot be made so that
    nothing else changes.
    """
    identity = identify(source.file, content)
    if not isinstance(identity, Identity):
        raise OkrpressError(f"{source.file} is no content file")
    model = MODELS[identity.kind]

    def order(keys: Keys) -> tuple[str, ...]:
        try:
            return known_keys(keys, model)
        except KeyError:  # a mapping of any keys, such as `plan`
            return ()

    return edit_front_matter(source, changes, order)


def edit_front_matter(source: Source, changes: Iterable[Change], order: Order) -> bytes:
    """The same for any file with front matter, whose keys are in some `order`."""
    data = source.data
    for change in map(composed, changes):
        before = _document(source.file, data)
        try:
            wanted = intended(before.values, change)
            edited = _spliced(data, change, order)
        except NoSuchPlaceError as error:
            raise _refused(source.file, change, str(error)) from None
        if not _says(source.file, edited, wanted, before) or _comments(edited) != _comments(data):
            raise _refused(source.file, change, "more than that would change")
        data = edited
    return data


def _document(file: str, data: bytes) -> Document:
    document, findings = read(file, data)
    if document is None:
        raise OkrpressError(
            f"{file} cannot be read: {findings[0].message}", help="correct the file first"
        )
    return document


def _says(file: str, data: bytes, wanted: dict[str, Node], before: Document) -> bool:
    after = read(file, data)[0]
    return after is not None and after.values == wanted and after.body == before.body


def _comments(data: bytes) -> list[str]:
    block = _block(data)[0]
    return [block[start:end] for start, end in comments(block)]


def _refused(file: str, change: Change, why: str) -> OkrpressError:
    path = ".".join(map(str, change.keys))
    return OkrpressError(
        f"{file}: `{path}` cannot be changed in place: {why}", help="change it by hand"
    )


def _block(data: bytes) -> tuple[str, int]:
    """The front matter of a file that can be read, and where it begins in the file's text."""
    text = decode("", data)
    assert isinstance(text, str)
    parts = split(text)
    return parts.block, parts.start


def _spliced(data: bytes, change: Change, order: Order) -> bytes:
    block, start = _block(data)
    return spliced(data, placed(block, change, order).moved(start))
