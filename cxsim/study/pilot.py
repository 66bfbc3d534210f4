"""A pilot: how many customers, for how long, at what price, and whether that is worth it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from scipy import optimize, stats

from cxsim.scenario.problems import Problem, Problems
from cxsim.scenario.words import phrase

FEWEST_GROUPS = 2
"""Groups an arm has at least: one alone cannot tell the redesign from what the group is like."""

LARGEST = 1e9
"""A difference that has no bound of its own is sought up to so many times."""
ROUNDING = 1e-9
"""By so much shares may sum to more than 1."""


class Contrast(NamedTuple):
    """What sets two arms apart: a difference, and the variance of it with one answer an arm.

    `null` is that variance if both arms were alike, `variance` as they are; `answering` is the
    share of customers from whom there is an answer.
    """

    difference: float
    null: float
    variance: float
    answering: float


def _of_shares(control: float, redesign: float) -> Contrast:
    """What sets two shares apart, of all customers of either arm."""
    pooled = (control + redesign) / 2
    apart = control * (1 - control) + redesign * (1 - redesign)
    return Contrast(redesign - control, 2 * pooled * (1 - pooled), apart, 1.0)


@dataclass(frozen=True)
class Churn:
    """Leaving by choice, a share a month, in the control group and with the redesign."""

    control: float
    redesign: float

    def after(self, months: int) -> Contrast:
        """The share that has left after so many months."""
        return _of_shares(*(1.0 - (1.0 - p) ** months for p in (self.control, self.redesign)))

    def scaled(self, times: float) -> Churn:
        """With a difference so many times as large."""
        return replace(self, redesign=self.control + times * (self.redesign - self.control))

    @property
    def largest(self) -> float:
        """How many times as large the difference can be."""
        return _until(self.control, self.redesign)


@dataclass(frozen=True)
class Left:
    """Leaving by choice as it was lived: the effect may grow with the months.

    Parameters
    ----------
    control, redesign : (months,) arrays
        Share that has left by the end of each month.
    """

    control: np.ndarray
    redesign: np.ndarray

    def after(self, months: int) -> Contrast:
        """The share that has left after so many months."""
        return _of_shares(*(float(left[months - 1]) for left in (self.control, self.redesign)))

    def scaled(self, times: float) -> Left:
        """With a difference so many times as large."""
        return replace(self, redesign=self.control + times * (self.redesign - self.control))

    @property
    def largest(self) -> float:
        """How many times as large the difference can be."""
        pairs = zip(self.control, self.redesign, strict=True)
        return min(_until(float(today), float(then)) for today, then in pairs)


@dataclass(frozen=True)
class Nps:
    """Measured NPS: shares of promoters and of detractors among those who answer.

    Parameters
    ----------
    control, redesign : (promoters, detractors)
        Each 0 … 1, together at most 1.
    answering : float
        Share of customers who are asked and answer in a month, > 0; each counts once.
    """

    control: tuple[float, float]
    redesign: tuple[float, float]
    answering: float = 1.0

    def after(self, months: int) -> Contrast:
        """The difference, in points / 100, among those who have answered within so many months."""
        pooled = [sum(pair) / 2 for pair in zip(self.control, self.redesign, strict=True)]
        return Contrast(
            (self.redesign[0] - self.redesign[1]) - (self.control[0] - self.control[1]),
            2 * nps_variance(*pooled),
            nps_variance(*self.control) + nps_variance(*self.redesign),
            1.0 - (1.0 - self.answering) ** months,
        )

    def scaled(self, times: float) -> Nps:
        """With a difference so many times as large."""
        pairs = zip(self.control, self.redesign, strict=True)
        promoters, detractors = (today + times * (then - today) for today, then in pairs)
        return replace(self, redesign=(promoters, detractors))

    @property
    def largest(self) -> float:
        """How many times as large the difference can be: until a share, or what is left, is 0."""
        today, then = ((*pair, 1.0 - sum(pair)) for pair in (self.control, self.redesign))
        return min(_until(a, b) for a, b in zip(today, then, strict=True))


Metric = Churn | Left | Nps


@dataclass(frozen=True)
class Design:
    """How a pilot is made: two arms of equal size.

    Parameters
    ----------
    power : float
        Chance to tell the difference apart if it is there.
    significance : float
        Chance to tell one where there is none, both sides together.
    told : float
        Share of the redesign's effect on a customer that comes by word of mouth, 0 … 1.
    crossing : float
        Share of ties that lead to the other arm, 0 … 1: `crossing_by_group`, `crossing_of`.
    group : int
        Customers of a group that is assigned whole; 1: each customer alone.
    alike : float
        Intraclass correlation: how much alike customers of one group answer, 0 … 1.
    attrition : float
        Share of the customers assigned of whom nothing is known at the end, 0 … 1.
    """

    power: float = 0.8
    significance: float = 0.05
    told: float = 0.0
    crossing: float = 0.5
    group: int = 1
    alike: float = 0.0
    attrition: float = 0.0

    @property
    def contamination(self) -> float:
        """Share of an arm's effect that it has on the other arm."""
        return self.told * self.crossing

    @property
    def left(self) -> float:
        """What contamination leaves of the difference: one arm loses what the other gains."""
        return max(0.0, 1.0 - 2.0 * self.contamination)

    @property
    def effect(self) -> float:
        """The design effect (Kish 1965): customers a customer is worth less for being grouped."""
        return 1.0 + (self.group - 1) * self.alike


