"""Digests, without the module that has all kinds of them: that one loads OpenSSL.

It takes 3 ms of the 100 ms of a build that changes nothing.
"""

try:
    from _blake2 import blake2b
except ImportError:  # another Python than the usual one
    from hashlib import blake2b

__all__ = ["blake2b"]
