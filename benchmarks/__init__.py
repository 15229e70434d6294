"""The measurements behind the README's table of speed: ``python -m benchmarks [NAME…]``."""
