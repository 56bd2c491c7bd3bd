"""Run okrpress in processes that are forked from one that has loaded its code.

To load the code takes ten times as long as what most commands do with it. A program of its own,
for `okrpress_process`: it is told command lines through a socket, one after the other.
"""

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import socket
import sys
import threading
import time
import traceback
from typing import NoReturn, TypedDict

import okrpress

LATE = ("concurrent.futures.process", "ctypes", "multiprocessing.context", "tempfile", "traceback")


class Order(TypedDict):
    """A command line, and where it is given."""

    arguments: list[str]
    cwd: str
    env: dict[str, str]


def load() -> None:
    """All that commands load when they need it; nothing of it does anything yet."""
    for module in pkgutil.walk_packages(okrpress.__path__, "okrpress."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name in LATE:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()


def become(order: Order, streams: list[int]) -> None:
    """Take the place of a process that was started with this command line."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["env"])
    time.tzset()
    sys.argv = ["okrpress", *order["arguments"]]
    sys.path[0] = order["cwd"]


def run() -> NoReturn:
    """Run it to its end, but for the tidying up of memory that is given back anyway."""
    code = 1
    try:
        runpy.run_module("okrpress", run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except BaseException:  # noqa: BLE001 - Python itself would say it in the same way
        traceback.print_exc()
    finally:
        threading._shutdown()
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)


def main() -> None:
    """Fork for every order; say the process's number, and then how it ended."""
    link = socket.socket(fileno=int(sys.argv[1]))
    load()
    with link, link.makefile("rw", encoding="utf-8") as lines:
        while True:
            _, streams, _, _ = socket.recv_fds(link, 1, 3)
            if not streams:
                return
            order: Order = json.loads(lines.readline())
            child = os.fork()
            if not child:
                break
            for stream in streams:
                os.close(stream)
            print(child, file=lines, flush=True)
            _, status = os.waitpid(child, 0)
            print(os.waitstatus_to_exitcode(status), file=lines, flush=True)
    become(order, streams)
    run()


if __name__ == "__main__":
    main()
