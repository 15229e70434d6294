"""The contract of every store, and the values that pass through it; each is in a module of its own."""
