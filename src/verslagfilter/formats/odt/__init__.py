"""OpenDocument text: reader and writer."""
