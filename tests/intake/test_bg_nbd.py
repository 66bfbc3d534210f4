"""BG/NBD and gamma-gamma: published results, closed forms, and recovery of known truths."""

from dataclasses import astuple, replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import hyp2f1
from scipy.stats import beta, gamma

from cxsim.intake.bg_nbd import BgNbd, fit_bg_nbd
from cxsim.intake.errors import IntakeError
from cxsim.intake.gamma_gamma import GammaGamma, fit_gamma_gamma, spenders
from cxsim.intake.histories import Histories
from cxsim.intake.purchases import PurchaseLog, read_purchases

HALF = date(1997, 9, 30)
positive = st.floats(0.05, 8)


def lives(model: BgNbd, customers: int, seed: int) -> Histories:
    """BG/NBD lives told purchase by purchase, observed for 20 to 60 weeks."""
    luck = np.random.default_rng(seed)
    rate = luck.gamma(model.r, 1 / model.alpha, customers)
    leaves = luck.beta(model.a, model.b, customers)
    age = luck.uniform(20, 60, customers).round()
    purchases, recency = np.zeros(customers, np.int64), np.zeros(customers)
    active = np.arange(customers)
    while len(active):
        following = recency[active] + luck.exponential(1 / rate[active])
        came = following <= age[active]
        active, following = active[came], following[came]
        purchases[active] += 1
        recency[active] = following
        active = active[luck.random(len(active)) >= leaves[active]]
    spend = np.full(customers, np.nan)
    return Histories(purchases, recency, age, spend, np.ones(customers, np.int64))


def test_cdnow_counts(cdnow_sample: PurchaseLog) -> None:
    histories = cdnow_sample.until(HALF).histories()
    assert histories.total == 2357
    assert histories.age.min() == 27
    assert histories.age.max() == pytest.approx(38.857, abs=5e-4)
    counts = np.bincount(np.minimum(histories.purchases, 7))
    assert counts.tolist() == [1411, 439, 214, 100, 62, 38, 29, 64]
    assert histories.purchases.sum() == 2457


def test_cdnow_purchases(cdnow_sample: PurchaseLog) -> None:
    """The fit of Fader, Hardie & Lee (2005), with expected counts at each customer's own age."""
    histories = cdnow_sample.until(HALF).histories()
    fit = fit_bg_nbd(histories)
    assert fit.values == pytest.approx([0.2426, 4.4135, 0.7929, 2.4258], abs=1.5e-4)
    assert fit.log_likelihood == pytest.approx(-9582.43, abs=5e-3)
    expected = [1407.7, 460.3, 192.5, 101.2, 59.8, 38.1, 25.5, 71.9]
    assert fit.model.expected_counts(histories) == pytest.approx(expected, abs=0.051)
    by_week = fit.model.expected_purchases([13, 26, 39, 52, 78])
    assert by_week == pytest.approx([0.534, 0.901, 1.195, 1.444, 1.858], abs=6e-4)


def test_cdnow_spend(cdnow_sample: PurchaseLog) -> None:
    """The fit of Fader & Hardie (2013); its likelihood is flat, so two digits are its precision."""
    histories = cdnow_sample.until(HALF).histories()
    fit = fit_gamma_gamma(histories)
    assert fit.values == pytest.approx([6.249, 3.745, 15.448], abs=6e-3)
    assert fit.model.mean == pytest.approx(35.17, abs=5e-3)
    repeaters = spenders(histories)
    assert repeaters.total == 946
    assert repeaters.spend.mean() == pytest.approx(35.08, abs=5e-3)
    assert np.corrcoef(repeaters.purchases, repeaters.spend)[0, 1] == pytest.approx(0.114, abs=5e-4)


def test_file_format_does_not_matter(cdnow_sample: PurchaseLog, tmp_path: Path) -> None:
    """CSV, Parquet, columns and rows in another order: the very same estimates."""
    import pyarrow as pa
    import pyarrow.parquet

    log = cdnow_sample
    table = pa.table(
        {
            "paid": pa.array(log.amount / 10_000),
            "who": log.names.take(pa.array(log.customer)),
            "when": pa.array(log.day, pa.int32()).cast(pa.date32()),
        }
    ).take(pa.array(np.random.default_rng(1).permutation(len(log.day))))
    pa.parquet.write_table(table, tmp_path / "log.parquet")
    again = read_purchases(tmp_path / "log.parquet", "who", "when", "paid").until(HALF).histories()
    first = log.until(HALF).histories()
    assert np.array_equal(fit_bg_nbd(again).values, fit_bg_nbd(first).values)
    assert np.array_equal(fit_gamma_gamma(again).values, fit_gamma_gamma(first).values)
    backwards = Histories(*(getattr(first, name)[::-1] for name in Histories.__annotations__))
    assert np.array_equal(fit_bg_nbd(backwards).values, fit_bg_nbd(first).values)
    assert np.array_equal(fit_gamma_gamma(backwards).values, fit_gamma_gamma(first).values)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(r=positive, alpha=positive, a=positive, b=positive, weeks=st.floats(0.1, 8))
