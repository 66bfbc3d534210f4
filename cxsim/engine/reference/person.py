"""What one is: all that a person carries, and what every part of a life asks of it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import mesa

from cxsim.behaviour.perception import episode_satisfaction
from cxsim.behaviour.trust import trust_after
from cxsim.world.clocks import NEVER

from .under_way import Claim, Journey

if TYPE_CHECKING:
    from .customer import Customer
    from .model import Model
    from .terms import Terms


class Person(mesa.Agent):  # type: ignore[misc]
    """Somebody with traits, expectations, feelings, ties and days on which something is due.

    Parameters
    ----------
    model : Model
    number : int
        Number of the person, from 0.
    traits : mapping of str to number
        What the person brings along, by the names of `world.people.PERSON`.
    """

    model: Model
    key: int
    path: int
    satisfaction: float
    cost: int
    value: int
    visits: int
    archetype: int
    status: int
    cause: int
    cohort: int
    experience: int
    reason: int
    purchases: int
    claims: int
    last_purchase: float
    revenue: int
    loyalty: float
    style: float
    last_standing: float
    joined: float
    left: float
    to_leave: float
    to_non_payment: float
    to_involuntary: float
    lines: int
    life: int
    spell: int
    bills: int
    surveys: int
    grieved: int
    grievance: float
    exposure: float
    exposure_day: int
    trust: float
    source: int
    referrer: int
    gone: int

    def __init__(self, model: Model, number: int, traits: dict[str, Any]) -> None:
        super().__init__(model)
        self.number = number
        self.__dict__.update(traits)
        self.journey: Journey | None = None
        self.claim: Claim | None = None
        self.will: list[float] = []
        self.should: list[float] = []
        self.next_need: list[float] = []
        self.fired: list[int] = []
        self.act_day = self.bill_day = self.survey_day = NEVER
        self.mail = [0, 0, 0]
        self.ties: list[tuple[Customer, int]] = []
        self.friends = self.known = 0
        self.consideration = 0.0
        self.heard_day = 0
        self.to_adopt = math.inf
        self.to_look = self.looks_until = 0.0
        self.looks = 0

    @property
    def terms(self) -> Terms:
        """The numbers that apply to this person today."""
        return self.model.terms[self.model.segment[self.number]]

    @property
    def considers(self) -> bool:
        """Whether a prospect is making up their mind; who does forgets day by day (`consider`)."""
        return self.to_adopt < math.inf

    @property
    def standing(self) -> float:
        """Cumulative satisfaction in standard deviations from today's mean."""
        return (self.satisfaction - self.model.case.c_mean) / self.model.case.c_spread

    def satisfied(self, value: float, expected: float) -> float:
        """Satisfaction with what is worth so much where so much was expected (rule 1)."""
        rules, reference = self.terms.rules, self.model.reference[self.archetype]
        surprise = rules.b, rules.kappa, rules.zone, rules.rho, rules.loss_aversion
        return episode_satisfaction(
            value, expected, reference, rules.baseline, rules.w_q, *surprise
        )

    def find_word(self, *, kept: bool) -> None:
        """Find the firm's word kept or broken, and trust it accordingly."""
        rules = self.terms.rules
        self.trust = trust_after(self.trust, kept, rules.trust_loss, rules.trust_gain)
