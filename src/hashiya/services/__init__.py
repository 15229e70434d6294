"""Use cases over a folder and its store, for the reader and the shell alike: values in, values out."""
