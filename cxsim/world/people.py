"""Everyone who can ever be a customer, as they are when the run begins.

One record a person holds all that is one number each; expectations and need clocks, several
numbers each, lie beside in tables of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from scipy import special

from cxsim.arrays import Records
from cxsim.behaviour.relationship import logistic, logit
from cxsim.behaviour.spend import held_standing
from cxsim.compiled import rule, stage
from cxsim.draws import keys, purposes
from cxsim.elementary import exp, expm1, log, log1p
from cxsim.scenario.relationship import (
    BetaLoyalty,
    Captive,
    Contractual,
    NonContractual,
    NormalLoyalty,
)
from cxsim.scenario.schema import MONTH, AsIs, Scenario

from .histories import Histories, sampled
from .numbers import Names

PROSPECT, CUSTOMER, LEFT = 0, 1, 2
"""Status of a person."""

NOBODY, VOLUNTARY, NON_PAYMENT, INVOLUNTARY, SILENT = 0, 1, 2, 3, 4
"""Why a customer left; silent is the unseen dropout without a contract."""
CAUSES = ("", "voluntary", "non_payment", "involuntary", "silent")
"""The same by number, in words."""

NO_PROVIDER = -1
"""The number of the competitor of who is at none."""

PERSON = np.dtype(
    [
        # what a visit reads and writes comes first, to lie together
        ("key", "i8"),
        ("path", "i8"),
        ("satisfaction", "f8"),
        ("cost", "i8"),
        ("value", "i8"),
        ("visits", "i4"),
        ("archetype", "u2"),
        ("need", "i2"),
        ("status", "i1"),
        ("cause", "i1"),
        ("cohort", "i1"),
        ("reason", "i1"),
        ("source", "i1"),
        ("experience", "i4"),
        ("journey_row", "i4"),
        ("claim_row", "i4"),
        ("last_purchase", "f8"),
        ("revenue", "i8"),
        ("loyalty", "f8"),
        ("style", "f8"),
        ("last_standing", "f8"),
        ("grievance", "f8"),
        ("exposure", "f8"),
        ("trust", "f8"),
        ("joined", "f8"),
        ("left", "f8"),
        ("to_leave", "f8"),
        ("to_non_payment", "f8"),
        ("to_involuntary", "f8"),
        ("lines", "i2"),
        ("life", "i2"),
        ("spell", "i2"),
        ("claims", "i2"),
        ("bills", "i4"),
        ("surveys", "i4"),
        ("purchases", "i4"),
        ("grieved", "i4"),
        ("exposure_day", "i4"),
        ("returns", "i2"),
        ("provider", "i1"),
        ("referrer", "i4"),
        ("gone", "i4"),
        ("number", "i4"),
    ],
    align=True,
)
"""A person, whose place in all tables is `number`. `path` names the discrete events lived since
day 0, `experience` counts visits lived as a customer, `need` is the one whose journey is under
way (−1: none), `to_leave` and its like the hazard still to accumulate before a customer leaves
(∞ for captives), `reason` what last made them want to (`behaviour.reasons`), `cohort` marks the
customers of day 0, `lines` has a bit for each line of business held, `last_standing` is where they
stood (rule 24) at the last bill or purchase, `grievance` what failures had left by the day
`grieved` of the last one, `exposure` what friends who left had by `exposure_day`, `claims` counts
journeys for help with something lived, `provider` is the competitor that one is at, or a customer
was at before (−1: none), `returns` how often one has come back, `source` says what brought them
(`stages.acquiring`), `referrer` the number of the customer who did (−1: none), `gone` on which
day they left, `journey_row` and `claim_row` say where the state keeps what waits (0: nothing
does). Money is in millionths of the currency, times in days since day 0."""
ROWS = ("journey_row", "claim_row")
"""Fields that say where something is kept, and nothing of a person."""


class Everyone(NamedTuple):
    """Everyone who can ever be a customer, and what no life changes of those who buy at will."""

    people: Records
    purchase_rate: np.ndarray
    """(people,) purchases a day while alive as a customer; empty where there is a contract."""
    purchase_level: np.ndarray
    """(people,) mean amount of a purchase; empty where there is a contract."""


NEVER_GONE = -(2**31)
"""Where a person has not left."""
MOST_LIVED = 10**6
"""Visits that anybody can bring along."""
SCORES = np.linspace(-8.0, 8.0, 1601)
"""Normal scores at which tables of quantiles are given."""


@stage
def fold_keys(root: int, people: Records) -> None:
    """Give each person the key of their story."""
    for i in range(people.size):
        people[i].key = keys.customer_key(root, i, people[i].life)


@stage
def uniforms(people: Records, purpose: int, drawn: np.ndarray) -> None:
    """One uniform a person for a purpose."""
    for i in range(people.size):
        drawn[i] = keys.uniform(people[i].key, purpose)


def draw(people: Records, purpose: int) -> np.ndarray:
    """One uniform a person for a purpose, (people,) strictly inside (0, 1)."""
    drawn = np.empty(people.size)
    uniforms(people, purpose, drawn)
    return drawn


@rule
def lines_held(key: int, held: np.ndarray, lines: int) -> int:
    """Lines of a newcomer, one bit each: each with its chance; at least the one nearest to it."""
    found, nearest, best = 0, 0, np.inf
    for line in range(lines):
        drawn = keys.uniform_at(key, purposes.LINES, line)
        if drawn < held[line]:
            found += 1 << line
        missed = drawn / held[line] if held[line] > 0.0 else np.inf
        if missed < best:
            nearest, best = line, missed
    return found if found > 0 or lines == 0 else 1 << nearest


@stage
def draw_lines(people: Records, held: np.ndarray, lines: int) -> None:
    """Give everybody the lines that they hold, or would hold when they join."""
    for i in range(people.size):
        people[i].lines = lines_held(people[i].key, held[people[i].archetype], lines)


@stage
def take_stand(people: Records, mean: float, spread: float) -> None:
    """Let everybody have stood, at their last bill, where their satisfaction puts them."""
    for i in range(people.size):
        people[i].last_standing = held_standing((people[i].satisfaction - mean) / spread)


def held_lines(names: Names, values: Mapping[str, float]) -> np.ndarray:
    """Share of newcomers of each archetype who hold each line, (archetypes, lines or one)."""
    held = np.zeros((len(names.archetypes), max(1, len(names.lines))))
    for a, archetype in enumerate(names.archetypes):
        for line, name in enumerate(names.lines):
            held[a, line] = values[f"archetypes.{archetype}.lines.{name}.held"]
    return held


@stage
def truncated_exponential(
    drawn: np.ndarray, mean: float, longest: float, found: np.ndarray
) -> None:
    """Exponential with this mean, as if nothing above the longest could be, from uniforms."""
    below = expm1(-longest / mean)
    for i in range(drawn.size):
        found[i] = -mean * log1p(drawn[i] * below)


@stage
def log_ratio(above: np.ndarray, below: np.ndarray, found: np.ndarray) -> None:
    """Logarithm of the ratio of two chances; one under 1e-300 counts as 1e-300."""
    for i in range(found.size):
        found[i] = log(max(above[i], 1e-300)) - log(max(below[i], 1e-300))


@stage
def survivors_density(
    loyalty: np.ndarray, renewals: int, scores: np.ndarray, found: np.ndarray
) -> None:
    """Density at normal scores, but for a factor, of those who stayed so many times."""
    best = log(logistic(-loyalty.min()))
    for i in range(found.size):
        stayed = renewals * (log(logistic(-loyalty[i])) - best)
        found[i] = exp(stayed - 0.5 * scores[i] * scores[i])


def people_of(
    scenario: Scenario, names: Names, values: Mapping[str, float], customers: int, root: int
) -> Everyone:
    """Everyone at the start of the warm-up: customers first, then prospects.

    Parameters
    ----------
    scenario : Scenario
    names : Names
    values : mapping
        Value by place.
    customers : int
        Customers at day 0; prospects come on top.
    root : int
        Key of the replication.

    Returns
    -------
    Everyone
    """
    case = scenario.as_is
    prospects = round(case.market.prospects * customers)
    people = np.zeros(customers + prospects, PERSON).view(np.recarray)
    fold_keys(root, people)
    people.status[:customers] = CUSTOMER
    people.status[customers:] = PROSPECT
    people.cohort[:customers] = 1
    people.archetype = _archetypes(case, names, values, draw(people, purposes.ARCHETYPE))
    people.need = people.referrer = -1
    people.gone = NEVER_GONE
    people.number = np.arange(people.size)
    draw_lines(people, held_lines(names, values), len(names.lines))
    people.left = np.inf
    if isinstance(case.relationship, Captive):
        people.to_leave = people.to_non_payment = people.to_involuntary = np.inf
    people.provider = NO_PROVIDER
    people.trust = values["market.trust"]
    people.style = values["surveys.style"] * special.ndtri(draw(people, purposes.STYLE))
    leaving = case.behaviour.leaving
    score = special.ndtri(draw(people, purposes.INITIAL_SATISFACTION))
    people.satisfaction = np.clip(
        leaving.satisfaction_mean + leaving.satisfaction_spread * score, 0, 10
    )
    take_stand(people, float(leaving.satisfaction_mean), float(leaving.satisfaction_spread))
    relationship = case.relationship
    rate = level = np.zeros(0)
    if isinstance(relationship, NonContractual):
        rate, level = _purchasers(scenario, relationship, values, people)
    else:
        _tenures(case, people[:customers])
    _experience(case, people[:customers])
    if isinstance(relationship, Contractual):
        _loyalty(relationship, values, people, -float(case.warm_up_days))
    return Everyone(people, rate, level)


def _archetypes(
    case: AsIs, names: Names, values: Mapping[str, float], drawn: np.ndarray
) -> np.ndarray:
    """Archetype of each person by mixture weight."""
    weights = np.array([values[f"archetypes.{name}.share"] for name in names.archetypes])
    return np.searchsorted(np.cumsum(weights / weights.sum())[:-1], drawn, side="right")


def _tenures(case: AsIs, people: Records) -> None:
    """When each customer of the start joined: a truncated exponential before day 0."""
    tenure = case.relationship.tenure  # type: ignore[union-attr]
    drawn = draw(people, purposes.TENURE)
    days = np.zeros(people.size)
    if tenure.mean_days > 0 and tenure.longest_days > 0:
        truncated_exponential(drawn, float(tenure.mean_days), float(tenure.longest_days), days)
    start = -float(case.warm_up_days)
    period = case.relationship.period_days  # type: ignore[union-attr]
    people.joined = start - days
    people.bills = np.where(days > 0, 1 + np.floor(days / period), 0)


def _experience(case: AsIs, people: Records) -> None:
    """As many visits as the case's pace makes of each customer's tenure when the warm-up begins."""
    months = (-float(case.warm_up_days) - people.joined) / MONTH
    people.experience = np.clip(months * case.behaviour.expectations.visits_a_month, 0, MOST_LIVED)


def newborn_loyalty(relationship: Contractual, values: Mapping[str, float]) -> np.ndarray:
    """U of a new customer at each normal score, (scores,)."""
    loyalty = relationship.loyalty
    if isinstance(loyalty, NormalLoyalty):
        median = values["relationship.loyalty.median_hazard"]
        return logit(float(median)) + values["relationship.loyalty.spread"] * SCORES
    alpha, beta = values["relationship.loyalty.alpha"], values["relationship.loyalty.beta"]
    return beta_logits(alpha, beta, SCORES)


def beta_logits(
    alpha: float | np.ndarray, beta: float | np.ndarray, scores: np.ndarray
) -> np.ndarray:
    """Log-odds of a Beta(alpha, beta) chance at normal scores, exact in both tails."""
    chance = special.betaincinv(alpha, beta, special.ndtr(scores))
    rest = special.betaincinv(beta, alpha, special.ndtr(-scores))
    found = np.empty(scores.size)
    log_ratio(chance, rest, found)
    return found


def _loyalty(
    relationship: Contractual, values: Mapping[str, float], people: Records, start: float
) -> None:
    """U of everyone, given the renewals they have already survived (rule 17: sorting)."""
    scores = special.ndtri(draw(people, purposes.LOYALTY))
    survived = np.maximum(people.bills - 1, 0)
    newborn = newborn_loyalty(relationship, values)
    for renewals in np.unique(survived):
        who = survived == renewals
        if isinstance(relationship.loyalty, BetaLoyalty):
            alpha = values["relationship.loyalty.alpha"]
            beta = values["relationship.loyalty.beta"] + renewals
            people.loyalty[who] = beta_logits(alpha, beta, scores[who])
        else:
            people.loyalty[who] = _survivors(newborn, int(renewals), scores[who])


def _survivors(newborn: np.ndarray, renewals: int, scores: np.ndarray) -> np.ndarray:
    """Quantiles of u among those who stayed `renewals` times at average satisfaction."""
    weight = np.empty(SCORES.size)
    survivors_density(newborn, renewals, SCORES, weight)
    steps = 0.5 * (weight[1:] + weight[:-1])
    below = np.concatenate([[0.0], np.cumsum(steps)])
    return np.interp(special.ndtr(scores) * below[-1], below, newborn)


def _purchasers(
    scenario: Scenario,
    relationship: NonContractual,
    values: Mapping[str, float],
    people: Records,
) -> tuple[np.ndarray, np.ndarray]:
    """Hidden purchase rate, dropout chance, spend and being alive of each customer.

    With histories, from the posterior given the customer's own past: a living customer has rate
    Gamma(r + x, α + T) and dropout chance Beta(a, b + x), independent of each other (Fader, Hardie
    & Lee 2005); mean spend given x purchases of mean m is Gamma-distributed with shape q + p·x and
    rate γ + x·m (Fader & Hardie 2013). Without, from the priors, just after a first purchase,
    which begins the warm-up.
    """
    past = sampled(scenario, people.size) if relationship.history else Histories.none(people.size)
    r, alpha = values["relationship.rate.shape"], values["relationship.rate.scale_days"]
    a, b = values["relationship.dropout.a"], values["relationship.dropout.b"]
    p, q = values["relationship.value.p"], values["relationship.value.q"]
    gamma = values["relationship.value.gamma"]
    x = past.repeats
    start = -float(scenario.as_is.warm_up_days)
    people.joined = start - past.age
    people.purchases = 1 + x
    people.last_purchase = start - past.age + past.recency
    rate = special.gammaincinv(r + x, draw(people, purposes.RATE)) / (alpha + past.age)
    score = special.ndtri(draw(people, purposes.DROPOUT_CHANCE))
    people.loyalty = beta_logits(a, b + x, score)
    nu = special.gammaincinv(q + p * x, 1 - draw(people, purposes.SPEND_LEVEL))
    level = p * (gamma + x * past.mean_value) / np.maximum(nu, 1e-12)
    gone = draw(people, purposes.DROPOUT) >= past.alive(r, alpha, a, b)
    people.status[gone] = LEFT
    people.cause[gone] = SILENT
    people.left[gone] = people.last_purchase[gone]
    return np.broadcast_to(rate, people.size).copy(), np.broadcast_to(level, people.size).copy()
