"""Declared workloads, timed after their invariants: `python -m benchmarks` (see DECLARATION.md)."""
