"""What goes ahead of churn: series whose lead is known, and series that have none."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from cxsim.study.anticipation import (
    ANTICIPATES,
    CANT_TELL,
    CONTRARY,
    LEADS,
    NO,
    SIGNALS,
    TOGETHER,
    Anticipation,
    about_course,
    anticipation,
    churn,
)

FUTURES, MONTHS = 24, 36
Series = np.ndarray
"""(futures, months)"""


def autoregressive(luck: np.random.Generator, phi: float, months: int = MONTHS) -> Series:
    """Ups and downs that last, of variance 1."""
    found = np.empty((FUTURES, months))
    found[:, 0] = luck.standard_normal(FUTURES)
    for month in range(1, months):
        step = luck.standard_normal(FUTURES) * np.sqrt(1 - phi**2)
        found[:, month] = phi * found[:, month - 1] + step
    return found


def frame(measured: Series, true: Series, felt: Series, rate: Series) -> pd.DataFrame:
    """As `Comparison.months`: of a firm so large that churn has no luck of single customers."""
    future, month = np.divmod(np.arange(rate.size), rate.shape[1])
    left = (rate * 1e9).reshape(-1)
    zero = np.zeros(rate.size)
    return pd.DataFrame(
        {
            "scenario": "as_is",
            "kind": "drawn",
            "replication": future,
            "month": month + 1,
            "customers": 1e9 - left,
            "left_voluntary": left,
            "left_non_payment": zero,
            "left_involuntary": zero,
            "joined": zero,
            "nps_measured": measured.reshape(-1),
            "nps": true.reshape(-1),
            "satisfaction": felt.reshape(-1),
        }
    )


def linked(luck: np.random.Generator, lead: int, strength: float = 0.8) -> pd.DataFrame:
    """Sentiment that churn follows after so many months; true NPS shows it, the survey noise."""
    felt = autoregressive(luck, 0.6, MONTHS + lead)
    now, before = felt[:, lead:], felt[:, :MONTHS]
    noise = luck.standard_normal((FUTURES, MONTHS))
    rate = 0.02 - 0.001 * (strength * before + np.sqrt(1 - strength**2) * noise)
    heard = luck.standard_normal((FUTURES, MONTHS))
    return frame(20 + 5 * heard, 20 + 5 * now + luck.standard_normal(now.shape), 7 + now, rate)


@pytest.mark.parametrize("lead", [1, 3, 7, 12])
def test_a_known_lead_is_found(lead: int) -> None:
    found = anticipation(linked(np.random.default_rng(lead), lead), permutations=199)
    answers = found.answers.set_index("signal")
    for signal in ("nps", "satisfaction"):
        assert answers["verdict"][signal] == ANTICIPATES
        assert answers["lead"][signal] == lead
        assert 0.3 < answers["explained"][signal] < 0.75  # .64 in truth, less the noise of NPS
    assert answers["verdict"]["nps_measured"] in (NO, CANT_TELL)
    assert found.fails() == "survey"
    assert (found.futures, found.months) == (FUTURES, MONTHS)
    assert list(found.leads["lead"].unique()) == list(range(LEADS + 1))


def test_the_same_month_is_no_warning() -> None:
    found = anticipation(linked(np.random.default_rng(1), 0), permutations=199)
    assert found.verdict("nps") == found.verdict("satisfaction") == TOGETHER
    assert found.fails() == "sentiment"


def test_what_rises_before_more_leave_is_no_warning_either() -> None:
    told = linked(np.random.default_rng(2), 2)
    found = anticipation(told.assign(nps=-told["nps"]), permutations=199)
    assert found.verdict("nps") == CONTRARY


def test_what_the_survey_gives_is_nowhere_lost() -> None:
    told = linked(np.random.default_rng(3), 2)
    found = anticipation(told.assign(nps_measured=told["nps"]), permutations=199)
    assert found.fails() == "nowhere"


def unrelated(luck: np.random.Generator) -> tuple[list[Series], Series]:
    """Nothing but ups and downs that last long, each of its own: three signals, and churn."""
    return [autoregressive(luck, 0.8) for _ in SIGNALS], autoregressive(luck, 0.8)


def sorted_out(luck: np.random.Generator) -> tuple[list[Series], Series]:
    """As `unrelated`, while who is discontent leaves: in each future as fast, and as far.

    Where NPS rises more churn falls more, for years, and neither says when the other moves.
    """
    far = luck.uniform(0, 6, (FUTURES, 1))
    slow = luck.uniform(12, 48, (FUTURES, 1))
    course = far * (1 - np.exp(-np.arange(MONTHS) / slow))
    return [autoregressive(luck, 0.3) + course for _ in SIGNALS], autoregressive(luck, 0.3) - course


def drifting(luck: np.random.Generator) -> tuple[list[Series], Series]:
    """As `unrelated`, on straight paths that both share, and with seasons that all futures have."""
    course = luck.normal(0, 3, (FUTURES, 1)) * np.linspace(-1, 1, MONTHS)
    signals = [autoregressive(luck, 0.3) + course for _ in SIGNALS]
    season = np.sin(np.arange(MONTHS))
    return [one + 9 * season for one in signals], autoregressive(luck, 0.3) - course - season


@pytest.mark.parametrize("pair", [unrelated, sorted_out, drifting])
def test_where_there_is_none_few_are_found(
    pair: Callable[[np.random.Generator], tuple[list[Series], Series]],
) -> None:
    """Of 150 cases no more than 5% get another answer than "no" or "can't tell", and chance.

    At a rate of 5% 16 or more of 150 would be found with a probability of .4%; seeds are fixed.
    """
    luck, wrong = np.random.default_rng(11), 0
    for _ in range(50):
        (one, two, three), rate = pair(luck)
        told = frame(one, two, three, 0.02 + 0.001 * rate)
        found = anticipation(told, permutations=99)
        wrong += (~found.answers["verdict"].isin((NO, CANT_TELL))).sum()
    assert wrong < 16


def verdict_of(signal: Series, rate: Series) -> str:
    """The verdict on one signal."""
    told = frame(signal, signal, signal, 0.02 + 0.001 * rate)
    return anticipation(told, permutations=99).verdict("nps")


def test_shared_levels_are_no_foresight_though_they_go_together_closely() -> None:
    """The very same futures, not about their course, correlate by more than a half."""
    (signal, *_), rate = sorted_out(np.random.default_rng(5))
    deep = signal - signal.mean(), rate - rate.mean()
    together = (deep[0] * deep[1]).sum() / np.sqrt((deep[0] ** 2).sum() * (deep[1] ** 2).sum())
    assert together < -0.5
    assert verdict_of(signal, rate) in (NO, CANT_TELL)


def test_slow_paths_and_the_mean_path_are_taken_out_to_nothing() -> None:
    luck = np.random.default_rng(6)
    steps = np.linspace(-1, 1, MONTHS)
    own = luck.normal(size=(FUTURES, 4)) @ np.vander(steps, 4).T
    mean = 5 * np.sin(np.arange(MONTHS))
    groups = [np.arange(8), np.arange(8, FUTURES)]
    assert np.abs(about_course(own + mean, groups)).max() < 1e-12
    noise = luck.normal(size=own.shape)
    left = about_course(noise + own + mean, groups)
    assert left == pytest.approx(about_course(noise, groups), abs=1e-12)
    assert np.abs(left @ np.vander(steps, 4)).max() < 1e-9


def test_no_answer_hangs_on_the_order_of_rows_or_on_units() -> None:
    told = linked(np.random.default_rng(7), 4)
    found = anticipation(told, permutations=99)
    other = told.sample(frac=1, random_state=1).assign(nps=told["nps"] * 7 - 3)
    again = anticipation(other, permutations=99)
    pd.testing.assert_frame_equal(found.leads, again.leads)
    pd.testing.assert_frame_equal(found.answers, again.answers)


def test_the_luck_of_single_customers_keeps_it_from_being_ruled_out() -> None:
    """In a small firm churn's ups and downs are chance: nothing was found, and nothing excluded."""
    luck = np.random.default_rng(8)
    signal = autoregressive(luck, 0.5)
    people = 1000.0
    left = luck.poisson(0.02 * people, (FUTURES, MONTHS))
    told = frame(signal, signal, signal, left / people)
    small = told.assign(left_voluntary=left.reshape(-1), customers=people - left.reshape(-1))
    found = anticipation(small, permutations=199).answers.set_index("signal")
    assert found["verdict"]["nps"] == CANT_TELL
    assert 0.85 < found["chance"]["nps"] <= 1
    large = anticipation(told, permutations=199).answers.set_index("signal")
    assert large["verdict"]["nps"] == NO
    assert large["chance"]["nps"] < 0.001


