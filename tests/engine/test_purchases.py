"""With satisfaction's link at zero, purchases are the BG/NBD model (Fader, Hardie & Lee 2005)."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import chi2

from cxsim.intake.bg_nbd import BgNbd
from cxsim.intake.errors import IntakeError
from cxsim.intake.examples import CDNOW_SAMPLE
from cxsim.intake.purchases import read_purchases

from ..kit.runs import paused
from ..kit.scenarios import PURCHASES, made
from ..kit.statistics import mean_agrees, shares_agree

CDNOW = BgNbd(0.2426, 4.4135, 0.7929, 2.4258)
WEEKS = (13, 26, 39, 52, 78)
PUBLISHED = (0.534, 0.901, 1.195, 1.444, 1.858)
CUSTOMERS = 65_000
MOST = 7


@pytest.fixture(scope="module")
def repeats() -> dict[int, np.ndarray]:
    """Repeat purchases of each new customer, by weeks since the first purchase."""
    seen = paused(made(PURCHASES), CUSTOMERS, [7 * weeks for weeks in WEEKS])
    return {day // 7: np.asarray(state.people["purchases"]) - 1 for day, state in seen}


@pytest.mark.parametrize(("weeks", "published"), list(zip(WEEKS, PUBLISHED, strict=True)))
def test_purchases_of_newcomers_are_those_expected(
    repeats: dict[int, np.ndarray], weeks: int, published: float
) -> None:
    law = float(CDNOW.expected_purchases(weeks))
    assert law == pytest.approx(published, abs=0.0006)
    mean_agrees(repeats[weeks], law)


def test_counts_of_purchases_are_spread_as_expected(repeats: dict[int, np.ndarray]) -> None:
    for weeks in WEEKS:
        counts = np.bincount(np.minimum(repeats[weeks], MOST), minlength=MOST + 1)
        shares_agree(counts, CUSTOMERS, CDNOW.count_shares(weeks, MOST))


def test_counts_of_a_real_cohort_are_those_expected_at_its_own_ages() -> None:
    try:
        log = read_purchases(
            CDNOW_SAMPLE.file(), CDNOW_SAMPLE.customer, CDNOW_SAMPLE.date, CDNOW_SAMPLE.amount
        )
    except IntakeError as error:
        pytest.skip(str(error))
    histories = log.until(log.first_date + np.timedelta64(39 * 7 - 1, "D").item()).histories()
    ages = np.resize(np.round(np.repeat(histories.age, histories.customers) * 7), CUSTOMERS)
    found = np.zeros(MOST + 1)
    for day, state in paused(made(PURCHASES), CUSTOMERS, np.unique(ages).astype(int).tolist()):
        bought = np.asarray(state.people["purchases"])[ages == day] - 1
        found += np.bincount(np.minimum(bought, MOST), minlength=MOST + 1)
    days, customers = np.unique(ages, return_counts=True)
    law = customers @ np.array([CDNOW.count_shares(day / 7, MOST) for day in days])
    shares_agree(found, CUSTOMERS, law / CUSTOMERS)
    far = ((found - law) ** 2 / law).sum()
    assert far < chi2.isf(6e-5, MOST)
