"""Short reports that are sent to people: one plain form, and a writer for each place they go."""

from okrpress.report.bulletin.bulletin import Addresses, Bulletin, Item, NoSite, Section, brief
from okrpress.report.bulletin.formats import CHATS, FORMATS, message, render_bulletin

__all__ = [
    "CHATS",
    "FORMATS",
    "Addresses",
    "Bulletin",
    "Item",
    "NoSite",
    "Section",
    "brief",
    "message",
    "render_bulletin",
]
