"""HTML: reader and writer."""
