"""The dashboard: a scored portfolio as HTML, without touching a disk."""
