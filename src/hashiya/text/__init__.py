"""Facts about Unicode text: spans, words, sentences, quotations, search. Knows no article and no cell."""
