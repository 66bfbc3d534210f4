"""What everybody would answer, what the firm is told, and who the firm believes it has kept."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.special import ndtr

from cxsim.engine.record import ANSWERED, ASKED, CENSUS, DETRACTORS, PROMOTERS
from cxsim.scenario.schema import MONTH

from ..kit.runs import lived
from ..kit.scenarios import PURCHASES, made
from ..kit.statistics import agree, shares_agree

CUSTOMERS, EVERY, RESPONSE = 65_000, 30, 0.3
QUIET: dict[str, Any] = {
    "archetypes.anyone.needs": {},
    "relationship": {"kind": "captive"},
    "surveys": {
        "relational": {"every_days": EVERY},
        "response": RESPONSE,
        "selection": 0,
        "style": 0.8,
        "noise": 0.6,
    },
    "behaviour.leaving": {"satisfaction_mean": 7.2, "satisfaction_spread": 0.5},
}
"""Nothing happens, so that answers are satisfaction, style and noise: three normals."""
SPREAD = np.sqrt(0.5**2 + 0.8**2 + 0.6**2)
PROMOTE, DETRACT = 1 - ndtr((8.5 - 7.2) / SPREAD), ndtr((6.5 - 7.2) / SPREAD)


def test_true_answers_are_those_of_their_distribution() -> None:
    run = lived(made(QUIET), CUSTOMERS, 31)
    census = dict(zip(CENSUS, run.record.census[-1].sum(axis=0), strict=True))
    shares_agree(
        [census["promoters"], census["detractors"]], CUSTOMERS, np.array([PROMOTE, DETRACT])
    )


def test_the_firm_hears_as_many_as_it_asks_and_who_answer() -> None:
    """Without self-selection the answers are unbiased (rule 32)."""
    run = lived(made(QUIET), CUSTOMERS, 60)
    found = run.record.surveys[:, -1].sum(axis=0)
    assert found[ASKED] == 2 * CUSTOMERS
    shares_agree(found[ANSWERED], found[ASKED], np.array(RESPONSE))
    answers = int(found[ANSWERED])
    law = np.array([PROMOTE, DETRACT])
    shares = found[[PROMOTERS, DETRACTORS]] / answers
    agree(shares, np.sqrt(law * (1 - law) / answers), law, 0.003)


def test_strong_feelings_answer_more() -> None:
    """With feelings N(8, .5²) the chance to answer is log-normal: e^(g² s² / 2) of the base."""
    glad = {"behaviour.leaving": {"satisfaction_mean": 8, "satisfaction_spread": 0.5}}
    run = lived(made(QUIET, glad, {"surveys.selection": 0.8}), CUSTOMERS, EVERY)
    found = run.record.surveys[0, -1]
    shares_agree(found[ANSWERED], found[ASKED], RESPONSE * np.exp(0.5 * 0.8**2 * 0.5**2))


@pytest.mark.parametrize("horizon", [1, 30, 31, 61, 92, 365, 366])
def test_the_last_month_has_a_census_whatever_the_horizon(horizon: int) -> None:
    run = lived(made(QUIET), 10, horizon)
    assert (run.record.census[:, 0, CENSUS.index("customers")] == 10).all()
    assert (run.record.answers >= 0).all()


def test_without_a_contract_the_kept_are_those_who_bought_lately() -> None:
    """Whoever has silently gone is kept in the firm's eyes until the time is up."""
    days = 60
    run = lived(made(PURCHASES, {"relationship.inactivity_days": 40}), 2000, days)
    people = run.state.people
    lately = days - np.asarray(people["last_purchase"]) <= 40
    month = int((days - 1) / MONTH)
    assert run.record.census[month, :, CENSUS.index("retained")].sum() == lately.sum()
    assert (lately & (people["status"] != 1)).any()
