"""From a run's arrays to tables and metrics. Counts, never asks."""

from .replay import TwoLives, replay
from .run import Run, simulate

__all__ = ["Run", "TwoLives", "replay", "simulate"]
