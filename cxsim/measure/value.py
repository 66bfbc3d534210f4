"""Customer lifetime value: what a customer brought within the horizon, and will still bring.

The residual comes from each survivor's own chance to leave and margin (rule 34), two ways: as if a
redesign's effect persisted, and as if it faded to today's journey over twelve months.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cxsim.engine.outlook import outlook
from cxsim.engine.record import (
    CALL_COST,
    CONTACT_COST,
    LEFT_VOLUNTARY,
    LINES_DROPPED,
    MILLION,
    PURCHASES,
    STAYED,
)
from cxsim.engine.run import Lived
from cxsim.scenario.schema import MONTH
from cxsim.world.people import CUSTOMER
from cxsim.world.world import NON_CONTRACTUAL

YEAR = 365


class Promise:
    """What each survivor of a run promises: chance to leave and margin a period, from now on.

    A period is a billing period; without a contract, a month. Who wants to leave and is talked out
    of it stays: the share of the last year, by archetype, is taken to go on.

    Parameters
    ----------
    lived : Lived
        A run that is over.
    values : mapping
        Value by place (the discount rate).
    """

    def __init__(self, lived: Lived, values: Mapping[str, float]) -> None:
        world, people = lived.built.world, lived.state.people
        horizon = int(world.case[0].horizon)
        wish, fate, margin, pace = (np.zeros(people.size) for _ in range(4))
        today = world.flat.copy()
        world.flat[...] = lived.final
        outlook(world, lived.state, horizon, wish, fate, margin, pace)
        world.flat[...] = today
        self.rate = values["economics.discount_rate"]
        self.archetype = np.asarray(people.archetype)
        self.alive = np.asarray(people.status == CUSTOMER)
        self.horizon = horizon
        if world.case[0].relationship == NON_CONTRACTUAL:
            contact = _contact_cost(lived, _purchases(lived))
            self.period = MONTH
            self.wait = np.full(people.size, MONTH / 2)
            self.hazard = -np.expm1(-pace * MONTH * wish)
            self.margin = pace * MONTH * (margin - contact[self.archetype])
        else:
            contact = _contact_cost(lived, _customer_months(lived))
            self.period = float(world.case[0].period)
            next_bill = np.asarray(people.joined + people.bills * self.period)
            self.wait = np.maximum(0.0, next_bill - horizon)
            self.hazard = 1 - (1 - wish * (1 - _talked_round(lived)[self.archetype])) * (1 - fate)
            self.margin = margin - contact[self.archetype] * self.period / MONTH

    def residual(self, fading_from: Promise | None = None) -> np.ndarray:
        """Value at day 0 of what each survivor brings after the horizon, (people,) money.

        Parameters
        ----------
        fading_from : Promise or None
            The same people's promise in today's journey: then the difference to it, by
            archetype, fades in a straight line over twelve months.
        """
        log_odds = _logit(self.hazard)
        fade_hazard, fade_margin = self._difference(fading_from)
        fading = 0 if fading_from is None else int(np.ceil(YEAR / self.period))
        total, kept = np.zeros(self.hazard.size), np.ones(self.hazard.size)
        for bill in range(fading):
            day = self.wait + bill * self.period
            gone = np.minimum(1.0, day / YEAR)
            kept = kept * (1 - _logistic(log_odds - gone * fade_hazard))
            total += kept * self._worth(day) * (self.margin - gone * fade_margin)
        stay, margin = 1 - self.hazard, self.margin
        if fading:
            stay, margin = 1 - _logistic(log_odds - fade_hazard), margin - fade_margin
        first = kept * margin * stay * self._worth(self.wait + fading * self.period)
        with np.errstate(divide="ignore", invalid="ignore"):  # never leaving, undiscounted: no end
            forever = first / (1 - stay * self._worth(self.period))
        total += np.where(first == 0.0, 0.0, forever)
        total[~self.alive] = 0.0
        worth = np.asarray(total * self._worth(self.horizon))
        if fading_from is None:
            return worth
        # What does not differ has nothing to fade from, to the bit.
        same = (fade_hazard == 0.0) & (fade_margin == 0.0)
        return np.where(same, self.residual(), worth)

    def _worth(self, days: float | np.ndarray) -> np.ndarray:
        """Value now of money in so many days."""
        return np.asarray((1 + self.rate) ** (-np.asarray(days) / 365.0))

    def _difference(self, today: Promise | None) -> tuple[np.ndarray, np.ndarray]:
        """Mean difference to today's journey by archetype, among those alive in both."""
        zero = np.zeros(self.hazard.size)
        if today is None:
            return zero, zero
        both = self.alive & today.alive
        count = np.maximum(1, np.bincount(self.archetype[both], minlength=self.archetype.max() + 1))
        found = []
        for mine, theirs in (
            (_logit(self.hazard), _logit(today.hazard)),
            (self.margin, today.margin),
        ):
            gap = np.bincount(
                self.archetype[both], (mine - theirs)[both], minlength=self.archetype.max() + 1
            )
            found.append((gap / count)[self.archetype])
        return found[0], found[1]


def _talked_round(lived: Lived) -> np.ndarray:
    """Of those who wanted to leave in the last year, the share who stayed, by archetype.

    Who dropped a line stayed, in part.
    """
    counts = lived.record.daily[-YEAR:].sum(axis=0)
    stayed, gone = counts[:, STAYED] + counts[:, LINES_DROPPED], counts[:, LEFT_VOLUNTARY]
    return np.asarray(stayed / np.maximum(1, stayed + gone))


def _contact_cost(lived: Lived, units: np.ndarray) -> np.ndarray:
    """Cost of contacts and of calls back per unit in the last year, by archetype, (archetypes,)."""
    cost = lived.record.daily[-YEAR:, :, [CONTACT_COST, CALL_COST]].sum(axis=(0, 2)) / MILLION
    return np.asarray(cost / np.maximum(1.0, units))


def _customer_months(lived: Lived) -> np.ndarray:
    """Months that customers lived in the last year, by archetype."""
    record = lived.record
    spans = min(12, record.census.shape[0])
    months = min(YEAR, record.daily.shape[0]) / MONTH
    return np.asarray(record.census[-spans:, :, 0].mean(axis=0) * months)


def _purchases(lived: Lived) -> np.ndarray:
    """Purchases of the last year, by archetype."""
    return np.asarray(lived.record.daily[-YEAR:, :, PURCHASES].sum(axis=0))


def _logit(p: np.ndarray) -> np.ndarray:
    held = np.clip(p, 1e-12, 1 - 1e-12)
    return np.asarray(np.log(held / (1 - held)))


def _logistic(x: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-x)))
