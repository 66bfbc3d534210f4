"""The values that hold after the last day: outside all is as usual again, but for what lasts."""

from __future__ import annotations

import numpy as np

from cxsim.compiled import stage
from cxsim.world.world import World

from .stages.levers import recompose


@stage
def afterwards(w: World) -> np.ndarray:
    """The buffer of values from the horizon on; levers stay as they are on the last day.

    A shock leaves what is permanent of it, and the context nothing: a residual value is taken for
    lasting, and should not hang on the weather of one day.
    """
    last = w.courses.shape[1] - 1
    if w.courses.shape[0] > 0:
        w.forces[:, last] = w.forces[:, last - 1]
        recompose(w, last)
    return w.flat.copy()
