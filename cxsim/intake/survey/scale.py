"""The scale of a survey's ratings, and its place on the model's 0–10."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BOTTOM = 0.25
"""Share of the scale, from below, that counts as bad: 1 and 2 of 5, up to 3 of 1–10."""


@dataclass(frozen=True)
class Scale:
    """Ratings from `low` to `high`, both whole.

    Attributes
    ----------
    low, high : int
        Worst and best rating.
    """

    low: int
    high: int

    @classmethod
    def of(cls, text: str) -> "Scale":
        """From `5`, which is 1 to 5, or from both ends, as in `0-10`."""
        ends = [int(number) for number in re.findall(r"\d+", text)]
        return cls(*ends) if len(ends) == 2 else cls(1, ends[0])

    def __str__(self) -> str:
        """Both ends."""
        return f"{self.low}–{self.high}"

    @property
    def bad(self) -> float:
        """The highest rating that counts as bad: a visit that went wrong."""
        return self.low + BOTTOM * (self.high - self.low)

    @property
    def step(self) -> float:
        """One point of rating on 0–10."""
        return 10 / (self.high - self.low)

    def holds(self, numbers: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Whether each number is an answer on the scale."""
        return (numbers >= self.low) & (numbers <= self.high)

    def latent(self, ratings: NDArray[np.float64]) -> NDArray[np.float64]:
        """Ratings on 0–10, in a straight line: a modelling choice."""
        return (ratings - self.low) * self.step


RECOMMEND = Scale(0, 10)
"""The scale of the likelihood to recommend, which NPS prescribes (Reichheld 2003)."""