def test_expected_purchases_is_the_published_form(
    r: float, alpha: float, a: float, b: float, weeks: float
) -> None:
    """Equation 9 where it is defined; the mixture integral where it is not."""
    ours = float(BgNbd(r, alpha, a, b).expected_purchases(weeks))
    if abs(a - 1) > 0.05 and a + b > 1.05:
        z = weeks / (alpha + weeks)
        series = hyp2f1(r, b, a + b - 1, z) * (1 - z) ** r
        published = (a + b - 1) / (a - 1) * (1 - series)
        assert ours == pytest.approx(published, rel=1e-6, abs=1e-9)
    elif a > 0.5 and b > 0.5:
        integral, _ = quad(
            lambda p: beta.pdf(p, a, b) * (1 - (1 + p * weeks / alpha) ** -r) / p, 0, 1
        )
        assert ours == pytest.approx(integral, rel=1e-5)


@settings(derandomize=True, deadline=None, max_examples=40)
@given(r=positive, alpha=positive, a=positive, b=positive, weeks=st.floats(0.1, 8))
def test_counts_are_a_distribution_with_that_mean(
    r: float, alpha: float, a: float, b: float, weeks: float
) -> None:
    model = BgNbd(r, alpha, a, b)
    shares = model.count_shares(weeks, 4000)
    assert shares.min() > -1e-12
    assert shares[:-1].sum() == pytest.approx(1, abs=1e-6)
    mean = shares[:-1] @ np.arange(4000)
    assert mean == pytest.approx(float(model.expected_purchases(weeks)), rel=1e-3)


def test_likelihood_is_the_mixture_integral() -> None:
    """Equation 3 for known lambda and p, integrated over both by brute force."""
    model = BgNbd(1.3, 4.0, 1.7, 2.9)
    rate, weight = _nodes(gamma(model.r, scale=1 / model.alpha).ppf, 800)
    leaves, chance = _nodes(beta(model.a, model.b).ppf, 800)
    for x, t_x, age in [(0, 0.0, 30.0), (1, 12.0, 30.0), (5, 29.0, 30.0), (3, 2.0, 20.0)]:
        active = (1 - leaves) ** x @ chance * (rate**x * np.exp(-rate * age) @ weight)
        gone = leaves * (1 - leaves) ** max(x - 1, 0) @ chance
        gone *= (x > 0) * (rate**x * np.exp(-rate * t_x) @ weight)
        one = histories_of(x, t_x, age)
        assert model.log_likelihood(one) == pytest.approx(np.log(active + gone), abs=2e-3)
        assert model.p_active(one)[0] == pytest.approx(active / (active + gone), abs=2e-3)


def _nodes(quantile, n: int):  # type: ignore[no-untyped-def]
    """Midpoint rule in probability."""
    return quantile((np.arange(n) + 0.5) / n), np.full(n, 1 / n)


def histories_of(x: int, t_x: float, age: float) -> Histories:
    return Histories(
        np.array([x]), np.array([t_x]), np.array([age]), np.array([np.nan]), np.array([1])
    )


def test_conditional_expectations_average_to_the_unconditional_one() -> None:
    """E[E[Y | history]] = E[X(T + t)] - E[X(T)], over 200,000 lives (|z| <= 4, SE below 1%)."""
    model = BgNbd(0.9, 6.0, 0.8, 2.5)
    histories = lives(model, 200_000, seed=3)
    future = model.expected_future(26, histories)
    ahead = model.expected_purchases(histories.age + 26) - model.expected_purchases(histories.age)
    error = (future - ahead).std() / np.sqrt(len(future))
    assert error < 0.01 * ahead.mean()
    assert abs(future.mean() - ahead.mean()) <= 4 * error


