"""Import: OKRs kept elsewhere become content files. Pure: text in, texts out."""
