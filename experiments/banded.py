"""Something measured beside the band that studies give for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Found:
    """One regularity: what was found, the band, and what was measured how."""

    name: str
    value: float
    low: float
    high: float
    source: str
    how: str

    @property
    def inside(self) -> bool:
        """Whether it lies in the band."""
        return self.low <= self.value <= self.high
