"""Assemble: link what single files say. The steps are in `portfolio.py`, in their order."""

from okrpress.source.assemble.portfolio import Assembled, assemble

__all__ = ["Assembled", "assemble"]
