"""The alignment map: boxes in columns, lines between them; numbers first, then SVG."""
