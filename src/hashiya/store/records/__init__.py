"""An article's annotations as tables of JSON records, and the rules by which these change.

Every store that keeps records shares these rules: the one of files, and the one in memory.
"""
