"""What the numbers mean together: attention, events, what is due, alignment, learning. Pure."""
