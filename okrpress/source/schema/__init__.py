"""The schema of every kind of file: pydantic models that read text nodes by our own grammar."""
