"""An author's files: found, read strictly, typed and linked."""