@pytest.mark.parametrize(
    ("truth", "seed"),
    [(BgNbd(0.25, 4.4, 0.8, 2.4), 1), (BgNbd(2.0, 20.0, 1.0, 6.0), 2), (BgNbd(1.0, 3.0, 3, 3), 3)],
)
def test_truth_is_recovered_within_its_stated_error(truth: BgNbd, seed: int) -> None:
    """Four log-parameters of 30,000 simulated customers, each within four standard errors."""
    fit = fit_bg_nbd(lives(truth, 30_000, seed))
    error = np.sqrt(np.diag(fit.log_covariance))
    true = np.log([truth.r, truth.alpha, truth.a, truth.b])
    assert np.all(error < 0.15)
    assert np.all(np.abs(np.log(fit.values) - true) <= 4 * error)
    mean, low, high = fit.interval(lambda v: v[0] / v[1])
    assert low < mean < high
    assert abs(np.log(mean * truth.alpha / truth.r)) <= 4 * np.log(high / mean) / 1.96


def test_spend_is_recovered_within_its_stated_error() -> None:
    truth = GammaGamma(6.0, 4.0, 15.0)
    luck = np.random.default_rng(5)
    counts = luck.integers(1, 9, 20_000)
    scale = 1 / luck.gamma(truth.q, 1 / truth.gamma, len(counts))
    spend = luck.gamma(truth.p * counts) * scale / counts
    ones = np.ones(len(counts))
    fit = fit_gamma_gamma(Histories(counts, ones, ones, spend, ones.astype(np.int64)))
    error = np.sqrt(np.diag(fit.log_covariance))
    assert np.all(error < 0.1)
    assert np.all(np.abs(np.log(fit.values / [6.0, 4.0, 15.0])) <= 4 * error)
    assert fit.model.mean == pytest.approx(truth.mean, rel=0.02)


def test_expected_spend_moves_from_the_mean_to_ones_own() -> None:
    model = GammaGamma(6.0, 4.0, 15.0)
    same = np.array([0, 1, 10, 10_000])
    ones = np.ones(4)
    spend = np.array([np.nan, 90.0, 90.0, 90.0])
    found = model.expected_spend(Histories(same, ones, ones, spend, ones.astype(np.int64)))
    assert found[0] == model.mean == 30
    assert np.all(np.diff(found) > 0)
    assert found[-1] == pytest.approx(90, rel=1e-3)


def test_distinct_histories_lose_nothing() -> None:
    histories = lives(BgNbd(0.3, 4, 0.8, 2.5), 2000, seed=8)
    spend = np.where(histories.purchases > 0, 10.0 + histories.age, np.nan)
    rounded = replace(histories, recency=histories.recency.round(), spend=spend)
    rows, row = rounded.distinct()
    assert len(rows.purchases) < len(rounded.purchases)
    assert rows.total == 2000
    for name in ("purchases", "recency", "age"):
        assert np.array_equal(getattr(rows, name)[row], getattr(rounded, name))
    assert np.array_equal(rows.spend[row], rounded.spend, equal_nan=True)
    model = BgNbd(0.3, 4, 0.8, 2.5)
    assert model.log_likelihood(rows) == pytest.approx(model.log_likelihood(rounded), rel=1e-12)


@settings(derandomize=True, deadline=None, max_examples=30)
@given(values=st.tuples(positive, positive, positive, positive))
def test_scores_are_the_slopes_of_the_likelihoods(
    values: tuple[float, float, float, float],
) -> None:
    histories = lives(BgNbd(1.0, 5.0, 1.0, 3.0), 50, seed=4)
    spend = np.where(histories.purchases > 0, 5 + histories.age, np.nan)
    paid = spenders(replace(histories, spend=spend))
    for model, data in ((BgNbd(*values), histories), (GammaGamma(*values[:3]), paid)):
        parameters = np.array(astuple(model))
        for i, slope in enumerate(model.score(data)):
            step = 1e-5 * parameters * (np.arange(len(parameters)) == i)
            above, below = (
                type(model)(*parameters + sign * step).log_likelihood(data) for sign in (1, -1)
            )
            assert slope == pytest.approx((above - below) / (2 * step[i]), rel=1e-4, abs=1e-3)


def test_nobody_who_returns_is_said_so() -> None:
    with pytest.raises(IntakeError, match="bought on a second day"):
        fit_bg_nbd(histories_of(0, 0.0, 30.0))
    with pytest.raises(IntakeError, match="Fewer than two customers"):
        fit_gamma_gamma(histories_of(0, 0.0, 30.0))


def test_a_few_customers_give_wide_but_finite_ranges() -> None:
    fit = fit_bg_nbd(lives(BgNbd(1.0, 10.0, 1.0, 4.0), 60, seed=2))
    for value, low, high in fit.intervals().values():
        assert 0 < low < value < high < np.inf
