"""The CAS of Apache UIMA: what XMI, CAS JSON and WebAnno TSV hold of it, as feature structures."""
