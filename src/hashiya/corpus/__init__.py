"""Search over many articles: queries, their places in a text, the index, and articles that are alike."""
