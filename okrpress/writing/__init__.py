"""The text of files that commands write for authors: scaffolds, check-ins, reviews. Pure."""
