"""The texts of the pages: where they are said, and whether they are said at all."""
