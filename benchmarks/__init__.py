"""What the README's table of speed is made from: ``python -m benchmarks [NAME…]``."""
