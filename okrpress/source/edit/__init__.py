"""Editing an author's front matter in place: what was asked for changes, every other byte stays.

Built on the marks of libyaml's events, as the strict reader is; the file is never written out
anew from its values. What the edit is to mean is worked out apart from the text, and the edited
file has to say exactly that, or there is no edit.
"""

from okrpress.source.edit.changes import Append, Change, Put
from okrpress.source.edit.editing import edit, edit_front_matter

__all__ = ["Append", "Change", "Put", "edit", "edit_front_matter"]
