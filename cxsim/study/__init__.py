"""Questions put to the model: compare."""

from .compare import Comparison, compare
from .decision import Decision
from .intervals import Interval

__all__ = ["Comparison", "Decision", "Interval", "compare"]
