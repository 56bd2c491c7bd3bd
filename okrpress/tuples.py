"""Named tuples, made in half the time: pages make dozens of them, portfolios hundreds of thousands.

What `NamedTuple` writes for a class is a function in Python that calls this one. Only where there
are that many is it called directly: it counts no values, and knows no defaults.
"""

new = tuple.__new__
"""`new(Kind, (first, second))` is `Kind(first, second)`, all values given in their order."""
