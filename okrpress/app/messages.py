"""Messages between processes, through a pipe, with few copies of what is long.

A message has parts: what it says, and then the bytes that are sent `apart`, each as it lies in
memory. Their number and their lengths, four bytes each, come first.
"""

import os
import pickle
import struct
from collections import deque
from collections.abc import Sequence
from itertools import islice
from typing import Any, cast

AT_ONCE = 1024 * 1024  # bytes that a pipe holds, where the system can do that
_LONG = 8192  # bytes that are worth a part of their own
_MOST = 512  # parts that are written at once; systems take a thousand
_SIZE = struct.Struct("<I")

Parts = Sequence[bytes | memoryview]


def apart(data: bytes) -> bytes:
    """Bytes inside of a message that, if they are long, are sent as they lie there.

    Whoever is sent the message finds plain bytes. Whatever else it holds is copied into what the
    message says, and out of it.
    """
    return cast(bytes, pickle.PickleBuffer(data)) if len(data) >= _LONG else data


def packed(message: object) -> Parts:
    """The parts of a message."""
    long: list[pickle.PickleBuffer] = []
    said = pickle.dumps(message, pickle.HIGHEST_PROTOCOL, buffer_callback=long.append)
    return [said, *(one.raw() for one in long)]


def send(pipe: int, parts: Parts) -> None:
    """Send a message, all of it. Raises OSError where nobody reads any more."""
    sizes = b"".join(map(_SIZE.pack, (len(parts), *map(len, parts))))
    left: deque[bytes | memoryview] = deque((sizes, *parts))
    while left:
        written = os.writev(pipe, [*islice(left, _MOST)])
        while left and written >= len(left[0]):
            written -= len(left.popleft())
        if written:
            left[0] = memoryview(left[0])[written:]


def received(pipe: int) -> tuple[Any] | None:
    """The next message, once all of it has come, alone in a tuple: it may be None itself.

    None where there will be none any more, or where one breaks off.
    """
    try:
        (count,) = _SIZE.unpack(_read(pipe, _SIZE.size))
        sizes = _SIZE.iter_unpack(_read(pipe, count * _SIZE.size))
        said, *long = [_read(pipe, size) for (size,) in sizes]
    except EOFError:
        return None
    return (pickle.loads(said, buffers=long),)  # noqa: S301 - ours


def _read(pipe: int, size: int) -> bytes:
    """So many bytes; mostly they are there at once, and then nothing is copied."""
    data = os.read(pipe, min(size, AT_ONCE))
    if len(data) == size:
        return data
    pieces, left = [data], size - len(data)
    while left:
        if not pieces[-1]:
            raise EOFError
        pieces.append(os.read(pipe, min(left, AT_ONCE)))
        left -= len(pieces[-1])
    return b"".join(pieces)
