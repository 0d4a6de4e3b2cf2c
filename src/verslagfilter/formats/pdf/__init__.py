"""PDF: reader and writer."""
