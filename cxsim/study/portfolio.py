"""What to fund: the levers that are worth most together, for the money and the hands there are."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from cxsim.scenario.problems import Problem, Problems
from cxsim.scenario.words import Phrase, phrase

YEAR, QUARTER = 12, 3
"""Months in any of which money, and beginnings, may be limited."""
TAIL = 0.1
"""Share of the futures, the worst ones, whose mean is the value at risk."""
MORE = 0.1
"""Share of the budget by which it grows to tell what the next money would buy."""


@dataclass(frozen=True)
class Coalitions:
    """What is known of sets of levers; of some or of all that there are.

    Parameters
    ----------
    levers : tuple of str
    members : (sets, levers) bool array
        The levers of each set. The empty set is worth 0 and costs 0 where it is not among them.
    worth : (futures, sets) array
        ΔNPV of each set to today's journey, after its cost, in the firm's money.
    cost : (sets,) array
        At present value, ≥ 0.
    spend : (sets, months) array
        Undiscounted, ≥ 0.
    begins : (levers,) int array
        The month in which each lever begins, from 0.
    """

    levers: tuple[str, ...]
    members: np.ndarray
    worth: np.ndarray
    cost: np.ndarray
    spend: np.ndarray
    begins: np.ndarray


@dataclass(frozen=True)
class Budget:
    """What there is to fund levers with.

    Parameters
    ----------
    money : float
        Spent at most, at present value, ≥ 0.
    yearly : float or None
        Spent at most, undiscounted, in any twelve months in a row; None: no limit.
    capacity : int or None
        Levers at most that begin within any three months in a row; None: no limit.
    """

    money: float
    yearly: float | None = None
    capacity: int | None = None


@dataclass(frozen=True)
class Portfolio:
    """What to fund.

    Parameters
    ----------
    best : tuple of str
        Levers of the affordable set of the largest mean ΔNPV; of equals the cheapest, then the one
        that is worth more in bad futures. Empty: nothing is worth its money.
    value, cost, cvar, loss : float
        Its mean ΔNPV, present cost, mean ΔNPV of the worst tenth of the futures, and share of the
        futures in which it loses money.
    order : tuple of str or None
        In which to begin them: wherever money ends, as much as possible is to have been gained,
        so the sum of what the sets so far are worth is the largest. None where no known sets lead
        from nothing to the best one lever at a time.
    next_best : tuple of str
        What would be best with a tenth more of all money.
    next_value : float
        How much more that is worth, ≥ 0.
    sets : DataFrame
        levers, value, cost, cvar, loss, peak (most spent in any twelve months), begin (most that
        begin in any quarter), affordable, and whether a set is on each frontier: `by_cost` of
        those in which no time limit is broken, whatever their cost; `by_cvar` and `by_loss` of
        those affordable.
    """

    best: tuple[str, ...]
    value: float
    cost: float
    cvar: float
    loss: float
    order: tuple[str, ...] | None
    next_best: tuple[str, ...]
    next_value: float
    sets: pd.DataFrame


def fund(known: Coalitions, budget: Budget) -> Portfolio:
    """The best set of levers that can be afforded, and what lies around it.

    Parameters
    ----------
    known : Coalitions
    budget : Budget

    Returns
    -------
    Portfolio

    Raises
    ------
    Problems
        When a number is missing or out of range, the budget is below the cheapest lever, or no set
        is affordable.
    """
    _check(known, budget)
    known = _with_nothing(known)
    sets = _table(known)
    sets["affordable"] = _affordable(sets, budget)
    _check_some(sets, budget)
    in_time = _affordable(sets, replace(budget, money=math.inf))
    sets["by_cost"] = _undominated(sets, in_time, -sets["cost"].to_numpy())
    sets["by_cvar"] = _undominated(sets, sets["affordable"].to_numpy(), sets["cvar"].to_numpy())
    sets["by_loss"] = _undominated(sets, sets["affordable"].to_numpy(), -sets["loss"].to_numpy())
    best = _best(sets, sets["affordable"].to_numpy())
    more = _best(sets, _affordable(sets, _grown(budget)))
    gain = float(sets["value"].iloc[more] - sets["value"].iloc[best])
    chosen = sets.iloc[best]
    return Portfolio(
        best=chosen["levers"],
        value=float(chosen["value"]),
        cost=float(chosen["cost"]),
        cvar=float(chosen["cvar"]),
        loss=float(chosen["loss"]),
        order=_order(known, sets["value"].to_numpy(), best),
        next_best=sets["levers"].iloc[more],
        next_value=gain,
        sets=sets,
    )


def cvar(worth: np.ndarray, tail: float = TAIL) -> np.ndarray:
    """Mean of the worst share of the futures, by column (Rockafellar & Uryasev 2002).

    Where that share is no whole number of futures, the last one counts in part.
    """
    ranked = np.sort(worth, axis=0)
    counted = np.clip(tail * len(worth) - np.arange(len(worth)), 0.0, 1.0)
    mean: np.ndarray = counted @ ranked / counted.sum()
    return mean


def _check(known: Coalitions, budget: Budget) -> None:
    """Refuse what makes no sense, all at once."""
    wrong = []
    levers, sets = len(known.levers), len(known.members)
    shapes = {
        "members": (known.members.shape, (sets, levers)),
        "worth": (known.worth.shape, (max(1, len(known.worth)), sets)),
        "cost": (known.cost.shape, (sets,)),
        "spend": (known.spend.shape, (sets, *known.spend.shape[1:2])),
        "begins": (known.begins.shape, (levers,)),
    }
    for name, (shape, right) in shapes.items():
        if shape != right:
            wrong.append(Problem(name, "shaped", shape, " × ".join(map(str, right))))
    for name, numbers in {"worth": known.worth, "cost": known.cost, "spend": known.spend}.items():
        if missing := int((~np.isfinite(numbers)).sum()):
            wrong.append(Problem(name, "no_numbers", missing, phrase("finite")))
        elif name != "worth" and numbers.size and numbers.min() < 0:
            wrong.append(Problem(name, "wrong", float(numbers.min()), _from(0)))
    for name, most in {"money": budget.money, "yearly": budget.yearly}.items():
        if most is not None and not most >= 0:
            wrong.append(Problem(f"budget.{name}", "wrong", float(most), _from(0)))
    if budget.capacity is not None and budget.capacity < 1:
        wrong.append(Problem("budget.capacity", "wrong", budget.capacity, _from(1)))
    if wrong:
        raise Problems(wrong)


def _from(low: float) -> Phrase:
    return phrase("at_least", low=low, unit="")


def _check_some(sets: pd.DataFrame, budget: Budget) -> None:
    """Refuse a budget that buys no lever at all, and say what would."""
    some = sets["levers"].map(len)
    if sets.loc[some > 0, "affordable"].any() or not (some > 0).any():
        return
    alone = sets[some == 1].nsmallest(1, "cost")
    if len(alone) and budget.money < alone["cost"].iloc[0]:
        lever, cost = alone["levers"].iloc[0][0], _money(alone["cost"].iloc[0])
        need = phrase("lever_costs", lever=lever, cost=cost)
        raise Problems([Problem("budget.money", "under_cheapest", float(budget.money), need)])
    cheapest = sets[some > 0].nsmallest(1, "cost").iloc[0]
    need = phrase(
        "set_needs",
        levers=", ".join(cheapest["levers"]),
        cost=_money(cheapest["cost"]),
        peak=_money(cheapest["peak"]),
        begin=int(cheapest["begin"]),
    )
    raise Problems([Problem("budget", "none_affordable", None, need)])


def _money(amount: float) -> str:
    return f"{amount:,.15g}"


def _with_nothing(known: Coalitions) -> Coalitions:
    """With the empty set, which is always there to choose, among the sets."""
    if not known.members.any(axis=1).all():
        return known
    return replace(
        known,
        members=np.vstack([np.zeros((1, len(known.levers)), bool), known.members]),
        worth=np.column_stack([np.zeros(len(known.worth)), known.worth]),
        cost=np.append(0.0, known.cost),
        spend=np.vstack([np.zeros((1, known.spend.shape[1])), known.spend]),
    )


def _table(known: Coalitions) -> pd.DataFrame:
    """Each set with what decides about it."""
    names = np.array(known.levers, dtype=object)
    return pd.DataFrame(
        {
            "levers": [tuple(names[own]) for own in known.members],
            "value": known.worth.mean(axis=0),
            "cost": known.cost,
            "cvar": cvar(known.worth),
            "loss": (known.worth < 0).mean(axis=0),
            "peak": _most_within(known.spend, YEAR),
            "begin": _most_within(_beginnings(known), QUARTER),
        }
    )


def _beginnings(known: Coalitions) -> np.ndarray:
    """Levers of each set that begin in each month, (sets, months)."""
    months = 1 + int(known.begins.max(initial=0))
    return known.members @ (known.begins[:, None] == np.arange(months)).astype(float)


def _most_within(by_month: np.ndarray, span: int) -> np.ndarray:
    """The largest sum of so many months in a row, by row."""
    months = by_month.shape[1]
    windows = [by_month[:, at : at + span].sum(axis=1) for at in range(max(1, months - span + 1))]
    return np.max(windows, axis=0)


def _affordable(sets: pd.DataFrame, budget: Budget) -> np.ndarray:
    """Which sets break no limit."""
    within = sets["cost"] <= budget.money
    if budget.yearly is not None:
        within &= sets["peak"] <= budget.yearly
    if budget.capacity is not None:
        within &= sets["begin"] <= budget.capacity
    found: np.ndarray = within.to_numpy()
    return found


def _grown(budget: Budget) -> Budget:
    yearly = None if budget.yearly is None else budget.yearly * (1 + MORE)
    return replace(budget, money=budget.money * (1 + MORE), yearly=yearly)


def _best(sets: pd.DataFrame, among: np.ndarray) -> int:
    """The row of the largest value; of equals the cheapest, then the safest, then the first."""
    some = np.flatnonzero(among)
    value, cost, safe = (sets[name].to_numpy()[some] for name in ("value", "cost", "cvar"))
    return int(some[np.lexsort((some, -safe, cost, -value))[0]])


def _undominated(sets: pd.DataFrame, among: np.ndarray, good: np.ndarray) -> np.ndarray:
    """Sets than which none is as good in value and in `good`, and better in one of them."""
    value, found = sets["value"].to_numpy(), np.zeros(len(sets), bool)
    some = np.flatnonzero(among)
    for at in some:
        as_good = (value[some] >= value[at]) & (good[some] >= good[at])
        better = (value[some] > value[at]) | (good[some] > good[at])
        found[at] = not (as_good & better).any()
    return found


def _order(known: Coalitions, value: np.ndarray, best: int) -> tuple[str, ...] | None:
    """Of all orders that lead to a set, the one whose sets so far sum to most.

    A set is a number with a bit for each lever, so that what a set holds has a smaller number. No
    order need be tried twice: how a set was reached matters to nothing that follows.
    """
    codes = [sum(1 << int(at) for at in np.flatnonzero(own)) for own in known.members]
    target = codes[best]
    worth = {code: float(value[row]) for row, code in enumerate(codes) if code & ~target == 0}
    bits = [1 << at for at in range(len(known.levers)) if target >> at & 1]
    sums: dict[int, float] = {0: 0.0}
    last: dict[int, int] = {}
    for code in sorted(worth.keys() - {0}):
        before = [bit for bit in bits if code & bit and code ^ bit in sums]
        if before:
            last[code] = max(before, key=lambda bit: sums[code ^ bit])
            sums[code] = sums[code ^ last[code]] + worth[code]
    if target not in sums:
        return None
    code, steps = target, []
    while code:
        steps.append(known.levers[last[code].bit_length() - 1])
        code ^= last[code]
    return tuple(reversed(steps))
