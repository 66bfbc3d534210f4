"""How far a study of several lists of lives is, told as one."""

from __future__ import annotations

from collections.abc import Sequence

from .futures import Progress


class Steps:
    """Steps of a study, each of which counts by itself.

    Parameters
    ----------
    progress : function of (done, all), or None
        Told of worlds lived, of all steps together.
    sizes : sequence of int
        Worlds of each step.
    """

    def __init__(self, progress: Progress | None, sizes: Sequence[int]) -> None:
        self.progress, self.sizes, self._at = progress, tuple(sizes), 0

    @property
    def total(self) -> int:
        """Worlds that are lived in all."""
        return sum(self.sizes)

    def begin(self) -> Progress:
        """What the next step is to tell its progress to."""
        before, size = sum(self.sizes[: self._at]), self.sizes[self._at]
        self._at += 1

        def tell(done: int, of: int) -> None:
            if self.progress is not None:
                self.progress(before + size * done // max(1, of), self.total)

        return tell
