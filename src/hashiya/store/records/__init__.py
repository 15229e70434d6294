"""The annotations of an article as tables of JSON records, and the rules of their change.

The stores in files and in memory share these rules.
"""
