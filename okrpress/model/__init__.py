"""The nouns of OKRs as frozen values: standard library only, no I/O, no clock."""
