"""What is sent through a pipe comes as it was, however long it is and however it is cut."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pickle import PickleBuffer
from typing import Any

import pytest

from okrpress.app.messages import apart, packed, received, send


@contextmanager
def pipe() -> Iterator[tuple[int, int]]:
    """A pipe's two ends; the one that is written to may be closed inside of the block."""
    reading, writing = os.pipe()
    try:
        yield reading, writing
    finally:
        os.close(reading)


def through_a_pipe(*messages: object) -> Iterator[Any]:
    """The messages as they come while another thread sends them, and then nobody sends any more."""

    def sending(to: int) -> None:
        for message in messages:
            send(to, packed(message))
        os.close(to)

    with pipe() as (reading, writing):
        sender = threading.Thread(target=sending, args=(writing,))
        sender.start()
        while message := received(reading):
            yield message[0]
        sender.join()


def plain(message: Any) -> Any:
    """The message with plain bytes where some are apart."""
    if isinstance(message, list):
        return [plain(one) for one in message]
    return bytes(message) if isinstance(message, PickleBuffer) else message


LONG = bytes(range(256)) * 64


@pytest.mark.parametrize(
    "message",
    [
        pytest.param("words", id="short"),
        pytest.param(None, id="nothing"),
        pytest.param([], id="what-is-false"),
        pytest.param(["x" * 3_000_000, 1], id="longer-than-a-pipe"),
        pytest.param([apart(b""), apart(b"short"), apart(LONG)], id="apart"),
        pytest.param([apart(LONG * 300), apart(LONG), apart(LONG * 100)], id="long-apart"),
        pytest.param([apart(LONG) for _ in range(1500)], id="more-parts-than-are-written-at-once"),
    ],
)
def test_a_message_comes_as_it_was(message: Any) -> None:
    assert [*through_a_pipe(message, "the next")] == [plain(message), "the next"]


def test_bytes_that_are_apart_come_as_bytes_and_are_no_part_of_what_is_said() -> None:
    parts = packed({"page": apart(LONG), "words": "some"})
    assert [len(part) for part in parts[1:]] == [len(LONG)]
    assert len(parts[0]) < len(LONG)
    (found,) = through_a_pipe({"page": apart(LONG)})
    assert type(found["page"]) is bytes


@pytest.mark.parametrize("length", [0, 2, 6, 40, 20_000])
def test_a_message_that_breaks_off_is_none(length: int) -> None:
    with pipe() as (reading, writing):
        with pipe() as (whole, to):
            send(to, packed([apart(LONG), apart(LONG)]))
            sent = os.read(whole, 40_000)
            os.close(to)
        assert length < len(sent)
        os.write(writing, sent[:length])
        os.close(writing)
        assert received(reading) is None


def test_whoever_sends_to_nobody_is_told() -> None:
    with pipe() as (_, writing):
        pass
    with pytest.raises(BrokenPipeError):
        send(writing, packed("words"))
    os.close(writing)
