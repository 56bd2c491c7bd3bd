"""Digests, without the module that has all kinds of them: that one loads OpenSSL.

It takes 3 ms of the 100 ms of a build that changes nothing. Where many bytes are digested OpenSSL
is worth that: two to three times as fast, on processors that have instructions for it.
"""

try:
    from _blake2 import blake2b
except ImportError:  # another Python than the usual one
    from hashlib import blake2b

__all__ = ["blake2b", "sha256"]


def sha256(data: bytes) -> str:
    """The SHA-256 of the bytes, in 64 hexadecimal digits."""
    try:
        from _hashlib import openssl_sha256 as digest
    except ImportError:  # a Python without OpenSSL
        from hashlib import sha256 as digest
    return digest(data).hexdigest()
