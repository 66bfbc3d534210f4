"""Reviews of a run as a table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cxsim.engine.record import Record
from cxsim.engine.stages.reviews import RATING, VOLUME


def reviews_frame(archetypes: Sequence[str], record: Record) -> pd.DataFrame:
    """Reviews written from day 0 on, tidy; empty where nobody writes any.

    Parameters
    ----------
    archetypes : sequence of str
    record : Record

    Returns
    -------
    DataFrame
        month (0, 1, …), archetype, star (1–5), written (by simulated customers), shown (the rating
        on the last day of the month, 1–5), volume (reviews then, as a multiple of those of day 0).
    """
    months, kinds, stars = record.reviews.shape if record.rating.any() else (0, 0, 0)
    month, kind, star = (axis.reshape(-1) for axis in np.indices((months, kinds, stars)))
    return pd.DataFrame(
        {
            "month": month,
            "archetype": np.array([*archetypes, ""])[kind],
            "star": star + 1,
            "written": record.reviews[:months, :kinds, :stars].reshape(-1),
            "shown": record.rating[month, RATING],
            "volume": record.rating[month, VOLUME],
        }
    )
