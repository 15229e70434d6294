"""Find quotations: words between quotation marks, and clauses that a word of saying reports."""
