"""What it is worth to know more, on toys whose answers are known in closed form."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from cxsim.study import frames
from cxsim.study.breakeven import BreakEven, Course, break_even, outside, tornado
from cxsim.study.expected import FALSE, Expected, expected
from cxsim.study.information import (
    evpi,
    evppi,
    futures_of,
    money_of,
    risk,
)
from cxsim.study.uncertain import EXECUTION, draw

from ..kit.scenarios import RICH, made, redesigned
from ..kit.statistics import agree
from .test_uncertain import LEVERS


def loss(mean: float, spread: float) -> float:
    """What it is worth to know a normal ΔNPV before one decides (Raiffa & Schlaifer 1961)."""
    away = abs(mean) / spread
    return float(spread * stats.norm.pdf(away) - abs(mean) * stats.norm.cdf(-away))


def drawn(seed: int, draws: int, parameters: int) -> pd.DataFrame:
    """Parameters of which none is known, uniform on 0–1."""
    values = np.random.default_rng([seed, 1]).uniform(size=(draws, parameters))
    return pd.DataFrame(values, columns=[f"behaviour.p{at}" for at in range(parameters)])


def beside_nothing(seed: int, **known: pd.Series) -> pd.DataFrame:
    """Options whose lives have luck with a standard deviation of .7, and doing nothing."""
    noise = np.random.default_rng([seed, 2])
    lived = {name: one + 0.7 * noise.normal(size=len(one)) for name, one in known.items()}
    nothing = pd.Series(0.0, index=next(iter(known.values())).index)
    return pd.DataFrame({"nothing": nothing, **lived})


def normal(futures: pd.DataFrame, place: str, spread: float = 1.0) -> pd.Series:
    """A normal number that a uniform one makes."""
    return pd.Series(spread * stats.norm.ppf(futures[place]), index=futures.index)


def one(seed: int, mean: float = 0.3, draws: int = 300, parameters: int = 8) -> Expected:
    """One option, X ~ N(mean, 1) given what is drawn, beside doing nothing."""
    futures = drawn(seed, draws, parameters)
    known = mean + normal(futures, "behaviour.p0")
    return expected(futures, beside_nothing(seed, redesign=known))


# ---- the values that were lived ----

TODAY = made(RICH)
TO_BE = redesigned(TODAY.as_is, LEVERS)


def test_futures_are_the_draws_that_the_lives_had() -> None:
    futures = futures_of([TODAY, TO_BE], 5, 6)
    for replication in range(6):
        today, redesign = draw([TODAY, TO_BE], 5, replication).values
        for place in futures.columns.drop(EXECUTION):
            told = futures.loc[replication, place]
            assert told == (today[place] if place in today else redesign[place]), place
        assert futures.loc[replication, EXECUTION] == redesign["levers.nicer.execution"]


def test_futures_have_all_that_varies_once() -> None:
    futures = futures_of([TODAY, TO_BE], 5, 6)
    assert futures.columns.is_unique
    assert not [place for place in futures.columns if str(place).endswith(".execution")]
    assert "levers.nicer.effect" in futures
    assert (futures.nunique() > 1).all()
    told = set(frames.assumptions([TODAY, TO_BE])["path"])
    executions = {place for place in told if place.endswith(".execution")}
    assert set(futures.columns) == told - executions | {EXECUTION}


def test_execution_of_several_levers_is_their_mean() -> None:
    levers = {name: dict(lever) for name, lever in LEVERS.items()}
    levers["cheaper"]["execution"] = {"value": 0.6, "low": 0.2, "high": 1.0}
    scenario = redesigned(TODAY.as_is, levers)
    futures = futures_of([TODAY, scenario], 5, 4)
    for replication in range(4):
        mine = draw([TODAY, scenario], 5, replication).values[1]
        mean = (mine["levers.nicer.execution"] + mine["levers.cheaper.execution"]) / 2
        assert futures.loc[replication, EXECUTION] == pytest.approx(mean)


def test_a_case_without_doubt_has_no_parameters() -> None:
    assert futures_of([TODAY], 5, 1).shape[1] == 0, "one future does not vary"


def test_money_is_beside_today_in_each_life() -> None:
    def lives(*npv: float) -> list[Any]:
        return [SimpleNamespace(metrics={"npv": one}) for one in npv]

    pairs = {"as_is": (lives(5), lives(1, 2)), "more": (lives(8), lives(4, 1))}
    central, drawn_ = money_of(["as_is", "more"], pairs)
    assert central.to_dict("list") == {"nothing": [0], "more": [3]}
    assert drawn_.to_dict("list") == {"nothing": [0, 0], "more": [3, -1]}


# ---- the value of information ----


@pytest.mark.parametrize("mean", [0.3, -0.3])
def test_evpi_is_its_closed_form(mean: float) -> None:
    """Mean of 60 studies of 300 futures: within 5% and 4 standard errors of the law.

    The mean's standard error is some 1.6% of the law, so 5% is missed by luck about once in 500
    seeds, four standard errors once in 16,000; four of a study's own, by its bootstrap, once in 250
    at most (60 × 6e-5).
    """
    studies = [evpi(one(seed, mean)) for seed in range(60)]
    values = np.array([study.value for study in studies])
    law = loss(mean, 1.0)
    agree(values.mean(), values.std(ddof=1) / np.sqrt(values.size), law, 0.05 * law)
    assert abs(values.mean() / law - 1) < 0.05
    errors = np.array([study.error for study in studies])
    assert (np.abs(values - law) < 4 * errors).all()
    assert np.median(errors) == pytest.approx(values.std(ddof=1), rel=0.35), "honest errors"


def test_evppi_of_two_additive_parameters_is_its_closed_form() -> None:
    """As above; that there are two makes a false alarm twice as likely."""
    first, second = [], []
    for seed in range(60):
        futures = drawn(seed, 300, 6)
        both = normal(futures, "behaviour.p0") + normal(futures, "behaviour.p1", 0.6)
        found = expected(futures, beside_nothing(seed, redesign=0.2 + both))
        worth = evppi(found).set_index("name")["worth"]
        first.append(worth["behaviour.p0"])
        second.append(worth["behaviour.p1"])
    for values, spread in ((first, 1.0), (second, 0.6)):
        law = loss(0.2, spread)
        agree(np.mean(values), np.std(values, ddof=1) / np.sqrt(60), law, 0.05 * law)
        assert abs(np.mean(values) / law - 1) < 0.06


def test_luck_alone_is_worth_nothing() -> None:
    """200 studies in which no parameter matters, of a redesign and its discount.

    The search finds anything in 2% of them (`FALSE`): more than 10 in 200 has a chance of .3%.
    """
    futures = drawn(0, 120, 40)
    none = pd.Series(0.0, index=futures.index)
    worth = []
    for seed in range(200):
        money = beside_nothing(seed, redesign=none, discount=none)
        worth.append(evpi(expected(drawn(seed, 120, 40), money)))
    exact = np.mean([one.value == 0 for one in worth])
    assert exact >= 0.95, f"exactly 0 in {exact:.1%}"
    assert np.mean([one.value <= 3 * one.error for one in worth]) >= 0.97
    assert all(one.error > 0 for one in worth), "not finding anything is no certainty"


def test_few_futures_of_many_parameters_find_what_matters_and_little_else() -> None:
    """600 parameters, 150 futures: the strong one is missed with a chance below 1e-6."""
    founds = [one(seed, draws=150, parameters=600) for seed in range(8)]
    assert all("behaviour.p0" in found.places for found in founds)
    assert sum(len(found.places) - 1 for found in founds) <= 3
    assert np.mean([found.explained[1] for found in founds]) == pytest.approx(1 / 1.49, abs=0.08)


def test_what_is_best_in_between_is_found() -> None:
    futures = drawn(3, 200, 20)
    known = 3 - 40 * (futures["behaviour.p4"] - 0.5) ** 2
    found = expected(futures, beside_nothing(3, redesign=known))
    assert found.places == ("behaviour.p4",)
    usual = course(found, "redesign")._replace(money=3.0)  # at a mean of .5
    tips = break_even(usual, "behaviour.p4")
    assert tips.wins == "between"
    half = np.sqrt(3 / 40)
    assert tips.values == pytest.approx((0.5 - half, 0.5 + half), abs=0.02)


TOY = st.tuples(
    st.integers(0, 10_000),
    st.integers(30, 120),
    st.integers(1, 12),
    st.lists(st.floats(-3, 3), min_size=1, max_size=3),
)


@given(TOY)
@settings(max_examples=15, deadline=None)
def test_no_part_is_worth_more_than_all_and_none_less_than_nothing(
    toy: tuple[int, int, int, list[float]],
) -> None:
    """Holds by construction: no false alarms."""
    seed, draws, parameters, means = toy
    futures = drawn(seed, draws, parameters)
    weights = np.random.default_rng([seed, 3]).normal(size=(parameters, len(means)))
    known = {
        f"option{at}": mean + pd.Series(futures.to_numpy() @ weights[:, at])
        for at, mean in enumerate(means)
    }
    found = expected(futures, beside_nothing(seed, **known))
    all_ = evpi(found)
    assert all_.value >= 0
    groups = {"none": (), "all": tuple(futures.columns), "first": ("behaviour.p0",)}
    for worth in (evppi(found), evppi(found, groups)):
        assert (worth["worth"] >= 0).all()
        assert (worth["worth"] <= all_.value).all()
    grouped = evppi(found, groups).set_index("name")["worth"]
    assert grouped["all"] == pytest.approx(all_.value)
    assert grouped["none"] == 0


def test_where_draws_go_together_a_part_is_still_worth_no_more_than_all() -> None:
    """Two parameters that cancel out, as one is high where the other is low."""
    futures = drawn(1, 150, 3)
    futures["behaviour.p1"] = 1 - futures["behaviour.p0"] + 0.6 * futures["behaviour.p1"]
    known = 4 * (futures["behaviour.p0"] + futures["behaviour.p1"] - 1.3) + 0.1
    found = expected(futures, pd.DataFrame({"nothing": 0.0, "redesign": known}))
    assert found.places == ("behaviour.p0", "behaviour.p1")
    assert evppi(found)["worth"].to_numpy() == pytest.approx(evpi(found).value)


def test_what_a_strong_parameter_hides_is_found_beside_it() -> None:
    """The weak one makes 6% of the variance, and most of what the strong one leaves."""
    futures = drawn(11, 100, 50)
    known = normal(futures, "behaviour.p0") + normal(futures, "behaviour.p1", 0.25)
    luck = 0.1 * np.random.default_rng(11).normal(size=100)
    alone = stats.spearmanr(futures["behaviour.p1"], known + luck).pvalue
    assert alone > FALSE / 50, "not seen at first"
    found = expected(futures, pd.DataFrame({"nothing": 0.0, "redesign": known + luck}))
    assert {"behaviour.p0", "behaviour.p1"} <= set(found.places)


def test_curves_bend_no_more_than_the_futures_show() -> None:
    """A straight line and luck s in 60 studies of 100: mean squares of the error in s²/100.

    Without a penalty on bends they have 4 degrees of freedom: 4 with a standard error of .4; with a
    line alone 2.
    """
    squares = []
    for seed in range(60):
        futures = drawn(seed, 100, 1)
        known = 5 * futures["behaviour.p0"] - 2
        found = expected(futures, beside_nothing(seed, redesign=known))
        squares.append(((found.fitted["redesign"] - known) ** 2).mean() * 100 / 0.49)
    assert np.mean(squares) < 3.2


def test_a_group_is_worth_what_its_parameters_are_together() -> None:
    """Two normal ones of one part add up to one of a wider spread; one study, 4 standard errors."""
    futures = drawn(1, 300, 6).rename(
        columns={"behaviour.p1": "levers.nicer.effect", "behaviour.p2": "levers.nicer.reach"}
    )
    lever = normal(futures, "levers.nicer.effect") + normal(futures, "levers.nicer.reach")
    known = 0.3 + lever + normal(futures, "behaviour.p0", 0.5)
    found = expected(futures, beside_nothing(1, redesign=known))
    lever_of = [place for place in futures if place.startswith("levers.")]
    rest = [place for place in futures if place not in lever_of]
    worth = evppi(found, {"levers.nicer": lever_of, "behaviour": rest}).set_index("name")
    told = worth.loc["levers.nicer"]
    agree(told["worth"], told["error"], loss(0.3, np.sqrt(2)), 0.12)
    assert list(worth.index) == ["levers.nicer", "behaviour"]


def test_at_most_is_more_where_weak_parameters_are_not_found() -> None:
    """Forty parameters too weak to be found: worth 0 as found, but the spread beyond luck tells."""
    futures = drawn(2, 100, 40)
    known = 0.2 + (futures - 0.5).sum(axis=1) * np.sqrt(12 / 40)
    money = beside_nothing(2, redesign=known)
    central = beside_nothing(9, redesign=pd.Series(0.2, index=range(400)))
    found = expected(futures, money)
    worth = evpi(found, central)
    assert worth.value < 0.5 * worth.most
    # Standard errors of the mean and of the spread of 100 futures make up some 40%.
    assert worth.most == pytest.approx(loss(0.2, 1.0), rel=0.5)
    assert np.isnan(evpi(found).most)


def test_at_most_leaves_out_what_is_luck() -> None:
    """All is luck: .034 where the variances are four standard errors apart, .1 were it counted."""
    always = pd.Series(0.5, index=range(400))
    found = expected(drawn(1, 400, 5), beside_nothing(1, redesign=always))
    most = evpi(found, beside_nothing(2, redesign=always)).most
    assert most < 0.04 < loss(0.5, 0.7) / 2


def test_where_the_spread_comes_from() -> None:
    """Variance 1 by the parameter, .49 by luck; each told share has a standard error below .06."""
    found = one(4, draws=300)
    central = beside_nothing(5, redesign=pd.Series(0.3, index=range(300)))
    luck = central.var(ddof=1) / found.money.var(ddof=1)
    explained = dict(zip(found.money, found.explained, strict=True))
    assert luck["redesign"] == pytest.approx(0.49 / 1.49, abs=0.12)
    assert explained["redesign"] == pytest.approx(1 / 1.49, abs=0.12)
    assert luck["redesign"] + explained["redesign"] == pytest.approx(1, abs=0.2)
    assert explained["nothing"] == 0


# ---- what changes nothing ----


def two(seed: int = 6) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A redesign and a discount of one parameter each and one that they share."""
    futures = drawn(seed, 150, 10)
    a, b, c = (futures[f"behaviour.p{at}"] for at in range(3))
    return futures, beside_nothing(seed, redesign=4 * a + 2 * b - 2.5, discount=2 * b + 2 * c - 2)


