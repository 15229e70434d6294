"""The dates in a text, by their words and their days."""