@dataclass(frozen=True)
class Price:
    """What a pilot costs, undiscounted, in the firm's money.

    Parameters
    ----------
    one_off, monthly : float
        Of the programme for all customers.
    once : float
        Share of `one_off` that even a pilot pays; the rest is paid by customer.
    measured : float
        For each customer of either arm of whom there is an answer.
    """

    one_off: float
    monthly: float
    once: float = 1.0
    measured: float = 0.0


class Duration(NamedTuple):
    """A pilot of so many months.

    `arm` are the customers of each arm, None where no number would do; `price` is None where the
    firm has not so many.
    """

    months: int
    arm: int | None
    price: float | None


@dataclass(frozen=True)
class Pilot:
    """What a pilot takes, and whether it is worth it.

    Parameters
    ----------
    feasible : bool
        Whether the firm has the customers.
    months : int
        Of the cheapest pilot for which it has them; the longest allowed where none is feasible.
    arm, groups : int or None
        Customers of each arm, and groups that they are; None where no number would do.
    difference : float
        Between the arms, as contamination leaves it, at the end of those months, in shares.
    detectable : float or None
        The smallest such difference that all customers of the firm could tell apart in those
        months; None where it is not to be told with any, and where the pilot is feasible, as
        `difference` is then enough.
    price : float or None
        What it costs; None where it is not feasible.
    share : float or None
        That, as a share of the programme's cost over `horizon`.
    worth : float
        At most what it can be worth: the expected value of perfect information about all, or about
        what it can tell.
    advice : str
        "pilot" only if it is feasible and `worth` exceeds its price; "too_dear"; "infeasible".
    durations : tuple of Duration
        What a pilot of each length takes.
    """

    feasible: bool
    months: int
    arm: int | None
    groups: int | None
    difference: float
    detectable: float | None
    price: float | None
    share: float | None
    worth: float
    advice: str
    durations: tuple[Duration, ...]


def nps_variance(promoters: float, detractors: float) -> float:
    """Variance of an answer that counts 1, 0 or −1: p + d − (p − d)²."""
    return promoters + detractors - (promoters - detractors) ** 2


def crossing_by_group(ties_out: float, groups: int) -> float:
    """Share of ties that lead to the other arm where half of the groups are in each.

    Parameters
    ----------
    ties_out : float
        Share of ties that leave a group; 1 where each customer is a group.
    groups : int
        In both arms together, ≥ 2. The other end is in any other group, all alike.
    """
    return ties_out * (groups / 2) / (groups - 1)


def crossing_of(ties: np.ndarray, arm: np.ndarray) -> float:
    """Share of given ties, (ties, 2) int of customers, that lead from one arm to the other."""
    return float((arm[ties[:, 0]] != arm[ties[:, 1]]).mean())


def answers_needed(contrast: Contrast, power: float, significance: float) -> float:
    """Answers an arm needs, by the usual normal formula; infinite for no difference.

    (z₁₋ₐ⸝₂ √null + z_power √variance)² / difference², for two proportions that of Fleiss, Levin and
    Paik 2003 without a correction for continuity.
    """
    if contrast.difference == 0:
        return math.inf
    false, true = stats.norm.ppf(1 - significance / 2), stats.norm.ppf(power)
    spread = false * math.sqrt(contrast.null) + true * math.sqrt(contrast.variance)
    return float((spread / contrast.difference) ** 2)


def pilot(
    metric: Metric,
    design: Design,
    price: Price,
    customers: int,
    months: int,
    horizon: int,
    worth: float,
) -> Pilot:
    """The cheapest pilot that can tell a redesign from today's journey; of equals the shortest.

    Parameters
    ----------
    metric : Churn or Nps
        The difference that is to be told apart, as it is without contamination.
    design : Design
    price : Price
    customers : int
        Of the firm; both arms are among them.
    months : int
        That the pilot may last at most, ≥ 1.
    horizon : int
        Months of the whole programme, of whose cost the pilot's is told as a share.
    worth : float
        Expected value of perfect information, ≥ 0: no pilot tells more.

    Raises
    ------
    Problems
        When a number is out of range.
    """
    _check(metric, design, price, customers, months, horizon, worth)
    ways = tuple(_duration(metric, design, price, customers, m) for m in range(1, months + 1))
    priced = [(way.price, way.months) for way in ways if way.price is not None]
    months = min(priced)[1] if priced else months
    _, arm, cost = ways[months - 1]
    whole = price.one_off + price.monthly * horizon
    advice = "infeasible" if cost is None else "pilot" if worth > cost else "too_dear"
    return Pilot(
        feasible=cost is not None,
        months=months,
        arm=arm,
        groups=None if arm is None else arm // design.group,
        difference=design.left * metric.after(months).difference,
        detectable=None if priced else _detectable(metric, design, customers, months),
        price=cost,
        share=cost / whole if cost is not None and whole > 0 else None,
        worth=worth,
        advice=advice,
        durations=ways,
    )