def numbers(found: Expected) -> pd.Series[float]:
    """All that is told of a toy, by name."""
    every = evpi(found)
    worth, bars = (
        evppi(found).set_index("name"),
        tornado(course(found, "redesign")).set_index("place"),
    )
    told = {
        "evpi": pd.Series({"value": every.value, "error": every.error}),
        "worth": worth["worth"],
        "low": bars["at_low"],
        "swing": bars["swing"],
    }
    return pd.concat(told).sort_index()


def test_the_order_of_parameters_changes_nothing() -> None:
    futures, money = two()
    turned = futures[list(futures.columns)[::-1]]
    pd.testing.assert_series_equal(
        numbers(expected(turned, money)), numbers(expected(futures, money)), rtol=1e-6
    )


def test_the_same_money_more_for_every_option_changes_no_worth() -> None:
    futures, money = two()
    found, more = expected(futures, money), expected(futures, money + 100.0)
    told, shifted = numbers(found), numbers(more)
    shifted["low"] -= 100
    pd.testing.assert_series_equal(shifted, told, rtol=1e-6)
    assert risk(money + 100, nothing="nothing")["regret"].to_numpy() == pytest.approx(
        risk(money)["regret"].to_numpy()
    )


def test_money_of_another_unit_scales_all() -> None:
    futures, money = two()
    told = numbers(expected(futures, money))
    assert (told.abs() > 0).all()
    pd.testing.assert_series_equal(numbers(expected(futures, 1e6 * money)), 1e6 * told, rtol=1e-6)


