"""Facts about Unicode text: spans, words, sentences, quotations, search; without articles and cells."""