def _duration(
    metric: Metric, design: Design, price: Price, customers: int, months: int
) -> Duration:
    """What a pilot of so many months takes: whole groups, and no fewer than make an arm."""
    needed = _needed(metric, design, months)
    if not math.isfinite(needed):
        return Duration(months, None, None)
    arm = design.group * max(math.ceil(needed / design.group), FEWEST_GROUPS)
    if 2 * arm > customers:
        return Duration(months, arm, None)
    there = metric.after(months)
    return Duration(months, arm, _cost(price, there, design, customers, arm, months))


def _needed(metric: Metric, design: Design, months: int) -> float:
    """Customers an arm needs; infinite where no number would do."""
    there = metric.after(months)
    seen = there._replace(difference=design.left * there.difference)
    answers = answers_needed(seen, design.power, design.significance)
    return answers * design.effect / (there.answering * (1.0 - design.attrition))


def _detectable(metric: Metric, design: Design, customers: int, months: int) -> float | None:
    """The smallest difference that arms of half the firm each would tell apart."""
    arm = customers // 2 // design.group * design.group
    most = min(metric.largest, LARGEST)

    def short(times: float) -> float:
        return math.log(_needed(metric.scaled(times), design, months) / arm)

    if (
        arm < FEWEST_GROUPS * design.group
        or metric.after(months).difference == 0
        or not design.left
    ):
        return None
    if short(most) > 0:
        return None
    times = optimize.brentq(short, 1.0, most) if short(1.0) > 0 else 1.0
    return design.left * metric.scaled(float(times)).after(months).difference


def _until(today: float, then: float) -> float:
    """How many times its change a share can go until it is 0 or 1."""
    if then == today:
        return math.inf
    return (today if then < today else 1.0 - today) / abs(then - today)


def _cost(
    price: Price, contrast: Contrast, design: Design, customers: int, arm: int, months: int
) -> float:
    reached = arm / customers
    known = 2 * arm * contrast.answering * (1.0 - design.attrition)
    return (
        price.one_off * (price.once + (1.0 - price.once) * reached)
        + price.monthly * reached * months
        + price.measured * known
    )


def _check(
    metric: Metric,
    design: Design,
    price: Price,
    customers: int,
    months: int,
    horizon: int,
    worth: float,
) -> None:
    """Refuse what makes no sense, all at once."""
    shares = {"told": design.told, "crossing": design.crossing, "alike": design.alike}
    shares |= {"once": price.once, "attrition": design.attrition, "power": design.power}
    if isinstance(metric, Churn):
        shares |= {"control": metric.control, "redesign": metric.redesign}
    elif isinstance(metric, Left):
        arms = {"control": metric.control, "redesign": metric.redesign}
        shares |= {f"{arm}[{m}]": float(p) for arm, of in arms.items() for m, p in enumerate(of, 1)}
    else:
        shares["answering"] = metric.answering
        for name, pair in (("control", metric.control), ("redesign", metric.redesign)):
            shares |= {f"{name}.promoters": pair[0], f"{name}.detractors": pair[1]}
            shares[f"{name}.promoters + {name}.detractors"] = sum(pair)
    wrong = [
        Problem(name, "wrong", value, phrase("between", low=0, high=1, unit=""))
        for name, value in shares.items()
        if not 0 <= value <= 1 + ROUNDING
    ]
    strict = {"significance": design.significance}
    strict |= {"1 − attrition": 1 - design.attrition, "answering": shares.get("answering", 1.0)}
    wrong += [
        Problem(name, "wrong", value, phrase("more_than", low=0, unit=""))
        for name, value in strict.items()
        if not value > 0
    ]
    if not design.significance < design.power < 1:
        below = phrase("power_between", low=design.significance)
        wrong.append(Problem("power", "wrong", design.power, below))
    least: dict[str, tuple[float, float]] = {
        "customers": (customers, 2),
        "months": (months, 1),
        "horizon": (horizon, 1),
    }
    least |= {"group": (design.group, 1), "worth": (worth, 0), "measured": (price.measured, 0)}
    least |= {"one_off": (price.one_off, 0), "monthly": (price.monthly, 0)}
    wrong += [
        Problem(name, "wrong", value, phrase("at_least", low=low, unit=""))
        for name, (value, low) in least.items()
        if not value >= low
    ]
    if wrong:
        raise Problems(wrong)
