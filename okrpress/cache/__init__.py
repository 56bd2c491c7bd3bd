"""Bytes kept under the hash of what they were made from; safe to delete, share and kill."""
