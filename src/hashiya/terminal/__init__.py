"""Terminals: recognition, the way rows are written for each, and the sequences sent before and after.

Nothing here depends on Textual or layout, so the reader and the shell commands share these rules.
"""
