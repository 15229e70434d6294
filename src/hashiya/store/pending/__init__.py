"""Annotations that may be changed while their store cannot be reached."""
