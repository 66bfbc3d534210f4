"""How sure a decision is, and what it would be worth to know more, from futures that were lived.

The value of information is what choosing *after* knowing would gain over choosing now, on average
over the futures drawn (Raiffa & Schlaifer 1961). All of it is of expected money, without the luck
of single lives (`cxsim.study.expected`): luck cannot be known beforehand, and that of a simulation
of fewer customers than there are is not even the firm's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from cxsim.scenario.levers import Redesign
from cxsim.scenario.schema import AsIs, Scenario, values_of
from cxsim.scenario.values import Value

from .decision import Pair
from .expected import FALSE, Expected
from .frames import is_on
from .uncertain import EXECUTION, draw, is_execution

NOTHING = "nothing"
"""The option that is doing nothing."""
REPEATS = 200
"""Bootstrap samples behind a standard error; their seed is fixed."""


def futures_of(scenarios: Sequence[Scenario], seed: int, replications: int) -> pd.DataFrame:
    """What was drawn in each replication: exactly the values that its lives had.

    Parameters
    ----------
    scenarios : sequence of Scenario
        AS-IS and redesigns of one case.
    seed, replications : int
        Those of the study.

    Returns
    -------
    (replications, parameters) DataFrame
        A column for each uncertain place that varies. The execution of all levers is one draw and
        one column, `execution`: their mean, so a redesign alone has it on its own scale. So is a
        place that several redesigns have, with the values of the first.
    """
    shared = unsure(scenarios[0].as_is)
    own = [unsure(scenario.redesign) for scenario in scenarios]
    rows = []
    for replication in range(replications):
        values = draw(scenarios, seed, replication).values
        row = {place: values[0][place] for place in shared}
        carried = []
        for mine, places in zip(values, own, strict=True):
            carried += [mine[place] for place in places if is_execution(place)]
            row = {place: mine[place] for place in places if not is_execution(place)} | row
        if carried:
            row[EXECUTION] = float(np.mean(carried))
        rows.append(row)
    found = pd.DataFrame(rows)
    return found.loc[:, found.nunique() > 1]


def money_of(names: Sequence[str], pairs: Mapping[str, Pair]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """ΔNPV of every world beside AS-IS, and of doing nothing, in each life.

    Parameters
    ----------
    names : sequence of str
        as_is first.
    pairs : mapping of name to Pair
        Outcomes at central values and at joint draws, as `compare` has them.

    Returns
    -------
    central, drawn : (lives, options) DataFrame
    """
    central, drawn = (
        pd.DataFrame({name: [o.metrics["npv"] for o in pairs[name][kind]] for name in names})
        for kind in (0, 1)
    )
    found = [one.sub(one[names[0]], axis=0) for one in (central, drawn)]
    return found[0].rename(columns={names[0]: NOTHING}), found[1].rename(
        columns={names[0]: NOTHING}
    )


def unsure(section: AsIs | Redesign | None) -> dict[str, Value]:
    """Values that are drawn, by place, but of what is switched off: it moves nothing."""
    if section is None:
        return {}
    found = ((place, value) for place, value in values_of(section) if value.uncertain)
    return {place: value for place, value in found if is_on(section, place)}


@dataclass(frozen=True)
class Worth:
    """What perfect information is worth, in money.

    Parameters
    ----------
    value : float
        ≥ 0, of what the futures can resolve: 0 where no parameter is found to matter.
    error : float
        Its standard error, by bootstrap of the futures with the parameters found; where none is
        found, what one that just escapes notice would be worth.
    most : float
        What it would be worth if all that is neither found nor luck could be known as well and were
        normal; NaN where the luck is not given. For several options a bound from above.
    """

    value: float
    error: float
    most: float


def evpi(found: Expected, central: pd.DataFrame | None = None) -> Worth:
    """Expected value of perfect information about all parameters together.

    Parameters
    ----------
    found : Expected
        Of all options to choose from, doing nothing among them.
    central : (lives, options) DataFrame or None
        Money of the same options in lives at central values, which differ by luck alone.
    """
    means, parts = found.parts(np.arange(len(found.money)))
    value = _gain(means + parts.sum(axis=0))
    if found.places:
        error = float(np.std(_resampled(found, [list(found.places)])[:, 0], ddof=1))
    else:
        error = _unnoticed(found)
    most = np.nan if central is None else max(value, _most(found.money, central))
    return Worth(value, error, float(most))


def evppi(found: Expected, groups: Mapping[str, Sequence[str]] | None = None) -> pd.DataFrame:
    """Expected value of perfect information about single parameters, or about groups of them.

    Parameters
    ----------
    found : Expected
    groups : mapping of name to places, or None
        None asks for each parameter that was found; one that was not is worth 0 as far as the
        futures can tell.

    Returns
    -------
    DataFrame
        name, worth, error, highest worth first. 0 ≤ worth by construction, since what a parameter
        adds is 0 on average over the draws; worth ≤ `evpi` by clipping, as draws of few futures are
        not quite independent of each other.
    """
    if groups is None:
        groups = {place: (place,) for place in found.places}
    means, parts = found.parts(np.arange(len(found.money)))
    most = _gain(means + parts.sum(axis=0))
    each = [list(places) for places in groups.values()]
    worth = [min(most, _gain(means + _of(found, parts, places))) for places in each]
    error = _resampled(found, each).std(axis=0, ddof=1)
    frame = pd.DataFrame({"name": list(groups), "worth": worth, "error": error})
    return frame.sort_values(["worth", "name"], ascending=[False, True], ignore_index=True)


def _gain(money: np.ndarray) -> float:
    """Best option in each future, less the best on average: (futures, options) → money."""
    ahead = money - money[:, [int(money.mean(axis=0).argmax())]]
    return float(ahead.max(axis=1).mean())


def _of(found: Expected, parts: np.ndarray, places: Sequence[str]) -> np.ndarray:
    chosen = [at for at, place in enumerate(found.places) if place in places]
    return np.asarray(parts[chosen].sum(axis=0))


def _resampled(found: Expected, groups: Sequence[Sequence[str]]) -> np.ndarray:
    """What each group is worth in each bootstrap sample, lines moved by their luck."""
    luck = np.random.default_rng(0)
    worth = np.empty((REPEATS, len(groups)))
    for repeat in range(REPEATS):
        rows = luck.integers(0, len(found.money), len(found.money))
        means, parts = found.parts(rows, luck)
        worth[repeat] = [_gain(means + _of(found, parts, places)) for places in groups]
    return worth


def _normal_loss(mean: np.ndarray, spread: np.ndarray) -> np.ndarray:
    """E[max(0, X)] − max(0, E X) of a normal X (Raiffa & Schlaifer 1961)."""
    away = np.full(mean.shape, np.inf)
    np.divide(np.abs(mean), spread, out=away, where=spread > 0)
    return np.asarray(spread * stats.norm.pdf(away) - np.abs(mean) * stats.norm.cdf(-away))


def _beside_best(money: pd.DataFrame) -> pd.DataFrame:
    """Money of each option less that of the one that is best on average."""
    return money.sub(money[money.mean().idxmax()], axis=0)


def _most(money: pd.DataFrame, central: pd.DataFrame) -> float:
    """The sum over options of what could be gained by each: no less than what all together can."""
    best = money.mean().idxmax()
    beside = _beside_best(money)
    luck = central[money.columns].sub(central[best], axis=0).var(ddof=1)
    known = np.sqrt((beside.var(ddof=1) - luck).clip(lower=0.0))
    return float(_normal_loss(beside.mean().to_numpy(), np.asarray(known)).sum())


def _unnoticed(found: Expected) -> float:
    """What one parameter is worth at most whose rank correlation just escapes the search."""
    draws = len(found.money)
    options = int((np.ptp(found.money.to_numpy(float), axis=0) > 0).sum())
    tests = max(1, 2 * found.futures.shape[1] * options)
    t = stats.t.isf(FALSE / 2 / tests, draws - 2)
    share = t / np.sqrt(draws - 2 + t**2)
    beside = _beside_best(found.money)
    spread = share * beside.std(ddof=1).to_numpy()
    return float(_normal_loss(beside.mean().to_numpy(), spread).max())


def risk(
    money: pd.DataFrame, discounts: Mapping[str, str] | None = None, nothing: str = NOTHING
) -> pd.DataFrame:
    """How each option can go wrong in the futures drawn.

    Parameters
    ----------
    money : (n, options) DataFrame
        ΔNPV of each option, doing nothing among them: as lived, or `Expected.fitted` without luck.
    discounts : mapping of option to option, or None
        The same money as a discount, for each redesign that has one.
    nothing : str
        The option that is doing nothing.

    Returns
    -------
    DataFrame
        option; loss, the chance of ΔNPV < 0; loss_given, the mean loss where there is one (0 where
        there is none); beats_nothing; beats_discount, NaN without one; regret, the mean by which it
        falls behind the best option of each future.
    """
    rivals = discounts or {}
    best = money.max(axis=1)
    rows = []
    for option in money.columns:
        own = money[option]
        rival = rivals.get(str(option))
        lost = own[own < 0]
        rows.append(
            {
                "option": option,
                "loss": float((own < 0).mean()),
                "loss_given": float(-lost.mean()) if len(lost) else 0.0,
                "beats_nothing": float((own > money[nothing]).mean()),
                "beats_discount": np.nan if rival is None else float((own > money[rival]).mean()),
                "regret": float((best - own).mean()),
            }
        )
    return pd.DataFrame(rows)
