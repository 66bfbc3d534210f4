"""Pilots, against textbook numbers and against pilots that are played out."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from cxsim.scenario.problems import Problems
from cxsim.study.pilot import (
    Churn,
    Design,
    Metric,
    Nps,
    Pilot,
    Price,
    answers_needed,
    crossing_by_group,
    crossing_of,
    nps_variance,
    pilot,
)

CHURN = Churn(0.10, 0.12)
NPS = Nps((0.50, 0.20), (0.55, 0.18))
FREE = Price(0, 0)


def asked(
    metric: Metric = CHURN, design: Design | None = None, price: Price = FREE, **more: Any
) -> Pilot:
    about = {"customers": 100_000, "months": 1, "horizon": 36, "worth": 1.0} | more
    return pilot(metric, design or Design(), price, **about)


@pytest.mark.parametrize(
    ("control", "redesign", "power", "arm"),
    [
        (0.10, 0.12, 0.8, 3841),
        (0.50, 0.75, 0.9, 77),  # 76.7 in the examples of R's power.prop.test
        (0.05, 0.10, 0.8, 435),
        (0.50, 0.60, 0.8, 388),
    ],
)
def test_two_proportions_as_in_textbooks(
    control: float, redesign: float, power: float, arm: int
) -> None:
    assert asked(Churn(control, redesign), Design(power=power)).arm == arm


@pytest.mark.parametrize(("answers", "error"), [(100, 7.81), (400, 3.91), (1000, 2.47)])
def test_standard_error_of_nps(answers: int, error: float) -> None:
    assert 100 * math.sqrt(nps_variance(0.5, 0.2) / answers) == pytest.approx(error, abs=0.005)


def test_nps_variance_is_that_of_its_answers() -> None:
    answers = np.repeat([1, 0, -1], [5, 3, 2])
    assert nps_variance(0.5, 0.2) == pytest.approx(answers.var())


REPEATS = 40_000


def within(share: float, power: float) -> bool:
    """Four standard errors of a share of so many repeats."""
    return abs(share - power) < 4 * math.sqrt(power * (1 - power) / REPEATS)


@pytest.mark.parametrize("power", [0.5, 0.8, 0.95])
def test_power_is_that_of_churn_pilots_played_out(power: float) -> None:
    arm = asked(CHURN, Design(power=power)).arm
    assert arm is not None
    draw = np.random.default_rng(1)
    a, b = (draw.binomial(arm, p, REPEATS) / arm for p in (0.10, 0.12))
    pooled = (a + b) / 2
    z = (b - a) / np.sqrt(2 * pooled * (1 - pooled) / arm)
    assert within(float((z > stats.norm.ppf(0.975)).mean()), power)


def test_power_is_that_of_nps_pilots_played_out() -> None:
    arm = asked(NPS).arm
    assert arm is not None
    draw = np.random.default_rng(2)
    answers = [
        draw.multinomial(arm, [p, d, 1 - p - d], REPEATS) / arm
        for p, d in (NPS.control, NPS.redesign)
    ]
    p, d = (sum(arm[:, at] for arm in answers) / 2 for at in (0, 1))
    error = np.sqrt(2 * (p + d - (p - d) ** 2) / arm)
    apart = (answers[1][:, 0] - answers[1][:, 1]) - (answers[0][:, 0] - answers[0][:, 1])
    assert within(float((apart / error > stats.norm.ppf(0.975)).mean()), 0.8)


def test_design_effect_is_how_much_more_means_of_groups_vary() -> None:
    """Groups of 20 that share a chance to leave: beta, of intraclass correlation .05."""
    assert Design(group=20, alike=0.05).effect == pytest.approx(1.95)
    groups, size, alike, p, repeats = 30, 20, 0.05, 0.3, 20_000
    draw = np.random.default_rng(3)
    strength = 1 / alike - 1
    chance = draw.beta(p * strength, (1 - p) * strength, (repeats, groups))
    mean = draw.binomial(size, chance).sum(axis=1) / (groups * size)
    alone = p * (1 - p) / (groups * size)
    # The variance of a sample variance is 2 / repeats of its square, of means near normal.
    assert mean.var() / alone == pytest.approx(1.95, abs=4 * 1.95 * math.sqrt(2 / repeats))


def test_groups_take_more_customers_and_whole_groups() -> None:
    plain = answers_needed(CHURN.after(1), 0.8, 0.05)
    found = asked(CHURN, Design(group=20, alike=0.05))
    assert found.groups == math.ceil(1.95 * plain / 20)
    assert found.arm == 20 * found.groups
    assert asked(CHURN, Design(group=20, alike=0.0)).arm == 20 * math.ceil(plain / 20)
    few = asked(CHURN, Design(group=20_000))
    assert (few.groups, few.arm) == (2, 40_000)  # one group is no arm


def test_contamination_of_nothing_changes_nothing() -> None:
    assert asked(CHURN, Design(told=0.0, crossing=0.5)) == asked()
    assert asked(CHURN, Design(told=1.0, crossing=0.0)) == asked()


@pytest.mark.parametrize("design", [Design(told=1.0, crossing=0.5), Design(told=0.8, crossing=0.7)])
def test_contamination_of_a_half_leaves_nothing_to_tell(design: Design) -> None:
    found = asked(CHURN, design, customers=10**9, months=24)
    assert (found.feasible, found.arm, found.groups, found.price) == (False, None, None, None)
    assert (found.difference, found.detectable, found.advice) == (0, None, "infeasible")


@given(st.floats(0, 0.99), st.floats(0, 0.5))
@settings(max_examples=50, deadline=None)
def test_contamination_takes_twice_itself_from_the_difference(told: float, crossing: float) -> None:
    share = told * crossing
    found = asked(CHURN, Design(told=told, crossing=crossing), customers=10**12)
    assert found.difference == pytest.approx(0.02 * (1 - 2 * share))
    plain = answers_needed(CHURN.after(1), 0.8, 0.05)
    assert found.arm == pytest.approx(plain / (1 - 2 * share) ** 2, rel=1e-9, abs=1)


def test_contamination_is_what_is_left_of_effects_that_cross() -> None:
    """Customers with friends in both arms take on a share of what their friends have."""
    draw = np.random.default_rng(4)
    people, friends, told = 4000, 12, 0.6
    arm = draw.permutation(people) % 2
    of = draw.integers(0, people, (people, friends))
    effect = (1 - told) * arm + told * arm[of].mean(axis=1)
    ties = np.column_stack([np.repeat(np.arange(people), friends), of.ravel()])
    crossing = crossing_of(ties, arm)
    assert crossing == pytest.approx(crossing_by_group(1.0, people), abs=0.02)
    seen = effect[arm == 1].mean() - effect[arm == 0].mean()
    assert seen == pytest.approx(Design(told=told, crossing=crossing).left, abs=0.01)


def test_ties_within_groups_do_not_cross() -> None:
    draw = np.random.default_rng(5)
    groups, size, out = 20, 100, 0.3
    group = np.repeat(np.arange(groups), size)
    arm = (draw.permutation(groups) % 2)[group]
    one = draw.integers(0, groups * size, 200_000)
    leaves = draw.random(one.size) < out
    there = (group[one] + draw.integers(1, groups, one.size)) % groups
    other = np.where(leaves, there, group[one]) * size + draw.integers(0, size, one.size)
    found = crossing_of(np.column_stack([one, other]), arm)
    assert found == pytest.approx(crossing_by_group(out, groups), abs=0.005)
    assert found < crossing_by_group(1.0, groups * size)


def test_attrition_and_silence_take_more_customers() -> None:
    plain = answers_needed(NPS.after(1), 0.8, 0.05)
    silent = replace(NPS, answering=0.1)
    assert asked(silent, Design(attrition=0.2)).arm == math.ceil(plain / 0.1 / 0.8)
    assert silent.after(2).answering == pytest.approx(0.19)


def test_longer_pilots_take_fewer_customers_and_of_equals_the_shortest_is_told() -> None:
    slow = Churn(0.015, 0.013)
    needed = [answers_needed(slow.after(m), 0.8, 0.05) for m in range(1, 25)]
    assert needed == sorted(needed, reverse=True)
    found = asked(slow, months=24, customers=20_000)
    assert found.feasible
    assert 2 * needed[found.months - 1] <= 20_000 < 2 * needed[found.months - 2]
    left = [1 - (1 - rate) ** found.months for rate in (0.015, 0.013)]
    assert found.difference == pytest.approx(left[1] - left[0])


def test_the_cheapest_pilot_is_told() -> None:
    """By customer it is cheaper to wait; by month it is not."""
    slow = Churn(0.015, 0.013)
    for price in (Price(9000, 0, once=0.0), Price(0, 9000), Price(0, 9000, measured=0.1)):
        found = asked(slow, Design(), price, months=24)
        paid = {way.months: way.price for way in found.durations if way.price is not None}
        assert found.price == paid[found.months] == min(paid.values())
        arm = found.durations[found.months - 1].arm
        assert (found.arm, found.groups) == (arm, arm)
    assert asked(slow, Design(), Price(9000, 0, once=0.0), months=24).months == 24


@pytest.mark.parametrize("metric", [Churn(0.10, 0.101), Nps((0.5, 0.2), (0.505, 0.199))])
def test_what_all_customers_could_tell_apart(metric: Metric) -> None:
    found = asked(metric, Design(told=0.2), customers=5000)
    assert not found.feasible
    assert found.detectable is not None
    times = found.detectable / found.difference
    assert times > 1
    enough = asked(metric.scaled(times * 1.001), Design(told=0.2), customers=5000)
    short = asked(metric.scaled(times * 0.999), Design(told=0.2), customers=5000)
    assert (enough.feasible, short.feasible) == (True, False)
    assert enough.detectable is None


def test_sixty_customers_can_tell_next_to_nothing() -> None:
    """An independent professional: even that nobody leaves any more is not to be told."""
    found = asked(Churn(0.02, 0.01), customers=60, months=6)
    assert (found.feasible, found.detectable, found.advice) == (False, None, "infeasible")


def test_price_is_of_the_arm_that_has_the_redesign_and_of_both_arms_answers() -> None:
    price = Price(one_off=1000, monthly=100, once=0.4, measured=0.5)
    found = asked(CHURN, Design(attrition=0.5), price, customers=76820, months=1)
    assert found.arm == 7682
    paid = 1000 * (0.4 + 0.6 * 0.1) + 100 * 0.1 + 0.5 * 7682
    assert found.price == pytest.approx(paid)
    assert found.share == pytest.approx(paid / (1000 + 100 * 36))


def test_a_pilot_is_advised_only_where_it_is_worth_its_price() -> None:
    price = Price(1000, 0)
    assert asked(price=price, worth=1001.0).advice == "pilot"
    assert asked(price=price, worth=1000.0).advice == "too_dear"
    assert asked(price=price, worth=1e9, customers=100).advice == "infeasible"


@pytest.mark.parametrize(
    ("metric", "design", "more", "says"),
    [
        (Churn(1.2, 0.1), Design(), {}, "control is 1.2"),
        (Nps((0.6, 0.5), (0.5, 0.2)), Design(), {}, r"control.promoters \+ control.detractors"),
        (replace(NPS, answering=0.0), Design(), {}, "answering is 0"),
        (CHURN, Design(power=0.05), {}, "more than the significance, 0.05"),
        (CHURN, Design(attrition=1.0), {}, "1 − attrition is 0"),
        (CHURN, Design(group=0), {}, "group is 0"),
        (CHURN, Design(told=math.nan), {}, "told is nan"),
        (CHURN, Design(), {"worth": -1.0}, "worth is -1"),
        (CHURN, Design(), {"months": 0}, "months is 0"),
    ],
)
def test_what_makes_no_sense_is_said(
    metric: Metric, design: Design, more: dict[str, Any], says: str
) -> None:
    with pytest.raises(Problems, match=says):
        asked(metric, design, **more)