def test_what_is_not_of_the_same_futures_is_refused() -> None:
    futures, money = two()
    with pytest.raises(ValueError, match="same draws"):
        expected(futures, money.iloc[1:])
    with pytest.raises(ValueError, match="finite"):
        expected(futures, money.replace(0.0, np.nan))


# ---- what it hangs on ----


def course(found: Expected, option: str) -> Course:
    """From its mean over the draws on, known without error."""
    return Course(found, option, found.money[option].mean(), 0.0, dict(found.futures.mean()))


def linear(noise: float, seed: int = 8) -> Expected:
    """ΔNPV = 10·execution − 5.5 + 2·p1: it breaks even at .55 − .2·p1, at .45 on average."""
    futures = drawn(seed, 200, 12)
    futures.insert(0, EXECUTION, 0.2 + 0.7 * drawn(seed + 1, 200, 1)["behaviour.p0"])
    known = 10 * futures[EXECUTION] - 5.5 + 2 * (futures["behaviour.p1"] - 0.5)
    luck = np.random.default_rng(seed).normal(size=200)
    money = pd.DataFrame({"nothing": 0.0, "redesign": known + noise * luck})
    money["discount"] = 1 + 2 * (futures["behaviour.p1"] - 0.5)
    return expected(futures, money)


def test_the_tornado_has_the_right_ends() -> None:
    """Luck of 1 beside a swing of 7: each end has a standard error of .15 or so; four are .6."""
    bars = tornado(course(linear(1.0), "redesign"))
    assert list(bars["place"]) == [EXECUTION, "behaviour.p1"]
    wide = bars.iloc[0]
    assert (wide["low"], wide["high"]) == pytest.approx((0.2, 0.9), abs=0.02)
    ends = 10 * wide["low"] - 5.5, 10 * wide["high"] - 5.5
    assert (wide["at_low"], wide["at_high"]) == pytest.approx(ends, abs=0.6)
    assert bars.iloc[1]["swing"] == pytest.approx(2, abs=0.8)


