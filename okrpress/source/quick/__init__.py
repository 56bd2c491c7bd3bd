"""Files in which everything is plain, read past libyaml and pydantic: nearly all there are.

What comes out is what reading thoroughly gives, to the letter, or nothing: whatever may be a
mistake, and whatever is written in a rarer form, is left to `source/thorough.py`, which has the
last word. The readers of single values are the same.
"""

from okrpress.source.quick.files import Scanned, read_quickly, record_of, scanned
from okrpress.source.quick.observations import Rows

__all__ = ["Rows", "Scanned", "read_quickly", "record_of", "scanned"]
