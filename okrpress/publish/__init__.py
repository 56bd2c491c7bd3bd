"""From pages to a published folder: written beside the old site, verified, swapped in."""