def test_break_even_of_a_straight_line() -> None:
    """Exact to 2% where luck is small: no false alarms to speak of (standard error .2%)."""
    tips = break_even(course(linear(0.1), "redesign"))
    assert tips.wins == "above"
    assert tips.values == pytest.approx((0.55,), rel=0.02)


def test_what_never_tips_says_on_which_side_it_stays() -> None:
    found = linear(0.1)
    discount = course(found, "discount")
    assert break_even(discount._replace(money=-9.0), "behaviour.p1").wins == "never"
    assert break_even(discount._replace(money=9.0), "behaviour.p1").wins == "always"
    assert break_even(discount._replace(money=9.0, error=9.0), "behaviour.p1").wins == "unknown"
    for place in (EXECUTION, "behaviour.p7", "not.drawn"):
        assert break_even(discount, place) == BreakEven((), "unknown"), "nothing is known of it"


def test_what_lies_beyond_the_draws_is_a_warning() -> None:
    futures = drawn(7, 200, 5)
    p = futures["behaviour.p0"]
    rising = 4 * (p + 0.25)  # 0 at −.25
    bent = 3 - 4 * (p - 1.3) ** 2  # best at 1.3
    noise = 0.05 * np.random.default_rng(7).normal(size=(200, 2))
    money = pd.DataFrame({"rising": rising + noise[:, 0], "bent": bent + noise[:, 1]})
    found = expected(futures, money)
    rises, bends = (course(found, name) for name in ("rising", "bent"))
    assert break_even(rises, "behaviour.p0").values == ()
    told = outside(rises).set_index("what")
    assert told.loc["break_even", "value"] == pytest.approx(-0.25, abs=0.03)
    assert list(told.index) == ["break_even"]
    floor = {"behaviour.p0": (0.0, 2.0)}
    assert outside(rises, floor).empty, "no value below 0 makes sense"
    assert len(outside(bends, floor)) == 1
    best = outside(bends).set_index("what").loc["best", "value"]
    assert best == pytest.approx(1.3, abs=0.1)
    told = outside(course(linear(0.1), "redesign"))
    assert EXECUTION not in set(told["place"]), "it tips within what was drawn"


# ---- how it can go wrong ----


def test_risk_by_hand() -> None:
    money = pd.DataFrame(
        {"nothing": [0.0] * 4, "redesign": [-2, -4, 1, 9], "discount": [1.0, -5, -1, 3]}
    )
    told = risk(money, {"redesign": "discount"}).set_index("option")
    redesign = told.loc["redesign"].astype(float)
    assert redesign["loss"] == 0.5
    assert redesign["loss_given"] == 3
    assert redesign["beats_nothing"] == 0.5
    assert redesign["beats_discount"] == 0.75
    assert redesign["regret"] == (3 + 4 + 0 + 0) / 4
    assert not told[["loss", "loss_given", "beats_nothing"]].loc["nothing"].any()
    assert told["regret"].loc["nothing"] == (1 + 0 + 1 + 9) / 4
    assert np.isnan(told["beats_discount"].loc["discount"])