def test_too_little_cannot_be_told() -> None:
    told = linked(np.random.default_rng(9), 2)
    few = told[told["replication"] < 5]
    short = told[told["month"] <= 17]
    silent = told.assign(nps_measured=told["nps_measured"].where(told["month"] > 25))
    still = told.assign(nps=50.0)
    assert verdicts(anticipation(few)) == {CANT_TELL}
    assert verdicts(anticipation(short)) == {CANT_TELL}
    assert anticipation(silent).verdict("nps_measured") == CANT_TELL
    assert anticipation(silent).verdict("nps") == ANTICIPATES
    assert anticipation(still).verdict("nps") == CANT_TELL
    assert anticipation(few).fails() == ""


def verdicts(found: Anticipation) -> set[str]:
    return set(found.answers["verdict"])


def test_churn_is_of_those_who_were_there_at_the_beginning_of_the_month() -> None:
    row = {"customers": 98.0, "joined": 4.0, "left_voluntary": 3.0}
    row |= {"left_non_payment": 2.0, "left_involuntary": 1.0}
    assert churn(pd.DataFrame([row])).tolist() == [0.03]
    nobody = dict.fromkeys(row, 0.0)
    assert churn(pd.DataFrame([nobody])).isna().all()


def test_each_world_has_answers_of_its_own() -> None:
    today = linked(np.random.default_rng(10), 3)
    then = linked(np.random.default_rng(10), 0).assign(scenario="to_be")
    found = anticipation(pd.concat([today, then]), ("as_is", "to_be"), permutations=99)
    assert found.verdict("nps", "as_is") == ANTICIPATES
    assert found.verdict("nps", "to_be") == TOGETHER
    pairs = list(itertools.product(("as_is", "to_be"), SIGNALS))
    assert list(zip(found.answers["scenario"], found.answers["signal"], strict=True)) == pairs
    assert len(found.course) == 2 * MONTHS
