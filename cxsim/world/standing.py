"""How loyalty differs between newcomers: what a customer's own standing is told by (rule 21)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from cxsim.behaviour.defection import susceptibility
from cxsim.compiled import stage
from cxsim.scenario.relationship import Contractual, NonContractual
from cxsim.scenario.schema import AsIs
from cxsim.scenario.ties import Ties

from .people import SCORES, beta_logits, newborn_loyalty
from .ties import UNIT


class Standing(NamedTuple):
    """Where newcomers' own log-odds of leaving lie; constants of the case."""

    median: float
    spread: float
    scale: float
    """What makes the mean susceptibility of newcomers 1."""


def standing(case: AsIs, values: Mapping[str, float]) -> Standing:
    """Tell it from the distribution of u (normal, or the logit of a Beta chance)."""
    if isinstance(case.relationship, Contractual):
        u = newborn_loyalty(case.relationship, values)
    elif isinstance(case.relationship, NonContractual):
        dropout = (values["relationship.dropout.a"], values["relationship.dropout.b"])
        u = beta_logits(*dropout, SCORES)
    else:  # captive customers do not leave
        return Standing(0.0, 0.0, 1.0)
    below, median, above = np.interp([-1.0, 0.0, 1.0], SCORES, u).tolist()
    spread = 0.5 * (above - below)
    each = np.empty(SCORES.size)
    susceptibilities(u, median, spread, each)
    density = np.exp(-0.5 * SCORES * SCORES)
    return Standing(median, spread, float(density.sum() / (density * each).sum()))


@stage
def susceptibilities(u: np.ndarray, median: float, spread: float, found: np.ndarray) -> None:
    """Susceptibility at each u, before it is scaled."""
    for i in range(u.size):
        found[i] = susceptibility(u[i], median, spread, 1.0)


def usual_tie(ties: Ties, values: Mapping[str, float]) -> float:
    """Mean strength of a tie in thousandths, by what the case says of ties, not by those drawn.

    A tie more then changes what it reaches, and nobody's measure of all other ties.
    """
    if ties.kind in ("edges", "complete"):
        return float(UNIT)
    friends, weak = float(ties.friends), values["ties.weak"]
    if friends + weak == 0.0:
        return float(UNIT)
    strength = (friends + weak * values["ties.weak_strength"]) / (friends + weak)
    return UNIT * strength if strength > 0.0 else float(UNIT)
