"""One function for each use case; the only place where the parts meet."""
