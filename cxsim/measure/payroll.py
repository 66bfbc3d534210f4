"""What the teams of a case cost the firm: what was paid, and what a redesign plans to pay more.

Teams may be run at a share of the firm (`firm.team_scale`); money here is always the whole firm's.
"""

from __future__ import annotations

import numpy as np

from cxsim.behaviour.parameters import DAYS_A_YEAR
from cxsim.engine.record import MILLION
from cxsim.engine.run import Lived
from cxsim.engine.staffed.tables import TEAM_DAILY
from cxsim.world.numbers import HIRING, STAFF, STAFFING, WAGE
from cxsim.world.redesign import tabulate
from cxsim.world.world import World


def paid(lived: Lived) -> np.ndarray:
    """Wages and hiring on each day, (days,) in the firm's money.

    Employees are the firm's own and no sample of them: their pay is not multiplied by how many
    customers a simulated one stands for.
    """
    wages = lived.record.team_days[:, :, TEAM_DAILY.index("wages")].sum(axis=1)
    return np.asarray(wages / (MILLION * float(lived.built.world.case[0].team_scale)))


def raised(world: World) -> np.ndarray:
    """What levers on staff, wages and hiring are to cost beyond today's payroll, (days,).

    As if all places were filled: who quits or stays because of a redesign is what comes of it, and
    not what is put into it. A day on which less is paid than today is a saving, and counts 0. Of
    levers that wait for failures nobody knows the day, so nothing is planned.
    """
    planned = _places_and_pay(world, world.forces)
    today = _places_and_pay(world, np.zeros_like(world.forces))
    scale = float(world.case[0].team_scale)
    places, before = (np.floor(one[:, :, 0] * scale + 0.5) / scale for one in (planned, today))
    wages = places * planned[:, :, 1] - before * today[:, :, 1]
    hiring = _new(places, before) * planned[:, :, 2] - _new(before, before) * today[:, :, 2]
    daily = wages * 12 / DAYS_A_YEAR + hiring
    return np.maximum(0.0, daily.sum(axis=1))


def _new(places: np.ndarray, before: np.ndarray) -> np.ndarray:
    """Places that are new on each day, (days, teams); on day 0, beside those of today."""
    found: np.ndarray = np.maximum(0.0, np.diff(np.concatenate([before[:1], places]), axis=0))
    return found


def _places_and_pay(world: World, forces: np.ndarray) -> np.ndarray:
    """Staff, wage and cost of hiring that the world outside and levers make, (days, teams, 3)."""
    days, staffing = int(world.case[0].horizon), world.staffing[0]
    flat = np.repeat(np.asarray(staffing).reshape(1, -1), days, axis=0)
    begins = (staffing.ctypes.data - world.flat.ctypes.data) // world.flat.itemsize
    own = world.cells.at - begins
    paid = (own >= 0) & (own < flat.shape[1])
    paid &= np.isin(own % len(STAFFING), (STAFF, WAGE, HIRING))
    daily = np.empty((int(paid.sum()), days))
    tabulate(world.cells[paid], world.changes, world.courses, forces, daily)
    flat[:, own[paid]] = daily.T
    return flat.reshape(days, -1, len(STAFFING))[:, :, (STAFF, WAGE, HIRING)]
