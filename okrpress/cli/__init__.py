"""The command line: parse, call one function of `app`, print, exit."""

from okrpress.cli.group import main

__all__ = ["main"]
