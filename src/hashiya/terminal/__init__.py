"""Terminals: which one this is, how a row must be written for it, what it is sent before and after.

Nothing here knows Textual or layout, so that the reader and the shell commands use the same rules.
"""
