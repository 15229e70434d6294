"""What a person can do with a key: every command, declared once, in the file of its subject."""
