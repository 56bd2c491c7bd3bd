"""What okrpress judges: the catalogue of codes, and one file for each rule."""
