"""Check-ins as people make them: what is asked, what an answer means, the file that it becomes."""
