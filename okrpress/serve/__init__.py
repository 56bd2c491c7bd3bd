"""The site while it is being written: a server on this machine, with live reload."""
