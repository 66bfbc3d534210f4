"""Where leavers go, for what reason, and where those who join come from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cxsim.behaviour.reasons import REASONS
from cxsim.world.people import CAUSES, VOLUNTARY


def destinations_frame(
    archetypes: Sequence[str],
    competitors: Sequence[str],
    destinations: np.ndarray,
    switches: np.ndarray,
) -> pd.DataFrame:
    """Who left as a tidy frame: archetype, provider, cause, real, declared, customers.

    Parameters
    ----------
    archetypes, competitors : sequence of str
    destinations : (archetypes, competitors + 1, causes) array
        As `Record.destinations`, or a mean of several; no places where there are no competitors.
    switches : (archetypes, competitors + 1, reasons, reasons) array
        As `Record.switches`: of those who left by choice, why, and what they said.

    Returns
    -------
    DataFrame
        `provider` is empty of who took none, `real` and `declared` of who did not choose to leave.
    """
    names, causes = np.array([*competitors, ""]), np.array(CAUSES)
    rows = []
    for a, place, cause in zip(*np.nonzero(destinations), strict=True):
        if cause == VOLUNTARY:
            continue
        about = (archetypes[a], names[place], causes[cause], "", "")
        rows.append((*about, destinations[a, place, cause]))
    for a, place, real, declared in zip(*np.nonzero(switches), strict=True):
        about = (archetypes[a], names[place], causes[VOLUNTARY], REASONS[real], REASONS[declared])
        rows.append((*about, switches[a, place, real, declared]))
    columns = ["archetype", "provider", "cause", "real", "declared", "customers"]
    return pd.DataFrame(rows, columns=columns)


def origins_frame(
    archetypes: Sequence[str], competitors: Sequence[str], origins: np.ndarray
) -> pd.DataFrame:
    """Who joined as a tidy frame: archetype, provider, again, customers.

    Parameters
    ----------
    archetypes, competitors : sequence of str
    origins : (archetypes, competitors + 1, 2) array
        As `Record.origins`; no places where there are no competitors.

    Returns
    -------
    DataFrame
        `provider` is empty of who had none; `again` says who had been a customer before.
    """
    names = np.array([*competitors, ""])
    rows = [
        (archetypes[a], names[place], bool(again), origins[a, place, again])
        for a, place, again in zip(*np.nonzero(origins), strict=True)
    ]
    return pd.DataFrame(rows, columns=["archetype", "provider", "again", "customers"])
