"""The registry: who acts and what happened, as the annotations of a folder name them by ``canonical``.

The registry has no file of its own. An actor is what annotations call by one canonical name, so a merge, a
split or a new name is a transaction on annotations: undo, conflicts and export need nothing more.
"""
