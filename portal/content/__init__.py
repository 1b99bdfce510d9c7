"""The course on disk and the rows that serve it: parse, check, load, export, import notes."""
