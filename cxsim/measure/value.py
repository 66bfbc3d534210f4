"""Customer lifetime value: what a customer brought within the horizon, and will still bring.

The residual comes from each survivor's own chance to leave and margin (rule 34), two ways: as if a
redesign's effect persisted, and as if it faded to today's journey over twelve months.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cxsim.engine.outlook import outlook
from cxsim.engine.record import CONTACT_COST, MILLION, PURCHASES
from cxsim.engine.run import Lived
from cxsim.scenario.schema import MONTH
from cxsim.world.people import CUSTOMER
from cxsim.world.world import NON_CONTRACTUAL

FADE_MONTHS = 12
YEAR = 365


class Promise:
    """Monthly leaving chance and margin net of contact costs, of each survivor of a run.

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
        hazard, margin = np.zeros(people.size), np.zeros(people.size)
        today = world.flat.copy()
        world.flat[...] = lived.final
        outlook(world, lived.state, horizon, hazard, margin)
        world.flat[...] = today
        self.rate = values["economics.discount_rate"]
        self.archetype = np.asarray(people.archetype)
        self.alive = np.asarray(people.status == CUSTOMER)
        self.horizon = horizon
        if world.case[0].relationship == NON_CONTRACTUAL:
            pace = np.asarray(people.rate) * MONTH
            contact = _contact_cost(lived, _purchases(lived))
            self.hazard = -np.expm1(-pace * hazard)
            self.margin = pace * (margin - contact[self.archetype])
        else:
            months = MONTH / world.case[0].period
            with np.errstate(divide="ignore"):
                self.hazard = -np.expm1(months * np.log1p(-hazard))
            contact = _contact_cost(lived, _customer_months(lived))
            self.margin = margin * months - contact[self.archetype]

    def residual(self, fading_from: Promise | None = None) -> np.ndarray:
        """Value at day 0 of what each survivor brings after the horizon, (people,) money.

        Infinite for those who cannot leave where nothing is discounted.

        Parameters
        ----------
        fading_from : Promise or None
            The same people's promise in today's journey: then the difference to it, by
            archetype, fades in a straight line over twelve months.
        """
        i = (1 + self.rate) ** (MONTH / 365.0) - 1
        total = _forever(self.hazard, self.margin, i)
        if fading_from is not None:
            hazard, margin = self._difference(fading_from)
            # What does not differ has nothing to fade from, to the bit.
            fades = ((hazard != 0.0) | (margin != 0.0)) & np.isfinite(total)
            total = np.where(fades, self._fading(hazard, margin, i), total)
        total[~self.alive] = 0.0
        return np.asarray(total * (1 + self.rate) ** (-self.horizon / 365.0))

    def _fading(self, hazard: np.ndarray, margin: np.ndarray, i: float) -> np.ndarray:
        """Value at the horizon when differences in log-odds and in margin fade."""
        log_odds = _logit(self.hazard)
        total, kept = np.zeros(self.hazard.size), np.ones(self.hazard.size)
        for month in range(1, FADE_MONTHS + 1):
            gone = month / FADE_MONTHS
            kept *= (1 - _logistic(log_odds - gone * hazard)) / (1 + i)
            total += kept * (self.margin - gone * margin)
        return total + kept * _forever(_logistic(log_odds - hazard), self.margin - margin, i)

    def _difference(self, today: Promise) -> tuple[np.ndarray, np.ndarray]:
        """Mean difference to today's journey by archetype, among those alive in both."""
        both = self.alive & today.alive
        kinds = self.archetype.max() + 1
        count = np.maximum(1, np.bincount(self.archetype[both], minlength=kinds))
        found = []
        for mine, theirs in (
            (_logit(self.hazard), _logit(today.hazard)),
            (self.margin, today.margin),
        ):
            gap = np.bincount(self.archetype[both], (mine - theirs)[both], minlength=kinds)
            found.append((gap / count)[self.archetype])
        return found[0], found[1]


def _forever(hazard: np.ndarray, margin: np.ndarray, i: float) -> np.ndarray:
    """Rule 34 a month from now on: infinite where nothing is ever lost or discounted."""
    stay = 1 - hazard
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(margin == 0.0, 0.0, margin * stay / (1 + i - stay))


def _contact_cost(lived: Lived, units: np.ndarray) -> np.ndarray:
    """Contact cost per unit in the last year, by archetype, (archetypes,)."""
    cost = lived.record.daily[-YEAR:, :, CONTACT_COST].sum(axis=0) / MILLION
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
