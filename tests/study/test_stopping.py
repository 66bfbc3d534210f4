"""When to stop, on futures whose right answer is known."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxsim.scenario.problems import Problems
from cxsim.study.replication import MONTHLY, Outcome
from cxsim.study.stopping import BETTER, Rule, Seen, measured, seen, stopping

MONTHS = 6


def futures(
    npv: np.ndarray, signals: dict[str, np.ndarray], money: float = 1.0, months: int = MONTHS
) -> Seen:
    spent = np.broadcast_to(money * np.arange(1, months + 1), (npv.size, months))
    return Seen(npv, spent, spent, signals)


def noise(seed: int, size: int, months: int, mean: float) -> Seen:
    """Signals that know nothing of the worth."""
    draw = np.random.default_rng(seed)
    signals = {name: draw.normal(size=(size, months)) for name in BETTER}
    return futures(draw.normal(mean, 20, size), signals, 1.0, months)


@pytest.mark.parametrize("name", ["nps_measured", "churn"])
def test_signal_that_tells_good_from_bad_is_worth_perfect_information(name: str) -> None:
    """It shows from month 3 on; each month costs one more, so the third is the time to stop."""
    npv = np.where(np.arange(80) % 4 == 0, -30.0, 20.0)
    draw = np.random.default_rng(5)
    signal = draw.normal(size=(80, MONTHS))
    signal[:, 2:] = BETTER[name] * (npv[:, None] / 10 + draw.uniform(-0.5, 0.5, (80, MONTHS - 2)))
    found = stopping(futures(npv, {name: signal}))
    assert found.rule is not None
    rule = found.rule
    assert (rule.signal, rule.month, rule.below) == (name, 3, BETTER[name] > 0)
    assert (rule.stops, rule.stops_good, rule.goes_on_bad, rule.spent) == (0.25, 0, 0, 3)
    assert rule.worth == pytest.approx(found.perfect)
    assert found.perfect == pytest.approx(0.25 * (30 - 3))
    assert found.worth_out == pytest.approx(found.perfect)
    assert 0 < found.worth_out_low < found.worth_out
    assert found.going_on == pytest.approx(npv.mean())


@pytest.mark.parametrize("mean", [-10.0, 0.0, 5.0])
def test_noise_is_worth_no_rule(mean: float) -> None:
    """In sample the best of many rules always looks good; out of sample hardly ever."""
    told = [stopping(noise(seed, 60, 8, mean)) for seed in range(100)]
    assert sum(one.rule is None for one in told) >= 90
    assert all(one.perfect > 0 for one in told)  # a rule looked good in sample each time


def by_hand(known: Seen) -> float:
    """The largest gain against never stopping, rule by rule."""
    most = 0.0
    for name, signal in known.signals.items():
        for month in range(MONTHS - 1):
            now = BETTER[name] * signal[:, month]
            for cut in now[np.isfinite(now)]:
                stop = now < cut
                value = np.where(stop, -known.lost[:, month], known.npv)
                most = max(most, float(value.mean() - known.npv.mean()))
    return most


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 12))
def test_rule_is_the_best_of_all_rules(seed: int, size: int) -> None:
    draw = np.random.default_rng(seed)
    signals = {
        name: draw.integers(-3, 4, (size, MONTHS)).astype(float)
        for name in ("nps_measured", "churn")
    }
    signals["churn"][draw.random((size, MONTHS)) < 0.2] = math.nan
    known = futures(draw.integers(-9, 9, size).astype(float), signals)
    found = stopping_in_sample(known)
    right = by_hand(known)
    if found is None:
        assert right == pytest.approx(0)
        return
    assert found.worth == pytest.approx(right)
    stop = found.says_stop(signals[found.signal][:, found.month - 1])
    value = np.where(stop, -known.lost[:, found.month - 1], known.npv)
    assert found.worth == pytest.approx(value.mean() - known.npv.mean())
    assert found.stops == stop.mean()
    good = known.npv > -known.lost[:, found.month - 1]
    if good.any():
        assert found.stops_good == stop[good].mean()
    if not good.all():
        assert found.goes_on_bad == (~stop)[~good].mean()
    assert 0 <= found.worth <= stopping(known).perfect + 1e-12


def stopping_in_sample(known: Seen) -> Rule | None:
    from cxsim.study.stopping import _chosen

    return _chosen(known, range(1, MONTHS), np.arange(known.npv.size))


def test_too_few_futures_prove_no_rule() -> None:
    npv = np.where(np.arange(39) % 2 == 0, -30.0, 20.0)
    signal = np.repeat(npv[:, None], MONTHS, axis=1)
    found = stopping(futures(npv, {"nps_measured": signal}))
    assert found.rule is None
    assert math.isnan(found.worth_out)
    assert found.perfect > 0
    more = np.append(npv, 20.0) + 10
    signal = np.repeat(more[:, None], MONTHS, axis=1)
    assert stopping(futures(more, {"nps_measured": signal})).rule is not None


def test_nothing_to_see_stops_nobody() -> None:
    rule = Rule("churn", 1, 0.5, False, 0, 0, 0, 0, 0)
    assert rule.says_stop(np.array([0.4, 0.5, 0.6, math.nan])).tolist() == [False] * 2 + [
        True,
        False,
    ]


def test_a_loser_that_a_rule_only_makes_less_bad_is_no_reason_for_a_rule() -> None:
    """Never stopping loses 10, not beginning nothing: the rule gains against the first alone."""
    found = stopping(noise(3, 200, 8, -10))
    assert found.going_on < 0
    assert found.rule is None
    assert found.worth_out < 0


def outcome(**columns: list[float]) -> Outcome:
    months = np.zeros((3, len(MONTHLY)))
    for name, numbers in columns.items():
        months[:, MONTHLY.index(name)] = numbers
    return Outcome({}, {}, months, np.zeros((1, 1, 4)), np.zeros((1, 7)), None)


def test_what_is_seen_is_a_difference_to_the_control_group() -> None:
    today = outcome(
        customers=[100, 100, 100],
        left_voluntary=[2, 2, 2],
        contact_cost=[50, 50, 50],
        nps_measured=[10, math.nan, 10],
        discounted=[5, 5, 5],
        team_cost=[9, 9, 9],
    )
    then = outcome(
        customers=[100, 200, 100],
        left_voluntary=[1, 2, 9],
        contact_cost=[60, 60, 0],
        nps_measured=[12, 14, 7],
        programme_cost=[10, 2, 2],
        discounted=[0, 6, 12],
        team_cost=[10, 8, 9],
    )
    one = seen([today], [then], rate=0.0, plan=np.array([9.0, 2, 2]), notice=1)
    assert one.npv.tolist() == [3]
    assert one.spent.tolist() == [[11, 13, 15]]  # a wage more in the first month is spent too
    assert one.lost.tolist() == [[13, 15, 15]]
    assert one.signals["churn"][0] == pytest.approx([-0.01, 0.01 - 0.02, 0.03 - 0.02])
    assert one.signals["contact_cost"][0] == pytest.approx([0.1, 0.4 - 0.5, 0.3 - 0.5])
    np.testing.assert_array_equal(one.signals["nps_measured"][0], [2, math.nan, -3])
    assert one.signals["programme_cost"].tolist() == [[1, 1, 1]]
    later = seen([today], [then], rate=0.21)
    assert later.spent[0, 0] == pytest.approx(11 * 1.21 ** (-0.5 / 12))
    assert "programme_cost" not in later.signals


def test_a_small_control_group_blurs_what_is_seen() -> None:
    """The error is as stated, a signal without one stays, and a rule is worth less."""
    npv = np.where(np.arange(4000) % 4 == 0, -30.0, 20.0)
    signal = np.repeat(npv[:, None], MONTHS, axis=1)
    known = futures(npv, {"nps_measured": signal, "churn": signal})
    same = measured(known, {"churn": 0.0})
    np.testing.assert_array_equal(same.signals["churn"], signal)
    size = np.arange(1.0, 1 + MONTHS)
    blurred = measured(known, {"nps_measured": size})
    np.testing.assert_array_equal(blurred.signals["churn"], signal)
    spread = (blurred.signals["nps_measured"] - signal).std(axis=0)
    assert spread == pytest.approx(size, rel=4 / math.sqrt(2 * npv.size))
    worths = []
    for error in (0.0, 20.0, 60.0):
        alone = futures(npv, {"nps_measured": signal})
        worths.append(stopping(measured(alone, {"nps_measured": error})).worth_out)
    assert worths == sorted(worths, reverse=True)
    assert worths[0] == pytest.approx(0.25 * (30 - 1))
    with pytest.raises(
        Problems, match=r"errors\.nps_meassured is not known here. Nearest: nps_measured"
    ):
        measured(known, {"nps_meassured": 1.0})
    with pytest.raises(Problems, match=r"errors\.churn is -1"):
        measured(known, {"churn": -1.0})


def test_what_cannot_be_answered_is_said() -> None:
    known = noise(1, 50, 8, 0)
    with pytest.raises(Problems, match="months is 9"):
        stopping(known, [9])
    with pytest.raises(Problems, match="npv has 1 values"):
        stopping(replace(known, npv=np.append(known.npv[1:], math.nan)))
    with pytest.raises(Problems, match=r"churn has the shape \[2, 8\]. Allowed: 50 × 8"):
        stopping(replace(known, signals={"churn": np.zeros((2, 8))}))
    with pytest.raises(Problems, match="notice is -1"):
        seen([outcome()], [outcome()], 0.1, notice=-1)
