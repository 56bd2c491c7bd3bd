"""Parsed files, from the cache where they were parsed before, by several processes else."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from okrpress.app.processors import processors
from okrpress.app.watcher import Watcher
from okrpress.cache.codec import Codec, DamagedError
from okrpress.cache.folder import CacheFolder
from okrpress.digests import blake2b
from okrpress.source.files import Source
from okrpress.source.parse import Parsed, Rows, Scanned, parse, parse_scanned, scan

SHARDS = 64
"""Files that the records of a project are spread over, by the folders they lie in."""
FEWEST = 8000
"""Files to parse that are worth a second process."""
_BATCH = 64  # files

_Told = str | tuple[Any, Any, Any]
"""What a worker tells of a file: the text of its record, or the parts of `Scanned` as plain tuples,
since to send named ones takes several times as long."""


def parse_files(
    sources: Iterable[Source],
    *,
    content: str,
    cache: CacheFolder,
    watch: Watcher,
    whole: bool = True,
    jobs: int | None = None,
) -> list[Parsed]:
    """What `parse` makes of each file, or made of it before.

    Where they are the `whole` project, what the cache has of other files is forgotten. Where many
    are new, `jobs` processes share them, one for each processor unless it says otherwise.

    A record is known by the path and the bytes of its file, and by the code that reads it: nothing
    else goes into it.
    """
    sources = tuple(sources)
    records = _Records(cache, content, whole=whole, jobs=jobs or processors())
    found = dict(watch.each(records.parse(sources), total=len(sources)))
    return [found[source.file] for source in sources]


def _sharded(sources: Iterable[Source]) -> dict[str, list[Source]]:
    """The files of one folder, and of the folders in it, belong together."""
    shards: dict[str, list[Source]] = {}
    for source in sources:
        folder = source.file.rpartition("/")[0].removesuffix("/checkins")
        number = blake2b(folder.encode(), digest_size=2).digest()
        name = f"records-{int.from_bytes(number) % SHARDS:02}"
        shards.setdefault(name, []).append(source)
    return shards


@dataclass(slots=True)
class _Shard:
    """Records that are kept in one file.

    `used` has the texts to keep by their keys, those of `left` new ones are still to come.
    """

    name: str
    known: dict[str, str]
    used: dict[str, str]
    left: int = 0


class _New(NamedTuple):
    """A file that has to be parsed, and where its record is to be kept."""

    source: Source
    key: str
    shard: _Shard


class _Records:
    """The records of a project's files, shard by shard."""

    def __init__(self, folder: CacheFolder, content: str, *, whole: bool, jobs: int) -> None:
        self._folder = folder
        self._whole = whole
        self._content = content
        self._jobs = jobs
        self._codec = Codec(Parsed)

    def parse(self, sources: Iterable[Source]) -> Iterator[tuple[str, Parsed]]:
        """All files with their records: first those that are known, then the new ones."""
        new: list[_New] = []
        if self._folder.is_usable:
            for name, shard in _sharded(sources).items():
                yield from self._known(_Shard(name, self._folder.read(name), {}), shard, new)
        else:
            nowhere = _Shard("", {}, {})
            new = [_New(source, "", nowhere) for source in sources]
        if self._jobs > 1 and len(new) >= FEWEST:
            yield from self._parsed_by_all(new)
        else:
            yield from map(self._parsed, new)

    def _known(
        self, shard: _Shard, sources: Iterable[Source], new: list[_New]
    ) -> Iterator[tuple[str, Parsed]]:
        """The files whose records the cache has; the others are added to the `new` ones."""
        before = len(new)
        for source in sources:
            key = self._key(source)
            parsed = self._decoded(shard.known.get(key))
            shard.used[key] = "" if parsed is None else shard.known[key]
            if parsed is None:
                new.append(_New(source, key, shard))
            else:
                yield source.file, parsed
        shard.left = len(new) - before

    def _key(self, source: Source) -> str:
        digest = blake2b(f"{self._content}\0{source.file}\0".encode(), digest_size=16)
        digest.update(source.data)
        return digest.hexdigest()

    def _decoded(self, text: str | None) -> Parsed | None:
        """The record; None where there is none that can be used."""
        if text is None:
            return None
        try:
            return self._codec.decode(text)
        except DamagedError:
            return None

    def _keep(self, new: _New, text: str) -> None:
        """Remember a record, and write it with the last one of its shard."""
        shard = new.shard
        shard.used[new.key] = text
        shard.left -= 1
        if not shard.left:
            self._folder.write(shard.name, shard.used if self._whole else shard.known | shard.used)
            shard.known.clear()
            shard.used.clear()

    # ── new files ─────────────────────────────────────────────────────────────────────────────

    def _parsed(self, new: _New) -> tuple[str, Parsed]:
        """Parse a file in this process."""
        parsed = parse(new.source.file, new.source.data, content=self._content)
        if self._folder.is_usable:
            self._keep(new, self._codec.encode(parsed))
        return new.source.file, parsed

    def _parsed_by_all(self, new: Sequence[_New]) -> Iterator[tuple[str, Parsed]]:
        """Parse files in this process and in others, which begin at the other end."""
        from okrpress.app.workers import spread

        left = deque(range(0, len(new), _BATCH))
        here: list[tuple[str, Parsed]] = []

        def for_workers() -> Iterator[int]:
            while left:
                yield left.popleft()

        def parse_here() -> bool:
            if left:
                start = left.pop()
                here.extend(map(self._parsed, new[start : start + _BATCH]))
            return bool(left)

        sources = [each.source for each in new]
        state = _Work(self._codec, self._content, sources, self._folder.is_usable)
        for start, sent in spread(
            _parse_batch, state, [for_workers()], self._jobs - 1, meanwhile=parse_here
        ):
            for each, told in zip(new[start : start + _BATCH], sent, strict=True):
                yield each.source.file, self._taken_over(each, told)
            yield from here
            here.clear()
        yield from here

    def _taken_over(self, new: _New, told: _Told) -> Parsed:
        """What a worker has made of a file."""
        source = new.source
        if isinstance(told, str):
            if self._folder.is_usable:
                self._keep(new, told)
            return self._codec.decode(told)
        values, rows, body = told
        found = Scanned(values, rows and Rows(*rows), body)
        return parse_scanned(source.file, source.data, found, content=self._content)


# ── in the worker ─────────────────────────────────────────────────────────────────────────────


class _Work(NamedTuple):
    """What a worker has, and whether its records are to be kept."""

    codec: Codec[Parsed]
    content: str
    sources: Sequence[Source]
    is_kept: bool


def _parse_batch(work: _Work, start: int) -> Iterator[tuple[int, list[_Told]]]:
    """What the files from `start` on say."""
    yield start, [_told(work, source) for source in work.sources[start : start + _BATCH]]


def _told(work: _Work, source: Source) -> _Told:
    """A record as the text to be kept. Where it is not, most files are only scanned.

    To send a record takes as long as to make it, and its texts are sent in no time.
    """
    if not work.is_kept:
        found = scan(source.file, source.data, content=work.content)
        if found:
            values, rows, body = found
            return values, rows and (*rows,), body
    return work.codec.encode(parse(source.file, source.data, content=work.content))
