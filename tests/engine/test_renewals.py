"""With every link at zero, contracts are the shifted beta-geometric model (Fader & Hardie 2007)."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import betaln

from cxsim.engine.run import Lived
from cxsim.world.people import LEFT

from ..kit.runs import lived
from ..kit.scenarios import made
from ..kit.statistics import agree, shares_agree

ALPHA, BETA = 0.668, 3.806
YEAR = 365
CUSTOMERS = 65_000
YEARLY = {
    "archetypes.anyone.needs": {},
    "relationship": {
        "kind": "contractual",
        "period_days": YEAR,
        "loyalty": {"form": "beta", "alpha": ALPHA, "beta": BETA},
        "tenure": {"mean_days": 0},
    },
}


def survival(renewals: np.ndarray, after: np.ndarray | int = 0) -> np.ndarray:
    """Share of customers who renew so many times more, of those who did `after` times."""
    return np.exp(betaln(ALPHA, BETA + after + renewals) - betaln(ALPHA, BETA + after))


def kept(run: Lived, years: int) -> np.ndarray:
    """Who is still there after each so many years from day 0, (years, customers) bool."""
    ends = YEAR * np.arange(1, years + 1)[:, None] + 0.5
    people = run.state.people
    return ~((people["status"] == LEFT) & (people["left"] <= ends))


@pytest.fixture(scope="module")
def cohort() -> np.ndarray:
    return kept(lived(made(YEARLY), CUSTOMERS, 12 * YEAR + 1), 12)


def test_survival_of_newcomers_is_that_of_the_shifted_beta_geometric(cohort: np.ndarray) -> None:
    shares_agree(cohort.sum(axis=1), CUSTOMERS, survival(np.arange(1, 13)))


def test_retention_rises_by_sorting_alone(cohort: np.ndarray) -> None:
    still = np.concatenate([[CUSTOMERS], cohort.sum(axis=1)])
    retention = still[1:] / still[:-1]
    error = np.sqrt(retention * (1 - retention) / still[:-1])
    assert (np.diff(retention)[:6] > 2 * error[:6]).all()
    years = np.arange(12)
    law = (BETA + years) / (ALPHA + BETA + years)
    agree(retention, error, law, 0.002)


def test_customers_of_day_0_are_the_survivors_of_their_tenure() -> None:
    tenure = {"relationship.tenure": {"mean_days": 3 * YEAR, "longest_days": 12 * YEAR}}
    run = lived(made(YEARLY, tenure), CUSTOMERS, 3 * YEAR)
    joined = np.asarray(run.built.people["joined"])
    renewals = np.floor(-joined / YEAR)
    assert 0.5 < renewals.mean() < 3
    for years in (1, 2, 3):
        still = kept(run, years)[years - 1]
        law = survival(np.full(CUSTOMERS, float(years)), renewals)
        error = np.sqrt((law * (1 - law)).sum()) / CUSTOMERS
        agree(still.mean(), error, law.mean(), 0.002)
        for been in range(5):
            who = renewals == been
            law_here = law[who][0]
            error = np.sqrt(law_here * (1 - law_here) / who.sum())
            agree(still[who].mean(), error, law_here, 0.01)
