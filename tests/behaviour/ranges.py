"""Default and range of every parameter of the rules, as their docstrings state them."""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from cxsim.scenario.behaviour import BehaviourRules


class Range(NamedTuple):
    default: float
    low: float
    high: float


W_Q = Range(0.5, 0.3, 0.8)
B = Range(0.6, 0.3, 1.0)
KAPPA = Range(0.2, 0.0, 0.5)
ZONE = Range(0.5, 0.0, 1.5)
RHO = Range(0.9, 0.6, 1.0)
LOSS_AVERSION = Range(1.95, 1.2, 2.5)
A_W = Range(0.15, 0.0, 0.35)
A_S = Range(0.10, 0.0, 0.3)
ETA = Range(0.3, 0.1, 0.6)
ETA_S = Range(0.15, 0.05, 0.4)
EFFORT_REPEAT = Range(1.0, 0.4, 1.8)
EFFORT_CHANNEL = Range(0.3, 0.1, 0.8)
EFFORT_HANDOFF = Range(0.5, 0.2, 1.0)
EFFORT_KEPT = Range(0.4, 0.2, 0.5)
MOOD = Range(0.15, 0.0, 0.35)
PERSISTENCE = Range(0.4, 0.1, 0.6)
REACTION = Range(0.1, 0.0, 0.3)
VOLATILITY = Range(1.0, 0.5, 1.5)
FIT = Range(0.2, 0.0, 0.5)
INTRUSION = Range(0.15, 0.0, 0.4)
ELAPSED = Range(0.04, 0.02, 0.08)
LATE = Range(1.0, 0.4, 2.0)
W_PEAK = W_END = Range(0.3, 0.15, 0.45)
ALPHA_UP = Range(0.2, 0.1, 0.4)
ALPHA_RATIO = Range(1.6, 1.0, 2.5)
BETA_S = Range(1.0, 0.3, 1.5)
BETA_ALT = Range(0.2, 0.0, 0.5)
P0 = 0.05
A_PLUS = Range(0.03, 0.01, 0.06)
TALK_RATIO = Range(2.0, 1.0, 3.0)
K = Range(0.2, 0.05, 0.4)
NU = Range(0.5, 0.0, 0.9)
COMPLAINT_MONEY = Range(0.6, 0.5, 0.75)
COMPLAINT_SERVICE = Range(0.15, 0.05, 0.3)
COMPLAINT_TRIVIAL = Range(0.03, 0.01, 0.1)
SEVERITY_SLOPE = Range(0.3, 0.0, 0.6)
GRIEVANCE = Range(0.3, 0.1, 0.6)
SECOND = Range(0.5, 0.0, 1.0)
BUFFER = Range(0.3, 0.0, 0.6)
GRIEVANCE_DAYS = Range(91.0, 30.0, 180.0)
RECOVERY = Range(1.1, 0.7, 1.3)
FAST_DAYS = Range(14.0, 5.0, 30.0)
VOICE = Range(0.1, 0.0, 0.3)
PROMISE = Range(0.3, 0.1, 0.5)
WORD = Range(0.3, 0.1, 0.6)
PROMISE_PULL = Range(0.08, 0.0, 0.2)
ELASTICITY = Range(-2.6, -4.0, -1.0)
DAMPENING = Range(0.15, 0.0, 0.4)
RESPONSE = Range(0.15, 0.05, 0.4)
SELECTION = Range(0.15, 0.0, 0.5)
DISCOUNT = Range(0.12, 0.08, 0.16)


def prior(place: str) -> Range:
    """Default and range of a strength, as the schema has them: `strain.load`, say."""
    section, name = place.split(".")
    value = getattr(getattr(BehaviourRules(), section), name)
    return Range(value.value, value.low, value.high)


def corners(*ranges: Range) -> Iterator[tuple[float, ...]]:
    """All combinations of the ends of the ranges, after the defaults."""
    yield tuple(r.default for r in ranges)
    yield from product(*((r.low, r.high) for r in ranges))
