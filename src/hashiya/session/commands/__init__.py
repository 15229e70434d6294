"""The commands that keys run, each declared once, in the file of its subject."""
