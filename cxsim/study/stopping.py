"""When to stop: the month, and what the firm can then see, by which going on is decided."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import stats

from cxsim.scenario.problems import Problem, Problems
from cxsim.scenario.words import phrase

from .intervals import FEWEST_FUTURES, LEVEL
from .replication import MONTHLY, Outcome

BETTER = {"nps_measured": 1, "churn": -1, "contact_cost": -1, "programme_cost": -1}
"""What a firm can see, and whether more of it is better: so a rule's wrong side is known before
the futures are looked at."""


SHUFFLE = 1
"""Seed of the shuffle by which futures fall to one half or the other."""


@dataclass(frozen=True)
class Seen:
    """What going on and stopping are worth in each future, and what the firm sees by then.

    Parameters
    ----------
    npv : (futures,) array
        ΔNPV if the redesign goes on to the horizon.
    lost : (futures, months) array
        What stopping at the end of each month costs at present value, ≥ 0: money spent by then,
        and what is owed all the same. What was gained by then is not counted.
    spent : (futures, months) array
        Of that, the money spent by then.
    signals : mapping of str to (futures, months) array
        What the firm can see at the end of each month, as a difference to a control group or to
        the plan; NaN: nothing to see yet. More is worse where `BETTER` says so, else better.
    """

    npv: np.ndarray
    lost: np.ndarray
    spent: np.ndarray
    signals: Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Rule:
    """Stop at the end of a month if a signal is on the wrong side of a threshold; else go on.

    Parameters
    ----------
    signal : str
    month : int
        From 1: the end of that month.
    threshold : float
        In the signal's own unit.
    below : bool
        Whether it stops below the threshold, or above it.
    worth : float
        Mean gain against never stopping, in the futures that it was chosen on, ≥ 0.
    stops : float
        Share of the futures that it stops.
    stops_good : float
        Of the futures in which going on is worth more than stopping then, the share it stops.
    goes_on_bad : float
        Of the others, the share in which it goes on. Either is NaN where there are none.
    spent : float
        Mean money spent by then, at present value.
    """

    signal: str
    month: int
    threshold: float
    below: bool
    worth: float
    stops: float
    stops_good: float
    goes_on_bad: float
    spent: float

    def says_stop(self, signal: np.ndarray) -> np.ndarray:
        """Whether it stops, by the signal at the end of its month; what is not seen stops none."""
        stop: np.ndarray = signal < self.threshold if self.below else signal > self.threshold
        return stop


@dataclass(frozen=True)
class Stopping:
    """Whether to have a rule for stopping, and which.

    Parameters
    ----------
    rule : Rule or None
        The best of all futures; None where no rule proved its worth on futures that it was not
        chosen on, or there are fewer than twice `FEWEST_FUTURES` to prove it on.
    going_on : float
        Mean ΔNPV if nothing stops it.
    perfect : float
        What knowing each future at the end of the month of the best rule would be worth against
        never stopping: no rule of that month is worth more. NaN without a rule in sample.
    worth_out : float
        Mean gain of the rules chosen on one half of the futures, in the other half, against the
        better of going on whatever comes and of not beginning, as the first half has it. NaN with
        too few futures.
    worth_out_low : float
        Low end of its 95% range over futures; a rule is told only where it is above 0.
    """

    rule: Rule | None
    going_on: float
    perfect: float
    worth_out: float
    worth_out_low: float


def seen(
    as_is: Sequence[Outcome],
    to_be: Sequence[Outcome],
    rate: float,
    plan: np.ndarray | None = None,
    notice: int = 0,
) -> Seen:
    """What a firm sees of a redesign beside a control group that lives today's journey.

    Parameters
    ----------
    as_is, to_be : sequences of Outcome
        The same futures.
    rate : float
        Yearly discount rate.
    plan : (months,) array or None
        Programme money planned for each month; None: what it costs beside the plan is no signal.
    notice : int
        Months for which the redesign's money is still owed after stopping, ≥ 0.

    Returns
    -------
    Seen
        Money is the programme's, and wages above today's. Signals are, up to each month, the
        difference in the share of customers who left by choice a month, in contact cost per
        customer and month, in measured NPS (that month's), and what the programme cost above its
        plan.
    """
    today, then = (np.array([one.months for one in many]) for many in (as_is, to_be))
    _check_months(today, then, plan, notice)
    months = then.shape[1]
    worth = (1 + rate) ** (-(np.arange(months) + 0.5) / 12)
    money = _column(then, "programme_cost") - _column(today, "programme_cost")
    hired = np.maximum(0.0, _column(then, "team_cost") - _column(today, "team_cost"))
    spent = np.cumsum((money + hired) * worth, axis=1)
    till = np.minimum(np.arange(months) + notice, months - 1)
    signals = {
        "nps_measured": _column(then, "nps_measured") - _column(today, "nps_measured"),
        "churn": _per_customer(then, "left_voluntary") - _per_customer(today, "left_voluntary"),
        "contact_cost": _per_customer(then, "contact_cost") - _per_customer(today, "contact_cost"),
    }
    if plan is not None:
        signals["programme_cost"] = np.cumsum(money - plan, axis=1)
    gained = _column(then, "discounted") - _column(today, "discounted")
    return Seen(gained.sum(axis=1), np.maximum(0.0, spent[:, till]), spent, signals)


def measured(seen: Seen, errors: Mapping[str, float | np.ndarray], seed: int = 1) -> Seen:
    """The same with signals as a control group of limited size would show them.

    Parameters
    ----------
    seen : Seen
    errors : mapping of str to float or (months,) array
        Standard error of a signal, in its own unit, ≥ 0: of a difference in NPS between arms of n
        answers each, 100 √((v + w) / n) of their variances (`cxsim.study.pilot.nps_variance`).
    seed : int
        Of the errors, which are normal and of no month's doing with another's.

    Raises
    ------
    Problems
        When a signal is not known, or an error is below 0.
    """
    wrong = []
    for name, error in errors.items():
        if name not in seen.signals:
            wrong.append(Problem(f"errors.{name}", "unknown", None, tuple(seen.signals)))
        if not np.min(error) >= 0:
            low = phrase("at_least", low=0, unit="")
            wrong.append(Problem(f"errors.{name}", "wrong", float(np.min(error)), low))
    if wrong:
        raise Problems(wrong)
    draw = np.random.default_rng(seed)
    blurred = {
        name: signal + errors.get(name, 0.0) * draw.normal(size=signal.shape)
        for name, signal in seen.signals.items()
    }
    return replace(seen, signals=blurred)


def stopping(seen: Seen, months: Sequence[int] | None = None) -> Stopping:
    """The best rule for stopping, if one is worth having.

    Tried are all signals, each month asked, and each threshold half-way between the signals of two
    futures. Which rule is told was chosen on all futures; what rules are worth is told by those
    chosen on one half of them, in the other half. Futures fall to a half by a shuffle, always the
    same, as their order may mean something.

    Parameters
    ----------
    seen : Seen
    months : sequence of int or None
        Months at whose end it may stop, from 1; None takes all but the last.

    Returns
    -------
    Stopping

    Raises
    ------
    Problems
        When a number is missing, a shape is wrong, or a month is not within the horizon.
    """
    horizon = seen.lost.shape[1] if seen.lost.ndim == 2 else 0
    tried = range(1, horizon) if months is None else months
    _check(seen, tried)
    everything = np.arange(seen.npv.size)
    best = _chosen(seen, tried, everything)
    gains = np.full(seen.npv.size, math.nan)
    if seen.npv.size >= 2 * FEWEST_FUTURES:
        shuffled = np.random.default_rng(SHUFFLE).permutation(everything)
        halves = np.sort(shuffled[::2]), np.sort(shuffled[1::2])
        for own, other in (halves, halves[::-1]):
            gains[other] = _gains_elsewhere(seen, _chosen(seen, tried, own), own, other)
    low = _low(gains)
    return Stopping(
        rule=best if low > 0 else None,
        going_on=float(seen.npv.mean()),
        perfect=math.nan if best is None else _perfect(seen, best.month),
        worth_out=float(gains.mean()),
        worth_out_low=low,
    )


def _column(months: np.ndarray, name: str) -> np.ndarray:
    found: np.ndarray = months[:, :, MONTHLY.index(name)]
    return found


def _per_customer(months: np.ndarray, name: str) -> np.ndarray:
    """Per customer and month, from day 0 to each month."""
    there = np.maximum(1.0, np.cumsum(_column(months, "customers"), axis=1))
    found: np.ndarray = np.cumsum(_column(months, name), axis=1) / there
    return found


def _chosen(seen: Seen, months: Sequence[int], own: np.ndarray) -> Rule | None:
    """The rule that is worth most in these futures; None where none beats never stopping.

    Of equals the earliest month. Futures are ranked by what is seen, worst first; what stopping
    the first k gains is then a sum so far, and each k a threshold.
    """
    most, found = 0.0, None
    for month in months:
        gain = -seen.lost[own, month - 1] - seen.npv[own]
        for name, signal in seen.signals.items():
            now = BETTER.get(name, 1) * signal[own, month - 1]
            order = np.argsort(now)[: int(np.isfinite(now).sum())]
            ranked = now[order]
            between = (ranked[1:] + ranked[:-1]) / 2
            summed = np.where(between > ranked[:-1], np.cumsum(gain[order])[:-1], -math.inf)
            if summed.size and summed.max() > most:
                most, at = float(summed.max()), int(summed.argmax())
                found = (name, month, float(between[at]))
    return None if found is None else _rule(seen, own, *found)


def _rule(seen: Seen, own: np.ndarray, name: str, month: int, threshold: float) -> Rule:
    """A rule with what it does in these futures."""
    side = BETTER.get(name, 1)
    stop = side * seen.signals[name][own, month - 1] < threshold
    gain = -seen.lost[own, month - 1] - seen.npv[own]
    good = gain < 0
    return Rule(
        signal=name,
        month=month,
        threshold=side * threshold,
        below=side > 0,
        worth=float(gain[stop].sum() / gain.size),
        stops=float(stop.mean()),
        stops_good=float(stop[good].mean()) if good.any() else math.nan,
        goes_on_bad=float((~stop[~good]).mean()) if (~good).any() else math.nan,
        spent=float(seen.spent[own, month - 1].mean()),
    )


def _gains_elsewhere(
    seen: Seen, rule: Rule | None, own: np.ndarray, other: np.ndarray
) -> np.ndarray:
    """What a rule gains in futures it was not chosen on, against what one would do without it.

    Without it one goes on, or does not begin, by the mean of the futures that it was chosen on.
    """
    if rule is None:
        return np.zeros(other.size)
    at = rule.month - 1
    without = seen.npv[other] if seen.npv[own].mean() > 0 else 0.0
    stop = rule.says_stop(seen.signals[rule.signal][other, at])
    return np.where(stop, -seen.lost[other, at], seen.npv[other]) - without


def _low(gains: np.ndarray) -> float:
    """Low end of the 95% range of a mean; NaN where there is none."""
    if not np.isfinite(gains).all() or gains.size < 2:
        return math.nan
    error = gains.std(ddof=1) / math.sqrt(gains.size)
    return float(gains.mean() - stats.t.ppf(0.5 + LEVEL / 2, gains.size - 1) * error)


def _perfect(seen: Seen, month: int) -> float:
    """What it would be worth to stop at the end of a month exactly where going on is worse."""
    return float(np.maximum(-seen.lost[:, month - 1] - seen.npv, 0.0).mean())


def _check_months(
    today: np.ndarray, then: np.ndarray, plan: np.ndarray | None, notice: int
) -> None:
    wrong = []
    if today.shape != then.shape:
        wrong.append(Problem("to_be", "shaped", then.shape, _times(today.shape)))
    elif plan is not None and plan.shape != then.shape[1:2]:
        wrong.append(Problem("plan", "shaped", plan.shape, _times(then.shape[1:2])))
    if notice < 0:
        wrong.append(Problem("notice", "wrong", notice, phrase("at_least", low=0, unit="")))
    if wrong:
        raise Problems(wrong)


def _check(seen: Seen, months: Sequence[int]) -> None:
    """Refuse what makes no sense, all at once."""
    wrong = []
    shape = (seen.npv.size, *seen.lost.shape[1:2])
    for name, table in {"lost": seen.lost, "spent": seen.spent, **seen.signals}.items():
        if table.shape != shape:
            wrong.append(Problem(name, "shaped", table.shape, _times(shape)))
    for name, numbers in {"npv": seen.npv, "lost": seen.lost, "spent": seen.spent}.items():
        if missing := int((~np.isfinite(numbers)).sum()):
            wrong.append(Problem(name, "no_numbers", missing, phrase("finite")))
    for month in months:
        if not 1 <= month <= shape[-1]:
            allowed = phrase("between", low=1, high=shape[-1], unit="")
            wrong.append(Problem("months", "wrong", month, allowed))
    if wrong:
        raise Problems(wrong)


def _times(shape: tuple[int, ...]) -> str:
    return " × ".join(map(str, shape))
