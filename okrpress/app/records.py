"""Parsed files, from the cache where they were parsed before."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from okrpress.app.watcher import Watcher
from okrpress.cache.codec import Codec, DamagedError
from okrpress.cache.folder import CacheFolder
from okrpress.source.files import Source
from okrpress.source.parse import Parsed, parse

SHARDS = 64
"""Files that the records of a project are spread over, by the folders they lie in."""


def parse_files(
    sources: Iterable[Source],
    *,
    content: str,
    cache: CacheFolder,
    watch: Watcher,
    whole: bool = True,
) -> list[Parsed]:
    """What `parse` makes of each file, or made of it before.

    Where they are the `whole` project, what the cache has of other files is forgotten.

    A record is known by the path and the bytes of its file, and by the code that reads it: nothing
    else goes into it.
    """
    sources = tuple(sources)
    each = watch.each(sources, total=len(sources))
    records = _Records(cache, content, whole=whole)
    found: dict[str, Parsed] = {}
    for name, shard in _sharded(each).items():
        found.update(records.parse(name, shard))
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


class _Records:
    """The records of a project's files, shard by shard."""

    def __init__(self, folder: CacheFolder, content: str, *, whole: bool) -> None:
        self._folder = folder
        self._whole = whole
        self._content = content
        self._codec = Codec(Parsed)

    def parse(self, name: str, sources: Iterable[Source]) -> Iterator[tuple[str, Parsed]]:
        known = self._folder.read(name)
        used: dict[str, str] = {}
        for source in sources:
            key = self._key(source)
            parsed = self._decoded(known.get(key))
            if parsed is None:
                parsed = parse(source.file, source.data, content=self._content)
                used[key] = self._codec.encode(parsed) if self._folder.is_usable else ""
            else:
                used[key] = known[key]
            yield source.file, parsed
        if self._folder.is_usable and used.keys() - known.keys():
            self._folder.write(name, used if self._whole else known | used)

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
