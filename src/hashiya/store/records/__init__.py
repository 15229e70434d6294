"""The annotations of an article as tables of JSON records, and the rules by which these change.

The stores in files and in memory share these rules.
"""
