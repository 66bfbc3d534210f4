"""From a run's arrays to tables and metrics. Counts, never asks."""

from .run import Run, simulate

__all__ = ["Run", "simulate"]
