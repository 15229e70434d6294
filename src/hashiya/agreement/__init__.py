"""Compare the annotations that several annotators made of one text."""
