"""Word documents: a reader that accounts for everything in the file, and a writer that adds nothing."""
