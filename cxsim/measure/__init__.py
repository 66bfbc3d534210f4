"""From a run's arrays to tables and metrics. Counts, never asks."""

from . import replay
from .replay import TwoLives
from .run import Run, simulate

__all__ = ["Run", "TwoLives", "replay", "simulate"]
