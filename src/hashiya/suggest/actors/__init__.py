"""Find actors by rules of the language: names, titles, head nouns, acting states and cited sources."""
