"""How long customers stay, by when they came: those of day 0, and newcomers by quarter."""

from __future__ import annotations

import numpy as np

from cxsim.engine.run import Lived
from cxsim.scenario.schema import MONTH
from cxsim.world.people import PROSPECT

QUARTER = 3 * MONTH


def cohorts(lived: Lived) -> np.ndarray:
    """Customers seen for so many months, and those of them who were still customers then.

    Only those are counted who came early enough to be seen that long, so a share never mixes those
    who left with those whom the horizon cut off. A customer without a contract is one until the
    silent end of buying, which the firm cannot see. Who left and came back counts as one who
    stayed, if of day 0, as in retention; a newcomer as one who came then.

    Parameters
    ----------
    lived : Lived

    Returns
    -------
    (cohorts, archetypes, months + 1, 2) array
        Cohort 0 is the customers of day 0, watched from day 0 on; cohort q those who came in the
        q-th quarter. Months are whole ones since day 0 or since joining.
    """
    people = lived.state.people
    horizon = int(lived.built.world.case[0].horizon)
    came = np.asarray(people.status != PROSPECT)
    first = np.asarray(people.cohort == 1)
    start = np.where(first, 0.0, np.asarray(people.joined))
    cohort = np.where(first, 0, 1 + np.floor(np.maximum(start, 0.0) / QUARTER).astype(int))
    groups, kinds = 1 + int(np.ceil(horizon / QUARTER)), len(lived.built.names.archetypes)
    where = cohort * kinds + np.asarray(people.archetype, int)
    span = int(horizon / MONTH)
    found = np.zeros((groups, kinds, span + 1, 2))
    stayed = np.asarray(people.left) - start
    for month in range(span + 1):
        seen = came & (start + month * MONTH <= horizon)
        there = seen & (stayed > month * MONTH)
        for at, who in enumerate((seen, there)):
            counted = np.bincount(where[who], minlength=groups * kinds)
            found[:, :, month, at] = counted[: groups * kinds].reshape(groups, kinds)
    return found
