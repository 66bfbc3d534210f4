"""Customer lifetime value: what a customer brought within the horizon, and will still bring.

The residual comes from each survivor's own chance to leave and margin (rule 34), two ways: as if a
redesign's effect persisted, and as if it faded to today's journey over twelve months.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cxsim.engine.outlook import outlook
from cxsim.engine.record import CONTACT_COST, MILLION
from cxsim.engine.run import Lived
from cxsim.scenario.schema import MONTH
from cxsim.world.people import CUSTOMER
from cxsim.world.world import NON_CONTRACTUAL

FADE_MONTHS = 12


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
        contact = _contact_cost_a_day(lived) * MONTH
        if world.case[0].relationship == NON_CONTRACTUAL:
            pace = np.asarray(people.rate) * MONTH
            self.hazard = -np.expm1(-pace * hazard)
            self.margin = margin * pace - contact[self.archetype]
        else:
            months = MONTH / world.case[0].period
            with np.errstate(divide="ignore"):
                self.hazard = -np.expm1(months * np.log1p(-hazard))
            self.margin = margin * months - contact[self.archetype]

    def residual(self, fading_from: Promise | None = None) -> np.ndarray:
        """Value at day 0 of what each survivor brings after the horizon, (people,) money.

        Parameters
        ----------
        fading_from : Promise or None
            The same people's promise in today's journey: then the difference to it, by
            archetype, fades in a straight line over twelve months.
        """
        i = (1 + self.rate) ** (MONTH / 365.0) - 1
        log_odds = _logit(self.hazard)
        fade_hazard, fade_margin = self._difference(fading_from)
        total = np.zeros(self.hazard.size)
        kept = np.ones(self.hazard.size)
        months = FADE_MONTHS if fading_from is not None else 0
        for month in range(1, months + 1):
            gone = month / FADE_MONTHS
            kept *= (1 - _logistic(log_odds - gone * fade_hazard)) / (1 + i)
            total += kept * (self.margin - gone * fade_margin)
        hazard = _logistic(log_odds - fade_hazard) if months else self.hazard
        stay = 1 - hazard
        margin = self.margin - (fade_margin if months else 0.0)
        total += kept * margin * stay / (1 + i - stay)
        total[~self.alive] = 0.0
        return np.asarray(total * (1 + self.rate) ** (-self.horizon / 365.0))

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


def _contact_cost_a_day(lived: Lived) -> np.ndarray:
    """Contact cost a customer and day in the last year, by archetype, (archetypes,)."""
    record = lived.record
    days = min(365, record.daily.shape[0])
    cost = record.daily[-days:, :, CONTACT_COST].sum(axis=0) / MILLION
    spans = max(1, min(12, record.census.shape[0]))
    customers = record.census[-spans:, :, 0].mean(axis=0)
    return np.asarray(cost / np.maximum(1.0, customers * days))


def _logit(p: np.ndarray) -> np.ndarray:
    held = np.clip(p, 1e-12, 1 - 1e-12)
    return np.asarray(np.log(held / (1 - held)))


def _logistic(x: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-x)))
